using System.Text.Json;
using System.Xml.Linq;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Search;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Publishing;

public sealed class SearchTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int MoreCallsThanAPublicationMakes = 400;
    private const string Hub = "https://hub.example";

    [Fact]
    public async Task What_Is_Published_Is_Found()
    {
        var rig = await PublishedAsync(60, Titled(900, "中國古典園林史", "圆明园匠人"));

        var found = await SearchAsync(rig, "园林");

        Assert.Equal(1, found.GetProperty("total").GetInt32());
        var publication = found.GetProperty("publications")[0];
        Assert.Equal(("中國古典園林史", true), (publication.GetProperty("title").GetString(), publication.GetProperty("free").GetBoolean()));
        Assert.Equal($"{Hub}/api/resources/{FeedRig.Book(900).Id}", publication.GetProperty("url").GetString());
        Assert.Equal(1, await TotalAsync(rig, "園林史"));
        Assert.Equal(1, await TotalAsync(rig, "匠人"));
        Assert.Equal(61, await TotalAsync(rig, ""));
        Assert.Equal(0, await TotalAsync(rig, "林园"));
    }

    [Fact]
    public async Task What_Is_Shown_Of_A_Hit_Is_What_Is_Published_However_Far_The_Index_Is()
    {
        var rig = await PublishedAsync(12, Titled(900, "中國古典園林史", "圆明园匠人"));

        await rig.CommitAsync([Titled(900, "改名的園林史", "某人")], [FeedRig.Book(3).Id]);

        Assert.Equal("中國古典園林史", (await SearchAsync(rig, "园林")).GetProperty("publications")[0].GetProperty("title").GetString());
        Assert.Equal(13, (await SearchAsync(rig, "")).GetProperty("publications").GetArrayLength() + (await rig.GetAsync($"{Hub}/api/search?page=2")).Json.GetProperty("publications").GetArrayLength());
        await rig.PublishAsync();
        Assert.Equal("改名的園林史", (await SearchAsync(rig, "园林")).GetProperty("publications")[0].GetProperty("title").GetString());
        Assert.Equal(12, await TotalAsync(rig, ""));
    }

    [Fact]
    public async Task Facets_Count_What_The_Feed_Lists_And_Lead_To_It()
    {
        var rig = await PublishedAsync(60);

        var found = await SearchAsync(rig, "书");

        var types = found.GetProperty("facets").EnumerateArray().Single(group => group.GetProperty("name").GetString() == "type").GetProperty("values").EnumerateArray().ToList();
        Assert.Equal([("book", 40), ("article", 20)], types.Select(value => (value.GetProperty("value").GetString()!, value.GetProperty("count").GetInt32())));
        var articles = (await rig.GetAsync(types[1].GetProperty("href").GetString()!)).Json;
        Assert.Equal(20, articles.GetProperty("total").GetInt32());
        Assert.Equal((await rig.WalkAsync("type/article")).Count, articles.GetProperty("total").GetInt32());
        Assert.Equal((await rig.WalkAsync("subject/I/all")).Count, (await rig.GetAsync($"{Hub}/api/search?subject=I")).Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData(FeedFormat.Opds1)]
    [InlineData(FeedFormat.Opds2)]
    public async Task Both_Formats_Answer_By_The_Rules_And_Page_Through_All(FeedFormat format)
    {
        var rig = await PublishedAsync(34);
        var titles = new List<string>();
        string? next = $"{Hub}/opds/{(int)format}/search?query=%E4%B9%A6&sort=title";
        while (next is not null)
        {
            var answer = await rig.GetAsync(next);
            Assert.Equal(200, answer.Status);
            AssertKeepsRules(format, answer);
            (var page, next) = format == FeedFormat.Opds2 ? ReadJson(answer) : ReadAtom(answer);
            titles.AddRange(page);
        }

        Assert.Equal(34, titles.Distinct().Count());
        Assert.Equal(34, titles.Count);
        AssertKeepsRules(format, await rig.GetAsync($"{Hub}/opds/{(int)format}/search?query=nothing"));
        AssertKeepsRules(format, await rig.GetAsync($"{Hub}/opds/{(int)format}/search?query=%E4%B9%A6&type=book&language=zh&free=true"));
        Assert.Equal(404, (await rig.GetAsync($"{Hub}/opds/3/search?query=x")).Status);
    }

    [Fact]
    public async Task The_Description_Leads_To_The_Search()
    {
        var rig = await PublishedAsync(12);
        var root = XDocument.Parse(System.Text.Encoding.UTF8.GetString((await rig.GetAsync($"{Hub}/opds/1")).Body)).Root!;
        var description = root.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "search").Attribute("href")!.Value;

        var answer = await rig.GetAsync(description);

        Assert.Equal("application/opensearchdescription+xml", answer.Headers.ContentType);
        XNamespace openSearch = "http://a9.com/-/spec/opensearch/1.1/";
        var template = XDocument.Parse(System.Text.Encoding.UTF8.GetString(answer.Body)).Root!.Elements(openSearch + "Url").First().Attribute("template")!.Value;
        var filled = template.Replace("{searchTerms}", "书", StringComparison.Ordinal).Replace("{startPage?}", "2", StringComparison.Ordinal).Replace("{atom:author?}", "", StringComparison.Ordinal).Replace("{atom:title?}", "", StringComparison.Ordinal);
        Assert.Equal(2, ReadAtom(await rig.GetAsync(filled)).Titles.Count);
    }

    [Fact]
    public async Task A_Change_Uploads_New_Segments_Only_And_A_Reader_Fetches_No_Others()
    {
        var rig = await PublishedAsync(200);
        Assert.Equal(200, await TotalAsync(rig, ""));
        var before = await BlobsAsync(rig);
        rig.Transport.Forget();

        await rig.CommitAsync([Titled(11, "改名换姓", "作者")], [FeedRig.Book(40).Id]);
        await rig.PublishAsync();

        var uploaded = rig.Transport.Calls.Where(call => call.StartsWith("PUT", StringComparison.Ordinal) && call.Contains("/search/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(uploaded);
        Assert.DoesNotContain(uploaded, call => before.Any(name => call.EndsWith(name, StringComparison.Ordinal)));
        Assert.Equal((await BlobsAsync(rig)).Except(before).Count(), uploaded.Count);
        Assert.Equal(1, await TotalAsync(rig, "改名"));
        Assert.Equal(0, await TotalAsync(rig, "\"书 11\""));
        Assert.Equal(0, await TotalAsync(rig, "\"书 40\""));
        Assert.Equal(199, await TotalAsync(rig, ""));
        // What this machine made itself it need not fetch.
        Assert.DoesNotContain(rig.Transport.Calls, call => call.StartsWith("GET", StringComparison.Ordinal) && call.Contains("/search/segments/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Return_To_An_Older_Content_Finds_What_It_Found()
    {
        var rig = await PublishedAsync(40);
        await rig.CommitAsync([Titled(3, "新的题名", "作者")]);
        await rig.PublishAsync();
        Assert.Equal(1, await TotalAsync(rig, "新的题名"));

        await rig.CommitAsync([FeedRig.Book(3)], keepChanges: false);
        await rig.PublishAsync();

        Assert.Equal(0, await TotalAsync(rig, "新的题名"));
        Assert.Equal(1, await TotalAsync(rig, "\"书 3\""));
        Assert.Equal(40, await TotalAsync(rig, ""));
    }

    [Fact]
    public async Task A_Feed_Published_Before_There_Was_A_Search_Gets_One()
    {
        var rig = await PublishedAsync(25);
        var stored = await rig.Blobs.ReadManifestAsync(known: null, default);
        Assert.True(await rig.Blobs.TryCommitAsync(stored, stored.Manifest with { Search = null }, default));
        var closed = await rig.GetAsync($"{Hub}/api/search?q=x");
        Assert.Equal((503, "30"), (closed.Status, closed.Headers.RetryAfter.ToString()));

        await rig.PublishAsync();

        Assert.Equal(25, await TotalAsync(rig, "书"));
    }

    [Fact]
    public async Task Before_Anything_Is_Published_The_Search_Says_When_To_Ask_Again()
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();

        var answer = await rig.GetAsync($"{Hub}/api/search?q=x");

        Assert.Equal((503, "30"), (answer.Status, answer.Headers.RetryAfter.ToString()));
        Assert.Equal(400, (await rig.GetAsync($"{Hub}/api/search?sort=price")).Status);
    }

    [Fact]
    public async Task Housekeeping_Deletes_What_No_Manifest_Names_After_Its_Time()
    {
        var rig = await PublishedAsync(30);
        var before = await BlobsAsync(rig);
        await rig.CommitAsync([FeedRig.Book(3)], keepChanges: false);
        await rig.PublishAsync();

        await rig.Housekeeper.PurgeAsync(default);
        Assert.Subset((await BlobsAsync(rig)).ToHashSet(), before.ToHashSet());
        rig.Time.Advance(new PublishingOptions().PurgeAfter);
        await rig.Housekeeper.PurgeAsync(default);

        var named = (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.Search!.Files.Values.Select(SearchBlobs.NameOf);
        Assert.Equal(named.Distinct().Order(), (await BlobsAsync(rig)).Order());
        Assert.Equal(30, await TotalAsync(rig, ""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Publication_That_Dies_Anywhere_And_Is_Repeated_Finds_The_Same(bool afterTheCall)
    {
        for (var calls = 0; calls < MoreCallsThanAPublicationMakes; calls += 3)
        {
            var account = azurite.NewAccount();
            var rig = await PublishedAsync(25, account: account);
            var dying = new FeedRig(account);
            await rig.CommitAsync([Titled(3, "水经注疏", "作者")], [FeedRig.Book(4).Id]);
            dying.Transport.DieAfter(calls, afterTheCall);
            try
            {
                await dying.PublishAsync();
            }
            catch (Exception e) when (dying.Transport.Died && (e is StorageDiedException || e is AggregateException))
            {
                // As planned.
            }

            // Before the switch the old version is found whole, after it the new one.
            Assert.Contains((await TotalAsync(rig, ""), await TotalAsync(rig, "水经注疏")), new[] { (25, 0), (24, 1) });
            await rig.FreeAsync();
            Assert.Same(StepOutcome.Completed, await rig.PublishAsync());

            Assert.Equal((24, 1, 0), (await TotalAsync(rig, ""), await TotalAsync(rig, "水经"), await TotalAsync(rig, "\"书 4\"")));
            if (!dying.Transport.Died)
            {
                return;
            }
        }

        Assert.Fail("The process died every time.");
    }

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>But for a picture where the record has none, an address of a publication alone, and a facet that only can be taken away.</summary>
    private static void AssertKeepsRules(FeedFormat format, Answer answer) =>
        Assert.DoesNotContain(FeedRules.Check(format, answer.Body), fault => fault is not { Severity: FeedSeverity.Should, Rule: "images" or "publication self" or "facet links" });

    private static Resource Titled(int number, string title, string creator) =>
        FeedRig.Book(number, "2024-06-01", record => record with { Title = title, Creators = [creator] });

    private async Task<FeedRig> PublishedAsync(int books, Resource? also = null, string? account = null)
    {
        var rig = await new FeedRig(account ?? azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, books).Select(number => FeedRig.Book(number)).Concat(also is null ? [] : [also]));
        Assert.Same(StepOutcome.Completed, await rig.PublishAsync());
        return rig;
    }

    private static async Task<JsonElement> SearchAsync(FeedRig rig, string text)
    {
        var answer = await rig.GetAsync($"{Hub}/api/search?q={Uri.EscapeDataString(text)}");
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    private static async Task<int> TotalAsync(FeedRig rig, string text) => (await SearchAsync(rig, text)).GetProperty("total").GetInt32();

    private static async Task<List<string>> BlobsAsync(FeedRig rig) => await rig.Search.ListAsync(default).ToListAsync();

    private static (List<string> Titles, string? Next) ReadJson(Answer answer) =>
        ([.. answer.Json.GetProperty("publications").EnumerateArray().Select(publication => publication.GetProperty("metadata").GetProperty("title").GetString()!)], answer.LinkOf("next"));

    private static (List<string> Titles, string? Next) ReadAtom(Answer answer)
    {
        var feed = XDocument.Parse(System.Text.Encoding.UTF8.GetString(answer.Body)).Root!;
        return ([.. feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value)],
            feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value);
    }
}
