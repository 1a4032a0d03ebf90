using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>Moves a source's cursor on when a run ends, unless that was done before.</summary>
public sealed class CursorMover(CursorTable cursors, IOptions<HarvestOptions> options, TimeProvider time)
{
    internal async Task MoveAsync(Run run, RunOutcome outcome, CancellationToken ct)
    {
        while (true)
        {
            var read = await cursors.FindAsync(run.Source.Id, ct);
            var cursor = read?.Value ?? new Cursor { Source = run.Source.Id };
            if (cursor.LastRun > run.Number || (cursor.LastRun == run.Number && !cursor.Active))
            {
                return;
            }

            if (await cursors.TryAdvanceAsync(read, RunPlan.Ended(cursor, run, outcome, time.GetUtcNow() + options.Value.RetryFailedAfter), ct))
            {
                return;
            }
        }
    }
}
