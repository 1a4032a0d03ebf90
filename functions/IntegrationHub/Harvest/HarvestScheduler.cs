using IntegrationHub.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>Starts a run for every source that is due, and completes what a crash has left half started.</summary>
public sealed partial class HarvestScheduler(
    SourceTable sources, CursorTable cursors, RunStarter starter, IOptions<HarvestOptions> options, TimeProvider time, ILogger<HarvestScheduler> logger)
{
    /// <returns>How many runs were started.</returns>
    public async Task<int> ScheduleAsync(CancellationToken ct)
    {
        var started = 0;
        await foreach (var row in sources.ListAsync(ct))
        {
            try
            {
                started += await TryStartAsync(row.Value, ct) ? 1 : 0;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // One bad source never stops the hub.
                Log.SourceNotScheduled(logger, row.Value.Id, e);
            }
        }

        return started;
    }

    private async Task<bool> TryStartAsync(Source source, CancellationToken ct)
    {
        if (await starter.CompleteHalfMadeAsync(source.Id, ct))
        {
            Log.StartCompleted(logger, source.Id);
        }

        var cursor = (await cursors.FindAsync(source.Id, ct))?.Value ?? new Cursor { Source = source.Id };
        var now = time.GetUtcNow();
        if (!RunPlan.IsDue(source, cursor, now))
        {
            return false;
        }

        var reconciles = RunPlan.IsReconcileDue(source, cursor, options.Value.ReconcileEvery, now);
        var start = await starter.StartAsync(source, reconciles ? RunReason.Reconcile : RunReason.Scheduled, full: reconciles, ct);
        if (start.Started)
        {
            Log.RunStarted(logger, source.Id, start.Run.Number, start.Run.Full);
        }

        return start.Started;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 101, EventName = "RunStarted", Level = LogLevel.Information, Message = "Run {Run} of {Source} has started (full: {Full}).")]
        public static partial void RunStarted(ILogger logger, SourceId source, int run, bool full);

        [LoggerMessage(EventId = 104, EventName = "StartCompleted", Level = LogLevel.Warning, Message = "A run of {Source} was only half started; it is whole now.")]
        public static partial void StartCompleted(ILogger logger, SourceId source);

        [LoggerMessage(EventId = 109, EventName = "SourceNotScheduled", Level = LogLevel.Error, Message = "{Source} could not be scheduled; the others are.")]
        public static partial void SourceNotScheduled(ILogger logger, SourceId source, Exception reason);
    }
}
