using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Publishing;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>What a webhook is sent: the recommended form of Standard Webhooks 1.0.0, small, with links to what has changed. The same for the same delivery.</summary>
public sealed class WebhookContent(IOptions<PublishingOptions> options)
{
    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    internal byte[] Of(NewsDelivery delivery) => JsonSerializer.SerializeToUtf8Bytes(
        new FeedPublishedEvent("feed.published", delivery.PublishedAt, new FeedPublishedFacts(
            delivery.Version, delivery.Previous, delivery.Resources, delivery.Added, delivery.Changed, delivery.Withdrawn,
            new FeedPublishedLinks(_urls.ChangesSince(delivery.Previous), _urls.Feed(FeedFormat.Opds2, ""), _urls.Feed(FeedFormat.Opds1, ""), _urls.Dump(delivery.Version)))),
        WebhookContentJson.Default.FeedPublishedEvent);

    /// <summary>Of a test.</summary>
    internal static byte[] Ping(DateTimeOffset now) =>
        JsonSerializer.SerializeToUtf8Bytes(new PingEvent("ping", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), WebhookContentJson.Default.PingEvent);
}

internal sealed record PingEvent(string Type, string Timestamp);

internal sealed record FeedPublishedEvent(string Type, string Timestamp, FeedPublishedFacts Data);

/// <param name="PreviousVersion">What the subscriber was told of last.</param>
/// <param name="Added">Resources by their last change since then; the same holds for the next two.</param>
internal sealed record FeedPublishedFacts(long Version, long PreviousVersion, int Resources, int Added, int Changed, int Withdrawn, FeedPublishedLinks Links);

/// <param name="Changes">What has changed since the previous version.</param>
/// <param name="Opds2">The feed's root; <paramref name="Opds1"/> too.</param>
internal sealed record FeedPublishedLinks(string Changes, string Opds2, string Opds1, string Dump);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedPublishedEvent))]
[JsonSerializable(typeof(PingEvent))]
internal sealed partial class WebhookContentJson : JsonSerializerContext;
