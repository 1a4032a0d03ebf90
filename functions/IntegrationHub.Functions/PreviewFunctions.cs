using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class PreviewFunctions(PreviewApi previews)
{
    [Function("Preview")]
    public Task<IActionResult> PreviewAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/preview")] HttpRequest request) =>
        previews.PreviewAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("PreviewSource")]
    public Task<IActionResult> PreviewSourceAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/preview")] HttpRequest request, string id) =>
        previews.PreviewSourceAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();
}
