using Azure.Core;
using Azure.Core.Pipeline;

namespace IntegrationHub.PipelineTests.Storage;

/// <summary>A network that can be cut. Throws at once what the SDK throws after half a minute of retries.</summary>
internal sealed class CutTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = HttpClientTransport.Shared;

    public bool IsCut { get; set; }

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub calls storage asynchronously.");

    public override ValueTask ProcessAsync(HttpMessage message) =>
        IsCut
            ? throw new AggregateException("Retry failed after 6 tries.", new IOException("The network is unreachable."))
            : _inner.ProcessAsync(message);
}
