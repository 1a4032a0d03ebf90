using IntegrationHub.Harvest;
using IntegrationHub.Operations;

namespace IntegrationHub.Functions;

public sealed class HarvestFunctions(HarvestScheduler scheduler, WindowHarvester harvester, HarvestWindowsQueue queue, QueueSteps steps)
{
    [Function("ScheduleHarvests")]
    public Task ScheduleAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken ct)
    {
        _ = timer;
        return scheduler.ScheduleAsync(ct);
    }

    [Function("HarvestWindow")]
    public Task HarvestAsync([QueueTrigger(HarvestWindowsQueue.QueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        steps.RunAsync(queue, body, harvester.StepAsync, ct);
}
