using IntegrationHub.Search;
using IntegrationHub.Storage;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>
/// Deletes what no manifest names any more: superseded blobs and those of publications that died. A blob first seen so stays for
/// <see cref="PublishingOptions.PurgeAfter"/>, so that a reader who holds the manifest before can finish.
/// </summary>
public sealed class FeedHousekeeper(FeedBlobs blobs, SearchBlobs search, BlobLock locks, IOptions<PublishingOptions> options, TimeProvider time)
{
    /// <returns>Blobs deleted; none while a publication is under way, since it may be about to name one of them again.</returns>
    public async Task<int> PurgeAsync(CancellationToken ct)
    {
        await using var held = await locks.TryTakeAsync(FeedPublisher.LockName, ct);
        if (held is null)
        {
            return 0;
        }

        var manifest = (await blobs.ReadManifestAsync(known: null, ct)).Manifest;
        var named = NamesIn(manifest).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var kept in manifest.Kept)
        {
            named.Add(kept.Name);
            named.UnionWith(NamesIn(await blobs.ReadKeptAsync(kept.Name, ct) ?? FeedManifest.Empty).OfType<string>());
        }

        var seen = await blobs.ReadSupersededAsync(ct);
        var superseded = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var deleted = 0;
        await PurgeFolderAsync(blobs.ListAsync(ct), blobs.DeleteAsync);
        await PurgeFolderAsync(search.ListAsync(ct), search.DeleteAsync);

        if (!seen.SequenceEqual(superseded))
        {
            await blobs.WriteSupersededAsync(superseded, ct);
        }

        return deleted;

        static IEnumerable<string?> NamesIn(FeedManifest manifest) => manifest.Categories.Values.SelectMany(category => category.Blobs.Select(blob => blob.Name))
            .Concat(manifest.Places.Blobs).Concat(manifest.Log.Select(blob => blob.Name)).Append(manifest.Withdrawn?.Name).Concat((manifest.Search?.Files.Values ?? Enumerable.Empty<string>()).Select(SearchBlobs.NameOf));

        // The names of the two containers differ in their first step.
        async Task PurgeFolderAsync(IAsyncEnumerable<string> names, Func<string, CancellationToken, Task> deleteAsync)
        {
            await foreach (var name in names.Where(name => !named.Contains(name)).WithCancellation(ct))
            {
                var since = seen.GetValueOrDefault(name, now);
                if (now - since >= options.Value.PurgeAfter)
                {
                    await deleteAsync(name, ct);
                    deleted++;
                }
                else
                {
                    superseded[name] = since;
                }
            }
        }
    }
}
