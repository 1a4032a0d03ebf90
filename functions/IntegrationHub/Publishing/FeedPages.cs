using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>
/// Answers the feed's addresses. Navigation is written from the manifest; pages are slices of listing blobs. What has not changed is
/// answered 304 from the manifest alone.
/// </summary>
public sealed class FeedPages(PublishedFeed feed, TimeProvider time, IOptions<PublishingOptions> options)
{
    /// <summary>Raise it when the same document makes other bytes than before.</summary>
    private const int WriterVersion = 6;

    private const string Methods = "GET, HEAD, OPTIONS";

    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    /// <param name="format">"2" for OPDS 2.0, "1" for 1.2.</param>
    /// <param name="path">What follows it; null or empty: the root.</param>
    public async Task<IResult> GetAsync(HttpRequest request, string? format, string? path, CancellationToken ct)
    {
        var response = request.HttpContext.Response;
        Cors.Allow(response);
        if (HttpMethods.IsOptions(request.Method))
        {
            return Cors.Preflight(response, Methods);
        }

        if (!FeedUrls.TryParseFormat(format, out var parsed))
        {
            return HttpAnswers.NotFound($"The feed comes as OPDS 2.0 at {_urls.Feed(FeedFormat.Opds2, "")} and as OPDS 1.2 at {_urls.Feed(FeedFormat.Opds1, "")}.");
        }

        if (!TryReadPage(request, out var page))
        {
            return HttpAnswers.Invalid("No such page", new Dictionary<string, string[]> { [FeedUrls.PageParameter] = ["A page is a number from 1, the oldest. Without it you get the newest."] });
        }

        var version = await feed.CurrentAsync(ct);
        var asked = (path ?? "").Trim('/');
        var answer = await AnswerAsync(request, version, parsed, asked, page, ct);
        // Null: purged between manifest and listing, so there is a newer version.
        return answer
            ?? await AnswerAsync(request, await feed.CurrentAsync(ct, than: version), parsed, asked, page, ct)
            ?? throw new InvalidDataException($"The feed's manifest names a listing of '{asked}' that is not there.");
    }

    private async Task<IResult?> AnswerAsync(HttpRequest request, FeedVersion version, FeedFormat format, string path, int? page, CancellationToken ct)
    {
        if (version.Navigation.IsEmpty)
        {
            request.HttpContext.Response.Headers.RetryAfter = "30";
            return HttpAnswers.Problem(StatusCodes.Status503ServiceUnavailable, "Nothing published yet", "The feed opens when the first source is harvested, linked and published. Ask again in a moment.");
        }

        var language = FeedLanguages.Of(request);
        var writer = FeedWriters.Of(format, _urls, version.Sources, version.Consortium, language);
        if (version.Navigation.Find(path) is { IsAcquisition: true } category)
        {
            return await PageAsync(request, version, writer, language, category, page, ct);
        }

        var isTombs = path == FeedTree.Withdrawn && page is null && version.Manifest.Withdrawn is { Count: > 0 };
        if (isTombs && !version.Documents.ContainsKey((format, language, path)))
        {
            if (await feed.WithdrawnAsync(version, ct) is not { } tombstones)
            {
                return null;
            }

            version.Documents[(format, language, path)] = Written(writer.Write(tombstones));
        }

        if (!isTombs && (page is not null || (path.Length > 0 && version.Navigation.Find(path) is null)))
        {
            return HttpAnswers.NotFound($"There is nothing at {_urls.Feed(format, path, page)}. The nearest is {_urls.Feed(format, page is null ? version.Navigation.NearestAbove(path) : path)}.");
        }

        var (etag, body) = version.Documents.GetOrAdd((format, language, path), _ => Written(writer.Write(version.Navigation.Document(path))));
        return new FeedAnswer(writer.MediaTypeOf(acquisition: false), etag, FeedCaching.Head, FeedETag.Matches(request, etag) ? null : body, language);
    }

    private static (string ETag, AnswerBody Body) Written(byte[] document) => (FeedETag.Of(document), new AnswerBody(document));

    private async Task<IResult?> PageAsync(HttpRequest request, FeedVersion version, IFeedWriter writer, FeedLanguage language, NavigationItem category, int? page, CancellationToken ct)
    {
        var listing = FeedPageReader.ListingOf(version, category);
        var pages = FeedPageReader.PagesOf(version, category);
        if (pages.RangeOf(page) is not var (start, end))
        {
            return HttpAnswers.NotFound($"{_urls.Feed(writer.Format, category.Path, page)} is not a page. The newest is {_urls.Feed(writer.Format, category.Path)}.");
        }

        var media = writer.MediaTypeOf(acquisition: true);
        var caching = page is null ? FeedCaching.Head : FeedCaching.Archive;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var states = pages.BlobsOf(start, end).Select(ordinal => StateOf(listing.Blobs[ordinal], today));
        var etag = FeedETag.Of(Ingredients(version, writer, language, category, page, start, end, states, pages.LinksAcross(page, start, end)));
        if (FeedETag.Matches(request, etag))
        {
            return new FeedAnswer(media, etag, caching, body: null, language);
        }

        if (feed.PageOf(etag) is { } known)
        {
            return new FeedAnswer(media, etag, caching, known, language);
        }

        if (await new FeedPageReader(feed).ReadAsync(version, category, page, today, ct) is not { } document)
        {
            return null;
        }

        return document.Entries.Count == 0
            // Everything on it has left. A reader on the way from page to page goes on to the next one.
            ? TypedResults.Redirect(_urls.Feed(writer.Format, category.Path, document.Paging!.Older), permanent: true, preserveMethod: true)
            : new FeedAnswer(media, etag, caching, feed.Keep(etag, writer.Write(document)), language);
    }

    /// <summary>Everything that decides a page's bytes and can be known without its listing.</summary>
    private string Ingredients(FeedVersion version, IFeedWriter writer, FeedLanguage language, NavigationItem category, int? page, int start, int end, IEnumerable<string?> blobs, PageLinks across)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{WriterVersion} {writer.Format} {language} {_urls.Feed(writer.Format, category.Path, page)} {version.Consortium} {category.Label} {start}-{end} {across}\n");
        if (page is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{category.Count} {category.Updated} {version.Navigation.DescriptionOf(category.Path)}\n");
        }

        text.AppendJoin('\n', blobs).Append('\n').AppendJoin('\n', version.Sources.All);
        return text.ToString();
    }

    /// <summary>A listing's name, and the day for as long as embargoes in it are to end: from the last one's end on its pages stay as they are.</summary>
    private static string? StateOf(ListingBlob blob, DateOnly today) =>
        blob.EmbargoedUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"{blob.Name} {(today < until ? today : until):yyyy-MM-dd}") : blob.Name;

    private static bool TryReadPage(HttpRequest request, out int? page)
    {
        page = null;
        if (!request.Query.TryGetValue(FeedUrls.PageParameter, out var given))
        {
            return true;
        }

        if (!int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            return false;
        }

        page = number;
        return true;
    }
}
