using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Probing;

/// <summary>Table <c>findings</c>: partition <c>findings</c>, row key the source's id.</summary>
public sealed class FindingsTable(StorageAccount account)
{
    public const string TableName = "findings";

    private const string Partition = "findings";

    private readonly JsonTable<ProviderFindings> _rows = new(account, TableName, ProbingJson.Default.ProviderFindings);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<ProviderFindings>?> FindAsync(SourceId source, CancellationToken ct) => _rows.FindAsync(Partition, source.Value, ct);

    /// <summary>Replaces what was read, or makes the first one where nothing was.</summary>
    /// <returns>False if it has changed since.</returns>
    public async Task<bool> TryLearnAsync(Versioned<ProviderFindings>? read, ProviderFindings findings, CancellationToken ct) =>
        (read is null
            ? await _rows.TryInsertAsync(Partition, findings.Source.Value, findings, ct)
            : await _rows.TryReplaceAsync(Partition, findings.Source.Value, findings, read.ETag, ct)) is not null;

    public async Task ForgetAsync(SourceId source, CancellationToken ct)
    {
        while (await FindAsync(source, ct) is { } read && !await _rows.TryDeleteAsync(Partition, source.Value, read.ETag, ct))
        {
        }
    }
}
