using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>
/// Tells one subscriber of one version: a row and one message at a time. A try ends in the order post → next try's message → row, and a message of an earlier try than the row's is
/// stale; so a death repeats a try under the same id and never loses one.
/// </summary>
public sealed partial class NewsDeliverer(
    SubscriptionTable subscriptions, DeliveryTable deliveries, NotificationsQueue queue, DeliveryPost post, IOptions<NotifyingOptions> options, TimeProvider time, ILogger<NewsDeliverer> logger)
{
    /// <returns>Later where it is too early.</returns>
    public async Task<StepOutcome> DeliverAsync(string subscriber, Notify message, CancellationToken ct)
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

        var (result, content) = await post.PostAsync(subscription, row.Value, ct);
        var next = DeliveryRules.After(row.Value with { Content = content }, result, options.Value.Retries, time.GetUtcNow());
        if (next.State == DeliveryState.Waiting)
        {
            await queue.SendAsync(message with { Attempt = next.Attempt }, ct, next.NotBefore - time.GetUtcNow());
        }
        else if (next.State == DeliveryState.Dead && subscription.Kind == SubscriptionKind.WebSub)
        {
            // Who fails for days has to ask anew (WebSub, section 7).
            await subscriptions.RemoveAsync(subscription.Id, deliveries, ct);
            return StepOutcome.Completed;
        }
        else if (next.State == DeliveryState.Dead)
        {
            await GiveUpAsync(subscription, next, ct);
        }

        await deliveries.TryAdvanceAsync(row, next, ct);
        return StepOutcome.Completed;
    }

    private async Task GiveUpAsync(Subscription subscription, NewsDelivery dead, CancellationToken ct)
    {
        if (dead.Status == SendResult.Gone)
        {
            await subscriptions.ChangeAsync(subscription.Id, known => known is null ? null : known with { Active = false, Ended = "Its receiver answers 410: it wants no more deliveries." }, ct);
        }

        Log.WebhookDead(logger, subscription.Id, dead.Version, dead.Failures, dead.Why);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 601, EventName = "WebhookDead", Level = LogLevel.Error, Message = "Subscriber {Subscription} was not told of version {Version} of the feed, after {Failures} failures: {Why}")]
        public static partial void WebhookDead(ILogger logger, string subscription, long version, int failures, string? why);
    }
}
