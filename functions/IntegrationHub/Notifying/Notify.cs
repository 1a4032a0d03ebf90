using System.Text.Json.Serialization;
using IntegrationHub.Storage;

namespace IntegrationHub.Notifying;

/// <summary>Command of queue <c>notifications</c>: tell everybody of the feed's version, or one subscriber.</summary>
/// <param name="Version">Of the feed, at least.</param>
/// <param name="To">A subscription's id; null: see who has to be told.</param>
/// <param name="Attempt">The number of the delivery's try that it stands for.</param>
/// <param name="Verify">Of a WebSub subscriber: ask it whether it wants what the request with this challenge says.</param>
public sealed record Notify(long Version, string? To = null, int Attempt = 0, string? Verify = null);

public sealed class NotificationsQueue(StorageAccount account) : WorkQueue<Notify>(account, QueueName, NotifyJson.Default.Notify)
{
    public const string QueueName = "notifications";
    public const string PoisonQueueName = QueueName + "-poison";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Notify))]
internal sealed partial class NotifyJson : JsonSerializerContext;
