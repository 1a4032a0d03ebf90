using IntegrationHub.Probing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class ProbeFunctions(ProbeApi probes)
{
    [Function("Probe")]
    public Task<IActionResult> ProbeAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/probe")] HttpRequest request) =>
        probes.ProbeAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ProbeSource")]
    public Task<IActionResult> ProbeSourceAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/probe")] HttpRequest request, string id) =>
        probes.ProbeSourceAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetProbe")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/sources/{id}/probe")] HttpRequest request, string id) =>
        probes.GetAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();
}
