using System.Text.Json.Serialization;

namespace IntegrationHub.Notifying;

public enum SubscriptionKind
{
    /// <summary>Made by an admin; told what is new in a small signed document (https://www.standardwebhooks.com).</summary>
    Webhook,

    /// <summary>Made by the subscriber itself; sent the whole topic (https://www.w3.org/TR/websub/).</summary>
    WebSub,
}

/// <summary>Somebody who is told of new versions of the feed. A row of table <c>subscriptions</c>.</summary>
public sealed record Subscription
{
    /// <summary>Of a webhook chosen by its admin, see <see cref="IsId"/>; of a WebSub subscriber a hash of topic and callback.</summary>
    public required string Id { get; init; }

    public SubscriptionKind Kind { get; init; }

    /// <summary>Where deliveries are posted.</summary>
    public required string Url { get; init; }

    /// <summary>For people.</summary>
    public string? Label { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>Names of the settings below <c>Notifying:Secrets</c> that deliveries are signed with: one, or two while a secret is exchanged.</summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>The version of the feed when it was made: what was there before is no news.</summary>
    public long From { get; init; }

    /// <summary>Why the hub, and not an admin, has made it inactive.</summary>
    public string? Ended { get; init; }

    /// <summary>Of a WebSub subscriber: the address of the feed's document that it wants.</summary>
    public string? Topic { get; init; }

    /// <summary>Of a WebSub subscriber: what it wants its deliveries signed with. Its own secret, which opens nothing here; no answer repeats it.</summary>
    public string? Secret { get; init; }

    /// <summary>Of a WebSub subscriber: when its lease ends.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of a WebSub subscriber: what it has asked for last, until it was asked whether it meant it.</summary>
    public PendingRequest? Pending { get; init; }

    /// <summary>2 to 40 of a-z, 0-9 and inner hyphens: part of table keys and of a delivery's id, in which a full stop would part what is signed.</summary>
    public static bool IsId(string? text) =>
        text is { Length: >= 2 and <= 40 } && text[0] != '-' && text[^1] != '-' && !text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");
}

/// <summary>A subscriber's request that waits for the verification of its intent (WebSub, section 5.3).</summary>
/// <param name="Challenge">What the subscriber has to repeat.</param>
/// <param name="Unsubscribe">Else it subscribes, or renews.</param>
/// <param name="LeaseSeconds">As the hub grants it.</param>
/// <param name="Secret">For its deliveries from then on; null: they are not signed.</param>
public sealed record PendingRequest(string Challenge, bool Unsubscribe, long LeaseSeconds, string? Secret, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(NewsDelivery))]
internal sealed partial class NotifyingJson : JsonSerializerContext;
