using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Notifying;
using IntegrationHub.Operations;
using IntegrationHub.Publishing;

namespace IntegrationHub.Functions;

public sealed class PoisonFunctions(PoisonKeeper keeper)
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

    [Function("KeepNotificationPoison")]
    public Task KeepNotificationAsync([QueueTrigger(NotificationsQueue.PoisonQueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        keeper.KeepNotificationAsync(body, ct);
}
