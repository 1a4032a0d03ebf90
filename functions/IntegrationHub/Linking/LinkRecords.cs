using System.Text.Json.Serialization;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>Command of queue <c>link-requests</c>: link whatever is delivered. It carries what caused it for the log only.</summary>
public sealed record LinkRecords(string Because);

public sealed class LinkRequestsQueue(StorageAccount account) : WorkQueue<LinkRecords>(account, QueueName, LinkRecordsJson.Default.LinkRecords)
{
    public const string QueueName = "link-requests";
    public const string PoisonQueueName = "link-requests-poison";
}

/// <summary>Tells whoever publishes that <paramref name="version"/> of the index is committed. May be called twice for one version.</summary>
public delegate Task VersionAnnouncement(long version, CancellationToken ct);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LinkRecords))]
internal sealed partial class LinkRecordsJson : JsonSerializerContext;
