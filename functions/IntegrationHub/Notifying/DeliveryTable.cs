using System.Globalization;
using IntegrationHub.Storage;

namespace IntegrationHub.Notifying;

/// <summary>Table <c>deliveries</c>: partition the subscription's id, row key the feed's version in nineteen digits, so that they lie in its order.</summary>
public sealed class DeliveryTable(StorageAccount account)
{
    public const string TableName = "deliveries";

    private readonly JsonTable<NewsDelivery> _rows = new(account, TableName, NotifyingJson.Default.NewsDelivery);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public Task<Versioned<NewsDelivery>?> FindAsync(string subscription, long version, CancellationToken ct) => _rows.FindAsync(subscription, RowOf(version), ct);

    /// <summary>Of one subscription, or (null) of all, each one's oldest version first.</summary>
    public IAsyncEnumerable<Versioned<NewsDelivery>> ListAsync(string? subscription, CancellationToken ct) => _rows.ListAsync(subscription, ct);

    /// <returns>Null if there is one already.</returns>
    public Task<Versioned<NewsDelivery>?> TryAddAsync(NewsDelivery delivery, CancellationToken ct) => _rows.TryInsertAsync(delivery.Subscription, RowOf(delivery.Version), delivery, ct);

    /// <returns>Null if <paramref name="read"/> is no longer what is stored.</returns>
    public Task<Versioned<NewsDelivery>?> TryAdvanceAsync(Versioned<NewsDelivery> read, NewsDelivery next, CancellationToken ct) =>
        _rows.TryReplaceAsync(read.Value.Subscription, RowOf(read.Value.Version), next, read.ETag, ct);

    /// <returns>False if it has changed since it was read.</returns>
    public Task<bool> TryForgetAsync(Versioned<NewsDelivery> read, CancellationToken ct) => _rows.TryDeleteAsync(read.Value.Subscription, RowOf(read.Value.Version), read.ETag, ct);

    private static string RowOf(long version) => version.ToString("D19", CultureInfo.InvariantCulture);
}
