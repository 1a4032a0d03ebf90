using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace IntegrationHub.Storage;

/// <summary>One table of control state: point reads, inserts and replaces that say plainly when somebody else was faster.</summary>
public sealed class Rows(StorageAccount account, string table)
{
    private readonly TableClient _table = account.Tables.GetTableClient(table);

    public string Name => table;

    public Task CreateAsync(CancellationToken ct) => _table.CreateIfNotExistsAsync(ct);

    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken ct)
    {
        var answer = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: ct);
        return answer.HasValue ? answer.Value : null;
    }

    /// <returns>The new row's version; null if the row exists already.</returns>
    public async Task<ETag?> TryInsertAsync(TableEntity row, CancellationToken ct)
    {
        try
        {
            return (await _table.AddEntityAsync(row, ct)).Headers.ETag;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }

    /// <returns>The row's new version; null if it is gone or no longer at <paramref name="expected"/>.</returns>
    public async Task<ETag?> TryReplaceAsync(TableEntity row, ETag expected, CancellationToken ct)
    {
        try
        {
            return (await _table.UpdateEntityAsync(row, expected, TableUpdateMode.Replace, ct)).Headers.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <returns>False if the row is no longer at <paramref name="expected"/>; a row that is gone already counts as deleted.</returns>
    public async Task<bool> TryDeleteAsync(string partition, string row, ETag expected, CancellationToken ct)
    {
        try
        {
            await _table.DeleteEntityAsync(partition, row, expected, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    /// <summary>All rows of a partition (null: of the table), in key order.</summary>
    public async IAsyncEnumerable<TableEntity> ListAsync(string? partition, [EnumeratorCancellation] CancellationToken ct)
    {
        var filter = partition is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: ct))
        {
            yield return row;
        }
    }
}
