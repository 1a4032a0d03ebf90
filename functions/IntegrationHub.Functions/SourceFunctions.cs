using IntegrationHub.Operations;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class SourceFunctions(SourceApi sources, RunApi runs)
{
    [Function("ListSources")]
    public Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/sources")] HttpRequest request) =>
        sources.ListAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetSource")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/sources/{id}")] HttpRequest request, string id) =>
        sources.GetAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("PutSource")]
    public Task<IActionResult> PutAsync([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/admin/sources/{id}")] HttpRequest request, string id) =>
        sources.PutAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("DeleteSource")]
    public Task<IActionResult> DeleteAsync([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/admin/sources/{id}")] HttpRequest request, string id) =>
        runs.DeleteSourceAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("EnableSource")]
    public Task<IActionResult> EnableAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/enable")] HttpRequest request, string id) =>
        sources.EnableAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("DisableSource")]
    public Task<IActionResult> DisableAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/sources/{id}/disable")] HttpRequest request, string id) =>
        sources.DisableAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ListProfiles")]
    public static Task<IActionResult> ProfilesAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/profiles")] HttpRequest request)
    {
        _ = request;
        return Task.FromResult(SourceApi.ListProfiles().ToActionResult());
    }
}
