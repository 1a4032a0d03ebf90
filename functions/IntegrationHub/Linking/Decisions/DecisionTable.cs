using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>Table <c>decisions</c>: what curators have said. Partition key <c>decision</c>, row key the decision's id.</summary>
public sealed class DecisionTable(StorageAccount account)
{
    public const string TableName = "decisions";

    private const string Partition = "decision";

    private readonly JsonTable<CuratorDecision> _rows = new(account, TableName, IndexJson.Default.CuratorDecision);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public async Task<CuratorDecision?> FindAsync(string id, CancellationToken ct) => (await _rows.FindAsync(Partition, id, ct))?.Value;

    /// <summary>All of them, in order of id.</summary>
    public IAsyncEnumerable<CuratorDecision> ListAsync(CancellationToken ct) => _rows.ListAsync(Partition, ct).Select(row => row.Value);

    /// <summary>Writes it down; an earlier word on the same question is replaced, a later one stays.</summary>
    /// <returns>What stands there now.</returns>
    public async Task<CuratorDecision> WriteAsync(CuratorDecision decision, CancellationToken ct)
    {
        while (true)
        {
            if (await _rows.FindAsync(Partition, decision.Id, ct) is not { } known)
            {
                if (await _rows.TryInsertAsync(Partition, decision.Id, decision, ct) is not null)
                {
                    return decision;
                }
            }
            else if (known.Value.At > decision.At)
            {
                return known.Value;
            }
            else if (await _rows.TryReplaceAsync(Partition, decision.Id, decision, known.ETag, ct) is not null)
            {
                return decision;
            }
        }
    }

    /// <returns>What was taken back; null if there was none.</returns>
    public async Task<CuratorDecision?> TakeBackAsync(string id, CancellationToken ct)
    {
        while (await _rows.FindAsync(Partition, id, ct) is { } known)
        {
            if (await _rows.TryDeleteAsync(Partition, id, known.ETag, ct))
            {
                return known.Value;
            }
        }

        return null;
    }
}
