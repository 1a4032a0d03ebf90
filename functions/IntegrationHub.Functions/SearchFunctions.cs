using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

/// <summary>The Functions host tries routes in the order of their functions' names, and "Feed" takes all below opds/: two names here sort before it.</summary>
public sealed class SearchFunctions(SearchPages pages)
{
    [Function("BrowseSearch")]
    public Task<IActionResult> BrowseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.FeedSearchRoute)] HttpRequest request, string format, CancellationToken ct) =>
        pages.GetFeedAsync(request, format, ct).ToActionResultAsync();

    [Function("DescribeSearch")]
    public Task<IActionResult> DescribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.DescriptionRoute)] HttpRequest request) =>
        pages.DescribeAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("Search")]
    public Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.SearchRoute)] HttpRequest request, CancellationToken ct) =>
        pages.GetAsync(request, ct).ToActionResultAsync();
}
