using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>A manifest and the version of its blob that was read; without a blob, the empty one.</summary>
public sealed record StoredManifest(IndexManifest Manifest, ETag? ETag)
{
    public static readonly StoredManifest None = new(IndexManifest.Empty, null);
}

/// <summary>
/// Container <c>index</c>. Everything but the manifest is written once, under a name that holds its version and its content's hash, so linkers that
/// race never touch each other's bytes and a step done twice writes the same.
/// </summary>
public sealed class IndexBlobs(StorageAccount account)
{
    public const string Container = "index";
    public const string ManifestName = "manifest.json";

    internal const string KeptPrefix = "manifests/";

    private const string RebuildName = "rebuilding.json";

    private static readonly string[] Prefixes = ["resources/", "keys/", "doubts/", "changes/", "decisions/"];

    private readonly BlobFolder _folder = new(account, Container);

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    /// <summary>The current version.</summary>
    /// <param name="known">What the caller has: comes back, unread, when it is still current.</param>
    public async Task<StoredManifest> ReadManifestAsync(StoredManifest? known, CancellationToken ct)
    {
        if (known is { ETag: { } etag } && await _folder.ReadETagAsync(ManifestName, ct) == etag)
        {
            return known;
        }

        return await _folder.ReadAsync(ManifestName, ct) is { } blob ? new StoredManifest(Parse(blob.Bytes), blob.ETag) : StoredManifest.None;
    }

    /// <returns>When the current version was committed, by the storage's clock; null before the first.</returns>
    public Task<DateTimeOffset?> CommittedAtAsync(CancellationToken ct) => _folder.ReadTimeAsync(ManifestName, ct);

    /// <summary>Makes <paramref name="next"/> the current version if <paramref name="last"/> still is.</summary>
    /// <returns>False if another linker was faster.</returns>
    internal async Task<bool> TryCommitAsync(StoredManifest last, IndexManifest next, CancellationToken ct)
    {
        using var stage = LinkStage.Begin("commit");
        if (last.Manifest.Version > 0 && last.Manifest.Version != next.Version)
        {
            // What is replaced stays readable, until it is purged, under a name of its own.
            await _folder.WriteAsync(KeptNameOf(last.Manifest.Version), Write(last.Manifest), ct, "application/json");
        }

        var bytes = Write(next);
        if (await _folder.TryReplaceAsync(ManifestName, bytes, last.ETag, ct) is not null)
        {
            return true;
        }

        // The SDK's retry of a write that succeeded unseen is refused as well: what counts is what stands there now.
        return await _folder.ReadAsync(ManifestName, ct) is { } now && now.Bytes.AsSpan().SequenceEqual(bytes);
    }

    /// <exception cref="FileNotFoundException">The blob was purged: its version is no longer kept.</exception>
    internal async Task<byte[]> ReadAsync(string name, CancellationToken ct) =>
        (await _folder.ReadAsync(name, ct))?.Bytes ?? throw new FileNotFoundException($"Blob {Container}/{name} is gone: its version of the index is no longer kept.", name);

    /// <returns>The blob's name.</returns>
    internal async Task<string> WritePartitionAsync(string kind, int depth, int partition, long version, byte[] packed, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}/{depth:D2}/{partition:x4}/{NameOf(version, packed)}");
        await _folder.WriteAsync(name, packed, ct, "application/gzip");
        return name;
    }

    /// <returns>The blob's name.</returns>
    internal async Task<string> WriteChangesAsync(long version, byte[] packed, CancellationToken ct)
    {
        var name = $"changes/{NameOf(version, packed)}";
        await _folder.WriteAsync(name, packed, ct, "application/gzip");
        return name;
    }

    /// <summary>The curators' decisions that a version heeds.</summary>
    internal async Task<CuratedLinks> ReadDecisionsAsync(IndexManifest manifest, CancellationToken ct) =>
        manifest.Decisions is { } name ? CuratedLinks.Unpack(await ReadAsync(name, ct)) : CuratedLinks.None;

    /// <returns>The blob's name: the one that <paramref name="last"/> names where they are the same; null where there are none.</returns>
    internal async Task<string?> WriteDecisionsAsync(CuratedLinks decisions, IndexManifest last, CancellationToken ct)
    {
        if (decisions.All.Count == 0)
        {
            return null;
        }

        var packed = decisions.Pack();
        // A blob that is gone counts as other decisions: whoever is behind finds out when it commits.
        if (last.Decisions is { } known && await _folder.ReadAsync(known, ct) is { } heeded && heeded.Bytes.AsSpan().SequenceEqual(packed))
        {
            return known;
        }

        var name = $"decisions/{NameOf(last.Version + 1, packed)}";
        await _folder.WriteAsync(name, packed, ct, "application/gzip");
        return name;
    }

    /// <summary>Versions kept beside the current one, oldest first, each with the time when it became the current one: when the copy of the one before it was written.</summary>
    internal async IAsyncEnumerable<(IndexManifest Manifest, DateTimeOffset? CommittedAt)> KeptAsync([EnumeratorCancellation] CancellationToken ct)
    {
        DateTimeOffset? before = null;
        await foreach (var name in _folder.ListAsync(KeptPrefix, ct))
        {
            if (await _folder.ReadAsync(name, ct) is { } blob)
            {
                yield return (Parse(blob.Bytes), before);
            }

            before = await _folder.ReadTimeAsync(name, ct);
        }
    }

    /// <returns>Null: the version is not kept.</returns>
    internal async Task<IndexManifest?> ReadKeptAsync(long version, CancellationToken ct) =>
        await _folder.ReadAsync(KeptNameOf(version), ct) is { } blob ? Parse(blob.Bytes) : null;

    /// <summary>What of a version's blobs, but for its change lists, is gone.</summary>
    internal async Task<IReadOnlyList<string>> MissingAsync(IndexManifest manifest, CancellationToken ct)
    {
        var missing = Referred(manifest with { Changes = [] });
        foreach (var prefix in Prefixes)
        {
            await foreach (var name in _folder.ListAsync(prefix, ct))
            {
                missing.Remove(name);
            }
        }

        return [.. missing.Order(StringComparer.Ordinal)];
    }

    /// <returns>Null: no rebuild is under way.</returns>
    internal async Task<RebuildProgress?> ReadRebuildAsync(CancellationToken ct) =>
        await _folder.ReadAsync(RebuildName, ct) is { } blob ? JsonSerializer.Deserialize(blob.Bytes, IndexJson.Default.RebuildProgress) : null;

    internal Task WriteRebuildAsync(RebuildProgress progress, CancellationToken ct) =>
        _folder.WriteAsync(RebuildName, JsonSerializer.SerializeToUtf8Bytes(progress, IndexJson.Default.RebuildProgress), ct, "application/json");

    internal Task ForgetRebuildAsync(CancellationToken ct) => _folder.DeleteAsync(RebuildName, ct);

    /// <summary>Deletes what a state of a rebuild refers to and the state after it no longer does; never what the current version refers to.</summary>
    internal async Task DeleteSupersededAsync(IndexManifest before, IndexManifest after, CancellationToken ct)
    {
        var live = Referred(after);
        live.UnionWith(Referred((await ReadManifestAsync(null, ct)).Manifest));
        await Parallel.ForEachAsync(Referred(before).Where(name => !live.Contains(name)), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (name, stop) => await _folder.DeleteAsync(name, stop));
    }

    /// <summary>
    /// Deletes what neither <paramref name="current"/> nor one of the last <paramref name="kept"/> versions before it refers to. Names of later versions are
    /// left alone: somebody may be about to commit them. Nothing is deleted once <paramref name="current"/> is no longer the current version: what came after
    /// it may be an older one's content again, and whoever committed that purges.
    /// </summary>
    internal async Task PurgeAsync(IndexManifest current, int kept, CancellationToken ct)
    {
        var copies = await _folder.ListAsync(KeptPrefix, ct).ToListAsync(ct);
        var live = Referred(current);
        foreach (var old in copies.TakeLast(kept))
        {
            if (await _folder.ReadAsync(old, ct) is { } blob)
            {
                live.UnionWith(Referred(Parse(blob.Bytes)));
            }
        }

        var dead = copies.SkipLast(kept).ToList();
        foreach (var prefix in Prefixes)
        {
            await foreach (var name in _folder.ListAsync(prefix, ct))
            {
                if (!live.Contains(name) && VersionOf(name) <= current.Version)
                {
                    dead.Add(name);
                }
            }
        }

        if (dead.Count == 0 || (await ReadManifestAsync(null, ct)).Manifest.Version != current.Version)
        {
            return;
        }

        await Parallel.ForEachAsync(dead, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (name, stop) => await _folder.DeleteAsync(name, stop));
    }

    private static HashSet<string> Referred(IndexManifest manifest) =>
        [.. manifest.Resources.Blobs.Concat(manifest.Keys.Blobs).Concat(manifest.Doubts.Blobs).Append(manifest.Decisions).OfType<string>(), .. manifest.Changes.SelectMany(list => list.Blobs)];

    private static string KeptNameOf(long version) => string.Create(CultureInfo.InvariantCulture, $"{KeptPrefix}{version:D10}.json");

    private static long VersionOf(string name) => long.Parse(name.AsSpan(name.LastIndexOf('/') + 1, 10), CultureInfo.InvariantCulture);

    private static string NameOf(long version, byte[] packed) => string.Create(CultureInfo.InvariantCulture, $"{version:D10}-{XxHash128.HashToUInt128(packed):x32}.jsonl.gz");

    private static IndexManifest Parse(byte[] bytes) => JsonSerializer.Deserialize(bytes, IndexJson.Default.IndexManifest) ?? throw new JsonException("The index has an empty manifest.");

    private static byte[] Write(IndexManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, IndexJson.Default.IndexManifest);
}
