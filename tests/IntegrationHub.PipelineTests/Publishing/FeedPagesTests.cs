using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.PipelineTests.Publishing;

public sealed class FeedPagesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Root2 = "https://hub.example/opds/2";
    private const string Root1 = "https://hub.example/opds/1";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Every_Link_Of_Every_Page_Answers_And_Counts_Are_Right()
    {
        var rig = await PublishedAsync(123);
        await rig.CommitAsync([FeedRig.Book(8, "2024-06-01", record => record with { Languages = ["fr"] })], [.. Enumerable.Range(20, 25).Select(i => FeedRig.Book(i).Id)]);
        await rig.PublishAsync();
        var met = new HashSet<string>();
        var gone = new HashSet<string>();
        var waiting = new Queue<string>([Root2, Root1]);
        while (waiting.TryDequeue(out var address))
        {
            if (!met.Add(address))
            {
                continue;
            }

            var answer = await rig.GetAsync(address);
            Assert.True(answer.Status == (gone.Contains(address) ? 410 : 200), $"{answer.Status} {address}");
            if (address == $"{Root2}/withdrawn")
            {
                gone.UnionWith(Links2(answer).Where(link => link.Contains("/api/resources/", StringComparison.Ordinal)));
            }

            foreach (var link in address.Contains("/opds/2", StringComparison.Ordinal) ? Links2(answer) : address.Contains("/opds/1", StringComparison.Ordinal) && !address.EndsWith("/opensearch.xml", StringComparison.Ordinal) ? Links1(answer) : [])
            {
                waiting.Enqueue(link);
            }
        }

        foreach (var (path, count) in Counts(await rig.GetAsync(Root2)).Where(node => !node.Path.Contains("/subject", StringComparison.Ordinal) || node.Path.EndsWith("unclassified", StringComparison.Ordinal)))
        {
            Assert.Equal(count, (await rig.WalkAsync(path[(Root2.Length + 1)..])).Count);
        }

        Assert.Equal(98, (await rig.WalkAsync("all")).Count);
        Assert.Contains($"{Root1}/subject/I/I2", met);
        Assert.Contains($"{Root1}/opensearch.xml", met);
        Assert.Equal(25, gone.Count);
        Assert.Contains($"{Root1}/withdrawn", met);
    }

    [Fact]
    public async Task An_Embargo_Ends_On_The_Page_Without_A_New_Publication()
    {
        var access = AccessRules.Decide([RightsText.OfEmbargo(new DateOnly(2000, 3, 1))], "https://cashl.example/embargoed");
        var rig = new FeedRig(azurite.NewAccount());
        await rig.CreateAsync();
        var embargoed = FeedRig.Book(1, change: record => record with { Access = access });
        await rig.CommitAsync([embargoed with { Members = [embargoed.Members[0] with { Since = "1999-01-01" }] }, .. Enumerable.Range(2, 60).Select(i => FeedRig.Book(i))]);
        await rig.PublishAsync();

        // the clock begins with the year 2000; the second blob of the listing has nothing embargoed
        var page = $"{Root2}/all?page=1";
        var others = $"{Root2}/all?page=6";
        var (before, steady) = (await rig.GetAsync(page), (await rig.GetAsync(others)).ETag);
        rig.Time.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(before.ETag, (await rig.GetAsync(page)).ETag);
        rig.Time.Advance(TimeSpan.FromDays(59));
        var after = await rig.GetAsync(page);
        rig.Time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(1, Count(before, "\"unavailable\""));
        Assert.Equal(0, Count(after, "\"unavailable\""));
        Assert.Equal(1, Count(after, "\"2000-03-01\""));
        var lookup = (await rig.GetAsync("https://hub.example/api/resolve?doi=10.1000/1")).Json;
        Assert.Equal("free", lookup.GetProperty("places")[0].GetProperty("status").GetString());
        Assert.Equal(after.ETag, (await rig.GetAsync(page)).ETag);
        Assert.Equal(steady, (await rig.GetAsync(others)).ETag);

        static int Count(Answer answer, string text) => Encoding.UTF8.GetString(answer.Body).Split(text).Length - 1;
    }

    [Fact]
    public async Task A_Page_Cut_In_Another_Size_Has_Another_ETag()
    {
        var account = azurite.NewAccount();
        var small = new FeedRig(account);
        await small.CreateAsync();
        await small.CommitAsync([.. Enumerable.Range(0, 30).Select(i => FeedRig.Book(i))]);
        await small.PublishAsync();
        var etag = (await small.GetAsync($"{Root2}/all?page=1")).ETag;
        var head = (await small.GetAsync($"{Root2}/all")).ETag;

        var large = new FeedRig(account, new PublishingOptions { PublicUrl = "https://hub.example", PageSize = 25, ListingEntries = 50, NewArrivals = 25, Revalidate = TimeSpan.Zero });
        await large.PublishAsync();

        Assert.Equal(200, (await large.GetAsync($"{Root2}/all?page=1", etag)).Status);
        Assert.Equal(200, (await large.GetAsync($"{Root2}/all", head)).Status);
    }

    [Fact]
    public async Task Comes_In_Gzip_To_Whoever_Takes_It_With_An_ETag_Of_Its_Own()
    {
        var rig = await PublishedAsync(60);
        var plain = await rig.GetAsync($"{Root2}/all");
        var packed = await rig.GetAsync($"{Root2}/all", acceptEncoding: "br, gzip;q=0.5");

        Assert.Equal("gzip", packed.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding, Accept-Language", packed.Headers.Vary);
        Assert.NotEqual(plain.ETag, packed.ETag);
        using var unpacked = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(packed.Body), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(unpacked);
        }

        Assert.Equal(plain.Body, unpacked.ToArray());
        Assert.Equal(304, (await rig.GetAsync($"{Root2}/all", packed.ETag, acceptEncoding: "gzip")).Status);
        Assert.Equal(packed.Headers.ContentLength, (await rig.GetAsync($"{Root2}/all", method: "HEAD", acceptEncoding: "gzip")).Headers.ContentLength);
        Assert.Empty((await rig.GetAsync($"{Root2}/all", acceptEncoding: "gzip;q=0")).Headers.ContentEncoding.ToString());
    }

    [Fact]
    public async Task An_Unchanged_Page_Costs_One_Property_Read()
    {
        var rig = await PublishedAsync(60);
        foreach (var address in new[] { Root2, $"{Root1}/all", $"{Root2}/all?page=2" })
        {
            var etag = (await rig.GetAsync(address)).ETag;
            rig.Transport.Forget();

            var answer = await rig.GetAsync(address, etag);

            Assert.Equal(304, answer.Status);
            Assert.Empty(answer.Body);
            Assert.Equal(etag, answer.ETag);
            Assert.EndsWith("/feed/manifest.json", Assert.Single(rig.Transport.Calls));
        }
    }

    [Fact]
    public async Task An_Arrival_Leaves_The_Pages_Of_Older_Listings_As_They_Are()
    {
        var rig = await PublishedAsync(120);
        var page = await rig.GetAsync($"{Root2}/all?page=2");
        var head = await rig.GetAsync($"{Root2}/all");

        await rig.CommitAsync([FeedRig.Book(900)]);
        await rig.PublishAsync();

        Assert.Equal(304, (await rig.GetAsync($"{Root2}/all?page=2", page.ETag)).Status);
        Assert.Equal(200, (await rig.GetAsync($"{Root2}/all", head.ETag)).Status);
    }

    [Fact]
    public async Task A_Page_That_Everything_Has_Left_Leads_On_To_The_Next()
    {
        var rig = await PublishedAsync(60);
        var gone = (await rig.GetAsync($"{Root2}/all?page=3")).Json.GetProperty("publications").EnumerateArray()
            .Select(entry => entry.GetProperty("metadata").GetProperty("title").GetString()![2..]).Select(number => FeedRig.Book(int.Parse(number)).Id).ToList();

        await rig.CommitAsync([], gone);
        await rig.PublishAsync();

        var answer = await rig.GetAsync($"{Root2}/all?page=3");
        Assert.Equal((308, $"{Root2}/all?page=2"), (answer.Status, answer.Headers.Location.ToString()));
        Assert.Equal(50, (await rig.WalkAsync("all")).Count);
    }

    [Fact]
    public async Task Says_What_It_Is_To_Caches_Browsers_And_Readers()
    {
        var rig = await PublishedAsync(60);

        var head = await rig.GetAsync($"{Root1}/all", method: "HEAD");
        Assert.Equal(200, head.Status);
        Assert.Empty(head.Body);
        Assert.Equal("application/atom+xml;profile=opds-catalog;kind=acquisition", head.Headers.ContentType);
        Assert.Equal("*", head.Headers.AccessControlAllowOrigin);
        Assert.StartsWith("public, max-age=60", head.Headers.CacheControl, StringComparison.Ordinal);
        Assert.Equal("application/atom+xml;profile=opds-catalog;kind=navigation", (await rig.GetAsync(Root1)).Headers.ContentType);
        Assert.Equal("application/opds+json", (await rig.GetAsync(Root2)).Headers.ContentType);
        Assert.StartsWith("public, max-age=3600", (await rig.GetAsync($"{Root2}/all?page=1")).Headers.CacheControl, StringComparison.Ordinal);
        var preflight = await rig.GetAsync(Root2, method: "OPTIONS");
        Assert.Equal((204, "GET, HEAD, OPTIONS"), (preflight.Status, preflight.Headers.AccessControlAllowMethods.ToString()));
        Assert.Contains("Authorization", preflight.Headers.AccessControlAllowHeaders.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/subject/I/I9/x", "/subject/I.")]
    [InlineData("/nothing", "opds/2.")]
    [InlineData("/platform?page=1", "/platform.")]
    [InlineData("/all?page=99", "/all.")]
    public async Task What_Is_Not_There_Names_The_Nearest_That_Is(string path, string nearest)
    {
        var rig = await PublishedAsync(20);

        var answer = await rig.GetAsync(Root2 + path);

        Assert.Equal(404, answer.Status);
        Assert.EndsWith(nearest, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_The_First_Publication_It_Says_When_To_Come_Back()
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();

        var answer = await rig.GetAsync(Root2);

        Assert.Equal((503, "30"), (answer.Status, answer.Headers.RetryAfter.ToString()));
    }

    private async Task<FeedRig> PublishedAsync(int books)
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, books).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        return rig;
    }

    private static IEnumerable<string> Links2(Answer answer)
    {
        Assert.DoesNotContain(FeedRules.Check(FeedFormat.Opds2, answer.Body), fault => fault.Severity == FeedSeverity.Must);
        return Hrefs(answer.Json).Where(IsOurs);

        static IEnumerable<string> Hrefs(System.Text.Json.JsonElement node) => node.ValueKind switch
        {
            System.Text.Json.JsonValueKind.Object => node.EnumerateObject().SelectMany(property => property.Name == "href" ? [property.Value.GetString()!] : Hrefs(property.Value)),
            System.Text.Json.JsonValueKind.Array => node.EnumerateArray().SelectMany(Hrefs),
            _ => [],
        };
    }

    private static IEnumerable<string> Links1(Answer answer)
    {
        Assert.Empty(FeedRules.Check(FeedFormat.Opds1, answer.Body));
        return XDocument.Parse(Encoding.UTF8.GetString(answer.Body)).Descendants(Atom + "link").Select(link => link.Attribute("href")!.Value).Where(IsOurs);
    }

    private static IEnumerable<(string Path, int Count)> Counts(Answer root) =>
        root.Json.GetProperty("navigation").EnumerateArray().Concat(root.Json.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("navigation").EnumerateArray()))
            .Select(link => (link.GetProperty("href").GetString()!, link.GetProperty("properties").GetProperty("numberOfItems").GetInt32()));

    /// <summary>Ours, and an address: the search is a template.</summary>
    private static bool IsOurs(string address) => address.StartsWith("https://hub.example/", StringComparison.Ordinal) && !address.Contains('{', StringComparison.Ordinal);
}
