using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>
/// What linking made of one run's delivery: how many of its records were new to the index, or changed, or known as they are, and how many the index gave up.
/// A record that a run lists twice counts once in each step that takes it. A row of table <c>linkedruns</c> once all of it is linked; until then in the manifest.
/// </summary>
public sealed record LinkedRun
{
    public required SourceId Source { get; init; }

    public required int Run { get; init; }

    /// <summary>Of the index, after the step that took the last of it.</summary>
    public long Version { get; init; }

    /// <summary>By the hub's clock; known once all of it is linked.</summary>
    public DateTimeOffset? At { get; init; }

    public long New { get; init; }

    public long Changed { get; init; }

    /// <summary>Their fingerprint is that of the record held.</summary>
    public long Unchanged { get; init; }

    /// <summary>Said to be deleted, or not named by a complete delivery; of what the index held.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Counts one record that arrived, delivery by delivery in their order.</summary>
    /// <param name="runs">Counts so far, by run.</param>
    /// <param name="arrival">What the step's deliveries say of it.</param>
    /// <param name="held">Fingerprint of the record that the index holds; null: none.</param>
    internal static void Count(Dictionary<(SourceId Source, int Run), LinkedRun> runs, SourceId source, Arrival arrival, string? held)
    {
        if (arrival.Earlier is { } earlier)
        {
            Count(runs, source, earlier, held);
            held = earlier.Withdraws ? null : earlier.Last.Fingerprint;
        }

        var run = runs.GetValueOrDefault((source, arrival.Delivery)) ?? new LinkedRun { Source = source, Run = arrival.Delivery };
        runs[(source, arrival.Delivery)] = (held, arrival.Withdraws) switch
        {
            (null, true) => run,
            (_, true) => run with { Withdrawn = run.Withdrawn + 1 },
            (null, _) => run with { New = run.New + 1 },
            _ when held == arrival.Last.Fingerprint => run with { Unchanged = run.Unchanged + 1 },
            _ => run with { Changed = run.Changed + 1 },
        };
    }

    /// <summary>What the manifest says after a step: of what the step took, and of what else waits.</summary>
    internal static IReadOnlyList<LinkedRun> After(IReadOnlyList<LinkedRun> last, Intake intake, LinkPlan plan, long version)
    {
        var waiting = intake.Waiting.Select(delivery => (delivery.Source, delivery.Run)).ToHashSet();
        var runs = last.Where(run => waiting.Contains((run.Source, run.Run))).ToDictionary(run => (run.Source, run.Run));
        foreach (var taken in intake.Taken)
        {
            var before = runs.GetValueOrDefault((taken.Source, taken.Run)) ?? new LinkedRun { Source = taken.Source, Run = taken.Run };
            runs[(taken.Source, taken.Run)] = before.Plus(plan.Runs.GetValueOrDefault((taken.Source, taken.Run)), version);
        }

        return [.. runs.Values.OrderBy(run => run.Source).ThenBy(run => run.Run)];
    }

    /// <summary>The counts of one step on top of those of the steps before it.</summary>
    private LinkedRun Plus(LinkedRun? step, long version) => this with
    {
        Version = version,
        New = New + (step?.New ?? 0),
        Changed = Changed + (step?.Changed ?? 0),
        Unchanged = Unchanged + (step?.Unchanged ?? 0),
        Withdrawn = Withdrawn + (step?.Withdrawn ?? 0),
    };
}
