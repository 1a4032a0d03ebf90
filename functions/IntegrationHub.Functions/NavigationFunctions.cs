using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class NavigationFunctions(NavigationApi navigation, CollectionApi collections)
{
    [Function("GetNavigation")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/navigation")] HttpRequest request) =>
        navigation.GetAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("PutNavigation")]
    public Task<IActionResult> PutAsync([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/admin/navigation")] HttpRequest request) =>
        navigation.PutAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ListCollections")]
    public Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/collections")] HttpRequest request) =>
        collections.ListAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetCollection")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/collections/{id}")] HttpRequest request, string id) =>
        collections.GetAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("PutCollection")]
    public Task<IActionResult> PutAsync([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/admin/collections/{id}")] HttpRequest request, string id) =>
        collections.PutAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("DeleteCollection")]
    public Task<IActionResult> DeleteAsync([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/admin/collections/{id}")] HttpRequest request, string id) =>
        collections.DeleteAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();
}
