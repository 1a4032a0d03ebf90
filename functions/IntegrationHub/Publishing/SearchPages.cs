using IntegrationHub.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>Answers searches as JSON and in both formats of the feed. All of it is of one published version, as the listings are.</summary>
public sealed class SearchPages(PublishedFeed feed, PublishedSearch search, TimeProvider time, IOptions<PublishingOptions> options)
{
    private const string Methods = "GET, HEAD, OPTIONS";

    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    /// <summary>GET <see cref="FeedUrls.SearchRoute"/>.</summary>
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken ct) => AnswerAsync(request, language: null, Json, ct);

    /// <summary>GET <see cref="FeedUrls.FeedSearchRoute"/>.</summary>
    /// <param name="format">"2" for OPDS 2.0, "1" for 1.2.</param>
    public async Task<IResult> GetFeedAsync(HttpRequest request, string? format, CancellationToken ct) =>
        FeedUrls.TryParseFormat(format, out var parsed)
            ? await AnswerAsync(request, FeedLanguages.Of(request), (version, page, found) => Document(parsed, FeedLanguages.Of(request), version, page, found), ct)
            : HttpAnswers.NotFound($"The feed is searched as OPDS 2.0 at {_urls.Feed(FeedFormat.Opds2, FeedUrls.Search)} and as OPDS 1.2 at {_urls.Feed(FeedFormat.Opds1, FeedUrls.Search)}.");

    /// <summary>GET <see cref="FeedUrls.DescriptionRoute"/>.</summary>
    public async Task<IResult> DescribeAsync(HttpRequest request, CancellationToken ct)
    {
        Cors.Allow(request.HttpContext.Response);
        return HttpMethods.IsOptions(request.Method)
            ? Cors.Preflight(request.HttpContext.Response, Methods)
            : Answer(request, OpenSearchDescription.MediaType, OpenSearchDescription.Write(_urls, (await feed.CurrentAsync(ct)).Consortium.Name));
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, FeedLanguage? language, Func<FeedVersion, SearchPage, IReadOnlyList<FeedEntry>, (string Media, byte[] Body)> write, CancellationToken ct)
    {
        var response = request.HttpContext.Response;
        Cors.Allow(response);
        if (HttpMethods.IsOptions(request.Method))
        {
            return Cors.Preflight(response, Methods);
        }

        var size = options.Value.PageSize;
        var given = request.Query;
        var (query, errors) = SearchQuery.Parse(name => given[name], size);
        if (query is null)
        {
            return HttpAnswers.Invalid("This can't be searched", errors);
        }

        var version = await feed.CurrentAsync(ct);
        if (version.Manifest.Search is not { } published || await search.AskAsync(published, query.Question(size), ct) is not { } hits)
        {
            response.Headers.RetryAfter = version.Manifest.Search is null ? "30" : "5";
            return HttpAnswers.Problem(
                StatusCodes.Status503ServiceUnavailable, "Search is not open yet", version.Manifest.Search is null ? "It opens when the first version is published. Ask again in a moment." : "This instance is fetching it. Ask again in a moment.");
        }

        var (media, body) = write(version, new SearchPage(query, hits.Total, size, FacetGroups.Of(query, hits, version.Navigation)), EntriesOf(hits));
        return Answer(request, media, body, language);
    }

    private IReadOnlyList<FeedEntry> EntriesOf(SearchHits hits)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return [.. hits.Lines.Select(line => FeedEntry.Parse(line.Span).On(today))];
    }

    private (string, byte[]) Json(FeedVersion version, SearchPage page, IReadOnlyList<FeedEntry> found)
    {
        var answer = new SearchAnswer(
            page.Total,
            page.Query.Page,
            page.Pages,
            page.Size,
            page.Query.SortName,
            page.Previous is { } previous ? _urls.SearchFor(format: null, previous) : null,
            page.Next is { } next ? _urls.SearchFor(format: null, next) : null,
            [.. page.Facets.Select(AnswerOf)],
            [.. found.Select(SummaryOf)]);
        return ("application/json", ReadableJson.Write(answer, SearchJson.Default.SearchAnswer));
    }

    private (string, byte[]) Document(FeedFormat format, FeedLanguage language, FeedVersion version, SearchPage page, IReadOnlyList<FeedEntry> found)
    {
        var writer = FeedWriters.Of(format, _urls, version.Sources, version.Consortium, language);
        var words = page.Query.Words;
        var document = new FeedDocument
        {
            Path = FeedUrls.Search,
            Title = words.Length > 0 ? new Label($"检索：{words}", $"Search: {words}") : new Label("检索", "Search"),
            Updated = version.Manifest.Categories.GetValueOrDefault(FeedTree.All, CategoryListing.Empty).Updated,
            Count = page.Total,
            // A feed of OPDS 2.0 must hold something: where nothing is found it leads back.
            Items = found.Count == 0 && version.Navigation.Find(FeedTree.All) is { } all ? [all] : [],
            Entries = found,
            Search = page,
        };
        return (writer.MediaTypeOf(acquisition: true), writer.Write(document));
    }

    private FacetGroupAnswer AnswerOf(FacetGroup group) => new(
        group.Dimension == FeedTree.DimensionOf(SearchQuery.Free) ? "free" : group.Dimension,
        group.Label.Text,
        [.. group.Facets.Select(facet => new FacetAnswer(facet.Category == SearchQuery.Free ? "true" : SearchQuery.ValueOf(facet.Category), facet.Label.Text, facet.Count, facet.Active, _urls.SearchFor(format: null, facet.Query)))]);

    private ResourceSummary SummaryOf(FeedEntry entry) =>
        new(entry.Id, _urls.Resource(entry.Id), entry.Title, entry.Creators, entry.Year, entry.Type, entry.Places.Any(place => place.IsFree));

    private static FeedAnswer Answer(HttpRequest request, string media, byte[] body, FeedLanguage? language = null)
    {
        var etag = FeedETag.Of(body);
        return new FeedAnswer(media, etag, FeedCaching.Head, FeedETag.Matches(request, etag) ? null : new AnswerBody(body), language);
    }
}
