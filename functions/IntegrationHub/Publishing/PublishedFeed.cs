using System.Collections.Concurrent;
using IntegrationHub.Linking;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>A published version as readers need it.</summary>
internal sealed record FeedVersion(StoredFeed Stored, FeedSources Sources, FeedNavigation Navigation)
{
    /// <summary>Navigation documents as written, by format, language and path: they change only with the version.</summary>
    public ConcurrentDictionary<(FeedFormat Format, FeedLanguage Language, string Path), byte[]> Documents { get; } = new();

    public FeedManifest Manifest => Stored.Manifest;
}

/// <summary>
/// What is published, kept in memory for <see cref="PublishingOptions.Revalidate"/>; after that one property read tells whether it still is.
/// One instance per process.
/// </summary>
public sealed class PublishedFeed(FeedBlobs blobs, IOptions<PublishingOptions> options, TimeProvider time) : IDisposable
{
    private const long ListingCacheBytes = 96L * 1024 * 1024;

    private readonly MemoryCache _listings = new(new MemoryCacheOptions { SizeLimit = ListingCacheBytes });
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile Known? _known;

    /// <summary>The current version, at most <see cref="PublishingOptions.Revalidate"/> old.</summary>
    /// <param name="than">A version that proved to be out of date.</param>
    internal async Task<FeedVersion> CurrentAsync(CancellationToken ct, FeedVersion? than = null)
    {
        if (Fresh(than) is { } known)
        {
            return known;
        }

        await _asking.WaitAsync(ct);
        try
        {
            if (Fresh(than) is { } meanwhile)
            {
                return meanwhile;
            }

            var last = _known?.Version;
            var stored = await blobs.ReadManifestAsync(last?.Stored, ct);
            var version = last is not null && ReferenceEquals(stored, last.Stored) ? last : VersionOf(stored);
            _known = new Known(version, time.GetTimestamp());
            return version;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <returns>Null if the listing was purged: its version is not the current one.</returns>
    internal async Task<ListingLines?> ListingAsync(string name, CancellationToken ct)
    {
        if (_listings.TryGetValue(name, out ListingLines? known))
        {
            return known;
        }

        var lines = await blobs.ReadListingAsync(name, ct);
        if (lines is not null)
        {
            _listings.Set(name, lines, new MemoryCacheEntryOptions { Size = Math.Min(lines.Bytes, ListingCacheBytes) });
        }

        return lines;
    }

    /// <returns>Null if the blob of the publication log was purged: its version is not the current one.</returns>
    internal async Task<SortedLines?> LogAsync(string name, CancellationToken ct)
    {
        if (_listings.TryGetValue(name, out SortedLines? known))
        {
            return known;
        }

        var lines = await blobs.ReadLogAsync(name, ct);
        if (lines is not null)
        {
            _listings.Set(name, lines, new MemoryCacheEntryOptions { Size = Math.Min(lines.Size, ListingCacheBytes) });
        }

        return lines;
    }

    /// <returns>Null if the blob of the publication log was purged.</returns>
    internal async Task<LogCategories?> LogCategoriesAsync(string name, CancellationToken ct)
    {
        if (_listings.TryGetValue((name, nameof(LogCategories)), out LogCategories? known))
        {
            return known;
        }

        var categories = await LogAsync(name, ct) is { } lines ? LogCategories.Of(lines) : null;
        if (categories is not null)
        {
            _listings.Set((name, nameof(LogCategories)), categories, new MemoryCacheEntryOptions { Size = Math.Min(categories.Size, ListingCacheBytes) });
        }

        return categories;
    }

    public void Dispose()
    {
        _listings.Dispose();
        _asking.Dispose();
    }

    private FeedVersion? Fresh(FeedVersion? than) =>
        _known is { } known && !ReferenceEquals(known.Version, than) && time.GetElapsedTime(known.AskedAt) < options.Value.Revalidate ? known.Version : null;

    private FeedVersion VersionOf(StoredFeed stored)
    {
        var sources = new FeedSources(stored.Manifest.Sources);
        return new FeedVersion(stored, sources, new FeedNavigation(stored.Manifest, sources, new Label(options.Value.Title, options.Value.TitleEnglish)));
    }

    private sealed record Known(FeedVersion Version, long AskedAt);
}
