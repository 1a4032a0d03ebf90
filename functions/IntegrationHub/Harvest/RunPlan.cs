using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>Decides whether a source runs and what the run asks for.</summary>
internal static class RunPlan
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    public static bool IsDue(Source source, Cursor cursor, DateTimeOffset now) =>
        source.Enabled && !cursor.Active && (cursor.NextDue is not { } due || due <= now || cursor.LastScope != Cursor.ScopeOf(source));

    /// <summary>
    /// Whether the next scheduled run is to ask for everything, since deletions are not told, or not for good. A provider that remembers them is asked
    /// so only if its source says how often.
    /// </summary>
    public static bool IsReconcileDue(Source source, Cursor cursor, TimeSpan otherwise, DateTimeOffset now)
    {
        TimeSpan? forgetful = cursor.DeletedRecord is OaiDeletedRecord.No or OaiDeletedRecord.Transient ? otherwise : null;
        return cursor.Since is not null && cursor.Scope == Cursor.ScopeOf(source)
            && (source.ReconcileEvery ?? forgetful) is { } every && !(cursor.LastFull?.At + every > now);
    }

    /// <summary>The next run: full where the cursor is of no use, or where it is wished.</summary>
    public static Run Next(Source source, Cursor cursor, RunReason because, bool full, DateTimeOffset now)
    {
        var known = cursor.FullDue || cursor.Scope != Cursor.ScopeOf(source) ? null : cursor.Since;
        // A static repository's file names everything there is, whatever is asked for: so each run finds out what has gone.
        var since = full || source.StaticRepository ? null : known;
        return new Run
        {
            Source = source,
            Number = cursor.LastRun + 1,
            Because = because,
            Full = since is null,
            Since = since,
            Wished = full && known is not null,
            Started = now,
            Slices = source.Sets.Count == 0 ? [new RunSlice()] : [.. source.Sets.Select(set => new RunSlice(set))],
        };
    }

    /// <summary>A window's row at its beginning; the run's first ones are at work at once.</summary>
    public static Window Open(Run run, int number) => new()
    {
        Source = run.Source.Id,
        Run = run.Number,
        Number = number,
        State = number <= run.Source.Pace.Parallel ? WindowState.Harvesting : WindowState.Waiting,
        Moved = run.Started,
    };

    /// <summary>The cursor while <paramref name="run"/> is at work; it may have finished already when this is written late.</summary>
    public static Cursor Begun(Cursor cursor, Run run) => run.Because == RunReason.Removal ? Removed(run) : run.Because == RunReason.Replay ? Replayed(cursor, run, active: true) : cursor with
    {
        LastRun = run.Number,
        Active = true,
        // Until it succeeds: a wish for everything is not forgotten because the provider was ill that day.
        FullDue = cursor.FullDue || run.Full,
        LastScope = Cursor.ScopeOf(run.Source),
        NextDue = run.Started + run.Source.Every,
    };

    /// <summary>The cursor after a removal: what comes back under this id begins with everything.</summary>
    public static Cursor Removed(Run removal) => new() { Source = removal.Source.Id, LastRun = removal.Number };

    /// <summary>The cursor after <paramref name="run"/>: moved only if nothing is missing.</summary>
    public static Cursor Ended(Cursor cursor, Run run, RunOutcome outcome, DateTimeOffset retry)
    {
        if (run.Because == RunReason.Replay)
        {
            return Replayed(cursor, run, active: false);
        }

        var due = run.Started + run.Source.Every;
        var scope = Cursor.ScopeOf(run.Source);
        var ended = cursor with { LastRun = run.Number, Active = false, LastScope = scope, NextDue = due, DeletedRecord = run.Provider?.DeletedRecord ?? cursor.DeletedRecord };
        return outcome.State switch
        {
            RunState.Failed => ended with { NextDue = retry < due ? retry : due },
            RunState.Discarded => ended,
            // Whoever wished for everything has thought better of it.
            RunState.Cancelled => ended with { FullDue = cursor.FullDue && !run.Wished },
            // Without the provider's time a cursor of the same scope stays where it is, and one of another scope is void.
            _ => ended with
            {
                FullDue = cursor.FullDue && !run.Full,
                Scope = scope,
                Since = outcome.Since ?? (cursor.Scope == scope ? cursor.Since : null),
                LastFull = run.Full ? new FullHarvest(run.Number, run.Started, outcome.Counts.Records) : cursor.LastFull,
            },
        };
    }

    /// <summary>Nobody was asked: what is due, and since when, is as it was.</summary>
    private static Cursor Replayed(Cursor cursor, Run replay, bool active) => cursor with { LastRun = replay.Number, Active = active };

    /// <summary>The request that a window begins with. An overlapping beginning, cut down to what the provider can tell apart, loses nothing.</summary>
    public static OaiRequest FirstRequest(Run run, int window, Provider provider, TimeSpan overlap)
    {
        var slice = run.SliceOf(window);
        return List(run.Source, provider) with
        {
            Set = slice.Set,
            From = slice.From ?? (run.Since is { } since ? Before(since, provider.Granularity, overlap) : null),
            Until = slice.Until,
            Granularity = provider.Granularity,
        };
    }

    /// <summary>The whole list, by the verb that works.</summary>
    public static OaiRequest List(Source source, Provider provider) => provider.ListBy == ListVerb.ListIdentifiers
        ? OaiRequest.ListIdentifiers(new Uri(source.BaseUrl), source.MetadataPrefix)
        : OaiRequest.ListRecords(new Uri(source.BaseUrl), source.MetadataPrefix);

    /// <summary>The lists that ask, at the end of a long full run, for what has changed since it began. Nothing else would: it has left the older ranges of datestamps.</summary>
    public static IReadOnlyList<RunSlice> Tail(Run run, DateTimeOffset began, OaiGranularity granularity, TimeSpan overlap)
    {
        var slice = new RunSlice(From: Before(began, granularity, overlap));
        return run.Source.Sets.Count == 0 ? [slice] : [.. run.Source.Sets.Select(set => slice with { Set = set })];
    }

    private static DateTimeOffset Before(DateTimeOffset instant, OaiGranularity granularity, TimeSpan overlap)
    {
        // Days are often the provider's own, and end hours after those of the clock that the cursor follows.
        var back = granularity == OaiGranularity.Day && overlap < OneDay ? OneDay : overlap;
        // A provider whose clock stands at the beginning of time has been met.
        return instant - DateTimeOffset.MinValue < back ? instant : instant - back;
    }
}
