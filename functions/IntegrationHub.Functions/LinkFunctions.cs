using IntegrationHub.Linking;

namespace IntegrationHub.Functions;

public sealed class LinkFunctions(RecordLinker linker, LinkRequestsQueue queue)
{
    [Function("LinkRecords")]
    public Task LinkAsync([QueueTrigger(LinkRequestsQueue.QueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        queue.RunAsync(body, linker.LinkAsync, ct);

    [Function("ReportLinkPoison")]
    public void ReportPoison([QueueTrigger(LinkRequestsQueue.PoisonQueueName, Connection = "AzureWebJobsStorage")] string body) => linker.ReportPoison(body);
}
