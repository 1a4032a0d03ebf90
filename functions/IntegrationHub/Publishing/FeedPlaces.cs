using System.Collections.Concurrent;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>The place partitions of one published version, and how they become those of the next.</summary>
internal sealed class FeedPlaces(FeedBlobs blobs, PlacePartitions partitions)
{
    /// <summary>About a megabyte of gzip.</summary>
    private const int ResourcesPerPartition = 16_384;

    private static readonly SortedLines Nothing = new([], ResourceLine.KeyOf);

    private readonly ConcurrentDictionary<int, SortedLines> _read = new();

    public int Count => 1 << partitions.Depth;

    public int PartitionOf(ResourceId id) => partitions.PartitionOf(id.Bits);

    /// <summary>Lines of <see cref="ResourcePlaces"/>.</summary>
    public async Task<SortedLines> ReadAsync(int partition, CancellationToken ct)
    {
        if (partitions.Blobs[partition] is not { } name)
        {
            return Nothing;
        }

        return _read.TryGetValue(partition, out var known) ? known : _read.GetOrAdd(partition, await blobs.ReadPlacesAsync(name, ct));
    }

    /// <summary>All lines, in order of id.</summary>
    public async IAsyncEnumerable<ResourcePlaces> ReadAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (var partition = 0; partition < Count; partition++)
        {
            var lines = await ReadAsync(partition, ct);
            for (var line = 0; line < lines.Count; line++)
            {
                yield return Parse(lines[line]);
            }
        }
    }

    public static ResourcePlaces? Find(SortedLines lines, ResourceId id) =>
        lines.Find(ResourceLine.Encode(id)) is { IsEmpty: false } line ? Parse(line) : null;

    public static ResourcePlaces Parse(ReadOnlyMemory<byte> line) =>
        JsonSerializer.Deserialize(line.Span, FeedManifestJson.Default.ResourcePlaces) ?? throw new JsonException("An empty line of places.");

    /// <summary>Writes the partitions that <paramref name="changes"/> touch; all of them when there are so many resources now that they are cut finer.</summary>
    /// <param name="changes">By id; null: its line goes.</param>
    /// <param name="resources">Lines after the changes.</param>
    public async Task<PlacePartitions> WriteAsync(IReadOnlyDictionary<ResourceId, ResourcePlaces?> changes, int resources, int parallel, CancellationToken ct)
    {
        var depth = Math.Max(partitions.Depth, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (resources + ResourcesPerPartition - 1) / ResourcesPerPartition))));
        var finer = depth - partitions.Depth;
        var touched = changes.Keys.GroupBy(PartitionOf).ToDictionary(group => group.Key, group => group.Order().ToList());
        var names = new string?[1 << depth];
        if (finer == 0)
        {
            partitions.Blobs.ToArray().CopyTo(names, 0);
        }

        var work = finer == 0 ? touched.Keys : Enumerable.Range(0, Count);
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (partition, token) =>
        {
            var old = await ReadAsync(partition, token);
            _read.TryRemove(partition, out _);
            var lines = Merge(old, touched.GetValueOrDefault(partition, []), changes);
            for (var (part, from) = (0, 0); part < 1 << finer; part++)
            {
                var number = (partition << finer) + part;
                var to = from;
                while (to < lines.Count && (finer == 0 || IsIn(lines[to].Span, number, depth)))
                {
                    to++;
                }

                names[number] = to == from ? null : await blobs.WritePlacesAsync(depth, number, Pack(lines, from, to), token);
                from = to;
            }
        });
        return new PlacePartitions { Depth = depth, Blobs = names };
    }

    /// <summary>Both are in order of id: unchanged lines are copied unread.</summary>
    private static List<ReadOnlyMemory<byte>> Merge(SortedLines old, List<ResourceId> changed, IReadOnlyDictionary<ResourceId, ResourcePlaces?> changes)
    {
        var lines = new List<ReadOnlyMemory<byte>>(old.Count + changed.Count);
        var at = 0;
        foreach (var id in changed)
        {
            var key = ResourceLine.Encode(id);
            while (at < old.Count && old.KeyAt(at).SequenceCompareTo(key) < 0)
            {
                lines.Add(old[at++]);
            }

            if (at < old.Count && old.KeyAt(at).SequenceEqual(key))
            {
                at++;
            }

            if (changes[id] is { } places)
            {
                lines.Add(JsonSerializer.SerializeToUtf8Bytes(places, FeedManifestJson.Default.ResourcePlaces));
            }
        }

        for (; at < old.Count; at++)
        {
            lines.Add(old[at]);
        }

        return lines;
    }

    private static bool IsIn(ReadOnlySpan<byte> line, int number, int depth) =>
        ResourceId.TryParse(Encoding.ASCII.GetString(ResourceLine.KeyOf(line)), out var id) && id.Bits >> (64 - depth) == (ulong)number;

    private static byte[] Pack(List<ReadOnlyMemory<byte>> lines, int from, int to)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = from; i < to; i++)
            {
                gzip.Write(lines[i].Span);
                gzip.Write("\n"u8);
            }
        }

        return packed.ToArray();
    }
}
