using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>
/// Decides how a run whose windows have all ended is to end. It is decided once and written down before anything is handed over: asked again after a
/// crash, the guards might see the run's own records in the index.
/// </summary>
public sealed class RunJudge(RunTable runs, CursorTable cursors, HoldingsForecast forecast, IOptions<HarvestOptions> options, TimeProvider time)
{
    /// <summary>How many runs back a source's own history goes.</summary>
    private const int RunsBack = 10;

    /// <returns>The run with its ending; or held.</returns>
    internal async Task<Run> JudgeAsync(Run run, RunOutcome outcome, CancellationToken ct)
    {
        var objections = await ObjectionsAsync(run, outcome, ct);
        var judged = run with { Objection = objections.Count == 0 ? null : string.Join(' ', objections), Counts = outcome.Counts };
        if (outcome.State == RunState.Failed)
        {
            return judged with { Ending = RunState.Failed };
        }

        return objections.Count == 0 ? judged with { Ending = RunState.Harvested } : judged with { State = RunState.Held, HeldSince = time.GetUtcNow() };
    }

    private async Task<List<string>> ObjectionsAsync(Run run, RunOutcome outcome, CancellationToken ct)
    {
        var objections = new List<string?>();
        var guards = run.Source.Guards;
        if (outcome.Delivery is { } delivery && GuardRules.AsksForHoldings(run, delivery, outcome.Counts, options.Value))
        {
            var holdings = await forecast(delivery, ct);
            objections.Add(GuardRules.OfWithdrawals(guards, holdings, options.Value));
            if (run.Full && !delivery.Complete && outcome.Failure is null)
            {
                objections.Add(GuardRules.OfYield(guards, outcome.Counts, holdings, await LastFullAsync(run, ct), options.Value));
            }
        }

        // A failed run is asked for again, so its rejects decide nothing.
        if (outcome.Failure is null && outcome.Counts.Rejected > 0)
        {
            objections.Add(GuardRules.OfRejects(guards, outcome.Counts, await BeforeAsync(run, ct), options.Value));
        }

        return [.. objections.OfType<string>()];
    }

    private async Task<long?> LastFullAsync(Run run, CancellationToken ct) =>
        await cursors.FindAsync(run.Source.Id, ct) is { Value: var cursor } && cursor.Scope == Cursor.ScopeOf(run.Source) ? cursor.LastFull?.Records : null;

    private async Task<HarvestCounts> BeforeAsync(Run run, CancellationToken ct)
    {
        var sum = HarvestCounts.None;
        for (var number = run.Number - 1; number > 0 && number >= run.Number - RunsBack; number--)
        {
            if (await runs.FindAsync(run.Source.Id, number, ct) is { Value: { State: RunState.Harvested } before })
            {
                sum += before.Counts;
            }
        }

        return sum;
    }
}
