using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using IntegrationHub.Publishing;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>The whole feed for download, and how a copy of it is kept up to date.</summary>
public sealed class FeedDumpsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Dumps = "https://hub.example/api/dumps";

    [Fact]
    public async Task An_Older_Dump_And_The_Changes_Since_Make_The_Newer_Dump()
    {
        var rig = await PublishedAsync(130);
        await ChangeFeedTests.NextAsync(rig, [.. Enumerable.Range(0, 9).Select(i => ChangeFeedTests.Changed(i * 11)), FeedRig.Book(900)], [FeedRig.Book(40).Id]);
        await ChangeFeedTests.NextAsync(rig, [ChangeFeedTests.Changed(5), FeedRig.Book(901)], [FeedRig.Book(11).Id, FeedRig.Book(900).Id]);

        var copy = await DownloadAsync(rig, 1);
        Assert.Equal(130, copy.Count);
        for (string? next = (await rig.GetAsync($"{Dumps}/1")).Json.GetProperty("changes").GetString() + "&limit=4"; next is not null;)
        {
            var answer = await rig.GetAsync(next);
            ChangeFeedTests.Apply(copy, answer);
            next = ChangeFeedTests.NextOf(answer);
        }

        Assert.Equal(await DownloadAsync(rig, 3), copy);
        Assert.Equal(129, copy.Count);
    }

    [Fact]
    public async Task Versions_Stay_As_Long_As_They_Are_Kept_Whatever_Is_Purged()
    {
        var rig = await PublishedAsync(60);
        var old = await DownloadAsync(rig, 1);
        for (var i = 0; i < 3; i++)
        {
            await ChangeFeedTests.NextAsync(rig, Enumerable.Range(0, 60).Select(number => FeedRig.Book(number, $"2024-07-0{i + 1}", record => record with { Title = $"第 {i} 次 {number}" })), []);
            await rig.Housekeeper.PurgeAsync(default);
            rig.Time.Advance(TimeSpan.FromDays(1));
            await rig.Housekeeper.PurgeAsync(default);
        }

        Assert.Equal([4, 3, 2, 1], (await rig.GetAsync(Dumps)).Json.GetProperty("dumps").EnumerateArray().Select(dump => dump.GetProperty("version").GetInt64()));
        Assert.Equal(old, await DownloadAsync(rig, 1));

        await ChangeFeedTests.NextAsync(rig, [FeedRig.Book(900)], []);
        Assert.Equal(404, (await rig.GetAsync($"{Dumps}/1")).Status);
        Assert.Equal(200, (await rig.GetAsync($"{Dumps}/2")).Status);
    }

    [Fact]
    public async Task All_Parts_One_Behind_The_Other_Are_One_Gzip()
    {
        var rig = await PublishedAsync(130);
        await ChangeFeedTests.NextAsync(rig, [], [FeedRig.Book(40).Id]);
        using var whole = new MemoryStream();
        var manifest = (await rig.GetAsync($"{Dumps}/2")).Json;
        foreach (var part in manifest.GetProperty("parts").EnumerateArray())
        {
            whole.Write((await rig.GetAsync(part.GetProperty("url").GetString()!)).Body);
        }

        Assert.True(manifest.GetProperty("parts").GetArrayLength() > 2);
        Assert.Equal(whole.Length, manifest.GetProperty("bytes").GetInt64());
        whole.Position = 0;
        using var lines = new StreamReader(new GZipStream(whole, CompressionMode.Decompress));
        Assert.Equal(129, (await lines.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_Part_Is_Had_In_Ranges_And_Not_Twice()
    {
        var rig = await PublishedAsync(60);
        var part = (await rig.GetAsync($"{Dumps}/1")).Json.GetProperty("parts")[0];
        var url = part.GetProperty("url").GetString()!;
        var whole = await rig.GetAsync(url);

        var range = await rig.GetAsync(url, range: "bytes=10-19");
        rig.Transport.Forget();
        var again = await rig.GetAsync(url, whole.ETag);

        Assert.Equal((206, "application/gzip"), (range.Status, range.Headers.ContentType.ToString()));
        Assert.Equal(whole.Body[10..20], range.Body);
        Assert.Equal(304, again.Status);
        Assert.EndsWith("/feed/manifest.json", Assert.Single(rig.Transport.Calls), StringComparison.Ordinal);
        Assert.Contains("immutable", whole.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(404, (await rig.GetAsync($"{Dumps}/1/manifest.json")).Status);
        Assert.Equal(404, (await rig.GetAsync($"{Dumps}/7/{part.GetProperty("name").GetString()}")).Status);
    }

    [Fact]
    public async Task Checksums_Of_Blobs_That_Were_Written_Without_Are_Computed()
    {
        var rig = await PublishedAsync(60);
        var stored = await rig.Blobs.ReadManifestAsync(known: null, default);
        var known = await rig.GetAsync($"{Dumps}/1/{FeedDumps.Checksums}");
        var all = stored.Manifest.Categories[FeedTree.All];
        Assert.All(all.Blobs, blob => Assert.NotNull(blob.File));
        var older = stored.Manifest with { Categories = new(stored.Manifest.Categories) { [FeedTree.All] = all with { Blobs = [.. all.Blobs.Select(blob => blob with { File = null })] } } };
        Assert.True(await rig.Blobs.TryCommitAsync(stored, older, default));

        Assert.Equal(known.Text, (await rig.GetAsync($"{Dumps}/1/{FeedDumps.Checksums}")).Text);
        Assert.Equal(307, (await rig.GetAsync($"{Dumps}/latest")).Status);
    }

    /// <summary>As a portal does: every checksum verified, holes skipped.</summary>
    private static async Task<SortedDictionary<string, string>> DownloadAsync(FeedRig rig, long version)
    {
        var copy = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var manifest = (await rig.GetAsync($"{Dumps}/{version}")).Json;
        Assert.Equal(version, manifest.GetProperty("version").GetInt64());
        var sums = (await rig.GetAsync(manifest.GetProperty("checksums").GetString()!)).Text;
        foreach (var part in manifest.GetProperty("parts").EnumerateArray())
        {
            var packed = (await rig.GetAsync(part.GetProperty("url").GetString()!)).Body;
            Assert.Equal(part.GetProperty("bytes").GetInt64(), packed.Length);
            Assert.Equal(part.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(packed)));
            Assert.Contains($"{part.GetProperty("sha256").GetString()}  {part.GetProperty("name").GetString()}\n", sums, StringComparison.Ordinal);
            using var lines = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
            foreach (var line in (await lines.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                copy.Add(JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!, line);
            }
        }

        Assert.Equal(manifest.GetProperty("resources").GetInt32(), copy.Count);
        return copy;
    }

    private async Task<FeedRig> PublishedAsync(int books)
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, books).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        return rig;
    }
}
