using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class DecisionFunctions(DecisionApi decisions)
{
    [Function("ListDecisions")]
    public Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/decisions")] HttpRequest request) =>
        decisions.ListAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ExportDecisions")]
    public Task<IActionResult> ExportAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/decisions/export")] HttpRequest request) =>
        decisions.ExportAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ImportDecisions")]
    public Task<IActionResult> ImportAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/decisions/import")] HttpRequest request) =>
        decisions.ImportAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetDecision")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/decisions/{id}")] HttpRequest request, string id) =>
        decisions.GetAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("TakeDecisionBack")]
    public Task<IActionResult> TakeBackAsync([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/admin/decisions/{id}")] HttpRequest request, string id) =>
        decisions.TakeBackAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();
}
