using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace IntegrationHub.Storage;

/// <summary>
/// "One at a time" for a named step, by a blob lease of 15 seconds (the shortest: what a killed process held is soon free) that is renewed while the step runs. It keeps steps from wasting work; it is not
/// what keeps data right (that is If-Match on the pointer), so a lease lost to a stalled process does no harm. Container <c>locks</c>.
/// </summary>
public sealed class BlobLock(StorageAccount account, TimeProvider time)
{
    public const string Container = "locks";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private readonly BlobContainerClient _container = account.Blobs.GetBlobContainerClient(Container);

    public Task CreateAsync(CancellationToken ct) => _container.CreateIfNotExistsAsync(cancellationToken: ct);

    /// <returns>The lock, released when disposed; null if somebody else holds it.</returns>
    public async Task<IAsyncDisposable?> TryTakeAsync(string name, CancellationToken ct)
    {
        var blob = _container.GetBlobClient(name);
        var lease = blob.GetBlobLeaseClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await lease.AcquireAsync(Duration, cancellationToken: ct);
                return new Held(lease, time);
            }
            catch (RequestFailedException e) when (e.Status == 404 && attempt == 0)
            {
                try
                {
                    await blob.UploadAsync(BinaryData.Empty, overwrite: false, ct);
                }
                catch (RequestFailedException raced) when (raced.Status == 409)
                {
                    // Another instance made it first; the lease decides who goes on.
                }
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                return null;
            }
        }
    }

    private sealed class Held : IAsyncDisposable
    {
        private readonly BlobLeaseClient _lease;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _renewing;

        public Held(BlobLeaseClient lease, TimeProvider time)
        {
            _lease = lease;
            _renewing = RenewAsync(time);
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _renewing;
            _stop.Dispose();
            try
            {
                await _lease.ReleaseAsync();
            }
            catch (Exception e) when (IsFault(e))
            {
                // Lost already, or it ends by itself: no reason for a step that is done to fail.
            }
        }

        private async Task RenewAsync(TimeProvider time)
        {
            while (true)
            {
                try
                {
                    await Task.Delay(Duration / 3, time, _stop.Token);
                    await _lease.RenewAsync(cancellationToken: _stop.Token);
                }
                catch (Exception e) when (_stop.IsCancellationRequested || e is RequestFailedException { Status: 404 or 409 or 412 })
                {
                    // Done, or lost: the pointer's If-Match protects the data.
                    return;
                }
                catch (Exception e) when (IsFault(e))
                {
                    // The next renewal may come through in time.
                }
            }
        }

        /// <summary>What the SDK throws when it can't reach the service: several tries are told of together.</summary>
        private static bool IsFault(Exception e) => e is RequestFailedException or AggregateException or IOException or OperationCanceledException;
    }
}
