using IntegrationHub.Publishing;

namespace IntegrationHub.Functions;

public sealed class PublishFunctions(PublishRequestsQueue queue, FeedPublisher publisher)
{
    [Function("PublishFeed")]
    public Task PublishAsync([QueueTrigger(PublishRequestsQueue.QueueName)] string message, CancellationToken ct) =>
        queue.RunAsync(message, publisher.PublishAsync, ct);
}
