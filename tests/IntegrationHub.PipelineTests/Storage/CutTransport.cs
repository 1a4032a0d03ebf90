using Azure.Core;
using Azure.Core.Pipeline;

namespace IntegrationHub.PipelineTests.Storage;

/// <summary>A network that can be cut: nothing reaches the service any more.</summary>
internal sealed class CutTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = HttpClientTransport.Shared;

    public bool IsCut { get; set; }

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub calls storage asynchronously.");

    public override ValueTask ProcessAsync(HttpMessage message) => IsCut ? throw new IOException("The network is unreachable.") : _inner.ProcessAsync(message);
}
