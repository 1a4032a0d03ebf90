using System.Text.Json.Serialization;

namespace IntegrationHub.Notifying;

/// <summary>A subscriber as admins see it. No secret is in it, only the names of settings.</summary>
/// <param name="Delivered">The version of the feed that it was told of last; null: none yet.</param>
/// <param name="Waiting">Deliveries for which another try is to come.</param>
/// <param name="Dead">Deliveries that were given up.</param>
internal sealed record WebhookAnswer(
    string Id, SubscriptionKind Kind, string Url, string? Label, bool Active, string? Ended, IReadOnlyList<string>? Secrets, string? Topic, DateTimeOffset? Until, long From, long? Delivered, int Waiting, int Dead)
{
    public static WebhookAnswer Of(Subscription subscription, IReadOnlyList<NewsDelivery> deliveries) => new(
        subscription.Id, subscription.Kind, subscription.Url, subscription.Label, subscription.Active, subscription.Ended, subscription.Kind == SubscriptionKind.Webhook ? subscription.Secrets : null,
        subscription.Topic, subscription.Until, subscription.From, deliveries.LastOrDefault(delivery => delivery.State == DeliveryState.Delivered)?.Version,
        deliveries.Count(delivery => delivery.State == DeliveryState.Waiting), deliveries.Count(delivery => delivery.State == DeliveryState.Dead));
}

/// <summary>One delivery as admins see it.</summary>
/// <param name="MessageId">The header <c>webhook-id</c> of all its tries.</param>
/// <param name="NextTry">Null: none is to come.</param>
internal sealed record DeliveryAnswer(
    long Version, long Previous, string MessageId, DeliveryState State, int Failures, int Added, int Changed, int Withdrawn, DateTimeOffset? TriedAt, int? Status, string? Why, DateTimeOffset? NextTry)
{
    public static DeliveryAnswer Of(NewsDelivery delivery) => new(
        delivery.Version, delivery.Previous, delivery.MessageId, delivery.State, delivery.Failures, delivery.Added, delivery.Changed, delivery.Withdrawn, delivery.TriedAt, delivery.Status, delivery.Why,
        delivery.State == DeliveryState.Waiting ? delivery.NotBefore : null);
}

/// <summary>What came of a test.</summary>
/// <param name="Status">Of the answer; null: there was none.</param>
/// <param name="Why">What is wrong; null: nothing.</param>
internal sealed record PingAnswer(bool Delivered, int? Status, string? Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<WebhookAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<DeliveryAnswer>))]
[JsonSerializable(typeof(PingAnswer))]
internal sealed partial class WebhookAnswersJson : JsonSerializerContext;
