using IntegrationHub.Harvest;

namespace IntegrationHub.Functions;

public sealed class HarvestFunctions(HarvestScheduler scheduler, WindowHarvester harvester, HarvestWindowsQueue queue)
{
    [Function("ScheduleHarvests")]
    public Task ScheduleAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken ct)
    {
        _ = timer;
        return scheduler.ScheduleAsync(ct);
    }

    [Function("HarvestWindow")]
    public Task HarvestAsync([QueueTrigger(HarvestWindowsQueue.QueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        queue.RunAsync(body, harvester.StepAsync, ct);

    [Function("GiveUpHarvestWindow")]
    public Task GiveUpAsync([QueueTrigger(HarvestWindowsQueue.PoisonQueueName, Connection = "AzureWebJobsStorage")] string body, CancellationToken ct) =>
        harvester.GiveUpAsync(body, ct);
}
