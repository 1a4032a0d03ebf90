using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class OpenUrlFunctions(OpenUrlResolver resolver)
{
    [Function("ResolveOpenUrl")]
    public Task<IActionResult> ResolveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.OpenUrlRoute)] HttpRequest request, CancellationToken ct) =>
        resolver.ResolveAsync(request, ct).ToActionResultAsync();
}
