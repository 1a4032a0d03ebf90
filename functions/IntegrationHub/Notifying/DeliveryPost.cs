using System.IO.Hashing;
using IntegrationHub.Publishing;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>Sends a delivery in the form that its subscriber's kind asks for.</summary>
public sealed class DeliveryPost(
    DeliveryTable deliveries, NotificationSender sender, WebhookContent webhooks, FeedPages pages, IOptions<NotifyingOptions> options, IOptions<PublishingOptions> publishing)
{
    private readonly FeedUrls _urls = new(publishing.Value.PublicUrl);

    /// <returns>What came of it, and, of a WebSub subscriber, what was sent.</returns>
    internal async Task<(SendResult Result, string? Content)> PostAsync(Subscription subscription, NewsDelivery delivery, CancellationToken ct)
    {
        if (subscription.Kind == SubscriptionKind.WebSub)
        {
            return await DistributeAsync(subscription, ct);
        }

        var (keys, refusal) = WebhookSecret.Of(subscription, options.Value);
        return (refusal is not null
            ? new SendResult(null, refusal)
            : await sender.PostWebhookAsync(new Uri(subscription.Url), delivery.MessageId, webhooks.Of(delivery), keys, options.Value.Timeout, ct), null);
    }

    /// <summary>WebSub, section 7: the topic as it is, whole, and only if it is another than was sent last.</summary>
    private async Task<(SendResult Result, string? Content)> DistributeAsync(Subscription subscription, CancellationToken ct)
    {
        if (!_urls.TryParseTopic(subscription.Topic!, out var format, out var path) || await pages.WriteAsync(format, path, ct) is not { } document)
        {
            // Nothing is in that category any more. It may fill again while the lease lasts.
            return (new SendResult(null, null), null);
        }

        var content = Convert.ToHexStringLower(XxHash128.Hash(document.Body));
        var last = await deliveries.ListAsync(subscription.Id, ct).Where(row => row.Value.State == DeliveryState.Delivered).LastOrDefaultAsync(ct);
        return (last?.Value.Content == content
            ? new SendResult(null, null)
            : await sender.PostContentAsync(new Uri(subscription.Url), document.MediaType, document.Body, WebSubLinks.Of(_urls.WebSub, subscription.Topic!), subscription.Secret, options.Value.Timeout, ct), content);
    }
}
