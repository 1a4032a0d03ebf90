using System.Text.Json.Serialization;
using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Sources;

namespace IntegrationHub.Operations;

/// <summary>What an admin sees of a run.</summary>
public sealed record RunReport
{
    private const int MostFaults = 20;

    public required SourceId Source { get; init; }

    public required int Number { get; init; }

    public required RunState State { get; init; }

    public required RunReason Because { get; init; }

    public required bool Full { get; init; }

    /// <summary>It asked for what changed since then, by the provider's clock; null: for everything.</summary>
    public DateTimeOffset? Since { get; init; }

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public string? Failure { get; init; }

    /// <summary>What the guards say against linking it.</summary>
    public string? Objection { get; init; }

    public DateTimeOffset? HeldSince { get; init; }

    public DateTimeOffset? Approved { get; init; }

    /// <summary>What an admin can do about it now, in a sentence.</summary>
    public string? Advice { get; init; }

    /// <summary>What there is to know of its plan.</summary>
    public string? Note { get; init; }

    /// <summary>Nothing is asked before then: the provider wants to be left alone, or its faults are given time to pass.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? WaitsFor { get; init; }

    public required HarvestCounts Counts { get; init; }

    public double RecordsPerSecond { get; init; }

    public Provider? Provider { get; init; }

    /// <summary>What linking made of it; null while it waits, and where there was nothing to link.</summary>
    public LinkedReport? Linked { get; init; }

    /// <summary>Why there is no <see cref="Linked"/>, in a sentence; null while it is at work.</summary>
    public string? NotLinked { get; init; }

    /// <summary>Whether its delivery waits to be linked.</summary>
    [JsonIgnore]
    public bool Awaits { get; init; }

    /// <summary>The first faults of its windows, the failed ones' before others'. This and what follows only in the report of one run.</summary>
    public IReadOnlyList<RunFault>? Faults { get; init; }

    /// <summary>How many of its windows are in which state.</summary>
    public IReadOnlyDictionary<WindowState, int>? WindowStates { get; init; }

    public IReadOnlyList<WindowReport>? Windows { get; init; }

    /// <param name="windows">Null where the sums in the run's row will do: it is not at work.</param>
    /// <param name="now">The end, as far as the rate goes, of a run still at work.</param>
    public static RunReport Of(Run run, IReadOnlyList<Window>? windows, DateTimeOffset now)
    {
        var counts = windows is null ? run.Counts : HarvestCounts.Of(windows);
        var seconds = ((run.HeldSince ?? run.Ended ?? now) - run.Started).TotalSeconds;
        var wait = windows is null ? null : WaitOf(windows, now);
        return new RunReport
        {
            Source = run.Source.Id,
            Number = run.Number,
            State = run.State,
            Because = run.Because,
            Full = run.Full,
            Since = run.Since,
            Started = run.Started,
            Ended = run.Ended,
            Failure = run.Failure,
            Objection = run.Objection,
            HeldSince = run.HeldSince,
            Approved = run.Approved,
            Advice = run.State == RunState.Held ? AdviceOn(run) : null,
            Note = run.Note,
            WaitsUntil = wait?.NotBefore,
            WaitsFor = wait?.WaitsFor,
            Counts = counts,
            RecordsPerSecond = seconds > 0 ? Math.Round((counts.Records + counts.Deleted) / seconds, 1) : 0,
            Provider = run.Provider,
        };
    }

    private static string AdviceOn(Run run)
    {
        var address = $"/api/admin/sources/{run.Source.Id}/runs/{run.Number}";
        return $"Look at the provider and at this run's windows. If it is right, POST {address}/approve links it; if not, POST {address}/discard forgets it. Until then the source starts no run by itself.";
    }

    /// <param name="linked">What linking wrote down.</param>
    /// <param name="waits">Whether its delivery waits to be linked.</param>
    public RunReport WithLinking(LinkedRun? linked, bool waits) => this with
    {
        Awaits = waits,
        Linked = linked is null ? null : new LinkedReport(linked.Version, linked.At, linked.New, linked.Changed, linked.Unchanged, linked.Withdrawn),
        NotLinked = linked is not null ? null : (State, waits) switch
        {
            (RunState.Harvesting, _) => null,
            (_, true) => "It waits to be linked.",
            (RunState.Held, _) => "Nothing of it is linked until it is approved or discarded.",
            (RunState.Harvested, _) when Counts.Records + Counts.Deleted > 0 => "It was linked before the hub wrote down what linking makes of a run.",
            (RunState.Harvested, _) => "It brought nothing to link.",
            _ => "Nothing of it was linked.",
        },
    };

    /// <summary>With what only the report of one run shows.</summary>
    public RunReport WithWindows(Run run, IReadOnlyList<Window> windows, WindowChoice choice) => this with
    {
        Faults =
        [
            .. windows.OrderBy(window => window.State != WindowState.Failed).ThenBy(window => window.Number)
                .SelectMany(window => window.Faults.Select(fault => new RunFault(window.Number, fault.Reason, fault.Url, fault.Status, fault.FirstBytes))).Take(MostFaults),
        ],
        WindowStates = new SortedDictionary<WindowState, int>(windows.CountBy(window => window.State).ToDictionary()),
        Windows = choice.Of(run, windows),
    };

    // The window that goes on first.
    private static Window? WaitOf(IReadOnlyList<Window> windows, DateTimeOffset now)
    {
        var open = windows.Where(window => !window.HasEnded).ToList();
        return open.TrueForAll(window => window.NotBefore > now) ? open.MinBy(window => window.NotBefore) : null;
    }
}

/// <param name="Version">Of the index, after the step that took the last of it.</param>
/// <param name="At">When all of it was linked.</param>
/// <param name="New">Records that the index did not hold.</param>
/// <param name="Changed">Records that it held otherwise.</param>
/// <param name="Unchanged">Records that it held as they are.</param>
/// <param name="Withdrawn">Records that it held: deleted by the provider, or no longer listed by it.</param>
public sealed record LinkedReport(long Version, DateTimeOffset? At, long New, long Changed, long Unchanged, long Withdrawn);

/// <summary>Something that went wrong between the hub and the provider of a run.</summary>
/// <param name="FirstBytes">The beginning of the answer as text, if there was one.</param>
public sealed record RunFault(int Window, string Reason, string? Url, int? Status, string? FirstBytes);
