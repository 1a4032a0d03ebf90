using System.Globalization;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>Table <c>linkedruns</c>: partition the source's id, row key the run's number, eight digits. A row is written once and never changed.</summary>
public sealed class LinkedRunTable(StorageAccount account)
{
    public const string TableName = "linkedruns";

    private readonly JsonTable<LinkedRun> _rows = new(account, TableName, IndexJson.Default.LinkedRun);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    /// <returns>Null while not all of the run is linked, and for runs that brought nothing to link.</returns>
    public async Task<LinkedRun?> FindAsync(SourceId source, int run, CancellationToken ct) => (await _rows.FindAsync(source.Value, KeyOf(run), ct))?.Value;

    /// <summary>A source's runs, or all sources', oldest first.</summary>
    public IAsyncEnumerable<LinkedRun> ListAsync(SourceId? source, CancellationToken ct) => _rows.ListAsync(source?.Value, ct).Select(row => row.Value);

    public async Task ForgetAsync(SourceId source, int run, CancellationToken ct)
    {
        if (await _rows.FindAsync(source.Value, KeyOf(run), ct) is { } row)
        {
            await _rows.TryDeleteAsync(source.Value, KeyOf(run), row.ETag, ct);
        }
    }

    /// <summary>Nothing happens where the run has its row: it says the same.</summary>
    internal Task WriteAsync(LinkedRun run, CancellationToken ct) => _rows.TryInsertAsync(run.Source.Value, KeyOf(run.Run), run, ct);

    private static string KeyOf(int run) => run.ToString("D8", CultureInfo.InvariantCulture);
}
