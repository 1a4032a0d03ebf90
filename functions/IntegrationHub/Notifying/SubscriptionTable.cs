using IntegrationHub.Storage;

namespace IntegrationHub.Notifying;

/// <summary>Table <c>subscriptions</c>: partition <c>subscription</c>, row key the subscription's id.</summary>
public sealed class SubscriptionTable(StorageAccount account)
{
    public const string TableName = "subscriptions";

    private const string Partition = "subscription";

    private readonly JsonTable<Subscription> _rows = new(account, TableName, NotifyingJson.Default.Subscription);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<Subscription>?> FindAsync(string id, CancellationToken ct) => _rows.FindAsync(Partition, id, ct);

    /// <summary>All of them, by id.</summary>
    public IAsyncEnumerable<Versioned<Subscription>> ListAsync(CancellationToken ct) => _rows.ListAsync(Partition, ct);

    /// <summary>Writes <paramref name="change"/> of the subscription as it stands (null: there is none); null as its result leaves all as it is.</summary>
    /// <returns>What stands there now.</returns>
    public async Task<Subscription?> ChangeAsync(string id, Func<Subscription?, Subscription?> change, CancellationToken ct)
    {
        while (true)
        {
            var stored = await FindAsync(id, ct);
            if (change(stored?.Value) is not { } next)
            {
                return stored?.Value;
            }

            if ((stored is null ? await _rows.TryInsertAsync(Partition, id, next, ct) : await _rows.TryReplaceAsync(Partition, id, next, stored.ETag, ct)) is not null)
            {
                return next;
            }
        }
    }

    /// <summary>Its deliveries go first, so that a death between leaves nothing that nobody owns.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> RemoveAsync(string id, DeliveryTable deliveries, CancellationToken ct)
    {
        while (await FindAsync(id, ct) is { } row)
        {
            await foreach (var delivery in deliveries.ListAsync(id, ct))
            {
                await deliveries.TryForgetAsync(delivery, ct);
            }

            if (await TryRemoveAsync(row, ct))
            {
                return true;
            }
        }

        return false;
    }

    private Task<bool> TryRemoveAsync(Versioned<Subscription> read, CancellationToken ct) => _rows.TryDeleteAsync(Partition, read.Value.Id, read.ETag, ct);
}
