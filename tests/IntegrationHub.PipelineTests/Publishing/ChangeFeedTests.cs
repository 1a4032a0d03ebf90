using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>What a portal that keeps a copy of its own is told.</summary>
public sealed class ChangeFeedTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Changes = "https://hub.example/api/changes";

    [Fact]
    public async Task Tells_What_Was_Added_Changed_And_Withdrawn_Since_A_Version()
    {
        var rig = await PublishedAsync(60);
        await NextAsync(rig, [FeedRig.Book(900), Changed(7)], [FeedRig.Book(8).Id]);

        var answer = await rig.GetAsync($"{Changes}?since=1");
        var lines = Lines(answer).ToDictionary(line => line.GetProperty("id").GetString()!);

        Assert.Equal(("application/x-ndjson", "2", "no-cache"), (answer.Headers.ContentType.ToString(), answer.Headers["X-Feed-Version"].ToString(), answer.Headers.CacheControl.ToString()));
        Assert.Equal(3, lines.Count);
        Assert.All(lines.Values, line => Assert.Equal(2, line.GetProperty("version").GetInt64()));
        var changed = lines[FeedRig.Book(7).Id.ToString()];
        Assert.Equal(("changed", "改 7"), (changed.GetProperty("kind").GetString(), changed.GetProperty("resource").GetProperty("title").GetString()));
        Assert.Equal("https://cashl.example/7", changed.GetProperty("resource").GetProperty("places")[0].GetProperty("url").GetString());
        Assert.Contains("platform/cashl", changed.GetProperty("in").EnumerateArray().Select(path => path.GetString()));
        Assert.Equal("added", lines[FeedRig.Book(900).Id.ToString()].GetProperty("kind").GetString());
        var gone = lines[FeedRig.Book(8).Id.ToString()];
        Assert.Equal("withdrawn", gone.GetProperty("kind").GetString());
        Assert.False(gone.TryGetProperty("resource", out _));
        Assert.Empty((await rig.GetAsync($"{Changes}?since=2")).Body);
        Assert.Equal(61, Lines(await rig.GetAsync(Changes)).Count);
    }

    [Fact]
    public async Task Shows_What_Is_Published_And_Not_What_The_Index_Holds_Already()
    {
        var rig = await PublishedAsync(12);
        await rig.CommitAsync([Changed(3), FeedRig.Book(50)], [FeedRig.Book(4).Id]);

        var lines = Lines(await rig.GetAsync(Changes));

        Assert.Equal(12, lines.Count);
        Assert.All(lines, line => Assert.StartsWith("书", line.GetProperty("resource").GetProperty("title").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_Survive_A_New_Version_And_Nothing_Is_Lost()
    {
        var rig = await PublishedAsync(60);
        var copy = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var published = false;
        var version = "";
        for (string? next = $"{Changes}?since=0&limit=7"; next is not null;)
        {
            var answer = await rig.GetAsync(next);
            Apply(copy, answer);
            version = answer.Headers["X-Feed-Version"].ToString();
            next = NextOf(answer);
            if (!published)
            {
                // One that was read already, one that was not, and a new one.
                published = true;
                await NextAsync(rig, [FeedRig.Book(900), .. Enumerable.Range(0, 10).Select(i => Changed(i))], [FeedRig.Book(20).Id, FeedRig.Book(21).Id]);
            }
        }

        Assert.Equal("2", version);
        Assert.Equal(await FeedAsync(rig), copy);
    }

    [Fact]
    public async Task Nothing_New_Costs_One_Property_Read()
    {
        var rig = await PublishedAsync(12);
        var etag = (await rig.GetAsync($"{Changes}?since=1")).ETag;
        rig.Transport.Forget();

        var answer = await rig.GetAsync($"{Changes}?since=1", etag);

        Assert.Equal(304, answer.Status);
        var call = Assert.Single(rig.Transport.Calls);
        Assert.True(call.StartsWith("HEAD", StringComparison.Ordinal) && call.EndsWith("/feed/manifest.json", StringComparison.Ordinal), call);
        await NextAsync(rig, [FeedRig.Book(900)], []);
        Assert.Equal(200, (await rig.GetAsync($"{Changes}?since=1", etag)).Status);
    }

    [Fact]
    public async Task Is_Asked_By_Time_And_Kind_Too()
    {
        var rig = await PublishedAsync(12);
        var first = (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.At!;
        await NextAsync(rig, [Changed(3)], [FeedRig.Book(4).Id]);
        var second = (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.At!;

        Assert.Equal(2, Lines(await rig.GetAsync($"{Changes}?from={second}")).Count);
        Assert.Equal(10, Lines(await rig.GetAsync($"{Changes}?until={first}")).Count);
        Assert.Equal(12, Lines(await rig.GetAsync($"{Changes}?from={first[..10]}&until={second[..10]}")).Count);
        Assert.Equal("withdrawn", Assert.Single(Lines(await rig.GetAsync($"{Changes}?kind=withdrawn"))).GetProperty("kind").GetString());
        Assert.Equal(11, Lines(await rig.GetAsync($"{Changes}?kind=added,changed")).Count);
    }

    [Fact]
    public async Task A_Version_That_Was_Never_Published_Is_A_Clear_Problem()
    {
        var rig = await PublishedAsync(12);

        var answer = await rig.GetAsync($"{Changes}?since=9");

        Assert.Equal(400, answer.Status);
        Assert.Contains("version 1, and version 9 has not been published", answer.Text, StringComparison.Ordinal);
        Assert.Equal(503, (await (await new FeedRig(azurite.NewAccount()).CreateAsync()).GetAsync(Changes)).Status);
    }

    [Fact]
    public async Task Where_A_Withdrawn_One_Went_Is_Told()
    {
        var rig = await PublishedAsync(12);
        await rig.CommitAsync([], [FeedRig.Book(3).Id], movedTo: FeedRig.Book(4).Id);
        await rig.PublishAsync();

        Assert.Equal(FeedRig.Book(4).Id.ToString(), Assert.Single(Lines(await rig.GetAsync($"{Changes}?since=1"))).GetProperty("movedTo").GetString());
    }

    /// <summary>What a portal does with each line.</summary>
    internal static void Apply(SortedDictionary<string, string> copy, Answer answer)
    {
        foreach (var line in Lines(answer))
        {
            var id = line.GetProperty("id").GetString()!;
            if (line.GetProperty("kind").GetString() == "withdrawn")
            {
                copy.Remove(id);
            }
            else
            {
                copy[id] = line.GetProperty("resource").GetRawText();
            }
        }
    }

    internal static List<JsonElement> Lines(Answer answer)
    {
        Assert.Equal(200, answer.Status);
        return [.. answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    internal static string? NextOf(Answer answer) => answer.Headers.Link.ToString() is { Length: > 0 } link ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;

    internal static Resource Changed(int number) => FeedRig.Book(number, "2024-06-01", record => record with { Title = $"改 {number}" });

    internal static async Task NextAsync(FeedRig rig, IEnumerable<Resource> changed, IEnumerable<ResourceId> gone)
    {
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.CommitAsync(changed, gone);
        await rig.PublishAsync();
    }

    /// <summary>The listing of everything, by id.</summary>
    private static async Task<SortedDictionary<string, string>> FeedAsync(FeedRig rig)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var blob in (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.Categories[FeedTree.All].Blobs.Where(blob => blob.Name is not null))
        {
            var lines = (await rig.Blobs.ReadListingAsync(blob.Name!, default))!;
            foreach (var line in Enumerable.Range(0, lines.Length).Select(i => lines[i]).Where(line => !line.IsEmpty))
            {
                var entry = JsonDocument.Parse(line).RootElement;
                all[entry.GetProperty("id").GetString()!] = entry.GetRawText();
            }
        }

        return all;
    }

    private async Task<FeedRig> PublishedAsync(int books)
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, books).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        return rig;
    }
}
