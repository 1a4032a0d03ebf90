using IntegrationHub.Publishing;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>How telling goes, in figures.</summary>
/// <param name="Subscribers">Who is told.</param>
/// <param name="Inactive">Who is not, by an admin's word or its own.</param>
/// <param name="Waiting">Deliveries for which another try is to come.</param>
/// <param name="Dead">Deliveries that were given up, of those that are still listed.</param>
public sealed record NotificationFigures(int Subscribers, int Inactive, int Waiting, int Dead);

/// <summary>Takes up deliveries that no message stands for any more, and forgets old ones.</summary>
public sealed class NotificationUpkeep(
    SubscriptionTable subscriptions, DeliveryTable deliveries, NotificationsQueue queue, FeedNewsReader news, IOptions<NotifyingOptions> options, TimeProvider time)
{
    /// <summary>A try that is overdue for so long has lost its message.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(10);

    /// <summary>A message of a WebSub request that is still unconfirmed by then is lost, and its subscriber has to ask again.</summary>
    private static readonly TimeSpan Unconfirmed = TimeSpan.FromDays(1);

    public async Task<NotificationFigures> ReadAsync(CancellationToken ct)
    {
        var active = await subscriptions.ListAsync(ct).Select(row => row.Value.Active).ToListAsync(ct);
        var states = await deliveries.ListAsync(subscription: null, ct).Select(row => row.Value.State).ToListAsync(ct);
        return new NotificationFigures(active.Count(told => told), active.Count(told => !told), states.Count(state => state == DeliveryState.Waiting), states.Count(state => state == DeliveryState.Dead));
    }

    /// <summary>Asking twice does no harm.</summary>
    public async Task ReviveAsync(CancellationToken ct)
    {
        var untold = await subscriptions.ListAsync(ct).Where(row => row.Value.Active).ToDictionaryAsync(row => row.Value.Id, row => row.Value.From, cancellationToken: ct);
        var overdue = time.GetUtcNow() - Overdue;
        await foreach (var row in deliveries.ListAsync(subscription: null, ct).Where(row => untold.ContainsKey(row.Value.Subscription)).WithCancellation(ct))
        {
            untold[row.Value.Subscription] = Math.Max(untold[row.Value.Subscription], row.Value.Version);
            if (row.Value.State == DeliveryState.Waiting && row.Value.NotBefore < overdue)
            {
                await queue.SendAsync(new Notify(row.Value.Version, row.Value.Subscription, row.Value.Attempt), ct);
            }
        }

        // A publication may have died between its commit and its announcement, or whoever saw who has to be told.
        if (untold.Count > 0 && await news.ReadAsync(ct) is var current && untold.Values.Any(version => version < current.Version))
        {
            await queue.SendAsync(new Notify(current.Version), ct);
        }
    }

    /// <summary>WebSub subscribers whose lease has ended, or who have never confirmed, and old deliveries. Of the latter, the last one that was delivered stays: it says what the subscriber
    /// knows. So do those that wait.</summary>
    public async Task PurgeAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await foreach (var row in subscriptions.ListAsync(ct).Where(row => row.Value.Kind == SubscriptionKind.WebSub && (row.Value.Until ?? row.Value.Pending?.At + Unconfirmed) < now).WithCancellation(ct))
        {
            await subscriptions.RemoveAsync(row.Value.Id, deliveries, ct);
        }

        var old = now - options.Value.KeepDeliveries;
        await foreach (var of in deliveries.ListAsync(subscription: null, ct).GroupBy(row => row.Value.Subscription).WithCancellation(ct))
        {
            var last = of.LastOrDefault(row => row.Value.State == DeliveryState.Delivered);
            foreach (var row in of.Where(row => row != last && row.Value.State != DeliveryState.Waiting && (row.Value.TriedAt ?? row.Value.NotBefore) < old))
            {
                await deliveries.TryForgetAsync(row, ct);
            }
        }
    }
}
