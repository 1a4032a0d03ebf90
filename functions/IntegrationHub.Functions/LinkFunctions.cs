using IntegrationHub.Linking;
using IntegrationHub.Operations;

namespace IntegrationHub.Functions;

public sealed class LinkFunctions(RecordLinker linker, LinkRequestsQueue queue, QueueSteps steps)
{
    [Function("LinkRecords")]
    public Task LinkAsync([QueueTrigger(LinkRequestsQueue.QueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        steps.RunAsync(queue, body, linker.LinkAsync, ct);
}
