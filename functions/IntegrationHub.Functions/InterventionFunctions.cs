using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class InterventionFunctions(InterventionApi interventions)
{
    [Function("ApproveRun")]
    public Task<IActionResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/runs/{run}/approve")] HttpRequest request, string id, string run) =>
        interventions.ApproveAsync(id, run, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("DiscardRun")]
    public Task<IActionResult> DiscardAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/runs/{run}/discard")] HttpRequest request, string id, string run) =>
        interventions.DiscardAsync(id, run, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("CancelRun")]
    public Task<IActionResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/runs/{run}/cancel")] HttpRequest request, string id, string run) =>
        interventions.CancelAsync(id, run, request.HttpContext.RequestAborted).ToActionResultAsync();
}
