using System.Text.Json.Serialization;
using IntegrationHub.Search;

namespace IntegrationHub.Publishing;

/// <summary>
/// One published version of the feed: the names of everything that belongs to it. Blob <c>manifest.json</c> of container <c>feed</c> is the
/// current one; replacing it publishes whole. Navigation documents are made of it alone.
/// </summary>
internal sealed record FeedManifest
{
    public static readonly FeedManifest Empty = new();

    /// <summary>Rises by one with each publication after which readers see something else. 0: nothing is published yet, or by a version of the hub that did not count.</summary>
    public long Version { get; init; }

    /// <summary>When this version was published, as in <see cref="LogKey.At"/>; null: before versions were counted.</summary>
    public string? At { get; init; }

    /// <summary>Version of the index that it shows.</summary>
    public long IndexVersion { get; init; }

    /// <summary>The rules that placed and described its entries; see <see cref="FeedDraft.Rules"/>.</summary>
    public string Rules { get; init; } = "";

    /// <summary>Positions a page, as its listings were published.</summary>
    public int PageSize { get; init; }

    /// <summary>Positions a listing blob.</summary>
    public int ListingEntries { get; init; }

    /// <summary>By path, in order; also those that are empty now, since positions are never given again.</summary>
    public SortedDictionary<string, CategoryListing> Categories { get; set; } = new(StringComparer.Ordinal);

    public NewArrivals New { get; init; } = new(0, 0);

    public PlacePartitions Places { get; set; } = PlacePartitions.Empty;

    /// <summary>The search index of this version; null: published before there was one.</summary>
    public SearchVersion? Search { get; init; }

    /// <summary>The publication log, in order of time; empty: published by a version of the hub that kept none.</summary>
    public IReadOnlyList<LogBlob> Log { get; set; } = [];

    /// <summary>Versions before this one that are kept, oldest first.</summary>
    public IReadOnlyList<KeptFeed> Kept { get; set; } = [];

    /// <summary>By id, in order.</summary>
    public SortedDictionary<string, FeedSource> Sources { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What an admin had set when this version was published.</summary>
    public NavigationSettings Navigation { get; set; } = NavigationSettings.None;

    /// <summary>The special collections, by id, in order.</summary>
    public SortedDictionary<string, FeedCollection> Collections { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What was withdrawn last; null: published by a version of the hub that did not list it.</summary>
    public WithdrawnList? Withdrawn { get; init; }
}

/// <param name="Name">Blob of <see cref="LogEntry"/>s, in order of the log; null: there are none.</param>
/// <param name="Updated">When the last was withdrawn.</param>
internal sealed record WithdrawnList(string? Name, int Count, string? Updated)
{
    public static readonly WithdrawnList Empty = new(null, 0, null);
}

/// <summary>A superseded version of which all entries are kept: its manifest with the one category <see cref="FeedTree.All"/>.</summary>
/// <param name="Name">Blob of that manifest.</param>
internal sealed record KeptFeed(long Version, string At, string Name);

/// <summary>A category's entries in order of arrival, cut into blobs of <see cref="FeedManifest.ListingEntries"/> positions.</summary>
internal sealed record CategoryListing
{
    public static readonly CategoryListing Empty = new();

    /// <summary>The position that the next arrival gets.</summary>
    public int Next { get; init; }

    /// <summary>Entries that are there: positions less holes.</summary>
    public int Count { get; init; }

    /// <summary>The latest change of any entry that is or was there.</summary>
    public string Updated { get; init; } = "1970-01-01T00:00:00Z";

    /// <summary>By ordinal: blob i holds the positions from i × ListingEntries.</summary>
    public IReadOnlyList<ListingBlob> Blobs { get; set; } = [];
}

/// <param name="Name">Null when every entry of it has left.</param>
/// <param name="Count">Entries in it.</param>
/// <param name="First">Position of its first entry that is there.</param>
/// <param name="Last">Position of its last entry that is there.</param>
/// <param name="EmbargoedUntil">The last day on which an embargo of an entry that is or was there ends: until then its pages depend on the day.</param>
internal sealed record ListingBlob(string? Name, int Count, int First, int Last, DateOnly? EmbargoedUntil = null)
{
    public static readonly ListingBlob Emptied = new(null, 0, 0, 0);
}

/// <summary>New arrivals: the entries of "all" from a position on, which starts a page.</summary>
internal sealed record NewArrivals(int From, int Count);

/// <summary>Where each resource stands, by the first bits of its id: 2^Depth blobs, or null where a partition is empty.</summary>
internal sealed record PlacePartitions
{
    public static readonly PlacePartitions Empty = new();

    public int Depth { get; init; }

    public IReadOnlyList<string?> Blobs { get; set; } = [null];

    public int PartitionOf(ulong bits) => Depth == 0 ? 0 : (int)(bits >> (64 - Depth));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FeedManifest))]
[JsonSerializable(typeof(ResourcePlaces))]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(SortedDictionary<string, DateTimeOffset>))]
internal sealed partial class FeedManifestJson : JsonSerializerContext;
