namespace IntegrationHub.LocalHost.Progress;

internal enum SourceState
{
    Waiting,
    Harvesting,
    Ended,
    Failed,
}

/// <summary>How far one source has come in its present run.</summary>
/// <param name="Elapsed">Since the run began; when it has ended, what it took.</param>
/// <param name="Problem">Why it failed, in a sentence.</param>
internal sealed record SourceProgress(string Name, SourceState State, long Pages, long Records, TimeSpan Elapsed, string? Problem = null);
