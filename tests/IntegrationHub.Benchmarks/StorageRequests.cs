using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;

namespace IntegrationHub.Benchmarks;

/// <summary>Counts what this process asks of the storage, by the SDK's own events.</summary>
internal sealed class StorageRequests : IDisposable
{
    private readonly AzureEventSourceListener _listener;
    private int _blobsWritten;
    private int _blobsRead;
    private int _listingsRead;

    public StorageRequests() => _listener = new AzureEventSourceListener(Count, EventLevel.Informational);

    public int BlobsWritten => _blobsWritten;

    public int BlobsRead => _blobsRead;

    /// <summary>Of <see cref="BlobsRead"/>, listings of the feed.</summary>
    public int ListingsRead => _listingsRead;

    public void Dispose() => _listener.Dispose();

    private void Count(EventWrittenEventArgs e, string message)
    {
        if (e.EventName != "Request" || e.Payload is not [_, string method, string uri, ..] || !(uri.Contains("/index/", StringComparison.Ordinal) || uri.Contains("/feed/", StringComparison.Ordinal)))
        {
            return;
        }

        if (method == "PUT")
        {
            Interlocked.Increment(ref _blobsWritten);
        }
        else if (method == "GET")
        {
            Interlocked.Increment(ref _blobsRead);
            Interlocked.Add(ref _listingsRead, uri.Contains("/feed/listings", StringComparison.Ordinal) ? 1 : 0);
        }
    }
}
