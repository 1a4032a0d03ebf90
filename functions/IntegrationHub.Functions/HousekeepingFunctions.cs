using IntegrationHub.Operations;

namespace IntegrationHub.Functions;

public sealed class HousekeepingFunctions(PipelineReviver reviver, Housekeeper housekeeper)
{
    [Function("ReviveStuck")]
    public Task ReviveAsync([TimerTrigger("45 */5 * * * *")] TimerInfo timer, CancellationToken ct)
    {
        _ = timer;
        return reviver.ReviveStuckAsync(ct);
    }

    [Function("Purge")]
    public Task PurgeAsync([TimerTrigger("0 40 * * * *")] TimerInfo timer, CancellationToken ct)
    {
        _ = timer;
        return housekeeper.PurgeAsync(ct);
    }
}
