using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>
/// A resource as the feed shows it: a line of a listing blob, the same in every listing that it is in. It holds no address of the hub and no
/// name of a source, so neither a new host nor a renamed platform rewrites a listing.
/// </summary>
internal sealed record FeedEntry
{
    public required ResourceId Id { get; init; }

    public required string Title { get; init; }

    /// <summary>When a member record changed last, by its provider: RFC 3339 in UTC.</summary>
    public required string Updated { get; init; }

    /// <summary>When the first member record came, by its provider: RFC 3339 in UTC.</summary>
    public required string Since { get; init; }

    public IReadOnlyList<string> Creators { get; set; } = [];

    public IReadOnlyList<string> Contributors { get; set; } = [];

    /// <summary>MARC relator codes of creators and contributors, by name; who has none did not get one from the record.</summary>
    public SortedDictionary<string, string>? Roles { get; init; }

    public string? Publisher { get; init; }

    /// <summary>Date of issue as given.</summary>
    public string? Issued { get; init; }

    public int? Year { get; init; }

    /// <summary>Only well-formed BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    public WorkType Type { get; init; }

    public IReadOnlyList<Subject> Subjects { get; set; } = [];

    /// <summary>Cut to <see cref="FeedEntryOf.LongestAbstract"/>.</summary>
    public string? Abstract { get; init; }

    public string? Container { get; init; }

    /// <summary>The journal of an article.</summary>
    public FeedPart? Journal { get; init; }

    public IReadOnlyList<FeedPart> Series { get; set; } = [];

    /// <summary>http(s) address of a small picture.</summary>
    public string? Thumbnail { get; init; }

    public IReadOnlyList<Identifier> Identifiers { get; set; } = [];

    public IReadOnlyList<FeedPlace> Places { get; set; } = [];

    /// <summary>The last day on which an embargo of a place ends: until then what the entry says depends on the day. Null: it does not.</summary>
    [JsonIgnore]
    public DateOnly? EmbargoedUntil => Places.Where(place => place.Status == AccessStatus.Embargoed).Max(place => AccessRules.EmbargoEnd(place.Evidence));

    /// <param name="line">Of a listing.</param>
    public static FeedEntry Parse(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize(line, FeedEntryJson.Default.FeedEntry) ?? throw new JsonException("An empty entry.");

    /// <summary>As it is to be shown on <paramref name="day"/>: what was embargoed and is no longer comes among the free.</summary>
    public FeedEntry On(DateOnly day) =>
        Places.All(place => place.Status != AccessStatus.Embargoed) ? this : this with { Places = [.. Places.Select(place => place.On(day)).OrderByDescending(place => place.Status)] };
}

/// <summary>What a resource is part of, and where in it as far as numbers say.</summary>
internal sealed record FeedPart(string Name, int? Volume = null, int? Issue = null);

/// <summary>Where to get a resource, freest first.</summary>
/// <param name="Url">http or https; null where the source holds it and gives no address.</param>
internal sealed record FeedPlace(SourceId Source, AccessStatus Status, string? Url)
{
    public IReadOnlyList<AccessEvidence> Evidence { get; set; } = [];

    [JsonIgnore]
    public bool IsFree => Status >= AccessStatus.Free;

    [JsonIgnore]
    public bool IsContradicted => AccessRules.AreContradictory(Evidence);

    public FeedPlace On(DateOnly day) => AccessRules.StatusOn(Status, Evidence, Url, day) is var status && status == Status ? this : this with { Status = status };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FeedEntry))]
internal sealed partial class FeedEntryJson : JsonSerializerContext;
