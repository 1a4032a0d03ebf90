using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Harvest;

/// <summary>
/// Ends a run once all of its windows have ended, or a person says so. First the run's row says how it is to end; then come delivery, announcement,
/// cursor, and at last the row again. Each step can be repeated, so two that come last at once, or a crash in between, change nothing.
/// </summary>
public sealed partial class RunFinisher(
    RunTable runs, WindowTable windows, RunJudge judge, RunDelivery delivery, CursorMover cursor, TimeProvider time, ILogger<RunFinisher> logger)
{
    /// <returns>Whether the run has ended, or waits for a person.</returns>
    public async Task<bool> TryFinishAsync(SourceId source, int number, CancellationToken ct)
    {
        while (await runs.FindAsync(source, number, ct) is { Value.IsUnfinished: true } run)
        {
            if (run.Value.Ending is not null)
            {
                await TryEndAsync(run, ct);
                continue;
            }

            var all = await WindowsOfAsync(run.Value, ct);
            if (all.Count < run.Value.Slices.Count || !all.All(window => window.HasEnded))
            {
                return false;
            }

            // Lost: somebody else has changed it, or decided; the loop looks again.
            if (await runs.TryAdvanceAsync(run, await judge.JudgeAsync(run.Value, RunOutcome.Of(run.Value, all), ct), ct) is { Value: { State: RunState.Held } held })
            {
                Log.RunHeld(logger, source, number, held.Objection!);
            }
        }

        return true;
    }

    /// <summary>Ends a run that nobody shall bring to its end any more, be it at work or held. Nothing of it is handed over.</summary>
    public async Task AbandonAsync(SourceId source, int number, string reason, CancellationToken ct)
    {
        while (await runs.FindAsync(source, number, ct) is { Value.IsOpen: true } run)
        {
            var ending = run.Value.State == RunState.Held ? RunState.Discarded : RunState.Failed;
            if (await runs.TryAdvanceAsync(run, run.Value.ToEnd(ending, reason), ct) is { } decided)
            {
                await TryEndAsync(decided, ct);
            }
        }
    }

    private async Task TryEndAsync(Versioned<Run> run, CancellationToken ct)
    {
        if (run.Value.Failure is not null)
        {
            await CloseWindowsAsync(run.Value, ct);
        }

        var outcome = RunOutcome.Decided(run.Value, await WindowsOfAsync(run.Value, ct));
        if (outcome.Delivery is { } done)
        {
            await delivery.HandOverAsync(done, ct);
        }

        await cursor.MoveAsync(run.Value, outcome, ct);

        // Lost: somebody else has ended it, and the caller looks again.
        var ended = run.Value with { State = outcome.State, Ending = null, Ended = time.GetUtcNow(), Failure = outcome.Failure, Counts = outcome.Counts };
        if (await runs.TryAdvanceAsync(run, ended, ct) is not null)
        {
            Report(ended);
        }
    }

    /// <summary>From now on their workers' writes are refused, so they stop at their next checkpoint.</summary>
    private async Task CloseWindowsAsync(Run run, CancellationToken ct)
    {
        foreach (var listed in await windows.ListAsync(run.Source.Id, run.Number, ct))
        {
            var window = listed;
            while (window is { Value.HasEnded: false } && await windows.TryAdvanceAsync(window, HarvestStep.Fail(window.Value, run.Failure!, time.GetUtcNow()), ct) is null)
            {
                window = await windows.FindAsync(run.Source.Id, run.Number, listed.Value.Number, ct);
            }
        }
    }

    private async Task<List<Window>> WindowsOfAsync(Run run, CancellationToken ct) =>
        [.. (await windows.ListAsync(run.Source.Id, run.Number, ct)).Select(window => window.Value)];

    private void Report(Run run)
    {
        if (run.State == RunState.Harvested)
        {
            Log.RunHarvested(logger, run.Source.Id, run.Number, run.Counts.Records, run.Counts.Deleted, run.Counts.Rejected);
        }
        else if (run.State == RunState.Failed)
        {
            Log.RunFailed(logger, run.Source.Id, run.Number, run.Failure!);
        }
        else
        {
            Log.RunDropped(logger, run.Source.Id, run.Number, run.State, run.Failure!);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 102, EventName = "RunHarvested", Level = LogLevel.Information,
            Message = "Run {Run} of {Source} is harvested: {Records} records, {Deleted} deleted, {Rejected} rejected.")]
        public static partial void RunHarvested(ILogger logger, SourceId source, int run, long records, long deleted, long rejected);

        [LoggerMessage(EventId = 103, EventName = "RunFailed", Level = LogLevel.Error, Message = "Run {Run} of {Source} failed: {Reason}")]
        public static partial void RunFailed(ILogger logger, SourceId source, int run, string reason);

        [LoggerMessage(EventId = 121, EventName = "RunHeld", Level = LogLevel.Warning, Message = "Run {Run} of {Source} is held until it is approved or discarded: {Reason}")]
        public static partial void RunHeld(ILogger logger, SourceId source, int run, string reason);

        [LoggerMessage(EventId = 122, EventName = "RunDropped", Level = LogLevel.Information, Message = "Run {Run} of {Source} is {State}: {Reason}")]
        public static partial void RunDropped(ILogger logger, SourceId source, int run, RunState state, string reason);
    }
}

/// <summary>Hands a run's harvest over to linking: the delivery first, then the word that it is there.</summary>
public sealed class RunDelivery(SegmentBlobs segments, DeliveryAnnouncement announce)
{
    public async Task HandOverAsync(Delivery delivery, CancellationToken ct)
    {
        await segments.DeliverAsync(delivery, ct);
        await announce(delivery, ct);
    }
}
