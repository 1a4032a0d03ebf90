using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>Keeps as many windows of a run at work as its source's pace allows, and no more.</summary>
public sealed class RunLanes(WindowTable windows, HarvestWindowsQueue queue, TimeProvider time)
{
    /// <summary>
    /// Makes the rows that the run's plan has and the table has not, and sets waiting windows to work in their order. Whoever comes second finds that the
    /// first one of them has changed, and looks again.
    /// </summary>
    /// <returns>The run's windows, as they are then.</returns>
    public async Task<IReadOnlyList<Versioned<Window>>> FillAsync(Run run, CancellationToken ct)
    {
        while (true)
        {
            var all = await windows.ListAsync(run.Source.Id, run.Number, ct);
            if (all.Count < run.Slices.Count)
            {
                var there = all.Select(window => window.Value.Number).ToHashSet();
                foreach (var number in Enumerable.Range(1, run.Slices.Count).Where(number => !there.Contains(number)))
                {
                    await windows.TryOpenAsync(RunPlan.Open(run, number) with { State = WindowState.Waiting }, ct);
                }

                continue;
            }

            if (all.Find(window => window.Value.State == WindowState.Waiting) is not { } next
                || all.Count(window => window.Value.State == WindowState.Harvesting) >= run.Source.Pace.Parallel)
            {
                return all;
            }

            if (await windows.TryAdvanceAsync(next, next.Value with { State = WindowState.Harvesting, Moved = time.GetUtcNow() }, ct) is not null)
            {
                await queue.SendAsync(new HarvestWindow(run.Source.Id, run.Number, next.Value.Number), ct);
            }
        }
    }
}
