using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationHub.Linking;

namespace IntegrationHub.Benchmarks;

/// <summary>Seconds that link steps spend on each of their stages; what is said of a stage within another is taken from the outer one.</summary>
internal sealed class StageTimes : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _seconds = new(StringComparer.Ordinal);
    private readonly ActivityListener _listener;

    public StageTimes()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == LinkStage.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                Add(activity.DisplayName, activity.Duration.TotalSeconds);
                if (activity.Parent is { } outer)
                {
                    Add(outer.DisplayName, -activity.Duration.TotalSeconds);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public void Dispose() => _listener.Dispose();

    private void Add(string stage, double seconds) => _seconds.AddOrUpdate(stage, seconds, (_, before) => before + seconds);
}
