using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.Operations;

public enum AttentionState
{
    /// <summary>Its last run failed.</summary>
    Failing,

    /// <summary>A guard asks a person.</summary>
    Held,

    /// <summary>It was due long ago, and nothing has begun.</summary>
    Overdue,

    /// <summary>What it brought was not linked for long.</summary>
    Unlinked,

    /// <summary>Its provider, or its pace, lets it wait for long.</summary>
    Waiting,
}

/// <summary>A source that somebody should look at.</summary>
/// <param name="Since">When it became so.</param>
/// <param name="Why">In a sentence.</param>
/// <param name="Do">What helps.</param>
public sealed record Attention(SourceId Source, AttentionState State, DateTimeOffset? Since, string Why, string Do)
{
    /// <summary>Shorter delays are a hub at work.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <returns>Null: all is well with it, or it is at work.</returns>
    public static Attention? Of(SourceStatus source, DateTimeOffset now)
    {
        var run = source.LastRun;
        var runs = $"/api/admin/sources/{source.Id}/runs";
        return run switch
        {
            { State: RunState.Held } => Is(
                AttentionState.Held, run.HeldSince ?? run.Started, run.Objection ?? "A guard holds its last run.", $"See GET {runs}/{run.Number}, then POST {runs}/{run.Number}/approve or /discard."),
            { State: RunState.Failed } => Is(
                AttentionState.Failing, run.Ended, run.Failure ?? "Its last run failed.", $"See GET {runs}/{run.Number}. {NextOf(source)} POST /api/admin/sources/{source.Id}/run tries at once."),
            { State: RunState.Harvesting, WaitsUntil: { } until } when until - now >= Long => Is(
                AttentionState.Waiting, run.Started, run.WaitsFor ?? "Its provider is given time.", $"Nothing: it goes on at {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC."),
            { Ended: { } ended, Linked: null, Awaits: true } when now - ended >= Long => Is(
                AttentionState.Unlinked, ended, $"Run {run.Number} waits to be linked.", "See GET /api/admin/poison and the log for why LinkRecords fails."),
            not { State: RunState.Harvesting } when source.Enabled && source.NextDue is { } due && now - due >= Long => Is(
                AttentionState.Overdue, due, "It was due, and no run has begun.", "See whether the timer ScheduleHarvests runs, and its log."),
            _ => null,
        };

        Attention Is(AttentionState state, DateTimeOffset? since, string why, string what) => new(source.Id, state, since, why, what);
    }

    private static string NextOf(SourceStatus source) =>
        !source.Enabled ? "It is disabled, so nothing is tried by itself."
        : source.NextDue is { } due ? $"It is tried again at {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC."
        : "It is tried again at once.";
}
