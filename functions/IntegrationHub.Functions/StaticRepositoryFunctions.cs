using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class StaticRepositoryFunctions(StaticRepositoryHost host)
{
    [Function("AnswerStaticRepository")]
    public Task<IActionResult> AnswerAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "oai/static/{name}")] HttpRequest request, string name) =>
        host.AnswerAsync(request, name, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("PutStaticRepository")]
    public Task<IActionResult> PutAsync([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/admin/static-repositories/{name}")] HttpRequest request, string name) =>
        host.PutAsync(request, name, request.HttpContext.RequestAborted).ToActionResultAsync();
}
