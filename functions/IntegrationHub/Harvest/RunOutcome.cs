using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>What becomes of a run whose windows have all ended.</summary>
/// <param name="Failure">Null: it is a success.</param>
/// <param name="Delivery">Null: there is nothing to link.</param>
/// <param name="Since">The next cursor; null where the provider tells no time, so the cursor stays where it is.</param>
internal sealed record RunOutcome(string? Failure, Delivery? Delivery, HarvestCounts Counts, DateTimeOffset? Since)
{
    public RunState State { get; init; } = Failure is null ? RunState.Harvested : RunState.Failed;

    /// <summary>What becomes of a run as it was decided.</summary>
    public static RunOutcome Decided(Run run, IReadOnlyList<Window> windows)
    {
        var own = Of(run, windows);
        return run switch
        {
            // Replays read what a failed run counts; of one that was abandoned nothing was delivered.
            { Failure: { } reason, Ending: RunState.Failed } => own with { Failure = reason, Delivery = null, State = RunState.Failed, Counts = HarvestCounts.None },
            { Failure: { } reason, Ending: { } ending } => own with { Failure = reason, Delivery = null, State = ending },
            // The next run asks for all of it again, and is judged as a whole.
            { Objection: { } objection } when own.Failure is not null => own with { Failure = $"{Text.Sentence(own.Failure)} What it brought is not linked: {objection}", Delivery = null },
            // Somebody has taken the failed window up again, too late for this run.
            { Ending: RunState.Failed } when own.Failure is null => own with
            {
                State = RunState.Failed,
                Failure = "A window of it had failed, and was taken up again when the run was about to end: run the source again.",
                Delivery = own.Delivery is { } delivery ? delivery with { Complete = false } : null,
            },
            _ => own,
        };
    }

    public static RunOutcome Of(Run run, IReadOnlyList<Window> windows)
    {
        var counts = HarvestCounts.Of(windows);
        var failure = FailureOf(run, windows, counts);
        // What a window brought before it failed is as true as anything else.
        var usable = counts.Records + counts.Deleted;
        var unreadable = counts.Rejected - counts.Nameless;
        // A record that told no identifier may be any of those that the list does not name.
        var complete = failure is null && NamesEverything(run, counts);
        var delivery = usable == 0 && !complete ? null : new Delivery
        {
            Source = run.Source.Id,
            Run = run.Number,
            Segments = [.. windows.SelectMany(SegmentsOf)],
            Records = (int)(usable + unreadable),
            Complete = complete,
        };
        return new RunOutcome(failure, delivery, counts, run.Provider?.AnsweredAt ?? FirstAnswer(windows));
    }

    /// <summary>Whether a run that has ended was a complete delivery: what it did not name was withdrawn.</summary>
    public static bool IsComplete(Run run) => run.State == RunState.Harvested && NamesEverything(run, run.Counts);

    private static bool NamesEverything(Run run, HarvestCounts counts) => run.Full && counts.Nameless == 0 && !MayLeaveOut(run);

    private static string? FailureOf(Run run, IReadOnlyList<Window> windows, HarvestCounts counts)
    {
        var failed = windows.Where(window => window.State == WindowState.Failed).ToList();
        if (failed.Count > 0)
        {
            var first = failed[0];
            var where = WhereOf(run.SliceOf(first.Number));
            var others = failed.Count > 1 ? $" ({failed.Count - 1} more of {windows.Count} windows failed.)" : "";
            return $"{where}{first.Failure}{others}";
        }

        if (counts.Records + counts.Deleted > 0)
        {
            return null;
        }

        if (counts.Rejected > 0)
        {
            return $"Nothing usable: all {counts.Rejected} records were rejected, the first because: {windows.SelectMany(window => window.Rejects).First().Reason}";
        }

        // Taken at its word, it would withdraw all that the index holds of the source.
        return run.Full ? "Nothing usable: asked for everything, the provider lists no record at all." : null;
    }

    /// <summary>Cut by the provider's sets: what is in none of them is not listed.</summary>
    private static bool MayLeaveOut(Run run) => run.Source.Sets.Count == 0 && run.Slices.Any(slice => slice.Set is not null);

    private static string WhereOf(RunSlice slice)
    {
        var set = slice.Set is null ? "" : $"Set {slice.Set}: ";
        var from = slice.From is { } begin ? $"from {begin.UtcDateTime:yyyy-MM-dd HH:mm:ss} " : "";
        var until = slice.Until is { } end ? $"until {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} " : "";
        return slice.IsRanged ? $"{set}Records {from}{until}UTC: " : set;
    }

    private static IEnumerable<string> SegmentsOf(Window window) =>
        from range in window.Checkpoints
        from number in Enumerable.Range(range.First, range.Count)
        select SegmentBlobs.NameOf(window.Source, window.Run, window.Number, number);

    // Without a time from Identify the earliest first page does as well, if every window that has asked for one has one.
    private static DateTimeOffset? FirstAnswer(IReadOnlyList<Window> windows) =>
        windows.All(window => window.FirstAnsweredAt is not null || window.Counts.Pages == 0) ? windows.Min(window => window.FirstAnsweredAt) : null;
}
