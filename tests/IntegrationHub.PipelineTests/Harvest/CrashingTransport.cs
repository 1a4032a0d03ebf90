using Azure.Core;
using Azure.Core.Pipeline;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>The process has died, as far as its storage calls go.</summary>
public sealed class DiedException() : Exception("The process died here.");

/// <summary>Lets a number of storage calls pass, dies at the next, before or after the service has done it, and is dead from then on.</summary>
/// <param name="onlyWrites">Reads pass uncounted: dying before one is dying after the write before it.</param>
internal sealed class CrashingTransport(int lives, bool afterTheCall, bool onlyWrites = false) : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = HttpClientTransport.Shared;
    private int _calls;

    public bool Died => Volatile.Read(ref _calls) > lives;

    /// <summary>Dies now, whatever it is doing.</summary>
    public void Kill() => Interlocked.Exchange(ref _calls, int.MaxValue / 2);

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (onlyWrites && !Died && message.Request.Method == RequestMethod.Get)
        {
            await _inner.ProcessAsync(message);
            return;
        }

        var call = Interlocked.Increment(ref _calls);
        if (call > lives)
        {
            if (call == lives + 1 && afterTheCall)
            {
                await _inner.ProcessAsync(message);
            }

            throw new DiedException();
        }

        await _inner.ProcessAsync(message);
    }
}
