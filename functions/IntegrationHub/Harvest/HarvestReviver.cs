using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>Sees to it that no run stays at work for ever because a process died.</summary>
public sealed partial class HarvestReviver(
    CursorTable cursors,
    WindowTable windows,
    RunProgress progress,
    HarvestWindowsQueue queue,
    IOptions<HarvestOptions> options,
    TimeProvider time,
    ILogger<HarvestReviver> logger)
{
    /// <summary>Revives what has not moved for as long as the settings say; while messages wait for a worker, nobody can say that it is stuck.</summary>
    public async Task<int> ReviveStuckAsync(CancellationToken ct) =>
        await ReviveAsync(await queue.HasBacklogAsync(ct) ? TimeSpan.MaxValue : options.Value.StuckAfter, ct);

    /// <summary>
    /// Sends windows that have not moved for <paramref name="idle"/> a new message, fails those that were revived too often, and ends runs whose
    /// windows have all ended. Zero is for the start of the only host: everything unfinished is taken up again, and it counts as no revival. Two
    /// messages for one window do no harm.
    /// </summary>
    /// <returns>How many windows were sent a message.</returns>
    public async Task<int> ReviveAsync(TimeSpan idle, CancellationToken ct)
    {
        var revived = 0;
        await foreach (var cursor in cursors.ListAsync(ct))
        {
            try
            {
                revived += await ReviveRunAsync(cursor.Value.Source, cursor.Value.LastRun, idle, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // One bad source never stops the hub.
                Log.SourceNotRevived(logger, cursor.Value.Source, e);
            }
        }

        return revived;
    }

    private async Task<int> ReviveRunAsync(SourceId source, int run, TimeSpan idle, CancellationToken ct)
    {
        if (await progress.GoOnAsync(source, run, ct))
        {
            return 0;
        }

        var revived = 0;
        foreach (var window in await windows.ListAsync(source, run, ct))
        {
            if (HarvestStep.IsIdle(window.Value, idle, time.GetUtcNow()) && await ReviveWindowAsync(window, counts: idle > TimeSpan.Zero, ct))
            {
                Log.WindowRevived(logger, source, run, window.Value.Number);
                revived++;
            }
        }

        await progress.GoOnAsync(source, run, ct);
        return revived;
    }

    private async Task<bool> ReviveWindowAsync(Versioned<Window> window, bool counts, CancellationToken ct)
    {
        if (counts)
        {
            var next = HarvestStep.Revive(window.Value, options.Value, time.GetUtcNow());
            if (await windows.TryAdvanceAsync(window, next, ct) is null || next.HasEnded)
            {
                return false;
            }
        }

        await queue.SendAsync(new HarvestWindow(window.Value.Source, window.Value.Run, window.Value.Number), ct);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 105, EventName = "WindowRevived", Level = LogLevel.Information, Message = "Window {Window} of run {Run} of {Source} did not move; it is sent again.")]
        public static partial void WindowRevived(ILogger logger, SourceId source, int run, int window);

        [LoggerMessage(EventId = 108, EventName = "SourceNotRevived", Level = LogLevel.Error, Message = "Whether {Source} is stuck could not be seen; the others are seen to.")]
        public static partial void SourceNotRevived(ILogger logger, SourceId source, Exception reason);
    }
}
