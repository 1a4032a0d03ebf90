using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>Tells whoever comes after the publication that there is a version of the feed, the newest or an older one again.</summary>
/// <param name="version">Of the feed.</param>
public delegate Task FeedAnnouncement(long version, CancellationToken ct);

/// <summary>What there is to tell of the version that is published.</summary>
/// <param name="Version">Of the feed; 0: nothing is published yet.</param>
/// <param name="At">When it was published; RFC 3339 in UTC, whole seconds.</param>
/// <param name="Resources">In the feed.</param>
public sealed record FeedNews(long Version, string At, int Resources);

/// <summary>Resources by their last change since a version.</summary>
public sealed record ChangeCounts(int Added, int Changed, int Withdrawn);

/// <summary>Reads the news past every cache, since a version may just have been published.</summary>
public sealed class FeedNewsReader(FeedBlobs blobs, PublishedFeed feed)
{
    public async Task<FeedNews> ReadAsync(CancellationToken ct)
    {
        var manifest = (await blobs.ReadManifestAsync(known: null, ct)).Manifest;
        return new FeedNews(manifest.Version, manifest.At ?? "1970-01-01T00:00:00Z", manifest.Categories.GetValueOrDefault(FeedTree.All)?.Count ?? 0);
    }

    /// <param name="since">A version of the feed: what came after it is counted.</param>
    public async Task<ChangeCounts> CountAsync(long since, CancellationToken ct)
    {
        var (added, changed, withdrawn) = (0, 0, 0);
        foreach (var blob in (await blobs.ReadManifestAsync(known: null, ct)).Manifest.Log.Reverse().TakeWhile(blob => blob.Version > since))
        {
            var lines = await feed.LogAsync(blob.Name, ct) ?? throw new FileNotFoundException($"Blob {blob.Name} of the publication log was purged.", blob.Name);
            for (var line = lines.Count - 1; line >= 0 && PublicationLog.Parse(lines[line]) is var entry && entry.Version > since; line--)
            {
                _ = entry.Kind switch { ChangeKind.Added => added++, ChangeKind.Changed => changed++, _ => withdrawn++ };
            }
        }

        return new ChangeCounts(added, changed, withdrawn);
    }
}
