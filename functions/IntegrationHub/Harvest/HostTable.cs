using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>Table <c>hosts</c>: partition <c>host</c>, row key the host's name and port.</summary>
public sealed class HostTable(StorageAccount account)
{
    public const string TableName = "hosts";

    private const string Partition = "host";

    private readonly JsonTable<ProviderHost> _rows = new(account, TableName, HarvestJson.Default.ProviderHost);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<ProviderHost>?> FindAsync(string name, CancellationToken ct) => _rows.FindAsync(Partition, name, ct);

    /// <summary>Changes what is known of a host, for as often as somebody else was faster.</summary>
    /// <param name="change">Decides anew each time; the host as it is: nothing is written.</param>
    public async Task<ProviderHost> ChangeAsync(string name, Func<ProviderHost, ProviderHost> change, CancellationToken ct)
    {
        while (true)
        {
            var read = await FindAsync(name, ct);
            var known = read?.Value ?? new ProviderHost { Name = name };
            var changed = change(known);
            if (ReferenceEquals(changed, known)
                || await (read is null ? _rows.TryInsertAsync(Partition, name, changed, ct) : _rows.TryReplaceAsync(Partition, name, changed, read.ETag, ct)) is not null)
            {
                return changed;
            }
        }
    }
}
