using Azure.Core;
using Azure.Core.Pipeline;

namespace IntegrationHub.PipelineTests.Storage;

/// <summary>Loses the answer to the first request of <paramref name="method"/> that it is armed for: the service has done it, the SDK does not know and asks again.</summary>
internal sealed class LosingTransport(RequestMethod method) : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = HttpClientTransport.Shared;
    private int _armed;

    public bool HasLost { get; private set; }

    public void Arm() => Volatile.Write(ref _armed, 1);

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await _inner.ProcessAsync(message);
        if (message.Request.Method == method && Interlocked.Exchange(ref _armed, 0) == 1)
        {
            HasLost = true;
            throw new IOException("The connection was reset.");
        }
    }
}
