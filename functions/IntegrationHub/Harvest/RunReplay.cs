using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>How an attempt to replay ended.</summary>
/// <param name="Start">Null: it was refused.</param>
/// <param name="Refusal">Why, and what to do instead.</param>
public sealed record ReplayStart(RunStart? Start, string? Refusal);

/// <summary>
/// Starts a run that reads kept pages again, with the hub's present crosswalks and the source's present settings. It is chosen under the number that the run will have,
/// so no other run can come in between and have its records overtaken by older ones.
/// </summary>
public sealed class RunReplay(RunTable runs, KeptPages kept, RunStarter starter, TimeProvider time)
{
    /// <param name="source">As it is now.</param>
    /// <param name="run">The run to begin with; null: all that is kept.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ReplayStart> StartAsync(Source source, int? run, CancellationToken ct)
    {
        string? refusal = null;
        var start = await starter.StartAsync(source.Id, supersedes: false, async cursor =>
        {
            var all = await runs.ListAsync(source.Id, ct).Select(row => row.Value).ToListAsync(ct);
            var choice = ReplayPlan.Choose(all, run);
            refusal = (choice as ReplayChoice.Refused)?.Reason;
            return choice is ReplayChoice.Read read
                ? ReplayPlan.Next(source, cursor, ReplayPlan.Slices(await kept.CountAsync(source.Id, read.Kept, ct), source.Pace.Parallel), read.Note, time.GetUtcNow())
                : null;
        }, ct);
        return new ReplayStart(start, refusal);
    }
}
