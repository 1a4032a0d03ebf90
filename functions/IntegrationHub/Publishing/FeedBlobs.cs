using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using Azure;
using IntegrationHub.Linking;
using IntegrationHub.Storage;

namespace IntegrationHub.Publishing;

/// <summary>A manifest and the version of its blob; without a blob nothing has been published yet.</summary>
internal sealed record StoredFeed(FeedManifest Manifest, ETag? ETag)
{
    public static readonly StoredFeed None = new(FeedManifest.Empty, null);
}

/// <summary>
/// Container <c>feed</c>. Everything but <c>manifest.json</c> and the housekeeper's <c>superseded.json</c> is written once, under a name that holds its
/// content's hash: a step done twice writes the same, and whoever reads by an older manifest finds what it names until it is purged.
/// </summary>
public sealed class FeedBlobs(StorageAccount account)
{
    public const string Container = "feed";

    private const string ManifestName = "manifest.json";
    private const string SupersededName = "superseded.json";

    private readonly BlobFolder _folder = new(account, Container);

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    /// <param name="known">What the caller has: comes back, unread, when it is still current.</param>
    internal async Task<StoredFeed> ReadManifestAsync(StoredFeed? known, CancellationToken ct)
    {
        if (known is { ETag: { } etag } && await _folder.ReadETagAsync(ManifestName, ct) == etag)
        {
            return known;
        }

        return await _folder.ReadAsync(ManifestName, ct) is { } blob
            ? new StoredFeed(JsonSerializer.Deserialize(blob.Bytes, FeedManifestJson.Default.FeedManifest) ?? throw new JsonException("The feed has an empty manifest."), blob.ETag)
            : StoredFeed.None;
    }

    /// <summary>Publishes <paramref name="next"/> if <paramref name="last"/> is still what is published.</summary>
    /// <returns>False if another publisher was faster.</returns>
    internal async Task<bool> TryCommitAsync(StoredFeed last, FeedManifest next, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(next, FeedManifestJson.Default.FeedManifest);
        if (await _folder.TryReplaceAsync(ManifestName, bytes, last.ETag, ct) is not null)
        {
            return true;
        }

        // The SDK's retry of a write that succeeded unseen is refused as well: what counts is what stands there now.
        return await _folder.ReadAsync(ManifestName, ct) is { } now && now.Bytes.AsSpan().SequenceEqual(bytes);
    }

    /// <returns>Null if the blob was purged: the manifest that named it is no longer current.</returns>
    internal async Task<ListingLines?> ReadListingAsync(string name, CancellationToken ct) =>
        await _folder.ReadAsync(name, ct) is { } blob ? ListingLines.Parse(JsonLines.Unpack(blob.Bytes)) : null;

    /// <summary>Writes a listing blob, unless it is <paramref name="current"/> already.</summary>
    /// <returns>Its name.</returns>
    internal async Task<string> WriteListingAsync(string category, int ordinal, ListingLines lines, string? current, CancellationToken ct)
    {
        var (packed, hash) = lines.Pack();
        var name = string.Create(CultureInfo.InvariantCulture, $"listings/{category}/{ordinal:D5}-{hash}.jsonl.gz");
        if (name != current)
        {
            await _folder.WriteAsync(name, packed, ct, "application/gzip");
        }

        return name;
    }

    /// <exception cref="FileNotFoundException">A partition that the manifest names is gone.</exception>
    internal async Task<SortedLines> ReadPlacesAsync(string name, CancellationToken ct)
    {
        var blob = await _folder.ReadAsync(name, ct) ?? throw new FileNotFoundException($"Blob {Container}/{name} is missing: delete {Container}/{ManifestName} to publish the feed anew.", name);
        return new SortedLines(JsonLines.Unpack(blob.Bytes), ResourceLine.KeyOf);
    }

    /// <returns>Its name.</returns>
    internal async Task<string> WritePlacesAsync(int depth, int partition, byte[] packed, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"places/{depth:D2}/{partition:x4}-{XxHash128.HashToUInt128(packed):x32}.jsonl.gz");
        await _folder.WriteAsync(name, packed, ct, "application/gzip");
        return name;
    }

    /// <returns>Null if the blob was purged: the manifest that named it is no longer current.</returns>
    internal async Task<SortedLines?> ReadLogAsync(string name, CancellationToken ct) =>
        await _folder.ReadAsync(name, ct) is { } blob ? new SortedLines(JsonLines.Unpack(blob.Bytes), LogEntry.KeyOf) : null;

    /// <returns>Its name.</returns>
    internal async Task<string> WriteLogAsync(long version, byte[] packed, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"log/{version:D10}-{XxHash128.HashToUInt128(packed):x32}.jsonl.gz");
        await _folder.WriteAsync(name, packed, ct, "application/gzip");
        return name;
    }

    /// <summary>The manifest of a superseded version.</summary>
    /// <returns>Null if it was purged: the manifest that named it is no longer current.</returns>
    internal async Task<FeedManifest?> ReadKeptAsync(string name, CancellationToken ct) =>
        await _folder.ReadAsync(name, ct) is { } blob ? JsonSerializer.Deserialize(blob.Bytes, FeedManifestJson.Default.FeedManifest) : null;

    /// <returns>Its name.</returns>
    internal async Task<string> WriteKeptAsync(FeedManifest manifest, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, FeedManifestJson.Default.FeedManifest);
        var name = string.Create(CultureInfo.InvariantCulture, $"versions/{manifest.Version:D10}-{XxHash128.HashToUInt128(bytes):x32}.json");
        await _folder.WriteAsync(name, bytes, ct, "application/json");
        return name;
    }

    /// <returns>Its name.</returns>
    internal async Task<string> WriteWithdrawnAsync(IReadOnlyList<LogEntry> entries, CancellationToken ct)
    {
        var packed = JsonLines.Write(entries, FeedManifestJson.Default.LogEntry);
        var name = string.Create(CultureInfo.InvariantCulture, $"withdrawn/{XxHash128.HashToUInt128(packed):x32}.jsonl.gz");
        await _folder.WriteAsync(name, packed, ct, "application/gzip");
        return name;
    }

    /// <summary>Names of all blobs of listings, log, places and kept versions, current or not.</summary>
    internal IAsyncEnumerable<string> ListAsync(CancellationToken ct) => _folder.ListAsync("", ct).Where(name => name is not (ManifestName or SupersededName));

    internal Task DeleteAsync(string name, CancellationToken ct) => _folder.DeleteAsync(name, ct);

    /// <summary>Blobs that no manifest named when the housekeeper came by, and when it first saw so.</summary>
    internal async Task<SortedDictionary<string, DateTimeOffset>> ReadSupersededAsync(CancellationToken ct) =>
        await _folder.ReadAsync(SupersededName, ct) is { } blob
            ? JsonSerializer.Deserialize(blob.Bytes, FeedManifestJson.Default.SortedDictionaryStringDateTimeOffset) ?? []
            : [];

    internal Task WriteSupersededAsync(SortedDictionary<string, DateTimeOffset> superseded, CancellationToken ct) =>
        _folder.WriteAsync(SupersededName, JsonSerializer.SerializeToUtf8Bytes(superseded, FeedManifestJson.Default.SortedDictionaryStringDateTimeOffset), ct, "application/json");
}
