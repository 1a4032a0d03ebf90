using IntegrationHub.Storage;

namespace IntegrationHub.Operations;

/// <summary>Table <c>poison</c>: partition <c>poison</c>, row key the message's id.</summary>
public sealed class PoisonTable(StorageAccount account)
{
    public const string TableName = "poison";

    private const string Partition = "poison";

    private readonly JsonTable<PoisonMessage> _rows = new(account, TableName, PoisonJson.Default.PoisonMessage);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<PoisonMessage>?> FindAsync(string id, CancellationToken ct) => _rows.FindAsync(Partition, id, ct);

    /// <summary>Those too that the host goes on trying.</summary>
    public IAsyncEnumerable<Versioned<PoisonMessage>> ListAsync(CancellationToken ct) => _rows.ListAsync(Partition, ct);

    /// <summary>How many were given up.</summary>
    public ValueTask<int> CountAsync(CancellationToken ct) => ListAsync(ct).CountAsync(row => row.Value.GivenUp is not null, ct);

    /// <summary>Writes <paramref name="change"/> of the message as it stands, or of <paramref name="message"/> where there is none.</summary>
    public async Task<PoisonMessage> ChangeAsync(PoisonMessage message, Func<PoisonMessage, PoisonMessage> change, CancellationToken ct)
    {
        while (true)
        {
            var stored = await FindAsync(message.Id, ct);
            var next = change(stored?.Value ?? message);
            if ((stored is null ? await _rows.TryInsertAsync(Partition, message.Id, next, ct) : await _rows.TryReplaceAsync(Partition, message.Id, next, stored.ETag, ct)) is not null)
            {
                return next;
            }
        }
    }

    /// <returns>False if it has changed since it was read.</returns>
    public Task<bool> TryForgetAsync(Versioned<PoisonMessage> read, CancellationToken ct) => _rows.TryDeleteAsync(Partition, read.Value.Id, read.ETag, ct);
}
