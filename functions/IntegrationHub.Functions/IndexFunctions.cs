using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class IndexFunctions(IndexApi index)
{
    [Function("GetIndex")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/index")] HttpRequest request) =>
        index.GetAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("RollIndexBack")]
    public Task<IActionResult> RollBackAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/index/rollback")] HttpRequest request) =>
        index.RollBackAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();
}
