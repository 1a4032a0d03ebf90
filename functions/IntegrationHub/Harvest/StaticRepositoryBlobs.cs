using System.Collections.Concurrent;
using Azure;
using IntegrationHub.Oai;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>
/// Container <c>static-repositories</c>: OAI static repository files of members without a server of their own. <c>{name}.xml</c> was uploaded by an admin;
/// <c>fetched/{name}.xml</c> was read last from the address of the source of that name, and is served where nothing was uploaded. Names have the shape of source ids.
/// </summary>
public sealed class StaticRepositoryBlobs(StorageAccount account)
{
    public const string Container = "static-repositories";

    private readonly BlobFolder _folder = new(account, Container);
    private readonly ConcurrentDictionary<string, (ETag ETag, StaticRepository Repository)> _read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SourceId, string> _kept = new();

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    /// <summary>Replaces whatever is there. The caller has found the file valid.</summary>
    public Task StoreAsync(SourceId name, ReadOnlyMemory<byte> file, CancellationToken ct) => _folder.WriteAsync(NameOf(name), file, ct, "text/xml");

    /// <summary>Keeps what was fetched from a source's address, if it is not what this process has kept last.</summary>
    internal async Task KeepAsync(SourceId source, StaticRepository read, ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        if (_kept.GetValueOrDefault(source) != read.Fingerprint)
        {
            await _folder.WriteAsync(FetchedNameOf(source), file, ct, "text/xml");
            _kept[source] = read.Fingerprint;
        }
    }

    /// <summary>Lets go of what was fetched for a source; what was uploaded stays.</summary>
    internal Task ForgetAsync(SourceId source, CancellationToken ct)
    {
        _kept.TryRemove(source, out _);
        return _folder.DeleteAsync(FetchedNameOf(source), ct);
    }

    /// <summary>The repository, read again only when the blob has changed.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<StaticRepository?> OpenAsync(SourceId name, CancellationToken ct) =>
        await OpenAsync(NameOf(name), ct) ?? await OpenAsync(FetchedNameOf(name), ct);

    private async Task<StaticRepository?> OpenAsync(string blobName, CancellationToken ct)
    {
        if (_read.TryGetValue(blobName, out var known) && await _folder.ReadETagAsync(blobName, ct) == known.ETag)
        {
            return known.Repository;
        }

        if (await _folder.ReadAsync(blobName, ct) is not { } blob)
        {
            _read.TryRemove(blobName, out _);
            return null;
        }

        if (!StaticRepository.TryRead(blob.Bytes, out var repository, out var mistakes))
        {
            throw new FormatException($"{Container}/{blobName} was stored unchecked: {mistakes[0]}");
        }

        _read[blobName] = (blob.ETag, repository);
        return repository;
    }

    private static string NameOf(SourceId name) => $"{name}.xml";

    private static string FetchedNameOf(SourceId name) => $"fetched/{name}.xml";
}
