using Azure.Core;
using Azure.Core.Pipeline;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>The process died.</summary>
internal sealed class KilledException() : Exception("Killed.");

/// <summary>
/// Counts a process's storage calls and lets it die at one of them: before the call reaches the account, or after it took effect and before
/// anyone hears of it. Whatever the dead process tries next fails too.
/// </summary>
internal sealed class MortalTransport(int diesAt, bool afterEffect) : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();
    private int _calls;

    public int Calls => _calls;

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var call = Interlocked.Increment(ref _calls);
        if (call > diesAt || (call == diesAt && !afterEffect))
        {
            throw new KilledException();
        }

        await _inner.ProcessAsync(message);
        if (call == diesAt)
        {
            throw new KilledException();
        }
    }
}
