using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class FeedFunctions(FeedPages pages)
{
    [Function("Feed")]
    public Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.FeedRoute)] HttpRequest request, string format, string? path, CancellationToken ct) =>
        pages.GetAsync(request, format, path, ct).ToActionResultAsync();
}
