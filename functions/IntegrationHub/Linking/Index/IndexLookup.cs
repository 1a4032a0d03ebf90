using System.Collections.Concurrent;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>What deciding asks of a version of the index; ids and keys without a line are absent from the answer.</summary>
internal interface IIndexLookup
{
    Task<Dictionary<ResourceId, Resource>> ResourcesAsync(IEnumerable<ResourceId> ids);

    /// <summary>The holders of each key that has a line.</summary>
    Task<Dictionary<MatchKey, ResourceId[]>> KeysAsync(IEnumerable<MatchKey> keys);
}

/// <summary>Many lookups in one version at once: each partition that any of them needs is read once, several in parallel, and only lines asked for are parsed.</summary>
internal sealed class IndexLookup(IndexBlobs blobs, IndexManifest manifest, int parallel, CancellationToken ct, PackedPartitions? packed = null) : IIndexLookup
{
    public async Task<Dictionary<ResourceId, Resource>> ResourcesAsync(IEnumerable<ResourceId> ids)
    {
        using var stage = LinkStage.Begin("look up");
        var found = new ConcurrentBag<Resource>();
        await EachAsync(manifest.Resources, ids, id => manifest.Resources.PartitionOf(id.Bits), ResourceLine.KeyOf, (lines, wanted) =>
        {
            foreach (var id in wanted)
            {
                if (lines.Find(ResourceLine.Encode(id)) is { Length: > 0 } line)
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
        var found = new ConcurrentBag<KeyValuePair<MatchKey, ResourceId[]>>();
        await EachAsync(manifest.Keys, keys, key => manifest.Keys.PartitionOf(key.Hash), KeyLine.KeyOf, (lines, wanted) =>
        {
            foreach (var key in wanted)
            {
                if (lines.Find(KeyLine.Encode(key)) is { Length: > 0 } line)
                {
                    found.Add(new(key, KeyLine.Parse(line.Span)));
                }
            }
        });
        return new Dictionary<MatchKey, ResourceId[]>(found);
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

    private Task EachAsync<T>(IndexPartitions partitions, IEnumerable<T> asked, Func<T, int> partitionOf, LineKey keyOf, Action<SortedLines, IEnumerable<T>> use) =>
        partitions.Blobs.All(blob => blob is null) ? Task.CompletedTask : Parallel.ForEachAsync(
            asked.Distinct().ToLookup(partitionOf).Where(group => partitions.Blobs[group.Key] is not null),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct },
            async (group, stop) => use(new SortedLines(JsonLines.Unpack(await (packed?.ReadAsync(partitions.Blobs[group.Key]!, stop) ?? blobs.ReadAsync(partitions.Blobs[group.Key]!, stop))), keyOf), group));
}
