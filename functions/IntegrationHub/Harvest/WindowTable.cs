using System.Globalization;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>Table <c>windows</c>: partition <c>{source}_{run:D8}</c>, row key the window's number, four digits.</summary>
public sealed class WindowTable(StorageAccount account)
{
    public const string TableName = "windows";

    private readonly JsonTable<Window> _rows = new(account, TableName, HarvestJson.Default.Window);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<Window>?> FindAsync(SourceId source, int run, int number, CancellationToken ct) =>
        _rows.FindAsync(PartitionOf(source, run), KeyOf(number), ct);

    /// <summary>A run's windows, by number.</summary>
    public ValueTask<List<Versioned<Window>>> ListAsync(SourceId source, int run, CancellationToken ct) =>
        _rows.ListAsync(PartitionOf(source, run), ct).ToListAsync(ct);

    /// <returns>Null if it is there already.</returns>
    public Task<Versioned<Window>?> TryOpenAsync(Window window, CancellationToken ct) =>
        _rows.TryInsertAsync(PartitionOf(window.Source, window.Run), KeyOf(window.Number), window, ct);

    /// <returns>Null if <paramref name="read"/> is no longer what is stored: another worker has the window.</returns>
    public Task<Versioned<Window>?> TryAdvanceAsync(Versioned<Window> read, Window window, CancellationToken ct) =>
        _rows.TryReplaceAsync(PartitionOf(window.Source, window.Run), KeyOf(window.Number), window, read.ETag, ct);

    public Task<bool> TryForgetAsync(Versioned<Window> read, CancellationToken ct) =>
        _rows.TryDeleteAsync(PartitionOf(read.Value.Source, read.Value.Run), KeyOf(read.Value.Number), read.ETag, ct);

    private static string PartitionOf(SourceId source, int run) => string.Create(CultureInfo.InvariantCulture, $"{source}_{run:D8}");

    private static string KeyOf(int number) => number.ToString("D4", CultureInfo.InvariantCulture);
}
