using IntegrationHub.Portal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class PortalFunctions(PortalPages pages)
{
    [Function("Portal")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = PortalPages.Route)] HttpRequest request, string? path) =>
        Task.FromResult(pages.Get(request, path)).ToActionResultAsync();
}
