using System.Runtime.CompilerServices;
using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Linking;

/// <summary>What became of a resource id.</summary>
public abstract record ResourceAnswer
{
    private ResourceAnswer()
    {
    }

    public sealed record Found(Resource Resource) : ResourceAnswer;

    /// <summary>The id's record is now in another resource (HTTP 301).</summary>
    public sealed record MovedTo(ResourceId Id) : ResourceAnswer;

    /// <summary>Its record was withdrawn, and no other stands for the work (HTTP 410).</summary>
    public sealed record Gone : ResourceAnswer;

    /// <summary>Never seen (HTTP 404).</summary>
    public sealed record Unknown : ResourceAnswer;
}

/// <summary>
/// Reads committed versions of the index, never half a step. Thread-safe; one instance per process holds the cache. Warm, an answer comes from memory.
/// </summary>
public sealed class IndexReader(IndexBlobs blobs, TimeProvider time, IOptions<LinkingOptions> options)
{
    private readonly PartitionCache _cache = new(blobs, options.Value.CacheMegabytes * 1024L * 1024L);
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile Known? _known;

    /// <summary>The current version, at most <see cref="LinkingOptions.ManifestAge"/> old.</summary>
    public async Task<IndexManifest> ManifestAsync(CancellationToken ct)
    {
        if (_known is { } known && time.GetElapsedTime(known.AskedAt) < options.Value.ManifestAge)
        {
            return known.Stored.Manifest;
        }

        await _refreshing.WaitAsync(ct);
        try
        {
            var last = _known;
            if (last is null || time.GetElapsedTime(last.AskedAt) >= options.Value.ManifestAge)
            {
                var stored = await blobs.ReadManifestAsync(last?.Stored, ct);
                last = new Known(stored, time.GetTimestamp());
                _known = last;
            }

            return last.Stored.Manifest;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public Task<ResourceAnswer> FindAsync(ResourceId id, CancellationToken ct) => AtOneVersionAsync(manifest => FindAsync(manifest, id, ct), ct);

    /// <summary>The resources with a member that holds <paramref name="key"/>, in order of id.</summary>
    public Task<IReadOnlyList<Resource>> FindByKeyAsync(MatchKey key, CancellationToken ct) => AtOneVersionAsync(manifest => FindByKeyAsync(manifest, key, ct), ct);

    /// <summary>The resource of each record that holds <paramref name="key"/>, without reading any: a key may have thousands of holders.</summary>
    public Task<IReadOnlyList<ResourceId>> HoldersAsync(MatchKey key, CancellationToken ct) =>
        AtOneVersionAsync<IReadOnlyList<ResourceId>>(async manifest => await ReadKeyAsync(manifest, key, ct) ?? [], ct);

    /// <inheritdoc cref="FindByKeyAsync(MatchKey, CancellationToken)"/>
    public Task<IReadOnlyList<Resource>> FindByKeyAsync(IdentifierScheme scheme, string value, CancellationToken ct) => FindByKeyAsync(MatchKey.Of(scheme, value), ct);

    /// <summary>Several questions whose answers must fit together; they are asked again should their version be purged meanwhile.</summary>
    internal Task<T> ReadAsync<T>(Func<OneVersion, Task<T>> read, CancellationToken ct) => AtOneVersionAsync(manifest => read(new OneVersion(this, manifest)), ct);

    /// <summary>Every resource of one version, in order of id.</summary>
    /// <exception cref="FileNotFoundException">The version has been purged meanwhile: start again with the current one.</exception>
    public async IAsyncEnumerable<Resource> ReadAllAsync(IndexManifest manifest, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var blob in manifest.Resources.Blobs)
        {
            if (blob is null)
            {
                continue;
            }

            foreach (var line in JsonLines.Lines(await blobs.ReadAsync(blob, ct)))
            {
                yield return ResourceLine.Parse(line);
            }
        }
    }

    /// <summary>The pairs of records of one version that a person could tell: candidates only, see <see cref="DoubtList"/>.</summary>
    /// <exception cref="FileNotFoundException">The version has been purged meanwhile: start again with the current one.</exception>
    public async IAsyncEnumerable<DoubtLine> DoubtsAsync(IndexManifest manifest, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var blob in manifest.Doubts.Blobs.OfType<string>())
        {
            foreach (var line in JsonLines.Read(await blobs.ReadAsync(blob, ct), IndexJson.Default.DoubtLine))
            {
                yield return line;
            }
        }
    }

    /// <summary>What the versions after <paramref name="after"/> up to and with <paramref name="upTo"/> changed, version by version.</summary>
    /// <returns>Null when a list is no longer kept (or <paramref name="upTo"/> is not committed yet, or older than <paramref name="after"/>): read everything instead.</returns>
    public async Task<IAsyncEnumerable<ResourceChange>?> ChangesAsync(long after, long upTo, CancellationToken ct)
    {
        var manifest = await ManifestAsync(ct);
        if (manifest.Version < upTo)
        {
            _known = null;
            manifest = await ManifestAsync(ct);
        }

        var lists = manifest.Changes.Where(list => list.Version > after && list.Version <= upTo).ToList();
        // After a return to an older version "after" is ahead of the index, and no list tells the way back.
        return lists.Count == upTo - after ? ReadChangesAsync(lists, ct) : null;
    }

    private async IAsyncEnumerable<ResourceChange> ReadChangesAsync(IReadOnlyList<VersionChanges> lists, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var blob in lists.SelectMany(list => list.Blobs))
        {
            foreach (var change in JsonLines.Read(await blobs.ReadAsync(blob, ct), IndexJson.Default.ResourceChange))
            {
                yield return change;
            }
        }
    }

    private async Task<ResourceAnswer> FindAsync(IndexManifest manifest, ResourceId id, CancellationToken ct)
    {
        if (await ReadResourceAsync(manifest, id, ct) is { } resource)
        {
            return new ResourceAnswer.Found(resource);
        }

        return await ReadKeyAsync(manifest, MatchKey.Of(id), ct) switch
        {
            null => new ResourceAnswer.Unknown(),
            [] => new ResourceAnswer.Gone(),
            [var now, ..] => new ResourceAnswer.MovedTo(now),
        };
    }

    private async Task<IReadOnlyList<Resource>> FindByKeyAsync(IndexManifest manifest, MatchKey key, CancellationToken ct)
    {
        var holders = await ReadKeyAsync(manifest, key, ct) ?? [];
        var found = new List<Resource>();
        foreach (var id in holders.Distinct().Order())
        {
            if (await ReadResourceAsync(manifest, id, ct) is { } resource)
            {
                found.Add(resource);
            }
        }

        return found;
    }

    private async Task<Resource?> ReadResourceAsync(IndexManifest manifest, ResourceId id, CancellationToken ct)
    {
        var partition = await _cache.ReadAsync(manifest.Resources.Blobs[manifest.Resources.PartitionOf(id.Bits)], ResourceLine.KeyOf, ct);
        return partition.Find(ResourceLine.Encode(id)) is { Length: > 0 } line ? ResourceLine.Parse(line) : null;
    }

    private async Task<ResourceId[]?> ReadKeyAsync(IndexManifest manifest, MatchKey key, CancellationToken ct)
    {
        var partition = await _cache.ReadAsync(manifest.Keys.Blobs[manifest.Keys.PartitionOf(key.Hash)], KeyLine.KeyOf, ct);
        return partition.Find(KeyLine.Encode(key)) is { Length: > 0 } line ? KeyLine.Parse(line.Span) : null;
    }

    /// <summary>A version that is purged between two reads is answered from the one that replaced it.</summary>
    private async Task<T> AtOneVersionAsync<T>(Func<IndexManifest, Task<T>> read, CancellationToken ct)
    {
        var manifest = await ManifestAsync(ct);
        try
        {
            return await read(manifest);
        }
        catch (FileNotFoundException)
        {
            _known = null;
            return await read(await ManifestAsync(ct));
        }
    }

    /// <summary>The index as one version has it.</summary>
    internal readonly struct OneVersion(IndexReader reader, IndexManifest manifest)
    {
        public Task<ResourceAnswer> FindAsync(ResourceId id, CancellationToken ct) => reader.FindAsync(manifest, id, ct);

        /// <returns>Null: no resource has that id now.</returns>
        public Task<Resource?> ReadAsync(ResourceId id, CancellationToken ct) => reader.ReadResourceAsync(manifest, id, ct);

        /// <inheritdoc cref="IndexReader.HoldersAsync"/>
        public async Task<IReadOnlyList<ResourceId>> HoldersAsync(MatchKey key, CancellationToken ct) => await reader.ReadKeyAsync(manifest, key, ct) ?? [];
    }

    private sealed record Known(StoredManifest Stored, long AskedAt);
}
