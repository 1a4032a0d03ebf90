using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.EndToEnd;

/// <summary>
/// What a hub has come to, without what depends on how it came to it (versions, partitions, positions): every line of the index, with members, keys
/// and access, and every entry of each category of the feed.
/// </summary>
internal sealed record HubContent(IReadOnlyList<string> Resources, IReadOnlyList<string> Keys, IReadOnlyDictionary<string, IReadOnlyList<string>> Feed)
{
    public static async Task<HubContent> ReadAsync(string connectionString, CancellationToken ct)
    {
        var account = new StorageAccount(new StorageOptions { ConnectionString = connectionString });
        var manifest = (await new IndexBlobs(account).ReadManifestAsync(null, ct)).Manifest;
        var index = new BlobFolder(account, IndexBlobs.Container);
        var resources = await LinesAsync(index, manifest.Resources.Blobs, ct);
        var keys = await LinesAsync(index, manifest.Keys.Blobs, ct);

        var published = (await new FeedBlobs(account).ReadManifestAsync(null, ct)).Manifest;
        Assert.Equal(manifest.Version, published.IndexVersion);
        var listings = new BlobFolder(account, FeedBlobs.Container);
        var feed = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (path, category) in published.Categories.Where(category => category.Value.Count > 0))
        {
            var entries = await LinesAsync(listings, category.Blobs.Select(blob => blob.Name), ct);
            Assert.Equal(category.Count, entries.Count);
            feed[path] = entries;
        }

        return new HubContent(resources, keys, feed);
    }

    /// <summary>Fails with the first differences in words.</summary>
    public static void AssertEqual(HubContent expected, HubContent actual, string after)
    {
        AssertEqual(expected.Resources, actual.Resources, $"resources {after}");
        AssertEqual(expected.Keys, actual.Keys, $"keys {after}");
        Assert.Equal(expected.Feed.Keys, actual.Feed.Keys);
        foreach (var (path, entries) in expected.Feed)
        {
            AssertEqual(entries, actual.Feed[path], $"feed {path} {after}");
        }
    }

    private static void AssertEqual(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string what)
    {
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            var lost = expected.Except(actual, StringComparer.Ordinal).Take(3);
            var strange = actual.Except(expected, StringComparer.Ordinal).Take(3);
            Assert.Fail($"{what}: {expected.Count} lines expected, {actual.Count} found.\nLost:\n{string.Join('\n', lost)}\nStrange:\n{string.Join('\n', strange)}");
        }
    }

    // Sorted. A hole that an entry has left is an empty line.
    private static async Task<IReadOnlyList<string>> LinesAsync(BlobFolder folder, IEnumerable<string?> blobs, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (var name in blobs.OfType<string>())
        {
            var blob = await folder.ReadAsync(name, ct);
            Assert.NotNull(blob);
            using var text = new StreamReader(new GZipStream(new MemoryStream(blob.Bytes), CompressionMode.Decompress), Encoding.UTF8);
            while (await text.ReadLineAsync(ct) is { } line)
            {
                if (line.Length > 0)
                {
                    using var json = JsonDocument.Parse(line);
                    lines.Add(line);
                }
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
