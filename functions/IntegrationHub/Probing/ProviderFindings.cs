using System.Text.Json.Serialization;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>What was learnt of a provider by asking it, whatever it says of itself. A row of table <c>findings</c>; runs go by it.</summary>
public sealed record ProviderFindings
{
    public required SourceId Source { get; init; }

    /// <summary>What it is true of: the source's base URL and metadata prefix.</summary>
    public required string BaseUrl { get; init; }

    public required string MetadataPrefix { get; init; }

    /// <summary>The hub's clock when it was learnt.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The finest granularity that the date arguments were seen to work with; null: not tried.</summary>
    public OaiGranularity? Granularity { get; init; }

    /// <summary>Null: not tried. The same below.</summary>
    public bool? FromWorks { get; init; }

    public bool? UntilWorks { get; init; }

    public OaiDeletedRecord? DeletedRecord { get; init; }

    /// <summary>The oldest datestamp, as far as it can be believed.</summary>
    public DateTimeOffset? Earliest { get; init; }

    public ListVerb? ListBy { get; init; }

    /// <summary>Of the whole list, as the provider counts or as it was estimated.</summary>
    public long? Records { get; init; }

    public int? RecordsPerPage { get; init; }

    /// <summary>From request to last byte.</summary>
    public int? MillisecondsPerPage { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProviderFindings))]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbingJson : JsonSerializerContext;
