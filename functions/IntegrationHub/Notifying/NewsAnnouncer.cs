using IntegrationHub.Publishing;
using IntegrationHub.Storage;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>Sees who has to be told of the version that is published: a delivery's row for each, and its message. Doing it again sends messages again, which does no harm.</summary>
public sealed class NewsAnnouncer(
    SubscriptionTable subscriptions, DeliveryTable deliveries, NotificationsQueue queue, FeedNewsReader news, IOptions<PublishingOptions> publishing, TimeProvider time)
{
    public async Task AnnounceAsync(CancellationToken ct)
    {
        var current = await news.ReadAsync(ct);
        var counted = new Dictionary<long, ChangeCounts>();
        await foreach (var row in subscriptions.ListAsync(ct))
        {
            if (row.Value.Active && (row.Value.Until is not { } end || end > time.GetUtcNow()))
            {
                await AnnounceAsync(row.Value, current, counted, ct);
            }
        }
    }

    private async Task AnnounceAsync(Subscription subscription, FeedNews current, Dictionary<long, ChangeCounts> counted, CancellationToken ct)
    {
        var known = await deliveries.ListAsync(subscription.Id, ct).ToListAsync(ct);
        var told = Math.Max(subscription.From, known.LastOrDefault(row => row.Value.State == DeliveryState.Delivered)?.Value.Version ?? 0);
        if (current.Version <= told)
        {
            return;
        }

        var waiting = known.Where(row => row.Value.State == DeliveryState.Waiting && row.Value.Version < current.Version).ToList();
        var delivery = known.Find(row => row.Value.Version == current.Version) ?? await AddAsync(subscription, current, told, waiting.LastOrDefault()?.Value, counted, ct);
        if (delivery?.Value is not { State: DeliveryState.Waiting } open)
        {
            return;
        }

        // What it tells begins where theirs did.
        foreach (var older in waiting)
        {
            await deliveries.TryAdvanceAsync(older, older.Value with { State = DeliveryState.Superseded }, ct);
        }

        await queue.SendAsync(new Notify(open.Version, subscription.Id, open.Attempt), ct, open.NotBefore - time.GetUtcNow());
    }

    /// <param name="before">A delivery that waits: the new one takes its place, with the failures and the wait that the receiver has caused.</param>
    private async Task<Versioned<NewsDelivery>?> AddAsync(Subscription subscription, FeedNews current, long told, NewsDelivery? before, Dictionary<long, ChangeCounts> counted, CancellationToken ct)
    {
        if (!counted.TryGetValue(told, out var counts))
        {
            counted[told] = counts = await news.CountAsync(told, ct);
        }

        // By then every instance shows the version.
        var shown = time.GetUtcNow() + publishing.Value.Revalidate;
        var delivery = new NewsDelivery
        {
            Subscription = subscription.Id,
            Version = current.Version,
            Previous = told,
            PublishedAt = current.At,
            Resources = current.Resources,
            Added = counts.Added,
            Changed = counts.Changed,
            Withdrawn = counts.Withdrawn,
            Failures = before?.Failures ?? 0,
            NotBefore = before?.NotBefore > shown ? before.NotBefore : shown,
        };
        return await deliveries.TryAddAsync(delivery, ct) ?? await deliveries.FindAsync(subscription.Id, current.Version, ct);
    }
}
