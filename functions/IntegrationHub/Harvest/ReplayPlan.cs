using System.Globalization;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>One window's share of a replay: checkpoints of kept pages, in the order in which they came.</summary>
/// <param name="First">The first run that they are of.</param>
/// <param name="Last">The last one.</param>
/// <param name="Skip">Checkpoints of these runs before the share.</param>
/// <param name="Take">Checkpoints in it.</param>
public sealed record ReplayPart(int First, int Last, int Skip, int Take);

/// <summary>Which runs a replay reads again.</summary>
internal abstract record ReplayChoice
{
    private ReplayChoice()
    {
    }

    /// <param name="Kept">Oldest first, at least one.</param>
    /// <param name="Note">What an admin may not expect; null: nothing.</param>
    public sealed record Read(IReadOnlyList<Run> Kept, string? Note) : ReplayChoice;

    /// <param name="Reason">In sentences that say what to do instead.</param>
    public sealed record Refused(string Reason) : ReplayChoice;
}

/// <summary>
/// Decides what a replay reads. From where it begins it reads every later run too, in order, so that the newest version of each record is the last; and it never
/// begins before the last run that was complete, or a deleted source's end: what that one did not name was withdrawn, and older pages would bring it back.
/// </summary>
internal static class ReplayPlan
{
    private const int MostWindows = 256;
    private const int LeastCheckpoints = 4;

    /// <param name="runs">All of the source's, oldest first.</param>
    /// <param name="wished">The run to begin with; null: all that are kept.</param>
    public static ReplayChoice Choose(IReadOnlyList<Run> runs, int? wished)
    {
        if (runs.FirstOrDefault(run => run.State == RunState.Held) is { } held)
        {
            return new ReplayChoice.Refused($"Run {held.Number} is held: approve or discard it first.");
        }

        var last = runs.LastOrDefault(run => run.Because == RunReason.Removal || RunOutcome.IsComplete(run));
        var counted = runs.Where(run => run.Number >= (last?.Number ?? 0) && Counts(run)).ToList();
        var kept = counted.Where(run => !run.PagesPurged).ToList();
        var since = kept.Count == 0
            ? "No pages are kept of it: run it with ?full=true to harvest it anew."
            : string.Create(CultureInfo.InvariantCulture, $"Pages are kept since run {kept[0].Number} ({kept[0].Started.UtcDateTime:yyyy-MM-dd}).");
        if (kept.Count == 0)
        {
            return new ReplayChoice.Refused(since);
        }

        if (wished is not { } number)
        {
            return new ReplayChoice.Read(kept, kept.Count < counted.Count ? $"{since} What only older ones brought stays as it is." : null);
        }

        var begin = runs.FirstOrDefault(run => run.Number == number);
        return begin switch
        {
            null => new ReplayChoice.Refused($"There is no run {number} any more. {since}"),
            { Because: RunReason.Replay } => new ReplayChoice.Refused($"Run {number} is a replay itself and has kept no pages. {since}"),
            { PagesPurged: true } => new ReplayChoice.Refused($"The pages of run {number} are purged. {since}"),
            _ when !IsLinked(begin) => new ReplayChoice.Refused($"Run {number} has brought nothing to the index ({begin.State}). {since}"),
            _ when kept.FindAll(run => run.Number >= number) is { Count: > 0 } from => new ReplayChoice.Read(
                from, last?.Number > number ? $"Run {last.Number} brought everything anew, so the replay begins there: what run {number} alone had is withdrawn." : null),
            _ => new ReplayChoice.Refused($"No pages with records are kept of run {number} or a later one. {since}"),
        };
    }

    /// <summary>The runs from <paramref name="first"/> to <paramref name="last"/> whose checkpoints a part of a replay counts.</summary>
    public static IEnumerable<Run> Between(IEnumerable<Run> runs, int first, int last) => runs.Where(run => run.Number >= first && run.Number <= last && Counts(run));

    /// <param name="kept">Run numbers with their checkpoints, in order.</param>
    /// <param name="parallel">Windows that may be at work at once.</param>
    public static IReadOnlyList<RunSlice> Slices(IReadOnlyList<(int Run, int Checkpoints)> kept, int parallel)
    {
        var total = kept.Sum(run => run.Checkpoints);
        var share = Math.Max(LeastCheckpoints, Math.Max((total + MostWindows - 1) / MostWindows, total / (8 * parallel)));
        var slices = new List<RunSlice>();
        var (at, skip) = (0, 0);
        for (var left = total; left > 0;)
        {
            while (skip >= kept[at].Checkpoints)
            {
                skip -= kept[at++].Checkpoints;
            }

            var take = Math.Min(share, left);
            var (end, room) = (at, kept[at].Checkpoints - skip);
            while (room < take)
            {
                room += kept[++end].Checkpoints;
            }

            slices.Add(new RunSlice { Replay = new ReplayPart(kept[at].Run, kept[end].Run, skip, take) });
            skip += take;
            left -= take;
        }

        return slices;
    }

    public static Run Next(Source source, Cursor cursor, IReadOnlyList<RunSlice> slices, string? note, DateTimeOffset now) => new()
    {
        Source = source,
        Number = cursor.LastRun + 1,
        Because = RunReason.Replay,
        Started = now,
        Slices = slices,
        Note = note,
    };

    // What guards kept back of a failed run was not delivered.
    private static bool IsLinked(Run run) =>
        run is { State: RunState.Harvested or RunState.Failed, Because: not (RunReason.Replay or RunReason.Removal) } and not { State: RunState.Failed, Objection: not null };

    /// <summary>Whether the run has brought records to the index.</summary>
    public static bool Counts(Run run) => IsLinked(run) && run.Counts.Records + run.Counts.Deleted + run.Counts.Rejected > 0;
}
