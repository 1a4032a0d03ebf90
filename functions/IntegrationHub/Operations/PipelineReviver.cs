using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Notifying;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Operations;

/// <summary>
/// Takes up again what no message stands for any more: a process died between its work and its announcement, or took a message with it
/// (the engines hide a message for minutes while it is worked on). Asking twice does no harm.
/// </summary>
public sealed class PipelineReviver(
    HarvestReviver harvests, SegmentBlobs segments, IndexBlobs index, PublicationState feed, LinkRequestsQueue links, PublishRequestsQueue publications, NotificationUpkeep notifications)
{
    /// <summary>As often as a timer likes: only windows that have not moved for long are revived.</summary>
    public async Task ReviveStuckAsync(CancellationToken ct)
    {
        await harvests.ReviveStuckAsync(ct);
        await AskAgainAsync(ct);
    }

    /// <summary>At the start of the only host: nobody else can be at work.</summary>
    public async Task ReviveAllAsync(CancellationToken ct)
    {
        await harvests.ReviveAsync(TimeSpan.Zero, ct);
        await AskAgainAsync(ct);
    }

    private async Task AskAgainAsync(CancellationToken ct)
    {
        if (await segments.WaitingAsync(ct).AnyAsync(ct))
        {
            await links.SendAsync(new LinkRecords("deliveries wait"), ct);
        }

        var version = (await index.ReadManifestAsync(null, ct)).Manifest.Version;
        if ((await feed.ReadAsync(ct)).IndexVersion < version)
        {
            await publications.SendAsync(new PublishFeed(version), ct);
        }

        await notifications.ReviveAsync(ct);
    }
}
