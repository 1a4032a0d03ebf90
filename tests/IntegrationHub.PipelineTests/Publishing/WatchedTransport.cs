using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>The process has died, as far as its storage calls go.</summary>
public sealed class StorageDiedException() : Exception("The process died here.");

/// <summary>Notes every call to storage, and dies at one of them where a test says so, before or after the service has done it.</summary>
internal sealed class WatchedTransport : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = HttpClientTransport.Shared;
    private readonly ConcurrentQueue<string> _calls = new();
    private int _left = int.MaxValue;
    private bool _afterTheCall;

    /// <summary>Method and path of each call.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    public bool Died => Volatile.Read(ref _left) < 0;

    public IEnumerable<string> Writes => _calls.Where(call => call.StartsWith("PUT", StringComparison.Ordinal) && call.Contains("/feed/", StringComparison.Ordinal));

    public void Forget() => _calls.Clear();

    public void DieAfter(int calls, bool afterTheCall) => (_left, _afterTheCall) = (calls, afterTheCall);

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        _calls.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");
        var left = Interlocked.Decrement(ref _left);
        if (left < 0)
        {
            if (left == -1 && _afterTheCall)
            {
                await _inner.ProcessAsync(message);
            }

            throw new StorageDiedException();
        }

        await _inner.ProcessAsync(message);
    }
}
