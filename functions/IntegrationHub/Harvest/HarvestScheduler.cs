using IntegrationHub.Sources;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Harvest;

/// <summary>Starts a run for every source that is due, and completes what a crash has left half started.</summary>
public sealed partial class HarvestScheduler(SourceTable sources, CursorTable cursors, RunStarter starter, TimeProvider time, ILogger<HarvestScheduler> logger)
{
    /// <returns>How many runs were started.</returns>
    public async Task<int> ScheduleAsync(CancellationToken ct)
    {
        var started = 0;
        await foreach (var row in sources.ListAsync(ct))
        {
            var source = row.Value;
            if (await starter.CompleteHalfMadeAsync(source.Id, ct))
            {
                Log.StartCompleted(logger, source.Id);
            }

            var cursor = await cursors.FindAsync(source.Id, ct);
            if (!RunPlan.IsDue(source, cursor?.Value ?? new Cursor { Source = source.Id }, time.GetUtcNow()))
            {
                continue;
            }

            var start = await starter.StartAsync(source, RunReason.Scheduled, full: false, ct);
            if (start.Started)
            {
                Log.RunStarted(logger, source.Id, start.Run.Number, start.Run.Full);
                started++;
            }
        }

        return started;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 101, EventName = "RunStarted", Level = LogLevel.Information, Message = "Run {Run} of {Source} has started (full: {Full}).")]
        public static partial void RunStarted(ILogger logger, SourceId source, int run, bool full);

        [LoggerMessage(EventId = 104, EventName = "StartCompleted", Level = LogLevel.Warning, Message = "A run of {Source} was only half started; it is whole now.")]
        public static partial void StartCompleted(ILogger logger, SourceId source);
    }
}
