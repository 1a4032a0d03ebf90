using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>What became of a person's word on a run.</summary>
/// <param name="Run">As it is now; null: there is none.</param>
/// <param name="Done">False: it was not, or not any more, in a state for that.</param>
public sealed record Intervention(Run? Run, bool Done);

/// <summary>A person's word on a run: one write of its row, which whoever comes next carries out if this process dies.</summary>
public sealed class RunInterventions(RunTable runs, RunFinisher finisher, TimeProvider time)
{
    /// <summary>Links a held run as if no guard had spoken.</summary>
    public Task<Intervention> ApproveAsync(SourceId source, int number, CancellationToken ct) =>
        DecideAsync(source, number, IsHeld, run => run with { Ending = RunState.Harvested, Approved = time.GetUtcNow() }, ct);

    /// <summary>Forgets a held run: nothing is linked, and the cursor stays where it was.</summary>
    public Task<Intervention> DiscardAsync(SourceId source, int number, CancellationToken ct) =>
        DecideAsync(source, number, IsHeld, run => run.ToEnd(RunState.Discarded, "Discarded by a person."), ct);

    /// <summary>Ends a run at work: nothing of it is linked, and the cursor stays where it was.</summary>
    public Task<Intervention> CancelAsync(SourceId source, int number, CancellationToken ct) =>
        DecideAsync(source, number, run => run.IsAtWork, run => run.ToEnd(RunState.Cancelled, "Cancelled by a person."), ct);

    private static bool IsHeld(Run run) => run is { State: RunState.Held, Ending: null };

    private async Task<Intervention> DecideAsync(SourceId source, int number, Predicate<Run> may, Func<Run, Run> decide, CancellationToken ct)
    {
        while (await runs.FindAsync(source, number, ct) is { } run)
        {
            if (!may(run.Value))
            {
                // Decided by somebody else, maybe a process that died: done before the answer tells of it.
                await (run.Value.Ending is null ? Task.CompletedTask : finisher.TryFinishAsync(source, number, ct));
                return new Intervention((await runs.FindAsync(source, number, ct))?.Value, Done: false);
            }

            if (await runs.TryAdvanceAsync(run, decide(run.Value), ct) is not null)
            {
                await finisher.TryFinishAsync(source, number, ct);
                return new Intervention((await runs.FindAsync(source, number, ct))?.Value, Done: true);
            }
        }

        return new Intervention(null, Done: false);
    }
}
