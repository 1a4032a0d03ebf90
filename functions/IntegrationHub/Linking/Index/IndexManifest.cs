using System.Text.Json.Serialization;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>
/// One version of the index: the names of everything that belongs to it. Blob <c>manifest.json</c> of container <c>index</c> is the current one and the only
/// blob there that ever changes; replacing it commits a link step whole. Without it the index is empty, at version 0.
/// </summary>
public sealed record IndexManifest
{
    public static readonly IndexManifest Empty = new() { Holdings = new Dictionary<SourceId, long>() };

    /// <summary>Rises by one with each step that changed a resource.</summary>
    public long Version { get; init; }

    /// <summary>Partitions of <see cref="Resource"/> lines, by the first bits of the resource id.</summary>
    public IndexPartitions Resources { get; set; } = IndexPartitions.Empty;

    /// <summary>Partitions of <see cref="KeyLine"/> lines, by the first bits of the match key's hash.</summary>
    public IndexPartitions Keys { get; set; } = IndexPartitions.Empty;

    /// <summary>Partitions of <see cref="DoubtLine"/>s, by the first bits of the record's own id.</summary>
    public IndexPartitions Doubts { get; set; } = IndexPartitions.Empty;

    /// <summary>The blob with the curators' decisions that this version heeds; null: none.</summary>
    public string? Decisions { get; set; }

    public IndexCounters Counters { get; set; } = new();

    /// <summary>
    /// How many member records the index holds of each source; a source of which it holds none is absent. Null in a manifest from before they were counted:
    /// the next link step counts them.
    /// </summary>
    public IReadOnlyDictionary<SourceId, long>? Holdings { get; set; }

    /// <summary>How far each source's deliveries are linked.</summary>
    public IReadOnlyDictionary<SourceId, ConsumedRun> Consumed { get; set; } = new Dictionary<SourceId, ConsumedRun>();

    /// <summary>What became, so far, of deliveries that something was taken of and that may still wait: each is written down elsewhere before it is taken away.</summary>
    public IReadOnlyList<LinkedRun> Linked { get; set; } = [];

    /// <summary>What the last versions changed, oldest first and without a gap up to <see cref="Version"/>; empty where this one changed most of the index.</summary>
    public IReadOnlyList<VersionChanges> Changes { get; set; } = [];
}

/// <summary>One kind of partition: 2^<see cref="Depth"/> blobs, or none where a partition is empty.</summary>
public sealed record IndexPartitions
{
    public static readonly IndexPartitions Empty = new();

    public int Depth { get; init; }

    /// <summary>Blob names, by partition number.</summary>
    public IReadOnlyList<string?> Blobs { get; set; } = [null];

    /// <summary>Bytes of all the blobs.</summary>
    public long Bytes { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Blobs.All(static blob => blob is null);

    /// <summary>The partition that a hash falls into.</summary>
    public int PartitionOf(ulong hash) => Depth == 0 ? 0 : (int)(hash >> (64 - Depth));
}

public sealed record IndexCounters
{
    public long Resources { get; init; }

    /// <summary>Records in all resources.</summary>
    public long Members { get; init; }

    /// <summary>Resources with more than one member.</summary>
    public long Linked { get; init; }

    /// <summary>Members of those.</summary>
    public long LinkedMembers { get; init; }

    /// <summary>Resources that at least one member gives free access to.</summary>
    public long Free { get; init; }

    /// <summary>Lines in the key partitions.</summary>
    public long Keys { get; init; }
}

/// <param name="Run">The source's last run that is linked, wholly or in part.</param>
/// <param name="Segments">How many of its segments are linked; null: all.</param>
/// <param name="First">While segments wait: nothing of the source was linked before this run.</param>
public sealed record ConsumedRun(int Run, int? Segments = null, bool First = false);

/// <param name="Blobs">The parts of the version's change list, in order.</param>
/// <param name="Count">Changes in it.</param>
public sealed record VersionChanges(long Version, IReadOnlyList<string> Blobs, int Count);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IndexManifest))]
[JsonSerializable(typeof(Resource))]
[JsonSerializable(typeof(ResourceChange))]
[JsonSerializable(typeof(LinkedRun))]
[JsonSerializable(typeof(CuratorDecision))]
[JsonSerializable(typeof(DoubtLine))]
[JsonSerializable(typeof(RebuildProgress))]
[JsonSerializable(typeof(string))]
public sealed partial class IndexJson : JsonSerializerContext;
