using System.Text.Json.Serialization;
using IntegrationHub.Storage;

namespace IntegrationHub.Publishing;

/// <summary>Command of queue <c>publish-requests</c>: publish the index as it is when the step runs, at least <paramref name="Version"/>.</summary>
public sealed record PublishFeed(long Version);

public sealed class PublishRequestsQueue(StorageAccount account) : WorkQueue<PublishFeed>(account, QueueName, PublishFeedJson.Default.PublishFeed)
{
    public const string QueueName = "publish-requests";
    public const string PoisonQueueName = QueueName + "-poison";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublishFeed))]
internal sealed partial class PublishFeedJson : JsonSerializerContext;
