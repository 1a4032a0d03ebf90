using IntegrationHub.Notifying;
using IntegrationHub.Operations;

namespace IntegrationHub.Functions;

public sealed class NotifyFunctions(SubscriberNotifier notifier, NotificationsQueue queue, QueueSteps steps)
{
    [Function("NotifySubscribers")]
    public Task NotifyAsync([QueueTrigger(NotificationsQueue.QueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        steps.RunAsync(queue, body, notifier.StepAsync, ct);
}
