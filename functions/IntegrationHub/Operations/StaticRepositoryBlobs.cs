using System.Collections.Concurrent;
using Azure;
using IntegrationHub.Oai;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Operations;

/// <summary>
/// Container <c>static-repositories</c>: OAI static repository files, <c>{name}.xml</c>, of members without a server of their own. Names have the shape of source ids.
/// </summary>
public sealed class StaticRepositoryBlobs(StorageAccount account)
{
    public const string Container = "static-repositories";

    private readonly BlobFolder _folder = new(account, Container);
    private readonly ConcurrentDictionary<SourceId, (ETag ETag, StaticRepository Repository)> _read = new();

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    /// <summary>Replaces whatever is there. The caller has found the file valid.</summary>
    public Task StoreAsync(SourceId name, ReadOnlyMemory<byte> file, CancellationToken ct) => _folder.WriteAsync(NameOf(name), file, ct, "text/xml");

    /// <summary>The repository, read again only when the blob has changed.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<StaticRepository?> OpenAsync(SourceId name, CancellationToken ct)
    {
        if (_read.TryGetValue(name, out var known) && await _folder.ReadETagAsync(NameOf(name), ct) == known.ETag)
        {
            return known.Repository;
        }

        if (await _folder.ReadAsync(NameOf(name), ct) is not { } blob)
        {
            _read.TryRemove(name, out _);
            return null;
        }

        if (!StaticRepository.TryRead(blob.Bytes, out var repository, out var mistakes))
        {
            throw new FormatException($"{Container}/{NameOf(name)} was stored unchecked: {mistakes[0]}");
        }

        _read[name] = (blob.ETag, repository);
        return repository;
    }

    private static string NameOf(SourceId name) => $"{name}.xml";
}
