using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Operations;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class PoisonFunctions(PoisonKeeper keeper, PoisonApi poison)
{
    [Function("GiveUpHarvestWindow")]
    public Task GiveUpWindowAsync([QueueTrigger(HarvestWindowsQueue.PoisonQueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        keeper.GiveUpWindowAsync(body, ct);

    [Function("KeepLinkPoison")]
    public Task KeepLinkRequestAsync([QueueTrigger(LinkRequestsQueue.PoisonQueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        keeper.KeepLinkRequestAsync(body, ct);

    [Function("KeepPublishPoison")]
    public Task KeepPublishRequestAsync([QueueTrigger(PublishRequestsQueue.PoisonQueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        keeper.KeepPublishRequestAsync(body, ct);

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
