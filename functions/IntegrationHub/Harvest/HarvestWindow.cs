using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>Command of queue <c>harvest-windows</c>: bring one window of a run on, from wherever it stands.</summary>
public sealed record HarvestWindow(SourceId Source, int Run, int Window);

public sealed class HarvestWindowsQueue(StorageAccount account) : WorkQueue<HarvestWindow>(account, QueueName, HarvestWindowJson.Default.HarvestWindow)
{
    public const string QueueName = "harvest-windows";

    /// <summary>Where the host puts a message that failed too often.</summary>
    public const string PoisonQueueName = QueueName + "-poison";

    /// <returns>Null where the body is not this queue's message.</returns>
    internal static HarvestWindow? TryDecode(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, HarvestWindowJson.Default.HarvestWindow);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HarvestWindow))]
internal sealed partial class HarvestWindowJson : JsonSerializerContext;
