using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>How an attempt to start a run ended.</summary>
/// <param name="Run">The run that is at work now, or held.</param>
/// <param name="Started">False: it was there before.</param>
public sealed record RunStart(Run Run, bool Started);

/// <summary>
/// Starts a run in steps that can each be repeated: the run's row (its number is the last one's plus one, so there can't be two), its windows' rows,
/// their messages, and at last the cursor, which says that all of it is there.
/// </summary>
public sealed class RunStarter(CursorTable cursors, RunTable runs, WindowTable windows, RunFinisher finisher, HarvestWindowsQueue queue, TimeProvider time)
{
    public async Task<RunStart> StartAsync(Source source, RunReason because, bool full, CancellationToken ct) =>
        (await StartAsync(source.Id, because == RunReason.Manual, cursor => Task.FromResult<Run?>(RunPlan.Next(source, cursor, because, full, time.GetUtcNow())), ct))!;

    /// <param name="source">Whose run it is.</param>
    /// <param name="supersedes">Whether a held run is discarded for it.</param>
    /// <param name="planned">The run to come after what the cursor says; null: there is none to start. May be asked again.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Null where none was planned.</returns>
    internal async Task<RunStart?> StartAsync(SourceId source, bool supersedes, Func<Cursor, Task<Run?>> planned, CancellationToken ct)
    {
        while (true)
        {
            var cursor = await cursors.FindAsync(source, ct);
            if (cursor?.Value is { Active: true } active && await runs.FindAsync(source, active.LastRun, ct) is { Value: var atWork })
            {
                if (atWork.Ending is not null)
                {
                    await finisher.TryFinishAsync(source, atWork.Number, ct);
                }
                else if (atWork.State == RunState.Held && supersedes)
                {
                    await finisher.AbandonAsync(source, atWork.Number, "A newer run was started by hand instead.", ct);
                }
                else
                {
                    return new RunStart(atWork, Started: false);
                }

                continue;
            }

            await EndLastAsync(source, cursor, ct);
            if (await planned(Of(source, cursor)) is not { } plan)
            {
                return null;
            }

            var begun = await runs.TryBeginAsync(plan, ct);
            var run = begun ?? await runs.FindAsync(source, plan.Number, ct);
            if (run is not null)
            {
                await CompleteAsync(cursor, run.Value, ct);
                if (begun is not null || run.Value.State == RunState.Harvesting)
                {
                    return new RunStart(run.Value, Started: begun is not null);
                }
            }
        }
    }

    /// <summary>Completes a start that a crash has cut off.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> CompleteHalfMadeAsync(SourceId source, CancellationToken ct)
    {
        var cursor = await cursors.FindAsync(source, ct);
        if (cursor?.Value is { Active: true } || await runs.FindAsync(source, Of(source, cursor).LastRun + 1, ct) is not { } run)
        {
            return false;
        }

        await CompleteAsync(cursor, run.Value, ct);
        return true;
    }

    /// <summary>A crash between cursor and row leaves a run at work that nobody looks after any more, once there is a newer one.</summary>
    private async Task EndLastAsync(SourceId source, Versioned<Cursor>? cursor, CancellationToken ct)
    {
        if (cursor is { Value.LastRun: > 0 and var last } && !await finisher.TryFinishAsync(source, last, ct))
        {
            await finisher.AbandonAsync(source, last, "A newer run has begun.", ct);
        }
    }

    private async Task CompleteAsync(Versioned<Cursor>? cursor, Run run, CancellationToken ct)
    {
        var source = run.Source.Id;
        if (run.State == RunState.Harvesting)
        {
            for (var number = 1; number <= run.Slices.Count; number++)
            {
                await windows.TryOpenAsync(RunPlan.Open(run, number), ct);
            }

            for (var number = 1; number <= Math.Min(run.Slices.Count, run.Source.Pace.Parallel); number++)
            {
                await queue.SendAsync(new HarvestWindow(source, run.Number, number), ct);
            }
        }

        // Lost: the run has finished meanwhile, or another scheduler was here.
        await cursors.TryAdvanceAsync(cursor, RunPlan.Begun(Of(source, cursor), run) with { Active = run.State == RunState.Harvesting }, ct);
    }

    private static Cursor Of(SourceId source, Versioned<Cursor>? cursor) => cursor?.Value ?? new Cursor { Source = source };
}
