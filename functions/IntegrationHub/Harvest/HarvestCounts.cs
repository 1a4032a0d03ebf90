namespace IntegrationHub.Harvest;

/// <summary>What was harvested, of one list or of several.</summary>
public sealed record HarvestCounts
{
    public static readonly HarvestCounts None = new();

    internal const string OtherElements = "(other elements)";

    /// <summary>Paths told apart: more would not fit into the row of a window.</summary>
    internal const int MostDropped = 50;

    public long Pages { get; init; }

    /// <summary>Of pages, uncompressed.</summary>
    public long Bytes { get; init; }

    /// <summary>Without the deleted.</summary>
    public long Records { get; init; }

    public long Deleted { get; init; }

    public long Rejected { get; init; }

    /// <summary>Of the rejected, those that did not even tell their identifier.</summary>
    public long Nameless { get; init; }

    /// <summary>Repairs by kind.</summary>
    public IReadOnlyDictionary<string, long> Repairs { get; set; } = new Dictionary<string, long>();

    /// <summary>The rejected by <see cref="RejectReason"/>.</summary>
    public IReadOnlyDictionary<string, long> Reasons { get; set; } = new Dictionary<string, long>();

    /// <summary>Records by the metadata format that they came in: names of <see cref="Records.MetadataFormats"/>.</summary>
    public IReadOnlyDictionary<string, long> Formats { get; set; } = new Dictionary<string, long>();

    /// <summary>Elements that no crosswalk knew what to do with, most frequent first, by format and path: <c>mods relatedItem/identifier</c>.</summary>
    public IReadOnlyDictionary<string, long> Dropped { get; set; } = new Dictionary<string, long>();

    /// <summary>The page that took the provider longest; null where none was asked for.</summary>
    public SlowPage? Slowest { get; init; }

    /// <summary>How often a window went back to the queue for the provider's peace: asked for by the provider itself, or by its source's pace.</summary>
    public int Waits { get; init; }

    /// <summary>In all, by those waits; those of several windows run side by side.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>What went wrong between the hub and the provider, those faults that passed too.</summary>
    public int Faults { get; init; }

    public static HarvestCounts operator +(HarvestCounts one, HarvestCounts other) => new()
    {
        Pages = one.Pages + other.Pages,
        Bytes = one.Bytes + other.Bytes,
        Records = one.Records + other.Records,
        Deleted = one.Deleted + other.Deleted,
        Rejected = one.Rejected + other.Rejected,
        Nameless = one.Nameless + other.Nameless,
        Repairs = Sum(one.Repairs, other.Repairs),
        Reasons = MostFrequent.Of(Sum(one.Reasons, other.Reasons), RejectReason.MostKinds, RejectReason.Others),
        Formats = Sum(one.Formats, other.Formats),
        Dropped = MostFrequent.Of(Sum(one.Dropped, other.Dropped), MostDropped, OtherElements),
        Slowest = other.Slowest?.Milliseconds > (one.Slowest?.Milliseconds ?? -1) ? other.Slowest : one.Slowest,
        Waits = one.Waits + other.Waits,
        Waited = one.Waited + other.Waited,
        Faults = one.Faults + other.Faults,
    };

    public static HarvestCounts Of(IEnumerable<Window> windows) => windows.Aggregate(None, (sum, window) => sum + window.Counts);

    /// <summary>What stays when a list is begun again: how the provider was to deal with, not what it listed.</summary>
    internal HarvestCounts Restarted() => None with { Slowest = Slowest, Waits = Waits, Waited = Waited, Faults = Faults };

    private static IReadOnlyDictionary<string, long> Sum(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return one.Count == 0 ? other : one;
        }

        var sum = new SortedDictionary<string, long>(one.ToDictionary(), StringComparer.Ordinal);
        foreach (var (kind, count) in other)
        {
            sum[kind] = sum.GetValueOrDefault(kind) + count;
        }

        return sum;
    }
}

/// <param name="Milliseconds">From the request to the answer's last byte.</param>
/// <param name="Url">The request.</param>
public sealed record SlowPage(long Milliseconds, string Url)
{
    private const int LongestUrl = 300;

    /// <returns>Null for a page that was not asked for.</returns>
    internal static SlowPage? Of(TimeSpan took, Uri request) =>
        took <= TimeSpan.Zero ? null : new SlowPage((long)Math.Ceiling(took.TotalMilliseconds), Text.Cut(request.AbsoluteUri, LongestUrl));
}
