using System.Globalization;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>A run that has brought records, or taken away a deleted source's, with what is kept of its pages.</summary>
/// <param name="Checkpoints">Names of the pages' blobs that are there, in order.</param>
/// <param name="Missing">How many are not.</param>
internal sealed record KeptRun(Run Run, IReadOnlyList<string> Checkpoints, int Missing)
{
    public bool IsWhole => Missing == 0 && (!Run.PagesPurged || IsRemoval);

    /// <summary>Whether what it did not name was withdrawn. Where pages are missing nobody knows any more what it named.</summary>
    public bool IsComplete => IsWhole && (IsRemoval || RunOutcome.IsComplete(Run));

    public bool Withdraws => IsComplete || Run.Counts.Deleted > 0;

    private bool IsRemoval => Run.Because == RunReason.Removal;

    public Delivery ToDelivery() => new()
    {
        Source = Run.Source.Id,
        Run = Run.Number,
        Segments = Checkpoints,
        Records = (int)(Run.Counts.Records + Run.Counts.Deleted + Run.Counts.Rejected - Run.Counts.Nameless),
        Complete = IsComplete,
    };

    /// <summary>Whether the run is one whose pages tell what the index was told. A replay's are those of the runs that it read.</summary>
    public static bool Counts(Run run) => run.Because == RunReason.Removal || ReplayPlan.Counts(run);
}

/// <summary>What of a source's harvests can be read again.</summary>
/// <param name="Runs">Numbers of the runs that are read, oldest first.</param>
/// <param name="Records">Records and deletions that they brought.</param>
/// <param name="Lacks">What is missing, in a sentence; null: every record that the source had can be brought back.</param>
/// <param name="Note">What is not as it was though every record is there; null: nothing.</param>
public sealed record KeptHistory(SourceId Source, IReadOnlyList<int> Runs, long Records, string? Lacks, string? Note)
{
    /// <param name="source">Whose runs they are.</param>
    /// <param name="first">The first run whose row is there; null: there is none.</param>
    /// <param name="runs">Those that count, oldest first.</param>
    internal static KeptHistory Of(SourceId source, int? first, IReadOnlyList<KeptRun> runs)
    {
        var last = runs.ToList().FindLastIndex(static run => run.IsComplete);
        var gone = runs.Skip(Math.Max(last, 0)).FirstOrDefault(static run => !run.IsWhole);
        var read = runs.Where(static run => run.Checkpoints.Count > 0).ToList();
        var since = read is [var oldest, ..] ? string.Create(CultureInfo.InvariantCulture, $"run {oldest.Run.Number} ({oldest.Run.Started.UtcDateTime:yyyy-MM-dd})") : "";
        var older = first > 1 || runs.Any(static run => !run.IsWhole);
        return new KeptHistory(
            source,
            [.. read.Select(static run => run.Run.Number)],
            read.Sum(static run => run.Run.Counts.Records + run.Run.Counts.Deleted),
            gone is not null ? string.Create(CultureInfo.InvariantCulture, $"Pages of run {gone.Run.Number} are gone, and no later harvest brought everything.")
                : last < 0 && first > 1 ? "Its older runs are forgotten, and no later harvest brought everything."
                : null,
            older && read.Count > 0 ? $"Pages are kept since {since}: a work that an older page brought first may bear another id than before." : null);
    }
}
