using System.Text.Json.Serialization;
using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.Operations;

/// <summary>What an admin sees of a run.</summary>
public sealed record RunReport
{
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

    /// <summary>How often its windows waited for the provider's peace; known as long as its windows are, as is <see cref="Waited"/>.</summary>
    public int? Waits { get; init; }

    /// <summary>By those waits, of all windows together.</summary>
    public TimeSpan? Waited { get; init; }

    public required HarvestCounts Counts { get; init; }

    public double RecordsPerSecond { get; init; }

    public Provider? Provider { get; init; }

    /// <summary>Only in the report of one run.</summary>
    public IReadOnlyList<WindowReport>? Windows { get; init; }

    /// <param name="windows">Null for a run that is not at work: its row holds their sums.</param>
    /// <param name="now">The end, as far as the rate goes, of a run still at work.</param>
    public static RunReport Of(Run run, IReadOnlyList<Window>? windows, DateTimeOffset now)
    {
        var counts = run.State == RunState.Harvesting && windows is not null
            ? windows.Aggregate(HarvestCounts.None, (sum, window) => sum + window.Counts)
            : run.Counts;
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
            Waits = windows?.Sum(window => window.Waits),
            Waited = windows?.Aggregate(TimeSpan.Zero, (sum, window) => sum + window.Waited),
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

    // The window that goes on first.
    private static Window? WaitOf(IReadOnlyList<Window> windows, DateTimeOffset now)
    {
        var open = windows.Where(window => !window.HasEnded).ToList();
        return open.TrueForAll(window => window.NotBefore > now) ? open.MinBy(window => window.NotBefore) : null;
    }
}

public sealed record WindowReport
{
    public required int Number { get; init; }

    public string? Set { get; init; }

    /// <summary>Datestamps that it asks for, inclusive; null: no bound, or the run's own.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    public required WindowState State { get; init; }

    /// <summary>How often it was begun from its beginning.</summary>
    public required int Attempt { get; init; }

    public required HarvestCounts Counts { get; init; }

    public required int Waits { get; init; }

    public required TimeSpan Waited { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public string? WaitsFor { get; init; }

    public required DateTimeOffset Moved { get; init; }

    public string? Failure { get; init; }

    /// <summary>The first faults, those that passed too.</summary>
    public required IReadOnlyList<HarvestFault> Faults { get; init; }

    /// <summary>The first rejected records.</summary>
    public required IReadOnlyList<HarvestReject> Rejects { get; init; }

    public static WindowReport Of(Run run, Window window) => new()
    {
        Number = window.Number,
        Set = run.SliceOf(window.Number).Set,
        From = run.SliceOf(window.Number).From,
        Until = run.SliceOf(window.Number).Until,
        State = window.State,
        Attempt = window.Attempt,
        Counts = window.Counts,
        Waits = window.Waits,
        Waited = window.Waited,
        WaitsFor = window.WaitsFor,
        NotBefore = window.NotBefore,
        Moved = window.Moved,
        Failure = window.Failure,
        Faults = window.Faults,
        Rejects = window.Rejects,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(IReadOnlyList<RunReport>))]
[JsonSerializable(typeof(HubStatus))]
[JsonSerializable(typeof(Health))]
internal sealed partial class OperationsJson : JsonSerializerContext;
