using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>Follows a window's list from page to page, reading one while the next is on its way, and writes checkpoints.</summary>
public sealed class WindowWalk(
    OaiClient client, ProviderIntroduction introduction, WindowTable windows, HarvestBlobs blobs, IOptions<HarvestOptions> options, TimeProvider time)
{
    private readonly HarvestOptions _options = options.Value;

    /// <returns>The window as it is stored at the end of the step; null if another worker has taken it.</returns>
    public async Task<Window?> WalkAsync(Versioned<Run> run, Versioned<Window> taken, CancellationToken ct)
    {
        if (taken.Value.HasEnded)
        {
            return taken.Value;
        }

        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var step = new Step(this, taken, time.GetTimestamp());
        var met = await introduction.MeetAsync(run, abandon.Token);
        if (met.Provider is null)
        {
            return await step.StopAsync(met.Fetched!, ct);
        }

        var first = RunPlan.FirstRequest(run.Value, taken.Value.Number, met.Provider, _options.Overlap);
        var fetching = client.FetchAsync(taken.Value.Token is { } token ? first.Resume(token) : first, abandon.Token);
        try
        {
            while (true)
            {
                if (await fetching is not OaiFetch.Page page)
                {
                    return await step.StopAsync(await fetching, ct);
                }

                // While this page is read and written, the next one is on its way, unless the step ends here.
                var isLast = time.GetElapsedTime(step.Started) >= _options.StepTime || step.NamesAreUsedUp;
                var ahead = isLast ? null : OaiPageReader.TryReadToken(page.Body);
                fetching = ahead is null || step.Knows(ahead) ? Task.FromResult<OaiFetch>(page) : client.FetchAsync(first.Resume(ahead), abandon.Token);

                var next = step.Take(page);
                if (next is not PageVerdict.Follow(var following))
                {
                    return next is PageVerdict.Faulty faulty ? await step.StopAsync(faulty, page, ct) : await step.EndAsync(ct);
                }

                if (isLast)
                {
                    return await step.PauseAsync(following, ct);
                }

                if (following != ahead)
                {
                    await AbandonAsync(fetching);
                    fetching = client.FetchAsync(first.Resume(following), abandon.Token);
                }

                if (step.IsFull && !await step.WriteAsync(following, ct))
                {
                    return null;
                }
            }
        }
        finally
        {
            await abandon.CancelAsync();
            await AbandonAsync(fetching);
        }
    }

}
