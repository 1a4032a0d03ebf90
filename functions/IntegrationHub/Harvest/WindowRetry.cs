namespace IntegrationHub.Harvest;

/// <summary>Takes a window up again that was given up, as long as its run is at work.</summary>
public sealed class WindowRetry(RunTable runs, WindowTable windows, HarvestWindowsQueue queue, TimeProvider time)
{
    /// <returns>Why not, in a sentence; null: it goes on from its last checkpoint.</returns>
    public async Task<string?> TryAsync(HarvestWindow message, CancellationToken ct)
    {
        while (true)
        {
            if (await runs.FindAsync(message.Source, message.Run, ct) is not { Value: var run })
            {
                return $"There is no run {message.Run} of '{message.Source}' any more: delete the message.";
            }

            if (!run.IsAtWork)
            {
                return $"Run {message.Run} of '{message.Source}' has ended ({run.Ending ?? run.State}): run the source again with POST /api/admin/sources/{message.Source}/run, and delete the message.";
            }

            if (await windows.FindAsync(message.Source, message.Run, message.Window, ct) is not { } window || window.Value.State == WindowState.Done)
            {
                return $"Window {message.Window} of run {message.Run} of '{message.Source}' is done: delete the message.";
            }

            if (window.Value.State != WindowState.Failed || await windows.TryAdvanceAsync(window, HarvestStep.Reopen(window.Value, time.GetUtcNow()), ct) is not null)
            {
                // Should the run have ended meanwhile, the message finds that, and nothing happens.
                await queue.SendAsync(message, ct);
                return null;
            }
        }
    }
}
