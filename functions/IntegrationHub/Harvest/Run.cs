using System.Text.Json.Serialization;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

public enum RunState
{
    /// <summary>Windows are at work.</summary>
    Harvesting,

    /// <summary>Everything asked for was brought in and handed to linking.</summary>
    Harvested,

    /// <summary>Something is missing; the cursor has not moved, so the next run asks for all of it again.</summary>
    Failed,

    /// <summary>Everything is in, but a guard asks a person first: nothing is linked until the run is approved or discarded.</summary>
    Held,

    /// <summary>Held, and not approved: nothing of it was linked.</summary>
    Discarded,

    /// <summary>Ended by a person while at work.</summary>
    Cancelled,
}

public enum RunReason
{
    Scheduled,
    Manual,

    /// <summary>Not a harvest: the source was deleted, and its records are withdrawn.</summary>
    Removal,

    /// <summary>A scheduled full run that finds what the provider has silently dropped.</summary>
    Reconcile,

    /// <summary>Pages kept of earlier runs, read again.</summary>
    Replay,
}

/// <summary>One harvest of one source, from its plan to its outcome. A row of table <c>runs</c>.</summary>
public sealed record Run
{
    /// <summary>The source as it was when the run began: what changes meanwhile is for the next one.</summary>
    public required Source Source { get; init; }

    /// <summary>1, 2, 3… within the source, and on from there when the source is deleted and made again.</summary>
    public required int Number { get; init; }

    public RunState State { get; init; }

    public RunReason Because { get; init; }

    /// <summary>Whether everything is asked for, whatever the cursor says.</summary>
    public bool Full { get; init; }

    /// <summary>The cursor that it starts from, before overlap and granularity; null when <see cref="Full"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>What the provider said of itself at the run's beginning; null until it was asked.</summary>
    public Provider? Provider { get; init; }

    /// <summary>Why it failed, or was discarded or cancelled, for the admin.</summary>
    public string? Failure { get; init; }

    /// <summary>What the admin should know of its plan; null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// How it is to end. Decided once, by its windows, the guards or a person, and written here before anything is handed over; whoever comes next
    /// carries it out. With a <see cref="Failure"/> it was decided from outside, and nothing is handed over. Null: undecided, or ended.
    /// </summary>
    public RunState? Ending { get; init; }

    /// <summary>What its guards say against linking it, for the admin.</summary>
    public string? Objection { get; init; }

    /// <summary>When its guards held it.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>When a person let it be linked all the same.</summary>
    public DateTimeOffset? Approved { get; init; }

    /// <summary>Nothing but a wish made it <see cref="Full"/>.</summary>
    public bool Wished { get; init; }

    /// <summary>Of all windows; set when nothing more of them is to come.</summary>
    public HarvestCounts Counts { get; set; } = HarvestCounts.None;

    public bool SegmentsPurged { get; init; }

    public bool PagesPurged { get; init; }

    /// <summary>What its windows are to bring, the first window's first. Grows while windows are cut in two.</summary>
    public IReadOnlyList<RunSlice> Slices { get; set; } = [];

    /// <summary>The first of the windows that ask, after all others have ended, for what has changed during the run; null: there are none.</summary>
    public int? Tail { get; init; }

    /// <summary>Whether its windows are, or are to be, at work.</summary>
    [JsonIgnore]
    public bool IsAtWork => State == RunState.Harvesting && Ending is null;

    /// <summary>Whether the hub has something to do for it. A held run waits for a person.</summary>
    [JsonIgnore]
    public bool IsUnfinished => State == RunState.Harvesting || Ending is not null;

    [JsonIgnore]
    public bool IsOpen => State is RunState.Harvesting or RunState.Held;

    /// <param name="window">1, 2, 3…</param>
    public RunSlice SliceOf(int window) => Slices[window - 1];

    public bool IsTail(int window) => window >= Tail;

    /// <summary>Whether another window brings all that this one is to bring.</summary>
    public bool IsCovered(int window)
    {
        var slice = SliceOf(window);
        return slice.IsRanged && !IsTail(window) && Slices.Contains(slice with { From = null, Until = null });
    }

    /// <summary>The run, to end as somebody outside says.</summary>
    internal Run ToEnd(RunState ending, string reason) => this with { Ending = ending, Failure = reason };

    /// <summary>The plan with <paramref name="pieces"/> in the place of a window's slice: the first one for that window, the others for new ones.</summary>
    internal Run Cut(int window, IReadOnlyList<RunSlice> pieces) => this with { Slices = [.. Slices.Take(window - 1), pieces[0], .. Slices.Skip(window), .. pieces.Skip(1)] };
}

/// <summary>One window's share of a run.</summary>
/// <param name="Set">Null: whatever the set.</param>
/// <param name="From">Inclusive; null: from the run's cursor on, or from the beginning.</param>
/// <param name="Until">Inclusive; null: to the end.</param>
public sealed record RunSlice(string? Set = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <summary>Kept pages, in place of a list; null: a list.</summary>
    public ReplayPart? Replay { get; init; }

    [JsonIgnore]
    public bool IsRanged => From is not null || Until is not null;
}

/// <summary>The answer to Identify, as far as a run goes by it.</summary>
/// <param name="AnsweredAt">The provider's clock when the run began: the next cursor. Null where it tells none.</param>
public sealed record Provider(
    string Name, OaiGranularity Granularity, OaiDeletedRecord DeletedRecord, string EarliestDatestamp, DateTimeOffset? AnsweredAt)
{
    /// <summary>The verb that the run lists its records with: as its source says, or else as the provider was found.</summary>
    public ListVerb ListBy { get; init; }
}
