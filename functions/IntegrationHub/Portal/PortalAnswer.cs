using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Portal;

/// <summary>A file of the portal, with what caches and browsers have to know of it.</summary>
/// <param name="immutable">Whether the address names this content.</param>
internal sealed class PortalAnswer(PortalFile file, bool immutable) : IResult
{
    // A record's text is inserted as text; this is the second wall, should that ever fail. Only a logo may come from elsewhere.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    private const string Kept = "public, max-age=31536000, immutable";
    private const string AskedAgain = "public, no-cache";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var (content, coding, etag) = file.For(request);
        Cors.Allow(response);
        response.Headers.ETag = etag;
        response.Headers.CacheControl = immutable ? Kept : AskedAgain;
        response.Headers.Vary = "Accept-Encoding";
        if (file.IsKnownTo(request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentType = file.MediaType;
        if (coding is not null)
        {
            response.Headers.ContentEncoding = coding;
        }

        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}
