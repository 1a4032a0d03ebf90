using System.Globalization;
using System.IO.Compression;
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
        response.Headers.AccessControlExposeHeaders = "ETag, Link, Location, Retry-After";
    }

    /// <summary>Answers a browser's question before the request proper.</summary>
    public static IResult Preflight(HttpResponse response, string methods)
    {
        response.Headers.AccessControlAllowMethods = methods;
        // Readers made for libraries with a login (opds-web-client for one) send the first or the last to every feed; both are ignored here.
        response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, If-None-Match, X-Requested-With";
        response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}

/// <summary>A strong ETag (RFC 9110, 8.8.3) of what an answer is made of.</summary>
internal static class FeedETag
{
    private const string GzipMark = "-gzip";

    public static string Of(ReadOnlySpan<byte> content) => string.Create(CultureInfo.InvariantCulture, $"\"{XxHash128.HashToUInt128(content):x32}\"");

    public static string Of(string ingredients) => Of(Encoding.UTF8.GetBytes(ingredients));

    /// <summary>Other bytes, so another strong ETag: that of the same content in gzip.</summary>
    public static string OfGzip(string etag) => $"{etag[..^1]}{GzipMark}\"";

    /// <summary>If-None-Match compares weakly: a proxy that compresses makes W/ of it.</summary>
    public static bool Matches(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Select(given => given.StartsWith("W/", StringComparison.Ordinal) ? given[2..] : given)
            .Any(given => given == "*" || given == etag || given == OfGzip(etag));
}

/// <summary>The bytes of an answer, packed once however often they are sent.</summary>
internal sealed class AnswerBody(byte[] plain)
{
    private byte[]? _packed;

    public byte[] Plain => plain;

    public byte[] Packed => _packed ??= Pack(plain);

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}

/// <summary>A document of the feed with everything that caches need, in gzip (a seventh of a page) for whoever takes it; HEAD gets all but the body.</summary>
internal sealed class FeedAnswer(string mediaType, string etag, string cacheControl, AnswerBody? body, FeedLanguage? language = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var gzip = TakesGzip(httpContext.Request);
        response.Headers.ETag = gzip ? FeedETag.OfGzip(etag) : etag;
        response.Headers.CacheControl = cacheControl;
        // Behind what the form of the answer was chosen by.
        response.Headers.Vary = string.Join(", ", response.Headers.Vary.Append(language is null ? "Accept-Encoding" : "Accept-Encoding, Accept-Language"));
        if (body is null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType;
        if (language is { } spoken)
        {
            response.Headers.ContentLanguage = FeedLanguages.TagsOf(spoken);
        }

        response.Headers.XContentTypeOptions = "nosniff";
        if (gzip)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        var sent = gzip ? body.Packed : body.Plain;

        response.ContentLength = sent.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(sent, httpContext.RequestAborted);
        }
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);
}
