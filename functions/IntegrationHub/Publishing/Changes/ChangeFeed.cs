using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IntegrationHub.Publishing;

/// <summary>
/// What was added to the feed, changed in it and withdrawn from it, as JSON Lines, for portals that keep a copy of their own. It is the publication log with
/// the entries of the feed beside it, all of one published version: a resource comes once, with its last change, so a reader who puts and deletes by id ends up with the feed.
/// </summary>
public sealed class ChangeFeed(LogReader log, PublishedFeed feed, IOptions<PublishingOptions> options)
{
    /// <summary>The type that JSON Lines are mostly served as; none is registered.</summary>
    public const string MediaType = "application/x-ndjson";

    /// <summary>The version up to which an answer tells, if it has no next page and was not asked to end earlier.</summary>
    public const string VersionHeader = "X-Feed-Version";

    /// <summary>Raise it when the same change makes other bytes than before.</summary>
    private const int WriterVersion = 1;

    private const string Methods = "GET, HEAD, OPTIONS";

    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    /// <summary>GET <see cref="FeedUrls.ChangesRoute"/>.</summary>
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken ct)
    {
        Cors.Allow(request.HttpContext.Response);
        if (HttpMethods.IsOptions(request.Method))
        {
            return Task.FromResult(Cors.Preflight(request.HttpContext.Response, Methods));
        }

        return ChangeQuery.Read(request.Query, out var mistakes) is { } query
            ? log.AtOneVersionAsync(version => AnswerAsync(request, version, query, ct), ct)
            : Task.FromResult(HttpAnswers.Invalid("These changes can't be asked for", mistakes));
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, FeedVersion version, ChangeQuery query, CancellationToken ct)
    {
        var response = request.HttpContext.Response;
        var current = version.Manifest.Version;
        if (version.Manifest.At is null)
        {
            response.Headers.RetryAfter = "30";
            return HttpAnswers.Problem(StatusCodes.Status503ServiceUnavailable, "Nothing published yet", "There are changes once the first source is harvested, linked and published. Ask again in a moment.");
        }

        if (query.Since > current)
        {
            return HttpAnswers.Invalid("These changes can't be asked for", new Dictionary<string, string[]>
            {
                ["since"] = [$"The feed is at version {current}, and version {query.Since} has not been published. If you have seen it, the feed was begun anew: take the newest dump, {_urls.Dump(current)}, and go on from there."],
            });
        }

        if (query.Until is null)
        {
            response.Headers[VersionHeader] = current.ToString(CultureInfo.InvariantCulture);
        }

        var etag = FeedETag.Of(string.Create(CultureInfo.InvariantCulture, $"{WriterVersion} {current} {version.Manifest.At} {query}"));
        if (FeedETag.Matches(request, etag))
        {
            return new FeedAnswer(MediaType, etag, "no-cache", body: null);
        }

        // One more than a page tells whether another follows.
        var found = query.Since is { } since
            ? await log.ReadSinceAsync(version, since, query.Until, query.After, query.Selects, query.Limit + 1, ct)
            : await log.ReadAsync(version, query.From, query.Until, query.After, query.Selects, query.Limit + 1, ct);
        var page = found.Count > query.Limit ? [.. found.Take(query.Limit)] : found;
        var body = await new ChangeLines(feed, version).WriteAsync(page, ct);
        if (found.Count > query.Limit)
        {
            response.Headers[HeaderNames.Link] = $"<{_urls.Changes((query with { After = page[^1].Key }).ToString())}>; rel=\"next\"";
        }

        return new FeedAnswer(MediaType, etag, "no-cache", new AnswerBody(body));
    }
}
