using IntegrationHub.Notifying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class WebhookFunctions(WebhookApi webhooks)
{
    [Function("ListWebhooks")]
    public Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/webhooks")] HttpRequest request) =>
        webhooks.ListAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetWebhook")]
    public Task<IActionResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/webhooks/{id}")] HttpRequest request, string id) =>
        webhooks.GetAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("PutWebhook")]
    public Task<IActionResult> PutAsync([HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/admin/webhooks/{id}")] HttpRequest request, string id) =>
        webhooks.PutAsync(request, id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("DeleteWebhook")]
    public Task<IActionResult> DeleteAsync([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/admin/webhooks/{id}")] HttpRequest request, string id) =>
        webhooks.DeleteAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("TestWebhook")]
    public Task<IActionResult> TestAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/webhooks/{id}/test")] HttpRequest request, string id) =>
        webhooks.TestAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("ListDeliveries")]
    public Task<IActionResult> ListDeliveriesAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/webhooks/{id}/deliveries")] HttpRequest request, string id) =>
        webhooks.ListDeliveriesAsync(id, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("Redeliver")]
    public Task<IActionResult> RedeliverAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/webhooks/{id}/deliveries/{version}/redeliver")] HttpRequest request, string id, string version) =>
        webhooks.RedeliverAsync(id, version, request.HttpContext.RequestAborted).ToActionResultAsync();
}
