using System.Collections.Concurrent;
using System.Text;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>Many lookups in one version at once: each partition that any of them needs is read once, several in parallel, and only lines asked for are parsed.</summary>
internal sealed class IndexLookup(IndexBlobs blobs, IndexManifest manifest, int parallel, CancellationToken ct)
{
    public async Task<Dictionary<ResourceId, Resource>> ResourcesAsync(IEnumerable<ResourceId> ids)
    {
        var found = new ConcurrentBag<Resource>();
        await EachAsync(manifest.Resources, ids.ToLookup(id => manifest.Resources.PartitionOf(id.Bits)), ResourceLine.KeyOf, (lines, wanted) =>
        {
            foreach (var id in wanted)
            {
                if (lines.Find(ResourceLine.Encode(id)) is { Length: > 0 } line)
                {
                    found.Add(ResourceLine.Parse(line.Span));
                }
            }
        });
        return found.ToDictionary(resource => resource.Id);
    }

    /// <summary>The holders of each key that has a line.</summary>
    public async Task<Dictionary<MatchKey, ResourceId[]>> KeysAsync(IEnumerable<MatchKey> keys)
    {
        var found = new ConcurrentBag<KeyValuePair<MatchKey, ResourceId[]>>();
        await EachAsync(manifest.Keys, keys.ToLookup(key => manifest.Keys.PartitionOf(key.Hash)), KeyLine.KeyOf, (lines, wanted) =>
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

    /// <summary>Every record that the index holds of a source.</summary>
    public async Task<IReadOnlyCollection<RecordId>> MembersOfAsync(SourceId source)
    {
        var found = new ConcurrentBag<RecordId>();
        var mark = Encoding.ASCII.GetBytes($"\"source\":\"{source}\"");
        var everything = Enumerable.Range(0, manifest.Resources.Blobs.Count).ToLookup(partition => partition);
        await EachAsync(manifest.Resources, everything, ResourceLine.KeyOf, (lines, _) =>
        {
            for (var i = 0; i < lines.Count; i++)
            {
                if (lines[i].Span.IndexOf(mark) < 0)
                {
                    continue;
                }

                foreach (var member in ResourceLine.Parse(lines[i].Span).Members.Where(member => member.Source == source))
                {
                    found.Add(member.RecordId);
                }
            }
        });
        return found;
    }

    private Task EachAsync<T>(IndexPartitions partitions, ILookup<int, T> wanted, LineKey keyOf, Action<SortedLines, IEnumerable<T>> use) =>
        Parallel.ForEachAsync(
            wanted.Where(group => partitions.Blobs[group.Key] is not null),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct },
            async (group, stop) => use(new SortedLines(JsonLines.Unpack(await blobs.ReadAsync(partitions.Blobs[group.Key]!, stop)), keyOf), group));
}
