using IntegrationHub.Publishing;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>
/// Tells subscribers of new versions of the feed. A message without an addressee sees who has to be told; each delivery is then a row and one message at a time. A try ends in the order:
/// post → next try's message → row, and a message of an earlier try than the row's is stale; so a death repeats a try under the same id and never loses one.
/// </summary>
public sealed partial class SubscriberNotifier(
    SubscriptionTable subscriptions, DeliveryTable deliveries, NotificationsQueue queue, FeedNewsReader news, NotificationSender sender, WebhookContent webhooks,
    IOptions<NotifyingOptions> options, IOptions<PublishingOptions> publishing, TimeProvider time, ILogger<SubscriberNotifier> logger)
{
    public async Task<StepOutcome> StepAsync(Notify message, CancellationToken ct)
    {
        if (message.To is { } subscriber)
        {
            return await DeliverAsync(subscriber, message, ct);
        }

        await AnnounceAsync(ct);
        return StepOutcome.Completed;
    }

    private async Task AnnounceAsync(CancellationToken ct)
    {
        var current = await news.ReadAsync(ct);
        var counted = new Dictionary<long, ChangeCounts>();
        await foreach (var row in subscriptions.ListAsync(ct))
        {
            if (row.Value.Active)
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
    private async Task<Versioned<Delivery>?> AddAsync(Subscription subscription, FeedNews current, long told, Delivery? before, Dictionary<long, ChangeCounts> counted, CancellationToken ct)
    {
        if (!counted.TryGetValue(told, out var counts))
        {
            counted[told] = counts = await news.CountAsync(told, ct);
        }

        // By then every instance shows the version.
        var shown = time.GetUtcNow() + publishing.Value.Revalidate;
        var delivery = new Delivery
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

    private async Task<StepOutcome> DeliverAsync(string subscriber, Notify message, CancellationToken ct)
    {
        if (await deliveries.FindAsync(subscriber, message.Version, ct) is not { Value.State: DeliveryState.Waiting } row || message.Attempt < row.Value.Attempt
            || await subscriptions.FindAsync(subscriber, ct) is not { Value: { Active: true } subscription })
        {
            // Done, stale, or paused: whoever makes it active again announces anew.
            return StepOutcome.Completed;
        }

        var now = time.GetUtcNow();
        if (row.Value.NotBefore > now)
        {
            return new StepOutcome.Later(row.Value.NotBefore - now);
        }

        var next = DeliveryRules.After(row.Value, await PostAsync(subscription, row.Value, ct), options.Value.Retries, time.GetUtcNow());
        if (next.State == DeliveryState.Waiting)
        {
            await queue.SendAsync(message with { Attempt = next.Attempt }, ct, next.NotBefore - time.GetUtcNow());
        }
        else if (next.State == DeliveryState.Dead)
        {
            await GiveUpAsync(subscription, next, ct);
        }

        await deliveries.TryAdvanceAsync(row, next, ct);
        return StepOutcome.Completed;
    }

    private async Task GiveUpAsync(Subscription subscription, Delivery dead, CancellationToken ct)
    {
        if (dead.Status == SendResult.Gone)
        {
            await subscriptions.ChangeAsync(subscription.Id, known => known is null ? null : known with { Active = false, Ended = "Its receiver answers 410: it wants no more deliveries." }, ct);
        }

        Log.WebhookDead(logger, subscription.Id, dead.Version, dead.Failures, dead.Why);
    }

    private async Task<SendResult> PostAsync(Subscription subscription, Delivery delivery, CancellationToken ct)
    {
        var (keys, refusal) = WebhookSecret.Of(subscription, options.Value);
        return refusal is not null
            ? new SendResult(null, refusal)
            : await sender.PostWebhookAsync(new Uri(subscription.Url), delivery.MessageId, webhooks.Of(delivery), keys, options.Value.Timeout, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 601, EventName = "WebhookDead", Level = LogLevel.Error, Message = "Subscriber {Subscription} was not told of version {Version} of the feed, after {Failures} failures: {Why}")]
        public static partial void WebhookDead(ILogger logger, string subscription, long version, int failures, string? why);
    }
}
