using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class LookupFunctions(Lookup lookup)
{
    [Function("GetResource")]
    public Task<IActionResult> GetResourceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.ResourceRoute)] HttpRequest request, string id, CancellationToken ct) =>
        lookup.GetResourceAsync(request, id, ct).ToActionResultAsync();

    [Function("Resolve")]
    public Task<IActionResult> ResolveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.ResolveRoute)] HttpRequest request, CancellationToken ct) =>
        lookup.ResolveAsync(request, ct).ToActionResultAsync();

    [Function("ResolveBatch")]
    public Task<IActionResult> ResolveBatchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = FeedUrls.ResolveRoute)] HttpRequest request, CancellationToken ct) =>
        lookup.ResolveBatchAsync(request, ct).ToActionResultAsync();
}
