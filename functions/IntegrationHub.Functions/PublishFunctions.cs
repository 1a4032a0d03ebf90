using IntegrationHub.Operations;
using IntegrationHub.Publishing;

namespace IntegrationHub.Functions;

public sealed class PublishFunctions(FeedPublisher publisher, PublishRequestsQueue queue, QueueSteps steps)
{
    [Function("PublishFeed")]
    public Task PublishAsync([QueueTrigger(PublishRequestsQueue.QueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        steps.RunAsync(queue, body, publisher.PublishAsync, ct);
}
