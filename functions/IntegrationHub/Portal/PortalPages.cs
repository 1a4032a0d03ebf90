using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Portal;

/// <summary>
/// The page on which a reader browses and searches the hub: static files that ask the hub's public addresses, and nothing else in the world.
/// The same folder has the component that other pages embed.
/// </summary>
public sealed class PortalPages
{
    public const string Route = "portal/{*path}";

    /// <summary>Below the hub's address.</summary>
    public const string Path = FeedUrls.Portal;

    private readonly PortalFiles _files = PortalFiles.OfAssembly();

    public IResult Get(HttpRequest request, string? path)
    {
        if (string.IsNullOrEmpty(path) && request.Path.Value is { } asked && !asked.EndsWith('/'))
        {
            // Relative, so it is right behind any proxy that puts a path before it; by the page's name, so it ends even where something on the way takes slashes off.
            return TypedResults.Redirect(Path + PortalFiles.Page + request.QueryString, permanent: true, preserveMethod: true);
        }

        return _files.Find(path ?? "") is { } found
            ? new PortalAnswer(found.File, found.Immutable)
            : HttpAnswers.NotFound("The portal has no such file; its page is at /portal/.");
    }
}
