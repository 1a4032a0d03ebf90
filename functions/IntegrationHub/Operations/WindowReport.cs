using IntegrationHub.Harvest;

namespace IntegrationHub.Operations;

/// <summary>What an admin sees of one window of a run.</summary>
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

    public DateTimeOffset? NotBefore { get; init; }

    public string? WaitsFor { get; init; }

    public required DateTimeOffset Moved { get; init; }

    public string? Failure { get; init; }

    /// <summary>The first faults, those that passed too.</summary>
    public required IReadOnlyList<HarvestFault> Faults { get; init; }

    /// <summary>The first rejected records; few of each window where there are many windows.</summary>
    public required IReadOnlyList<HarvestReject> Rejects { get; init; }

    /// <param name="rejects">So many of them are shown.</param>
    public static WindowReport Of(Run run, Window window, int rejects) => new()
    {
        Number = window.Number,
        Set = run.SliceOf(window.Number).Set,
        From = run.SliceOf(window.Number).From,
        Until = run.SliceOf(window.Number).Until,
        State = window.State,
        Attempt = window.Attempt,
        Counts = window.Counts,
        WaitsFor = window.WaitsFor,
        NotBefore = window.NotBefore,
        Moved = window.Moved,
        Failure = window.Failure,
        Faults = window.Faults,
        Rejects = [.. window.Rejects.Take(rejects)],
    };
}

/// <summary>Which windows of a run a report shows: those that need a look first.</summary>
/// <param name="Most">How many at the most.</param>
/// <param name="Skip">How many before them are left out.</param>
public sealed record WindowChoice(int Most = WindowChoice.Usual, int Skip = 0)
{
    public const int Usual = 100;
    public const int Limit = 1000;

    /// <summary>The windows of a report may show all their rejects while there are so few.</summary>
    private const int Few = 10;
    private const int RejectsOfMany = 5;

    /// <summary>The failed, those at work, those that wait for their turn, those that are done; each by number.</summary>
    public IReadOnlyList<WindowReport> Of(Run run, IReadOnlyList<Window> windows) =>
    [
        .. windows.OrderBy(window => Rank(window.State)).ThenBy(window => window.Number).Skip(Skip).Take(Most)
            .Select(window => WindowReport.Of(run, window, windows.Count <= Few ? int.MaxValue : RejectsOfMany)),
    ];

    private static int Rank(WindowState state) => state switch
    {
        WindowState.Failed => 0,
        WindowState.Harvesting => 1,
        WindowState.Waiting => 2,
        _ => 3,
    };
}
