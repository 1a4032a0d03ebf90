using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class RunFunctions(RunApi runs, ReplayApi replays, HubStatusReader status)
{
    [Function("RunSource")]
    public Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/run")] HttpRequest request, string id) =>
        runs.RunAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ListRuns")]
    public Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/sources/{id}/runs")] HttpRequest request, string id) =>
        runs.ListAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetRun")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/sources/{id}/runs/{run}")] HttpRequest request, string id, string run) =>
        runs.GetAsync(request, id, run, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ReplaySource")]
    public Task<IActionResult> ReplaySourceAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/replay")] HttpRequest request, string id) =>
        replays.ReplaySourceAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ReplayRun")]
    public Task<IActionResult> ReplayRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/runs/{run}/replay")] HttpRequest request, string id, string run) =>
        replays.ReplayRunAsync(request, id, run, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetStatus")]
    public Task<IActionResult> StatusAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/status")] HttpRequest request) =>
        status.AnswerAsync(request.HttpContext.RequestAborted).ToActionResultAsync();
}
