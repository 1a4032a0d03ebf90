using System.Collections.Concurrent;
using IntegrationHub.Linking;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>A published version as readers need it.</summary>
internal sealed record FeedVersion(StoredFeed Stored, FeedSources Sources, FeedNavigation Navigation, Consortium Consortium)
{
    /// <summary>Navigation documents as written, by format, language and path: they change only with the version.</summary>
    public ConcurrentDictionary<(FeedFormat Format, FeedLanguage Language, string Path), (string ETag, AnswerBody Body)> Documents { get; } = new();

    public FeedManifest Manifest => Stored.Manifest;
}

/// <summary>
/// What is published, kept in memory for <see cref="PublishingOptions.Revalidate"/>; after that one property read tells whether it still is.
/// One instance per process.
/// </summary>
public sealed class PublishedFeed(FeedBlobs blobs, IOptions<PublishingOptions> options, TimeProvider time) : IDisposable
{
    private const long ListingCacheBytes = 96L * 1024 * 1024;
    private const long PageCacheBytes = 16L * 1024 * 1024;

    private readonly MemoryCache _listings = new(new MemoryCacheOptions { SizeLimit = ListingCacheBytes });
    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = PageCacheBytes });
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

    /// <returns>What was withdrawn last; null if nothing was, or its blob was purged: its version is not the current one.</returns>
    internal async Task<FeedDocument?> WithdrawnAsync(FeedVersion version, CancellationToken ct) =>
        version.Manifest.Withdrawn is { Name: { } name } list && await LogAsync(name, ct) is { } lines
            ? new FeedDocument { Path = FeedTree.Withdrawn, Title = version.Navigation.TitleOf(FeedTree.Withdrawn), Updated = list.Updated!, Tombstones = [.. WithdrawnResources.EntriesOf(lines).Reverse()] }
            : null;

    /// <summary>A page as it was written last.</summary>
    /// <param name="etag">Its own, which stands for all that its bytes are made of.</param>
    internal AnswerBody? PageOf(string etag) => _pages.Get<AnswerBody>(etag);

    internal AnswerBody Keep(string etag, byte[] page) =>
        _pages.Set(etag, new AnswerBody(page), new MemoryCacheEntryOptions { Size = Math.Min(page.Length, PageCacheBytes) });

    public void Dispose()
    {
        _listings.Dispose();
        _pages.Dispose();
        _asking.Dispose();
    }

    private FeedVersion? Fresh(FeedVersion? than) =>
        _known is { } known && !ReferenceEquals(known.Version, than) && time.GetElapsedTime(known.AskedAt) < options.Value.Revalidate ? known.Version : null;

    private FeedVersion VersionOf(StoredFeed stored)
    {
        var sources = new FeedSources(stored.Manifest.Sources);
        var consortium = Consortium.Of(stored.Manifest.Navigation, options.Value);
        return new FeedVersion(stored, sources, new FeedNavigation(stored.Manifest, sources, consortium), consortium);
    }

    private sealed record Known(FeedVersion Version, long AskedAt);
}
