using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Publishing;

/// <summary>How long an answer may be used without asking again.</summary>
internal static class FeedCaching
{
    /// <summary>What an arrival changes.</summary>
    public const string Head = "public, max-age=60, stale-while-revalidate=600";

    /// <summary>What changes only with its own entries.</summary>
    public const string Archive = "public, max-age=3600, stale-while-revalidate=86400";
}

/// <summary>What portals on other hosts may do with the anonymous routes: everything, since nothing there is private.</summary>
internal static class Cors
{
    public static void Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = "ETag, Location, Retry-After";
    }

    /// <summary>Answers a browser's question before the request proper.</summary>
    public static IResult Preflight(HttpResponse response, string methods)
    {
        response.Headers.AccessControlAllowMethods = methods;
        response.Headers.AccessControlAllowHeaders = "Content-Type, If-None-Match";
        response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}

/// <summary>A strong ETag (RFC 9110, 8.8.3) of what an answer is made of.</summary>
internal static class FeedETag
{
    public static string Of(ReadOnlySpan<byte> content) => string.Create(CultureInfo.InvariantCulture, $"\"{XxHash128.HashToUInt128(content):x32}\"");

    public static string Of(string ingredients) => Of(Encoding.UTF8.GetBytes(ingredients));

    /// <summary>If-None-Match compares weakly: a proxy that compresses makes W/ of it.</summary>
    public static bool Matches(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Any(given => given == "*" || (given.StartsWith("W/", StringComparison.Ordinal) ? given[2..] : given) == etag);
}

/// <summary>A document of the feed with everything that caches need; HEAD gets all but the body.</summary>
internal sealed class FeedAnswer(string mediaType, string etag, string cacheControl, byte[]? body) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = etag;
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = "Accept-Encoding";
        if (body is null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType;
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
