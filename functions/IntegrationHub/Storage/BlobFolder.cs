using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace IntegrationHub.Storage;

/// <summary>A blob's bytes and the version of them that was read.</summary>
public sealed record BlobContent(byte[] Bytes, ETag ETag);

/// <summary>
/// One container: whole blobs in, whole blobs out. Most of what the hub keeps is written once under a name that its content or its
/// place decides, so writing it twice is harmless; the few pointers are replaced only in the version that was read.
/// </summary>
public sealed class BlobFolder(StorageAccount account, string container)
{
    private readonly BlobContainerClient _container = account.Blobs.GetBlobContainerClient(container);

    public string Name => container;

    public Task CreateAsync(CancellationToken ct) => _container.CreateIfNotExistsAsync(cancellationToken: ct);

    /// <returns>The blob, or null where there is none.</returns>
    public async Task<BlobContent?> ReadAsync(string name, CancellationToken ct)
    {
        try
        {
            var answer = await _container.GetBlobClient(name).DownloadContentAsync(ct);
            var content = answer.Value.Content;
            return new BlobContent(content.ToMemory().ToArray(), answer.Value.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <returns>The blob's version without its content, or null where there is none.</returns>
    public async Task<ETag?> ReadETagAsync(string name, CancellationToken ct)
    {
        try
        {
            return (await _container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: ct)).Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <returns>When the blob was last written, by the storage's clock; null where there is none.</returns>
    public async Task<DateTimeOffset?> ReadTimeAsync(string name, CancellationToken ct)
    {
        try
        {
            return (await _container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: ct)).Value.LastModified;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes the blob whatever is there.</summary>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct, string contentType = "application/octet-stream") =>
        _container.GetBlobClient(name).UploadAsync(
            BinaryData.FromBytes(bytes), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } }, ct);

    /// <summary>Writes the blob if it is still at the version <paramref name="expected"/> (null: if there is none yet).</summary>
    /// <returns>The new version, or null if somebody else was faster. A retry of the SDK after a hidden success also ends in null:
    /// read again before you decide that you lost.</returns>
    public async Task<ETag?> TryReplaceAsync(string name, ReadOnlyMemory<byte> bytes, ETag? expected, CancellationToken ct, string contentType = "application/json")
    {
        var conditions = expected is { } etag ? new BlobRequestConditions { IfMatch = etag } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        try
        {
            var answer = await _container.GetBlobClient(name).UploadAsync(
                BinaryData.FromBytes(bytes),
                new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = contentType } },
                ct);
            return answer.Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    public Task DeleteAsync(string name, CancellationToken ct) => _container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: ct);

    /// <summary>Names below <paramref name="prefix"/>, in ordinal order.</summary>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, ct))
        {
            yield return blob.Name;
        }
    }
}
