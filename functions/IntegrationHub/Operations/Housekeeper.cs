using IntegrationHub.Harvest;
using IntegrationHub.Notifying;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Operations;

/// <summary>
/// Purges what old runs have left: first segments, then raw pages, at last their rows, never what still waits to be linked; messages given up long
/// ago; old deliveries; and what the feed no longer names. (Linking purges its own versions.)
/// </summary>
public sealed partial class Housekeeper(
    RunTable runs, RunHistory history, RawPageBlobs pages, SegmentBlobs segments, PoisonTable poison, FeedHousekeeper feed, NotificationUpkeep notifications, IOptions<OperationsOptions> options, TimeProvider time,
    ILogger<Housekeeper> logger)
{
    /// <returns>How many runs lost something.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct)
    {
        await feed.PurgeAsync(ct);
        await notifications.PurgeAsync(ct);
        await PurgePoisonAsync(ct);
        var waiting = await segments.WaitingRunsAsync(ct).ToHashSetAsync(cancellationToken: ct);
        var purged = 0;
        Versioned<Run>? before = null;
        await foreach (var row in runs.ListAsync(source: null, ct))
        {
            // A row that another one of the same source follows is not the last one's.
            if (before is { } run && await PurgeAsync(run, isLast: row.Value.Source.Id != run.Value.Source.Id, waiting.Contains((run.Value.Source.Id, run.Value.Number)), ct))
            {
                purged++;
            }

            before = row;
        }

        if (before is { } last && await PurgeAsync(last, isLast: true, waiting.Contains((last.Value.Source.Id, last.Value.Number)), ct))
        {
            purged++;
        }

        Log.Purged(logger, purged);
        return purged;
    }

    private async Task<bool> PurgeAsync(Versioned<Run> row, bool isLast, bool isWaiting, CancellationToken ct)
    {
        var run = row.Value;
        if (isWaiting || run.Ended is not { } ended)
        {
            return false;
        }

        var age = time.GetUtcNow() - ended;
        var purgeSegments = !run.SegmentsPurged && age >= options.Value.KeepSegments;
        var purgePages = !run.PagesPurged && age >= options.Value.KeepPages;
        var forget = !isLast && age >= options.Value.KeepRuns;
        if (purgeSegments)
        {
            await segments.PurgeAsync(run.Source.Id, run.Number, ct);
        }

        if (purgePages)
        {
            await pages.PurgeAsync(run.Source.Id, run.Number, ct);
        }

        if (forget)
        {
            await history.ForgetAsync(row, ct);
        }
        else if (purgeSegments || purgePages)
        {
            await runs.TryAdvanceAsync(
                row, run with { SegmentsPurged = run.SegmentsPurged || purgeSegments, PagesPurged = run.PagesPurged || purgePages }, ct);
        }

        return forget || purgeSegments || purgePages;
    }

    private async Task PurgePoisonAsync(CancellationToken ct)
    {
        var old = time.GetUtcNow() - options.Value.KeepPoison;
        await foreach (var row in poison.ListAsync(ct).Where(row => (row.Value.GivenUp ?? row.Value.FailedAt) < old))
        {
            await poison.TryForgetAsync(row, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 502, EventName = "Purged", Level = LogLevel.Information, Message = "{Runs} old runs were purged.")]
        public static partial void Purged(ILogger logger, int runs);
    }
}
