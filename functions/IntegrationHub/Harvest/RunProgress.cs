using IntegrationHub.Sources;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>What follows when a window has ended: the next one's turn, the tail of a long full run, or the run's end. Each can be asked for again and again.</summary>
public sealed class RunProgress(SourceTable sources, RunTable runs, RunLanes lanes, RunFinisher finisher, DateArguments dates, IOptions<HarvestOptions> options)
{
    /// <summary>A shorter run's changes are all within the overlap of the next one, and its list has hardly moved.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    /// <returns>Whether the run has ended, or waits for a person.</returns>
    public async Task<bool> GoOnAsync(SourceId source, int number, CancellationToken ct)
    {
        while (await runs.FindAsync(source, number, ct) is { Value.IsUnfinished: true } run)
        {
            if (run.Value.Ending is not null)
            {
                return await finisher.TryFinishAsync(source, number, ct);
            }

            var all = await lanes.FillAsync(run.Value, ct);
            if (!all.All(window => window.Value.HasEnded))
            {
                return false;
            }

            if (await TailOfAsync(run.Value, [.. all.Select(window => window.Value)], ct) is { } longer)
            {
                // Lost: somebody else has appended it, or ended the run.
                await runs.TryAdvanceAsync(run, longer, ct);
            }
            else if (await sources.FindAsync(source, ct) is null)
            {
                // It began while its source was being deleted, and would bring back what was withdrawn.
                await finisher.AbandonAsync(source, number, "Its source was deleted.", ct);
            }
            else
            {
                await finisher.TryFinishAsync(source, number, ct);
            }
        }

        return true;
    }

    private async Task<Run?> TailOfAsync(Run run, IReadOnlyList<Window> windows, CancellationToken ct)
    {
        if (run is not { Full: true, Tail: null, Provider: { AnsweredAt: { } began } provider } || run.Because == RunReason.Replay || run.Source.StaticRepository
            || (run.Slices.Count <= Math.Max(1, run.Source.Sets.Count) && windows.Max(window => window.Moved) - run.Started < Short)
            || RunOutcome.Of(run, windows).Delivery is not { Complete: true }
            || (await dates.KnownAsync(run, ct))?.FromWorks == false)
        {
            return null;
        }

        return run with { Tail = run.Slices.Count + 1, Slices = [.. run.Slices, .. RunPlan.Tail(run, began, provider.Granularity, options.Value.Overlap)] };
    }
}
