using IntegrationHub.Storage;

namespace IntegrationHub.Sources;

/// <summary>Table <c>sources</c>: partition <c>source</c>, row key the source's id.</summary>
public sealed class SourceTable(StorageAccount account)
{
    public const string TableName = "sources";

    private const string Partition = "source";

    private readonly JsonTable<Source> _rows = new(account, TableName, SourcesJson.Default.Source);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<Source>?> FindAsync(SourceId id, CancellationToken ct) => _rows.FindAsync(Partition, id.Value, ct);

    /// <summary>All sources, by id.</summary>
    public IAsyncEnumerable<Versioned<Source>> ListAsync(CancellationToken ct) => _rows.ListAsync(Partition, ct);

    /// <returns>Null if there is one with this id already.</returns>
    public Task<Versioned<Source>?> TryAddAsync(Source source, CancellationToken ct) => _rows.TryInsertAsync(Partition, source.Id.Value, source, ct);

    /// <summary>Stores the source whatever is there.</summary>
    public async Task StoreAsync(Source source, CancellationToken ct)
    {
        while (await (await FindAsync(source.Id, ct) is { } known ? TryReplaceAsync(known, source, ct) : TryAddAsync(source, ct)) is null)
        {
            // Somebody else stored one meanwhile: the last one counts.
        }
    }

    /// <returns>Null if <paramref name="read"/> is no longer what is stored.</returns>
    public Task<Versioned<Source>?> TryReplaceAsync(Versioned<Source> read, Source source, CancellationToken ct) =>
        _rows.TryReplaceAsync(Partition, source.Id.Value, source, read.ETag, ct);

    /// <returns>False if <paramref name="read"/> is no longer what is stored.</returns>
    public Task<bool> TryRemoveAsync(Versioned<Source> read, CancellationToken ct) => _rows.TryDeleteAsync(Partition, read.Value.Id.Value, read.ETag, ct);
}
