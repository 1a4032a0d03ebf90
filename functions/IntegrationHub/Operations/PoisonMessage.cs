using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json.Serialization;
using IntegrationHub.Harvest;

namespace IntegrationHub.Operations;

/// <summary>A queue's message whose step has failed, and, once the host has given it up, waits for a person. A row of table <c>poison</c>.</summary>
public sealed record PoisonMessage
{
    private const int LongestGarbage = 2_000;

    /// <summary>The same for the same message of the same queue, however often it fails.</summary>
    public required string Id { get; init; }

    public required string Queue { get; init; }

    public required string Body { get; init; }

    /// <summary>Whether it is a message of its queue at all; if not, it can only be deleted.</summary>
    public required bool IsReadable { get; init; }

    /// <summary>Tries that have ended in an exception.</summary>
    public int Failures { get; init; }

    /// <summary>The last one's exception.</summary>
    public string? Why { get; init; }

    public DateTimeOffset FailedAt { get; init; }

    /// <summary>Null while the host goes on trying, and where a later try went well.</summary>
    public DateTimeOffset? GivenUp { get; init; }

    /// <param name="body">As the host hands it over.</param>
    public static PoisonMessage Of(string queue, string body, bool isReadable) => new()
    {
        Id = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{queue}\n{body}")).ToString("x16", CultureInfo.InvariantCulture),
        Queue = queue,
        Body = isReadable ? body : Text.Cut(body, LongestGarbage),
        IsReadable = isReadable,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PoisonMessage))]
[JsonSerializable(typeof(IReadOnlyList<PoisonMessage>))]
internal sealed partial class PoisonJson : JsonSerializerContext;
