using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>A clock that a test moves, and that knows how many short pauses are being waited for by it. (What is longer is a time limit.)</summary>
internal sealed class PauseClock() : FakeTimeProvider(HarvestRig.Start)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private int _pauses;

    public int Pauses => Volatile.Read(ref _pauses);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > Longest)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        Interlocked.Increment(ref _pauses);
        return base.CreateTimer(
            given =>
            {
                Interlocked.Decrement(ref _pauses);
                callback(given);
            },
            state,
            dueTime,
            period);
    }
}
