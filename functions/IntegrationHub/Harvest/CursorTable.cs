using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>Table <c>cursors</c>: partition <c>cursor</c>, row key the source's id.</summary>
public sealed class CursorTable(StorageAccount account)
{
    public const string TableName = "cursors";

    private const string Partition = "cursor";

    private readonly JsonTable<Cursor> _rows = new(account, TableName, HarvestJson.Default.Cursor);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<Cursor>?> FindAsync(SourceId source, CancellationToken ct) => _rows.FindAsync(Partition, source.Value, ct);

    public IAsyncEnumerable<Versioned<Cursor>> ListAsync(CancellationToken ct) => _rows.ListAsync(Partition, ct);

    /// <summary>Replaces what was read, or makes the first one where nothing was.</summary>
    /// <returns>False if it has changed since: read it again and decide again.</returns>
    public async Task<bool> TryAdvanceAsync(Versioned<Cursor>? read, Cursor cursor, CancellationToken ct) =>
        (read is null
            ? await _rows.TryInsertAsync(Partition, cursor.Source.Value, cursor, ct)
            : await _rows.TryReplaceAsync(Partition, cursor.Source.Value, cursor, read.ETag, ct)) is not null;
}
