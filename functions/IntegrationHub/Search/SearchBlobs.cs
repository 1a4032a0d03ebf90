using IntegrationHub.Storage;

namespace IntegrationHub.Search;

/// <summary>
/// Container <c>search</c>: the files of the search index, each written once under a name that holds its content's hash. Which of them make a version is told by the
/// feed's manifest; what no manifest names is deleted by the feed's housekeeping.
/// </summary>
public sealed class SearchBlobs(StorageAccount account)
{
    public const string Container = "search";

    private const string Prefix = "segments/";

    private readonly BlobFolder _folder = new(account, Container);

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    internal static string NameOf(string file) => Prefix + file;

    /// <exception cref="FileNotFoundException">The blob was purged: the manifest that named it is no longer current.</exception>
    internal async Task<byte[]> ReadAsync(string file, CancellationToken ct) =>
        (await _folder.ReadAsync(NameOf(file), ct) ?? throw new FileNotFoundException($"Blob {Container}/{NameOf(file)} is missing.", file)).Bytes;

    internal Task WriteAsync(string file, byte[] bytes, CancellationToken ct) => _folder.WriteAsync(NameOf(file), bytes, ct);

    /// <summary>Names of all blobs, current or not.</summary>
    internal IAsyncEnumerable<string> ListAsync(CancellationToken ct) => _folder.ListAsync("", ct);

    internal Task DeleteAsync(string name, CancellationToken ct) => _folder.DeleteAsync(name, ct);
}
