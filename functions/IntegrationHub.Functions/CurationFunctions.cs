using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class CurationFunctions(WhyApi why, CurationApi curation)
{
    [Function("ExplainResource")]
    public Task<IActionResult> ExplainAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/resources/{id}/why")] HttpRequest request, string id) =>
        why.GetAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("SplitResource")]
    public Task<IActionResult> SplitAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/resources/{id}/split")] HttpRequest request, string id) =>
        curation.SplitAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("JoinResources")]
    public Task<IActionResult> JoinAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/resources/{id}/join")] HttpRequest request, string id) =>
        curation.JoinAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("PinResource")]
    public Task<IActionResult> PinAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/resources/{id}/pin")] HttpRequest request, string id) =>
        curation.PinAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("RejectIdentifier")]
    public Task<IActionResult> WrongIdentifierAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/resources/{id}/wrong-identifier")] HttpRequest request, string id) =>
        curation.WrongIdentifierAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();
}
