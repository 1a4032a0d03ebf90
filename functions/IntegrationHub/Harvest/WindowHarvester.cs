using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>
/// Queue <c>harvest-windows</c>: brings one window on for as long as a step may take. It loads what there is, takes the window (from then on any
/// other worker's writes are refused, and this one's are once somebody else takes it), walks its pages, and ends the run if it was the last.
/// </summary>
public sealed partial class WindowHarvester(
    RunTable runs, WindowTable windows, WindowWalk walk, RunProgress progress, IOptions<HarvestOptions> options, TimeProvider time, ILogger<WindowHarvester> logger)
{
    public async Task<StepOutcome> StepAsync(HarvestWindow message, CancellationToken ct)
    {
        var run = await runs.FindAsync(message.Source, message.Run, ct);
        var window = await windows.FindAsync(message.Source, message.Run, message.Window, ct);
        if (run?.Value.Ending is not null)
        {
            await progress.GoOnAsync(message.Source, message.Run, ct);
            return StepOutcome.Completed;
        }

        if (run is not { Value.IsAtWork: true } || window is null or { Value.State: WindowState.Waiting })
        {
            return StepOutcome.Completed;
        }

        var now = time.GetUtcNow();
        if (!window.Value.HasEnded && window.Value.NotBefore > now)
        {
            return new StepOutcome.Later(window.Value.NotBefore.Value - now);
        }

        if (!window.Value.HasEnded)
        {
            window = await TakeAsync(window, run.Value, now, ct);
            var walked = window is null ? null : await WalkAsync(run, window, ct);
            if (walked is null)
            {
                // Another worker has taken it, and has a message of its own.
                Log.WindowLost(logger, message.Source, message.Run, message.Window);
                return StepOutcome.Completed;
            }

            if (!walked.HasEnded)
            {
                return new StepOutcome.Later(walked.NotBefore is { } later ? later - time.GetUtcNow() : TimeSpan.Zero);
            }
        }

        await progress.GoOnAsync(message.Source, message.Run, ct);
        return StepOutcome.Completed;
    }

    /// <summary>
    /// Fails the window of a message that the host has given up, so that its run ends in the open; unless another worker has taken it since its own tries
    /// broke off.
    /// </summary>
    /// <param name="body">The message, which may be no message of ours at all.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="why">The last failure.</param>
    public async Task GiveUpAsync(string body, CancellationToken ct, string why = "See the log for its exceptions.")
    {
        if (HarvestWindowsQueue.TryDecode(body) is not { } message)
        {
            return;
        }

        while (await windows.FindAsync(message.Source, message.Run, message.Window, ct) is { Value.HasEnded: false } window && window.Value.Claim == window.Value.Broken)
        {
            var failed = HarvestStep.Fail(window.Value, $"The hub failed on it again and again. {Text.Sentence(why)}", time.GetUtcNow());
            if (await windows.TryAdvanceAsync(window, failed, ct) is not null)
            {
                break;
            }
        }

        await progress.GoOnAsync(message.Source, message.Run, ct);
    }

    private async Task<Window?> WalkAsync(Versioned<Run> run, Versioned<Window> taken, CancellationToken ct)
    {
        try
        {
            return await walk.WalkAsync(run, taken, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            await NoteBrokenAsync(taken.Value, ct);
            throw;
        }
    }

    private async Task NoteBrokenAsync(Window taken, CancellationToken ct)
    {
        while (await windows.FindAsync(taken.Source, taken.Run, taken.Number, ct) is { } window
            && window.Value.Claim == taken.Claim && await windows.TryAdvanceAsync(window, window.Value with { Broken = taken.Claim }, ct) is null)
        {
        }
    }

    private Task<Versioned<Window>?> TakeAsync(Versioned<Window> window, Run run, DateTimeOffset now, CancellationToken ct)
    {
        var taken = window.Value with { Claim = window.Value.Claim + 1, NotBefore = null, WaitsFor = null, Moved = now };
        return windows.TryAdvanceAsync(
            window,
            now - run.Started > options.Value.RunTimeout ? HarvestStep.Fail(taken, $"The run has taken more than {options.Value.RunTimeout.TotalDays:0.#} days.", now) : taken,
            ct);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 106, EventName = "WindowLost", Level = LogLevel.Information, Message = "Window {Window} of run {Run} of {Source} was taken by another worker.")]
        public static partial void WindowLost(ILogger logger, SourceId source, int run, int window);
    }
}
