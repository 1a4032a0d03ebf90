using System.Text.Json.Serialization;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>By what the resources of an answer were found.</summary>
internal enum OpenUrlMatch
{
    /// <summary>They bear an identifier of what was asked for.</summary>
    Identifier,

    /// <summary>Their title, creators, year and place are those of what was asked for.</summary>
    Description,

    /// <summary>It is not in the index itself, but the journal or book that it appeared in is.</summary>
    Whole,
}

/// <summary>How the question was understood.</summary>
internal sealed record OpenUrlQuestion(IReadOnlyList<Identifier> Identifiers, string? Title, IReadOnlyList<string> Creators, int? Year, string? Container, WorkType? Type)
{
    public static OpenUrlQuestion Of(OpenUrlRequest request) => new(
        [.. request.Identifiers, .. request.Whole],
        request.Description?.Title,
        [.. request.Description?.Creators.Select(agent => agent.Name) ?? []],
        request.Description?.Year,
        request.Description?.Container?.ToString(),
        request.Description?.Type);
}

/// <summary>Where to get what an OpenURL describes.</summary>
/// <param name="Free">One of the places is free.</param>
/// <param name="Places">Of all the resources, freest first; members' holdings among them.</param>
/// <param name="Resources">The first <see cref="Lookup.MostResources"/>.</param>
/// <param name="Total">How many were found.</param>
/// <param name="Ignored">What of the question was not looked up, by key, and why; null: nothing.</param>
internal sealed record OpenUrlAnswer(
    OpenUrlQuestion Query, OpenUrlMatch MatchedBy, bool Free, IReadOnlyList<PlaceAnswer> Places, IReadOnlyList<ResourceSummary> Resources, int Total, IReadOnlyDictionary<string, string[]>? Ignored);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCase<AccessStatus>), typeof(CamelCase<EvidenceKind>), typeof(CamelCase<EvidenceStrength>), typeof(CamelCase<WorkType>), typeof(CamelCase<IdentifierScheme>), typeof(CamelCase<OpenUrlMatch>)])]
[JsonSerializable(typeof(OpenUrlAnswer))]
internal sealed partial class OpenUrlJson : JsonSerializerContext;
