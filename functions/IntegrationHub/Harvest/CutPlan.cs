using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>A window's slice is to be cut before the window is begun again. Stored with the window until the run's row says so.</summary>
/// <param name="Slice">What is to be cut: where the run's row has another slice by now, it is done.</param>
/// <param name="Parts">1: it was cut by dates that the provider does not heed, so the window takes the whole list instead.</param>
/// <param name="FromWorks">What was seen of the provider meanwhile; null: nothing. The same below.</param>
public sealed record WindowCut(RunSlice Slice, int Parts, bool? FromWorks = null, bool? UntilWorks = null);

/// <summary>What was seen of a list since its first page.</summary>
/// <param name="Pages">So far.</param>
/// <param name="Size">As the provider counts.</param>
/// <param name="Datestamps">Of the first page.</param>
internal sealed record ListSeen(int Pages, long? Size, IReadOnlyList<DateTimeOffset> Datestamps);

/// <summary>Decides when a window is cut, and into how many.</summary>
internal static class CutPlan
{
    /// <summary>After so many pages a list whose size nobody tells is taken for a large one.</summary>
    public const int PagesOfLarge = 20;

    /// <summary>Of one cut.</summary>
    private const int MostParts = 64;

    /// <summary>Of a run, before size alone cuts no further: a provider may tell the same wrong size for every range.</summary>
    private const int MostBySize = 256;

    /// <summary>Of a run: its plan is one row.</summary>
    private const int MostWindows = 1000;

    /// <summary>Whether date ranges are an option at all.</summary>
    public static bool ByDates(Run run) => run.Source is { SlicedBy: null or SlicedBy.Dates, StaticRepository: false } && run.Because != RunReason.Replay;

    /// <summary>Whether the run is to be cut by all of the provider's sets.</summary>
    public static bool BySets(Run run) =>
        run is { Full: true, Source: { SlicedBy: SlicedBy.Sets, Sets.Count: 0, StaticRepository: false }, Because: not RunReason.Replay };

    /// <summary>Half the window is asked for in its place, once its token dies; null: it is begun again as it is.</summary>
    public static WindowCut? Halves(Run run, Window window) =>
        ByDates(run) && !window.Indivisible && run.Slices.Count < MostWindows ? new WindowCut(run.SliceOf(window.Number), 2) : null;

    /// <summary>Records that each of the run's windows may ask for at once, one by one: all windows together no more than the source's pace allows.</summary>
    public static int RequestsOf(Run run) => Math.Max(1, run.Source.Pace.Parallel / Math.Min(run.Slices.Count, run.Source.Pace.Parallel));

    /// <param name="records">In the window, as somebody counts.</param>
    public static WindowCut? BySize(Run run, Window window, long records, HarvestOptions options) =>
        MayGrow(run, window) && records > 2L * options.WindowRecords
            ? Into(run, window, Math.Max((records + options.WindowRecords - 1) / options.WindowRecords, run.Source.Pace.Parallel))
            : null;

    /// <param name="request">The window's first.</param>
    /// <param name="isLast">The step ends with this page.</param>
    public static WindowCut? AfterPage(Run run, Window window, OaiRequest request, ListSeen seen, bool isLast, HarvestOptions options)
    {
        var slice = run.SliceOf(window.Number);
        if (seen.Pages == 1 && slice.IsRanged && run.Full)
        {
            var beyond = request.Until is { } until && Mostly(seen, date => OaiDates.Compare(date, until, request.Granularity) > 0);
            var before = request.From is { } from && Mostly(seen, date => OaiDates.Compare(date, from, request.Granularity) < 0);
            if (beyond || before)
            {
                return new WindowCut(slice, 1, before ? false : null, beyond ? false : null);
            }
        }

        return seen switch
        {
            { Size: { } size, Pages: 1 } => BySize(run, window, size, options),
            { Size: null } when !slice.IsRanged && (isLast || seen.Pages >= PagesOfLarge) && MayGrow(run, window) => Into(run, window, 4L * run.Source.Pace.Parallel),
            _ => null,
        };
    }

    private static bool MayGrow(Run run, Window window) =>
        run.Full && ByDates(run) && !window.Indivisible && !run.IsTail(window.Number) && run.Slices.Count < MostBySize;

    private static WindowCut Into(Run run, Window window, long parts) =>
        new(run.SliceOf(window.Number), (int)Math.Min(parts, Math.Min(MostParts, MostBySize - run.Slices.Count + 1)));

    // A few may be odd: providers select by the day of indexing, and show another one.
    private static bool Mostly(ListSeen seen, Func<DateTimeOffset, bool> isOutside) => seen.Datestamps.Count(isOutside) > seen.Datestamps.Count / 2;
}
