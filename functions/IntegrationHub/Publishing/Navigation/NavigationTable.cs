using IntegrationHub.Storage;

namespace IntegrationHub.Publishing;

/// <summary>Table <c>navigation</c>: what admins say of the feed's navigation. Partition <c>settings</c> has one row; <c>collection</c> one for each special collection, its id the row key.</summary>
public sealed class NavigationTable(StorageAccount account)
{
    public const string TableName = "navigation";

    private const string SettingsPartition = "settings";
    private const string SettingsRow = "navigation";
    private const string CollectionPartition = "collection";

    private readonly JsonTable<NavigationSettings> _settings = new(account, TableName, NavigationJson.Default.NavigationSettings);
    private readonly JsonTable<Collection> _collections = new(account, TableName, NavigationJson.Default.Collection);

    public Task CreateAsync(CancellationToken ct) => _settings.CreateAsync(ct);

    /// <returns>Null: nothing was ever set.</returns>
    internal Task<Versioned<NavigationSettings>?> FindAsync(CancellationToken ct) => _settings.FindAsync(SettingsPartition, SettingsRow, ct);

    internal async Task<NavigationSettings> FindSettingsAsync(CancellationToken ct) => (await FindAsync(ct))?.Value ?? NavigationSettings.None;

    /// <param name="read">What they take the place of; null: nothing.</param>
    /// <returns>Null if <paramref name="read"/> is no longer what is stored.</returns>
    internal Task<Versioned<NavigationSettings>?> TryStoreAsync(Versioned<NavigationSettings>? read, NavigationSettings settings, CancellationToken ct) => read is null
        ? _settings.TryInsertAsync(SettingsPartition, SettingsRow, settings, ct)
        : _settings.TryReplaceAsync(SettingsPartition, SettingsRow, settings, read.ETag, ct);

    /// <summary>All collections, by id.</summary>
    internal async Task<IReadOnlyList<Collection>> ListCollectionsAsync(CancellationToken ct) => await _collections.ListAsync(CollectionPartition, ct).Select(row => row.Value).ToListAsync(ct);

    internal Task<Versioned<Collection>?> FindAsync(CollectionId id, CancellationToken ct) => _collections.FindAsync(CollectionPartition, id.Value, ct);

    /// <inheritdoc cref="TryStoreAsync(Versioned{NavigationSettings}, NavigationSettings, CancellationToken)"/>
    internal Task<Versioned<Collection>?> TryStoreAsync(Versioned<Collection>? read, Collection collection, CancellationToken ct) => read is null
        ? _collections.TryInsertAsync(CollectionPartition, collection.Id.Value, collection, ct)
        : _collections.TryReplaceAsync(CollectionPartition, collection.Id.Value, collection, read.ETag, ct);

    /// <returns>False if <paramref name="read"/> is no longer what is stored.</returns>
    internal Task<bool> TryRemoveAsync(Versioned<Collection> read, CancellationToken ct) => _collections.TryDeleteAsync(CollectionPartition, read.Value.Id.Value, read.ETag, ct);
}
