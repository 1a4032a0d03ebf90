using IntegrationHub.Oai;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>Follows a window's list from page to page, reading one while the next is on its way.</summary>
public sealed class WindowWalk(
    HostGate gate, ProviderIntroduction introduction, WindowCutter cutter, KeptPages kept, WindowTable windows, CheckpointBlobs blobs, IOptions<HarvestOptions> options, TimeProvider time)
{
    /// <returns>The window as it is stored at the end of the step; null if another worker has taken it, or the run has ended.</returns>
    public async Task<Window?> WalkAsync(Versioned<Run> run, Versioned<Window> taken, CancellationToken ct)
    {
        if (taken.Value.HasEnded)
        {
            return taken.Value;
        }

        var step = new WindowStep(run.Value, taken, windows, blobs, options.Value, time);
        if (run.Value.SliceOf(taken.Value.Number).Replay is { } part)
        {
            await using var pages = await kept.OpenAsync(run.Value, part, ct);
            return await FollowAsync(run.Value, first: null, step, pages, cutting: null, ct);
        }

        await using var pass = gate.PassFor(taken.Value, run.Value.Source);
        var (provider, instead) = await introduction.MeetAsync(run, pass, ct);
        if (provider is null)
        {
            return instead is null ? null : await step.StopAsync(instead, ct);
        }

        switch (await cutter.PrepareAsync(run.Value, taken.Value, provider, pass, ct))
        {
            case Preparation.Ready(var current, var window):
                if (window != taken.Value && await step.BeginAsync(window, ct) is null)
                {
                    return null;
                }

                var first = RunPlan.FirstRequest(current, window.Number, provider, options.Value.Overlap);
                step.OnRestart = CutPlan.Halves(current, window);
                await using (IPageSource pages = provider.ListBy == ListVerb.ListIdentifiers
                    ? new IdentifierPages(pass, first, taken.Value.FaultsInARow, CutPlan.RequestsOf(current))
                    : new ProviderPages(pass, first))
                {
                    return await FollowAsync(
                        current,
                        first,
                        step,
                        pages,
                        new Cutting(
                            (seen, isLast) => CutPlan.AfterPage(current, window, first, seen, isLast, options.Value),
                            cut => cutter.IsWorthAsync(current, cut, provider, pass, ct)),
                        ct);
                }

            case Preparation.Wait(var busy):
                return await step.StopAsync(busy, ct);
            case Preparation.Covered:
                return await step.EndAsync(ct);
            default:
                return null;
        }
    }

    /// <param name="run">As it is now.</param>
    /// <param name="first">The request of the list's beginning; null: nobody is asked.</param>
    /// <param name="cutting">Null: the list is followed to its end. So it is once it was not worth a cut.</param>
    private async Task<Window?> FollowAsync(Run run, OaiRequest? first, WindowStep step, IPageSource pages, Cutting? cutting, CancellationToken ct)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var fetching = pages.FetchAsync(step.Token, abandon.Token);
        try
        {
            while (true)
            {
                if (await fetching is not OaiFetch.Page page)
                {
                    return await step.StopAsync(await fetching, ct);
                }

                // The token is found before the page is read, so that the next one comes meanwhile; unless the step ends here.
                var isLast = step.IsOver;
                var ahead = isLast ? null : step.Unknown(pages.TryReadToken(step.Token, page));
                fetching = ahead is null ? fetching : pages.FetchAsync(ahead, abandon.Token);

                var verdict = step.Take(pages, page);
                if (verdict is PageVerdict.Follow && step.Seen is { } seen && cutting?.Plan(seen, isLast) is { } smaller)
                {
                    await DropAsync(fetching); // one request at a time
                    if (await cutting.IsWorth(smaller))
                    {
                        return await step.CutAsync(smaller, ct);
                    }

                    cutting = null;
                }

                switch (verdict)
                {
                    case PageVerdict.Faulty refused when HarvestStep.RefusesSeconds(refused, step.Token, first):
                        await introduction.AskForDaysAsync(run, ct);
                        return await step.PauseAsync(ct);
                    case PageVerdict.Faulty faulty:
                        return await step.StopAsync(faulty, page, ct);
                    case PageVerdict.End:
                        return await step.EndAsync(ct);
                    case PageVerdict.Follow when isLast:
                        return await step.PauseAsync(ct);
                    case PageVerdict.Follow(var next) when next != ahead:
                        await DropAsync(fetching);
                        fetching = pages.FetchAsync(next, abandon.Token);
                        break;
                }

                if (step.IsFull && !await step.KeepAsync(ct))
                {
                    return null;
                }
            }
        }
        finally
        {
            await abandon.CancelAsync();
            await DropAsync(fetching);
            await step.SettleAsync();
        }
    }

    private static async Task DropAsync(Task fetching) => await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <param name="Plan">Says, of what was seen of the list, whether it is to be cut.</param>
    /// <param name="IsWorth">Asks the provider whether that would do.</param>
    private sealed record Cutting(Func<ListSeen, bool, WindowCut?> Plan, Func<WindowCut, Task<bool>> IsWorth);
}
