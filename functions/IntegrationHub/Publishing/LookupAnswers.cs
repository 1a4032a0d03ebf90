using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>A place to get a resource, and why we say so.</summary>
/// <param name="Member">The source is a member library.</param>
/// <param name="Type">Media type of what is at <paramref name="Url"/>, as far as its ending tells.</param>
/// <param name="Contradicted">One piece of the evidence says that readers get it, and another that they don't.</param>
internal sealed record PlaceAnswer(
    SourceId Source, string Name, bool Member, bool Free, AccessStatus Status, string? Url, string? Type, IReadOnlyList<AccessEvidence> Evidence, bool Contradicted);

/// <summary>A resource in short.</summary>
internal sealed record ResourceSummary(ResourceId Id, string Url, string Title, IReadOnlyList<string> Creators, int? Year, WorkType Type, bool Free);

/// <summary>Is there a free copy, where, on what evidence?</summary>
/// <param name="Places">Of all the resources, freest first.</param>
/// <param name="Resources">The first <see cref="Lookup.MostResources"/> in order of id.</param>
/// <param name="Total">How many resources bear the identifiers.</param>
internal sealed record ResolveAnswer(
    IReadOnlyList<Identifier> Query, bool Found, bool Free, IReadOnlyList<PlaceAnswer> Places, IReadOnlyList<ResourceSummary> Resources, int Total);

/// <summary>One item of a batch: the answer, or what is wrong with the question.</summary>
internal sealed record BatchItemAnswer(ResolveAnswer? Answer, IReadOnlyDictionary<string, string[]>? Errors);

internal sealed record BatchAnswer(IReadOnlyList<BatchItemAnswer> Items);

internal sealed record MemberAnswer(SourceId Source, string Name, string Identifier, string Datestamp, string Since, IReadOnlyList<string> Sets, BibliographicRecord Record);

/// <summary>A link to another work, as a Readium link object (https://readium.org/webpub-manifest/schema/link.schema.json), which OPDS 2.0 takes over.</summary>
internal sealed record RelatedLink(string Rel, string Href, string Type, string Title, RelatedProperties Properties)
{
    public static RelatedLink Of(RelatedResource related, FeedUrls urls) => new(
        "related",
        urls.Resource(related.Other.Id),
        "application/json",
        MergedView.Of(related.Other).Record.FullTitle,
        new RelatedProperties(JsonNamingPolicy.CamelCase.ConvertName(related.Said?.ToString() ?? related.Shown.ToString()!), related.Said is not null));
}

/// <param name="Relation">What this work is to the linked one (translationOf, hasPart …); of two that stand side by side what both are (volume, issue …).</param>
/// <param name="Stated">A record names the other work by its number; false: their titles and numbers show it.</param>
internal sealed record RelatedProperties(string Relation, bool Stated);

/// <summary>A resource with everything that is known of it.</summary>
/// <param name="Record">The members' descriptions made one.</param>
/// <param name="Editions">By year; without those of which nothing is known.</param>
/// <param name="Links">To related works.</param>
/// <param name="Formerly">Ids that lead here too.</param>
internal sealed record ResourceDetails(
    ResourceId Id,
    string Url,
    bool Free,
    BibliographicRecord Record,
    IReadOnlyList<EditionGroup> Editions,
    IReadOnlyList<RelatedLink> Links,
    IReadOnlyList<PlaceAnswer> Places,
    IReadOnlyList<MemberAnswer> Members,
    IReadOnlyList<ResourceId> Formerly);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCase<AccessStatus>), typeof(CamelCase<EvidenceKind>), typeof(CamelCase<EvidenceStrength>), typeof(CamelCase<WorkType>), typeof(CamelCase<IdentifierScheme>), typeof(CamelCase<SubjectScheme>)])]
[JsonSerializable(typeof(ResolveAnswer))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(ResourceDetails))]
[JsonSerializable(typeof(LookupItem[]))]
internal sealed partial class LookupJson : JsonSerializerContext;

/// <summary>Enumerations as the rest of our JSON is spelt: sourcePolicy, audioVisual.</summary>
internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
