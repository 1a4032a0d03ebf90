using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IntegrationHub.Publishing;

/// <summary>
/// The whole feed of a version for download. Nothing is written for it: the parts are the blobs of the listing of everything, which are JSON Lines in gzip, are named by their
/// content and stay as long as a version that names them is kept.
/// </summary>
public sealed class FeedDumps(FeedBlobs blobs, PublishedFeed feed, IOptions<PublishingOptions> options)
{
    /// <summary>In the place of a version: the newest.</summary>
    public const string Latest = "latest";

    /// <summary>The part that lists the others' checksums.</summary>
    public const string Checksums = "SHA256SUMS";

    private const string Methods = "GET, HEAD, OPTIONS";
    private const string ListingPrefix = "listings/all/";

    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    /// <summary>Of blobs that were written before their checksums were kept: each process reads them once.</summary>
    private readonly ConcurrentDictionary<string, ListingFile> _files = new(StringComparer.Ordinal);

    /// <summary>GET <see cref="FeedUrls.DumpsRoute"/>.</summary>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken ct)
    {
        if (Preflight(request) is { } answer)
        {
            return answer;
        }

        var current = (await feed.CurrentAsync(ct)).Manifest;
        List<DumpSummary> dumps = [];
        foreach (var kept in current.Kept)
        {
            if (await blobs.ReadKeptAsync(kept.Name, ct) is { } manifest)
            {
                dumps.Add(SummaryOf(manifest));
            }
        }

        if (current.At is not null)
        {
            dumps.Add(SummaryOf(current));
        }

        dumps.Reverse();
        return Answer(request, ReadableJson.Write(new DumpList(dumps), DumpJson.Default.DumpList), "application/json", FeedCaching.Head);
    }

    /// <summary>GET <see cref="FeedUrls.DumpRoute"/>.</summary>
    public async Task<IResult> GetAsync(HttpRequest request, string version, CancellationToken ct)
    {
        if (Preflight(request) is { } answer)
        {
            return answer;
        }

        if (version == Latest && (await feed.CurrentAsync(ct)).Manifest is { At: not null } current)
        {
            request.HttpContext.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Redirect(_urls.Dump(current.Version), permanent: false, preserveMethod: true);
        }

        return await FindAsync(version, ct) is { } manifest
            ? Answer(request, ReadableJson.Write(await DescribeAsync(manifest, ct), DumpJson.Default.DumpManifest), "application/json", FeedCaching.Archive)
            : Missing(version);
    }

    /// <summary>GET <see cref="FeedUrls.DumpPartRoute"/>: a part's bytes, in ranges too; or <see cref="Checksums"/>.</summary>
    public async Task<IResult> GetPartAsync(HttpRequest request, string version, string part, CancellationToken ct)
    {
        if (Preflight(request) is { } answer)
        {
            return answer;
        }

        if (await FindAsync(version, ct) is not { } manifest)
        {
            return Missing(version);
        }

        if (part == Checksums)
        {
            var lines = (await DescribeAsync(manifest, ct)).Parts.Select(file => $"{file.Sha256}  {file.Name}\n");
            return Answer(request, Encoding.ASCII.GetBytes(string.Concat(lines)), "text/plain; charset=utf-8", FeedCaching.Archive);
        }

        if (PartsOf(manifest).FirstOrDefault(blob => NameOf(blob) == part) is not { } named)
        {
            return HttpAnswers.NotFound($"The dump of version {version} has no part '{part}': {_urls.Dump(manifest.Version)} lists them.");
        }

        // The name holds the content's hash.
        var etag = FeedETag.Of(part);
        if (FeedETag.Matches(request, etag))
        {
            return new FeedAnswer("application/gzip", etag, FeedCaching.Immutable, body: null);
        }

        if (await blobs.ReadPackedAsync(named.Name!, ct) is not { } packed)
        {
            return Missing(version);
        }

        request.HttpContext.Response.Headers.CacheControl = FeedCaching.Immutable;
        return TypedResults.Bytes(packed, "application/gzip", enableRangeProcessing: true, entityTag: EntityTagHeaderValue.Parse(etag));
    }

    private async Task<FeedManifest?> FindAsync(string version, CancellationToken ct)
    {
        if (!long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var known = await feed.CurrentAsync(ct);
        var found = await FindAsync(known.Manifest, number, ct);
        // A webhook may have told of it before this instance has seen it.
        return found ?? (number > known.Manifest.Version ? await FindAsync((await feed.CurrentAsync(ct, than: known)).Manifest, number, ct) : null);
    }

    private async Task<FeedManifest?> FindAsync(FeedManifest current, long number, CancellationToken ct) =>
        current.At is not null && current.Version == number ? current
        : current.Kept.FirstOrDefault(kept => kept.Version == number) is { } kept ? await blobs.ReadKeptAsync(kept.Name, ct)
        : null;

    private async Task<DumpManifest> DescribeAsync(FeedManifest manifest, CancellationToken ct)
    {
        List<DumpPart> parts = [];
        foreach (var blob in PartsOf(manifest))
        {
            var file = blob.File ?? await FileOfAsync(blob.Name!, ct);
            parts.Add(new DumpPart(NameOf(blob), _urls.DumpPart(manifest.Version, NameOf(blob)), blob.Count, file.Bytes, file.Sha256));
        }

        return new DumpManifest(
            manifest.Version, manifest.At!, options.Value.Title, options.Value.TitleEnglish, options.Value.AdminEmail, ChangeFeed.MediaType, parts.Sum(part => part.Resources), parts.Sum(part => part.Bytes),
            _urls.ChangesSince(manifest.Version), _urls.DumpPart(manifest.Version, Checksums), parts);
    }

    private async Task<ListingFile> FileOfAsync(string name, CancellationToken ct)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            _files[name] = file = ListingFile.Of(await blobs.ReadPackedAsync(name, ct) ?? throw new FileNotFoundException($"Listing {name} was purged.", name));
        }

        return file;
    }

    private DumpSummary SummaryOf(FeedManifest manifest) =>
        new(manifest.Version, manifest.At!, manifest.Categories.GetValueOrDefault(FeedTree.All)?.Count ?? 0, _urls.Dump(manifest.Version));

    private static IEnumerable<ListingBlob> PartsOf(FeedManifest manifest) => manifest.Categories.GetValueOrDefault(FeedTree.All, CategoryListing.Empty).Blobs.Where(blob => blob.Name is not null);

    private static string NameOf(ListingBlob blob) => blob.Name![ListingPrefix.Length..];

    private static IResult? Preflight(HttpRequest request)
    {
        Cors.Allow(request.HttpContext.Response);
        return HttpMethods.IsOptions(request.Method) ? Cors.Preflight(request.HttpContext.Response, Methods) : null;
    }

    private static FeedAnswer Answer(HttpRequest request, byte[] body, string mediaType, string caching)
    {
        var etag = FeedETag.Of(body);
        return new FeedAnswer(mediaType, etag, caching, FeedETag.Matches(request, etag) ? null : new AnswerBody(body));
    }

    private IResult Missing(string version) => HttpAnswers.NotFound($"There is no dump of version '{version}', or no longer: {_urls.Dumps} lists those that there are.");
}
