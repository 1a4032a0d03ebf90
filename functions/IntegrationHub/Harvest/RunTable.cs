using System.Globalization;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>Table <c>runs</c>: partition the source's id, row key the run's number, eight digits.</summary>
public sealed class RunTable(StorageAccount account)
{
    public const string TableName = "runs";

    private readonly JsonTable<Run> _rows = new(account, TableName, HarvestJson.Default.Run);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<Run>?> FindAsync(SourceId source, int number, CancellationToken ct) => _rows.FindAsync(source.Value, KeyOf(number), ct);

    /// <summary>A source's runs, or all sources', oldest first.</summary>
    public IAsyncEnumerable<Versioned<Run>> ListAsync(SourceId? source, CancellationToken ct) => _rows.ListAsync(source?.Value, ct);

    /// <returns>Null if the number is taken.</returns>
    public Task<Versioned<Run>?> TryBeginAsync(Run run, CancellationToken ct) => _rows.TryInsertAsync(run.Source.Id.Value, KeyOf(run.Number), run, ct);

    /// <returns>Null if <paramref name="read"/> is no longer what is stored.</returns>
    public Task<Versioned<Run>?> TryAdvanceAsync(Versioned<Run> read, Run run, CancellationToken ct) =>
        _rows.TryReplaceAsync(run.Source.Id.Value, KeyOf(run.Number), run, read.ETag, ct);

    public Task<bool> TryForgetAsync(Versioned<Run> read, CancellationToken ct) =>
        _rows.TryDeleteAsync(read.Value.Source.Id.Value, KeyOf(read.Value.Number), read.ETag, ct);

    private static string KeyOf(int number) => number.ToString("D8", CultureInfo.InvariantCulture);
}
