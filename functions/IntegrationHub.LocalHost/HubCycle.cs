using IntegrationHub.LocalHost.Progress;

namespace IntegrationHub.LocalHost;

/// <summary>Follows the hub and tells of it: one cycle, or on and on.</summary>
/// <param name="read">The hub as it is now.</param>
internal sealed class HubCycle(Func<CancellationToken, Task<HubSnapshot>> read, ProgressLines lines, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="addresses">Read and shown after the first cycle, and then the hub is followed until it is cancelled; null ends with the summary of one cycle.</param>
    /// <returns>Whether every source ended well.</returns>
    public async Task<bool> RunAsync(Func<CancellationToken, Task<Addresses>>? addresses, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var hub = await FollowAsync(untilSettled: true, ct);
        if (addresses is null)
        {
            lines.ShowSummary(hub, time.GetElapsedTime(began));
            return hub.EndedWell;
        }

        lines.ShowAddresses(await addresses(ct));
        await FollowAsync(untilSettled: false, ct);
        return true;
    }

    private async Task<HubSnapshot> FollowAsync(bool untilSettled, CancellationToken ct)
    {
        while (true)
        {
            var hub = await read(ct);
            lines.Show(hub.Sources);
            if (untilSettled && hub.Settled)
            {
                return hub;
            }

            await Task.Delay(Pause, time, ct);
        }
    }
}
