using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class PoisonAdminFunctions(PoisonApi poison)
{
    [Function("ListPoison")]
    public Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/poison")] HttpRequest request) =>
        poison.ListAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("RetryPoison")]
    public Task<IActionResult> RetryAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/poison/{id}/retry")] HttpRequest request, string id) =>
        poison.RetryAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("DeletePoison")]
    public Task<IActionResult> DeleteAsync([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/admin/poison/{id}")] HttpRequest request, string id) =>
        poison.DeleteAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();
}
