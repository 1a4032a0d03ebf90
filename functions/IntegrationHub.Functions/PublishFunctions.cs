using IntegrationHub.Publishing;

namespace IntegrationHub.Functions;

public sealed class PublishFunctions(FeedPublisher publisher, PublishRequestsQueue queue)
{
    [Function("PublishFeed")]
    public Task PublishAsync([QueueTrigger(PublishRequestsQueue.QueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        queue.RunAsync(body, publisher.PublishAsync, ct);

    [Function("ReportPublishPoison")]
    public void ReportPoison([QueueTrigger(PublishRequestsQueue.PoisonQueueName, Connection = "AzureWebJobsStorage")] string body) => publisher.ReportPoison(body);
}
