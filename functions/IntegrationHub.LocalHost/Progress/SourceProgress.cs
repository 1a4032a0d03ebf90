namespace IntegrationHub.LocalHost.Progress;

internal enum SourceState
{
    Waiting,
    Harvesting,
    Ended,
    Failed,

    /// <summary>At work, and nothing will happen for a while.</summary>
    PutOff,
}

/// <summary>How far one source has come in its present run.</summary>
/// <param name="Elapsed">Since the run began; when it has ended, what it took.</param>
/// <param name="Problem">Why it failed or is put off, in a sentence.</param>
/// <param name="Earlier">When the run ended, if that was before this process began.</param>
internal sealed record SourceProgress(string Name, SourceState State, long Pages, long Records, TimeSpan Elapsed, string? Problem = null, DateTimeOffset? Earlier = null);
