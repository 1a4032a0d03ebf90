using Azure.Core;
using Azure.Core.Pipeline;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>A process that stalls once, at the first call that <paramref name="at"/> says, and wakes up when <paramref name="meanwhile"/> is over: the world has gone on.</summary>
internal sealed class StallingTransport(Predicate<Request> at, Func<Task> meanwhile) : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();
    private int _stalled;

    public bool HasStalled => _stalled == 1;

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (at(message.Request) && Interlocked.Exchange(ref _stalled, 1) == 0)
        {
            await meanwhile();
        }

        await _inner.ProcessAsync(message);
    }
}
