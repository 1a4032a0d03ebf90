using System.Globalization;
using System.Text.Json.Serialization;

namespace IntegrationHub.Notifying;

public enum DeliveryState
{
    /// <summary>For its next try.</summary>
    Waiting,

    /// <summary>The receiver has answered 2xx.</summary>
    Delivered,

    /// <summary>A later version came before it was delivered, and tells all that it would have told.</summary>
    Superseded,

    /// <summary>Given up: for a person to look at.</summary>
    Dead,
}

/// <summary>One version of the feed that one subscriber is told of. A row of table <c>deliveries</c>.</summary>
public sealed record NewsDelivery
{
    public required string Subscription { get; init; }

    /// <summary>Of the feed.</summary>
    public required long Version { get; init; }

    /// <summary>The version that the subscriber was told of last: what it is told now is what has changed since.</summary>
    public long Previous { get; init; }

    /// <summary>When the version was published: RFC 3339 in UTC, whole seconds.</summary>
    public required string PublishedAt { get; init; }

    /// <summary>In the feed, with that version.</summary>
    public int Resources { get; init; }

    /// <summary>Of all resources, those whose last change since <see cref="Previous"/> was this. The same holds for the next two.</summary>
    public int Added { get; init; }

    public int Changed { get; init; }

    public int Withdrawn { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>The number of its next try: a message that names an earlier one is stale.</summary>
    public int Attempt { get; init; }

    /// <summary>Tries that came to nothing, also those of the deliveries whose place it has taken.</summary>
    public int Failures { get; init; }

    /// <summary>Its next try comes no earlier.</summary>
    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>The HTTP status of the last try's answer; null: there was none.</summary>
    public int? Status { get; init; }

    /// <summary>What came of the last try, where it was no success.</summary>
    public string? Why { get; init; }

    /// <summary>What was sent last, of a WebSub subscriber: it is not sent again while its topic says the same.</summary>
    public string? Content { get; init; }

    /// <summary>The same in every try.</summary>
    [JsonIgnore]
    public string MessageId => string.Create(CultureInfo.InvariantCulture, $"msg_{Subscription}_{Version}");
}
