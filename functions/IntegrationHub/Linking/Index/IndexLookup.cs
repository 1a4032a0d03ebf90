using System.Collections.Concurrent;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>What deciding asks of a version of the index; ids and keys without a line are absent from the answer.</summary>
internal interface IIndexLookup
{
    /// <param name="ids">Of the resources.</param>
    /// <param name="wanted">Those that it is false for are left out and not kept; asked from several threads. Null: all are wanted.</param>
    Task<Dictionary<ResourceId, Resource>> ResourcesAsync(IEnumerable<ResourceId> ids, Predicate<Resource>? wanted = null);

    /// <summary>The holders of each key that has a line.</summary>
    Task<Dictionary<MatchKey, ResourceId[]>> KeysAsync(IEnumerable<MatchKey> keys);
}

/// <summary>Many lookups in one version at once: each partition that any of them needs is read once, several in parallel, and only lines asked for are parsed.</summary>
internal sealed class IndexLookup(IndexBlobs blobs, IndexManifest manifest, int parallel, CancellationToken ct, PackedPartitions? packed = null) : IIndexLookup
{
    public async Task<Dictionary<ResourceId, Resource>> ResourcesAsync(IEnumerable<ResourceId> ids, Predicate<Resource>? wanted = null)
    {
        using var stage = LinkStage.Begin("look up");
        var found = new ConcurrentBag<Resource>();
        await EachAsync(manifest.Resources, ids, id => manifest.Resources.PartitionOf(id.Bits), ResourceLine.KeyOf, (lines, asked) =>
        {
            foreach (var id in asked)
            {
                if (lines.Find(ResourceLine.Encode(id)) is { Length: > 0 } line && (wanted is null || wanted(ResourceLine.Parse(line))))
                {
                    // A copy: slices would keep whole partitions in memory as long as the step takes.
                    found.Add(ResourceLine.Parse(line.ToArray()));
                }
            }
        });
        return found.ToDictionary(resource => resource.Id);
    }

    public async Task<Dictionary<MatchKey, ResourceId[]>> KeysAsync(IEnumerable<MatchKey> keys)
    {
        using var stage = LinkStage.Begin("look up");
        if (manifest.Keys.IsEmpty)
        {
            return [];
        }

        // Millions of them, in order already or few: each partition's are in a row.
        var asked = keys.ToArray();
        if (!IsSorted(asked))
        {
            Array.Sort(asked);
        }

        var found = new ConcurrentBag<KeyValuePair<MatchKey, ResourceId[]>>();
        await Parallel.ForEachAsync(RowsOf(asked), Options, async (row, stop) =>
        {
            using var lines = await ReadAsync(row.Blob, KeyLine.KeyOf, stop);
            var next = 0;
            for (var i = row.Start; i < row.End; i++)
            {
                if (i > row.Start && asked[i] == asked[i - 1])
                {
                    continue;
                }

                var key = KeyLine.Encode(asked[i]);
                var line = asked[i].IsText ? lines.FindFrom(ref next, key) : lines.Find(key);
                if (!line.IsEmpty)
                {
                    found.Add(new(asked[i], KeyLine.Parse(line.Span)));
                }
            }
        });
        return new Dictionary<MatchKey, ResourceId[]>(found);

        IEnumerable<(string Blob, int Start, int End)> RowsOf(MatchKey[] sorted)
        {
            for (int start = 0, end; start < sorted.Length; start = end)
            {
                var partition = manifest.Keys.PartitionOf(sorted[start].Hash);
                for (end = start + 1; end < sorted.Length && manifest.Keys.PartitionOf(sorted[end].Hash) == partition; end++)
                {
                }

                if (manifest.Keys.Blobs[partition] is { } blob)
                {
                    yield return (blob, start, end);
                }
            }
        }

        static bool IsSorted(MatchKey[] keys)
        {
            for (var i = 1; i < keys.Length; i++)
            {
                if (keys[i - 1].CompareTo(keys[i]) > 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Those records of a source that the index holds and <paramref name="wanted"/> is true for. It is asked from several threads.</summary>
    public async Task<IReadOnlyCollection<RecordId>> MembersOfAsync(SourceId source, Predicate<RecordId> wanted)
    {
        var found = new ConcurrentBag<RecordId>();
        await EachAsync(manifest.Resources, Enumerable.Range(0, manifest.Resources.Blobs.Count), partition => partition, ResourceLine.KeyOf, (lines, _) =>
        {
            for (var i = 0; i < lines.Count; i++)
            {
                foreach (var member in ResourceLine.MembersOf(lines[i].Span, source).Where(member => wanted(member)))
                {
                    found.Add(member);
                }
            }
        });
        return found;
    }

    /// <summary>How many member records there are of each source, counted one by one.</summary>
    public async Task<IReadOnlyDictionary<SourceId, long>> HoldingsAsync()
    {
        var found = new ConcurrentDictionary<SourceId, long>();
        await EachAsync(manifest.Resources, Enumerable.Range(0, manifest.Resources.Blobs.Count), partition => partition, ResourceLine.KeyOf, (lines, _) =>
        {
            for (var i = 0; i < lines.Count; i++)
            {
                foreach (var member in ResourceLine.Parse(lines[i]).Members)
                {
                    found.AddOrUpdate(member.Source, 1, (_, count) => count + 1);
                }
            }
        });
        return found;
    }

    private ParallelOptions Options => new() { MaxDegreeOfParallelism = parallel, CancellationToken = ct };

    private Task EachAsync<T>(IndexPartitions partitions, IEnumerable<T> asked, Func<T, int> partitionOf, LineKey keyOf, Action<SortedLines, IEnumerable<T>> use) =>
        partitions.IsEmpty ? Task.CompletedTask : Parallel.ForEachAsync(
            asked.Distinct().ToLookup(partitionOf).Where(group => partitions.Blobs[group.Key] is not null),
            Options,
            async (group, stop) =>
            {
                using var lines = await ReadAsync(partitions.Blobs[group.Key]!, keyOf, stop);
                use(lines, group);
            });

    /// <summary>In a rented array: what is kept of it must be copied.</summary>
    private async Task<SortedLines> ReadAsync(string blob, LineKey keyOf, CancellationToken stop) =>
        SortedLines.Rent(await (packed?.ReadAsync(blob, stop) ?? blobs.ReadAsync(blob, stop)), keyOf);
}
