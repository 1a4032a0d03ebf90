using IntegrationHub.Probing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>
/// Deletes a source: disables it so that nothing starts any more, ends the run at work, delivers "this source has nothing" as one more run, and only
/// then removes its row, so that a crash leaves a disabled source that can be deleted again. Its cursor stays: run numbers never come twice.
/// </summary>
public sealed class SourceWithdrawal(
    SourceTable sources, CursorTable cursors, RunTable runs, RunFinisher finisher, RunDelivery delivery, ProbeMemory probes, StaticRepositoryBlobs repositories,
    TimeProvider time)
{
    /// <returns>The run that withdraws the source's records; null if there is no such source.</returns>
    public async Task<Run?> DeleteAsync(SourceId id, CancellationToken ct)
    {
        while (await sources.FindAsync(id, ct) is { } stored)
        {
            var disabled = stored.Value.Enabled ? await sources.TryReplaceAsync(stored, stored.Value with { Enabled = false }, ct) : stored;
            if (disabled is null)
            {
                continue;
            }

            var run = await WithdrawAsync(disabled.Value, ct);
            await probes.ForgetAsync(id, ct);
            await repositories.ForgetAsync(id, ct);
            if (await sources.TryRemoveAsync(disabled, ct))
            {
                // A scheduler that had read the source before may have begun a run since.
                while (await cursors.FindAsync(id, ct) is { } cursor && cursor.Value.LastRun != run.Number)
                {
                    run = await WithdrawAsync(disabled.Value, ct);
                }

                return run;
            }
        }

        return null;
    }

    private async Task<Run> WithdrawAsync(Source source, CancellationToken ct)
    {
        while (true)
        {
            var cursor = await cursors.FindAsync(source.Id, ct);
            var last = cursor?.Value.LastRun ?? 0;
            await finisher.AbandonAsync(source.Id, last, "Its source was deleted.", ct);

            var now = time.GetUtcNow();
            var removal = new Run { Source = source, Number = last + 1, Because = RunReason.Removal, Full = true, State = RunState.Harvested, Started = now, Ended = now };
            var begun = await runs.TryBeginAsync(removal, ct) ?? await runs.FindAsync(source.Id, removal.Number, ct);
            if (begun?.Value.Because == RunReason.Removal)
            {
                await delivery.HandOverAsync(new Delivery { Source = source.Id, Run = removal.Number, Complete = true }, ct);
            }
            else if (begun is not null)
            {
                // Half started by a scheduler that read the source before it was disabled.
                await finisher.AbandonAsync(source.Id, removal.Number, "Its source was deleted.", ct);
            }

            var read = await cursors.FindAsync(source.Id, ct);
            if (await cursors.TryAdvanceAsync(read, RunPlan.Removed(removal), ct) && begun?.Value.Because == RunReason.Removal)
            {
                return begun.Value;
            }
        }
    }
}
