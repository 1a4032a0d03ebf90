using IntegrationHub.Oai;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>What a window is to do once its slice has been looked at.</summary>
internal abstract record Preparation
{
    private Preparation()
    {
    }

    /// <param name="Run">As it is now.</param>
    /// <param name="Window">As it is to be stored before its list is asked for.</param>
    public sealed record Ready(Run Run, Window Window) : Preparation;

    /// <summary>Another window brings all of it.</summary>
    public sealed record Covered : Preparation;

    /// <summary>The provider wants to be left alone first.</summary>
    public sealed record Wait(OaiFetch.Busy Busy) : Preparation;

    /// <summary>The run has ended meanwhile.</summary>
    public sealed record Lost : Preparation;
}

/// <summary>
/// Cuts a window's slice: in the run's row first, which is what counts, then the new windows' rows; the window's own is stored by whoever holds it. Whoever
/// repeats it finds another slice than the one that was to be cut, and does the rest.
/// </summary>
public sealed class WindowCutter(RunTable runs, RunLanes lanes, DateArguments dates, IOptions<HarvestOptions> options, TimeProvider time)
{
    /// <summary>Before a window's list is asked for from its beginning.</summary>
    internal async Task<Preparation> PrepareAsync(Run known, Window window, Provider provider, HostPass pass, CancellationToken ct)
    {
        if (window.Token is not null)
        {
            return new Preparation.Ready(known, window);
        }

        if (known.IsCovered(window.Number))
        {
            return new Preparation.Covered();
        }

        var divisible = await IsDivisibleAsync(known, window, ct);
        if ((window.Cut ?? divisible.Cut) is not { } cut)
        {
            return new Preparation.Ready(known, window with { Indivisible = window.Indivisible || !divisible.Yes });
        }

        if (cut is not { FromWorks: null, UntilWorks: null })
        {
            await dates.LearnAsync(known, cut.FromWorks, cut.UntilWorks, ct);
        }

        while (await runs.FindAsync(known.Source.Id, known.Number, ct) is { Value.IsAtWork: true } run)
        {
            if (run.Value.SliceOf(window.Number) != cut.Slice)
            {
                await lanes.FillAsync(run.Value, ct);
                return new Preparation.Ready(run.Value, window with { Cut = null, Attempt = 1, Indivisible = cut.Parts == 1 });
            }

            if (run.Value.IsCovered(window.Number) || (cut.Parts == 1 && run.Value.IsTail(window.Number)))
            {
                return new Preparation.Covered();
            }

            var (pieces, busy) = await CutAsync(run.Value, window, cut, provider, pass, ct);
            if (busy is not null)
            {
                return new Preparation.Wait(busy);
            }

            if (pieces is [var only] && only == cut.Slice)
            {
                return new Preparation.Ready(run.Value, window with { Cut = null, Indivisible = true });
            }

            await runs.TryAdvanceAsync(run, run.Value.Cut(window.Number, pieces), ct);
        }

        return new Preparation.Lost();
    }

    /// <summary>Whether a list that is being followed is to be left for its parts: where dates are not heeded it would only be begun again.</summary>
    internal async Task<bool> IsWorthAsync(Run run, WindowCut cut, Provider provider, HostPass pass, CancellationToken ct) =>
        cut.Parts == 1 || run.Source.SlicedBy is not null || await dates.WorkAsync(run, cut.Slice, provider, pass, ct) is { Work: true } or { Instead: not null };

    /// <summary>What can be said of a window that nobody has asked to be cut.</summary>
    private async Task<(bool Yes, WindowCut? Cut)> IsDivisibleAsync(Run run, Window window, CancellationToken ct)
    {
        var slice = run.SliceOf(window.Number);
        if (!run.Full || window.Indivisible || slice.IsRanged)
        {
            return (true, null);
        }

        if (CutPlan.BySets(run) && slice.Set is null)
        {
            return (true, new WindowCut(slice, 2));
        }

        if (await dates.KnownAsync(run, ct) is not { } known || !CutPlan.ByDates(run))
        {
            return (true, null);
        }

        var work = run.Source.SlicedBy is not null || known is not ({ FromWorks: false } or { UntilWorks: false });
        return (work, work && slice.Set is null && known.Records is { } records ? CutPlan.BySize(run, window, records, options.Value) : null);
    }

    private async Task<(IReadOnlyList<RunSlice> Pieces, OaiFetch.Busy? Busy)> CutAsync(
        Run run, Window window, WindowCut cut, Provider provider, HostPass pass, CancellationToken ct)
    {
        var slice = cut.Slice;
        if (cut.Parts == 1)
        {
            return ([slice with { From = null, Until = null }], null);
        }

        if (CutPlan.BySets(run))
        {
            return slice.Set is null ? await ProviderSets.CutAsync(run, slice, pass, ct) : ([slice], null);
        }

        // An admin who says that it is to be cut by dates knows better than three requests.
        var (work, busy) = run.Source.SlicedBy is not null ? (true, null) : await dates.WorkAsync(run, slice, provider, pass, ct);
        if (!work)
        {
            return ([slice], busy);
        }

        var earliest = RunPlan.FirstRequest(run, window.Number, provider, options.Value.Overlap).From
            ?? (await dates.KnownAsync(run, ct))?.Earliest ?? OaiDates.Parse(provider.EarliestDatestamp) ?? DateTimeOffset.UnixEpoch;
        return (RunSlicing.Cut(slice, cut.Parts, earliest, provider.AnsweredAt ?? time.GetUtcNow(), provider.Granularity), null);
    }
}
