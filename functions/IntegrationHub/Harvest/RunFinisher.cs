using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>
/// Ends a run once all of its windows have ended, whoever comes last: delivery, announcement, cursor, and at last the run's row. Each step can be
/// repeated, so two that come last at once, or a crash in between, change nothing.
/// </summary>
public sealed partial class RunFinisher(
    CursorTable cursors, RunTable runs, WindowTable windows, RunDelivery delivery, IOptions<HarvestOptions> options, TimeProvider time, ILogger<RunFinisher> logger)
{
    /// <returns>Whether the run has ended.</returns>
    public async Task<bool> TryFinishAsync(SourceId source, int number, CancellationToken ct)
    {
        while (await runs.FindAsync(source, number, ct) is { Value.State: RunState.Harvesting } run)
        {
            var all = await windows.ListAsync(source, number, ct);
            if (all.Count < run.Value.Slices.Count || !all.All(window => window.Value.HasEnded))
            {
                return false;
            }

            await TryEndAsync(run, RunOutcome.Of(run.Value, [.. all.Select(window => window.Value)]), ct);
        }

        return true;
    }

    /// <summary>Ends a run that nobody shall bring to its end any more.</summary>
    public async Task AbandonAsync(SourceId source, int number, string reason, CancellationToken ct)
    {
        var outcome = new RunOutcome(reason, Delivery: null, HarvestCounts.None, Since: null);
        while (await runs.FindAsync(source, number, ct) is { Value.State: RunState.Harvesting } run)
        {
            await TryEndAsync(run, outcome, ct);
        }
    }

    // Where it loses the run's row, somebody else has changed or ended it: the caller looks again.
    private async Task TryEndAsync(Versioned<Run> run, RunOutcome outcome, CancellationToken ct)
    {
        if (outcome.Delivery is { } done)
        {
            await delivery.HandOverAsync(done, ct);
        }

        await AdvanceCursorAsync(run.Value, outcome, ct);

        var ended = run.Value with { State = outcome.State, Ended = time.GetUtcNow(), Failure = outcome.Failure, Counts = outcome.Counts };
        if (await runs.TryAdvanceAsync(run, ended, ct) is null)
        {
            return;
        }

        if (outcome.Failure is { } reason)
        {
            Log.RunFailed(logger, ended.Source.Id, ended.Number, reason);
        }
        else
        {
            Log.RunHarvested(logger, ended.Source.Id, ended.Number, outcome.Counts.Records, outcome.Counts.Deleted, outcome.Counts.Rejected);
        }
    }

    private async Task AdvanceCursorAsync(Run run, RunOutcome outcome, CancellationToken ct)
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

    private static partial class Log
    {
        [LoggerMessage(EventId = 102, EventName = "RunHarvested", Level = LogLevel.Information,
            Message = "Run {Run} of {Source} is harvested: {Records} records, {Deleted} deleted, {Rejected} rejected.")]
        public static partial void RunHarvested(ILogger logger, SourceId source, int run, long records, long deleted, long rejected);

        [LoggerMessage(EventId = 103, EventName = "RunFailed", Level = LogLevel.Error, Message = "Run {Run} of {Source} failed: {Reason}")]
        public static partial void RunFailed(ILogger logger, SourceId source, int run, string reason);
    }
}

/// <summary>Hands a run's harvest over to linking: the delivery first, then the word that it is there.</summary>
public sealed class RunDelivery(SegmentBlobs segments, DeliveryAnnouncement announce)
{
    public async Task HandOverAsync(Delivery delivery, CancellationToken ct)
    {
        await segments.DeliverAsync(delivery, ct);
        await announce(delivery, ct);
    }
}
