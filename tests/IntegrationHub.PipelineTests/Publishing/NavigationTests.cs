using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using IntegrationHub.Operations;
using IntegrationHub.Publishing;
using IntegrationHub.Publishing.Checking;
using IntegrationHub.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>From what an admin says over HTTP to what readers see in both formats and languages.</summary>
public sealed class NavigationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ServiceProvider Web = new ServiceCollection().AddLogging().BuildServiceProvider();
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom", Tombstones = "http://purl.org/atompub/tombstones/1.0";

    [Fact]
    public async Task What_An_Admin_Sets_Is_Published_In_Both_Formats_And_Languages_And_Taken_Back()
    {
        var rig = await PublishedAsync();
        var put = await PutAsync(rig, """{"name":{"zh":"江南图书馆联盟","en":"Jiangnan Library Consortium"},"email":"help@c.example","nodes":{"type":{"order":1,"label":{"zh":"形式","en":"Forms"}},"subject/T":{"hidden":true},"type/article":{"featured":true}}}""");
        Assert.Equal(200, put.Status);
        Assert.Equal(1, await rig.TakePublicationsAsync());
        rig.Transport.Forget();
        await rig.PublishAsync();

        // The version before is kept, and the manifest: no listing is written for a name.
        Assert.DoesNotContain(rig.Transport.Writes, call => call.Contains("/listings/", StringComparison.Ordinal) || call.Contains("/places/", StringComparison.Ordinal));
        var root = await rig.GetAsync("https://hub.example/opds/2", acceptLanguage: "en");
        Assert.Equal(["Articles", "New arrivals", "All resources"], root.Json.GetProperty("navigation").EnumerateArray().Select(link => link.GetProperty("title").GetString()));
        Assert.Equal("Forms", root.Json.GetProperty("groups")[0].GetProperty("metadata").GetProperty("title").GetProperty("en").GetString());
        Assert.Equal("江南图书馆联盟", root.Json.GetProperty("metadata").GetProperty("title").GetProperty("zh").GetString());
        var atom = XDocument.Parse((await rig.GetAsync("https://hub.example/opds/1", acceptLanguage: "zh")).Text).Root!;
        Assert.Equal(("江南图书馆联盟", "江南图书馆联盟", "help@c.example"), (atom.Element(Atom + "title")!.Value, atom.Element(Atom + "author")!.Element(Atom + "name")!.Value, atom.Element(Atom + "author")!.Element(Atom + "email")!.Value));
        Assert.Equal(["论文、文章", "新到资源", "全部资源", "形式"], atom.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value).Take(4));
        var subjects = await rig.GetAsync("https://hub.example/opds/2/subject", acceptLanguage: "zh");
        Assert.Equal(["I 文学"], subjects.Json.GetProperty("navigation").EnumerateArray().Select(link => link.GetProperty("title").GetString()));
        Assert.Equal(200, (await rig.GetAsync("https://hub.example/opds/2/subject/T")).Status);
        Assert.Equal(200, (await rig.GetAsync("https://hub.example/opds/1/subject/T/all")).Status);
        var found = await rig.GetAsync("https://hub.example/api/search?query=书");
        var facets = found.Json.GetProperty("facets").EnumerateArray().ToDictionary(group => group.GetProperty("name").GetString()!, group => group);
        Assert.Equal("形式 Forms", facets["type"].GetProperty("title").GetString());
        Assert.Equal(["I"], facets["subject"].GetProperty("values").EnumerateArray().Select(facet => facet.GetProperty("value").GetString()));
        Assert.Contains("<ShortName>江南图书馆联盟", (await rig.GetAsync("https://hub.example/opds/1/opensearch.xml")).Text, StringComparison.Ordinal);
        Assert.Contains("<repositoryName>江南图书馆联盟", (await rig.GetAsync("https://hub.example/api/oai?verb=Identify")).Text, StringComparison.Ordinal);
        await HoldsAsync(rig);

        Assert.Equal(200, (await PutAsync(rig, "{}")).Status);
        await rig.PublishAsync();
        Assert.Equal("联盟资源导航", (await rig.GetAsync("https://hub.example/opds/2")).Json.GetProperty("metadata").GetProperty("title").GetProperty("zh").GetString());
        Assert.Equal(2, (await rig.GetAsync("https://hub.example/opds/2/subject")).Json.GetProperty("navigation").GetArrayLength());
    }

    [Fact]
    public async Task A_Collection_Is_Published_Changed_And_Deleted_And_Only_Its_Own_Listing_Is_Written()
    {
        var rig = await PublishedAsync();
        var created = await CollectionAsync(rig, "PUT", "modern", """{"label":{"zh":"现代","en":"Modern"},"description":{"zh":"馆员精选","en":"Chosen by librarians"},"rules":[{"types":["article"],"years":{"from":2000}}],"resources":["doi:10.1000/1"]}""");
        Assert.Equal((201, "/api/admin/collections/modern"), (created.Status, created.Headers.Location.ToString()));
        Assert.Equal(1, await rig.TakePublicationsAsync());
        rig.Transport.Forget();
        await rig.PublishAsync();

        Assert.All(rig.Transport.Writes.Where(call => call.Contains("/listings/", StringComparison.Ordinal)), call => Assert.Contains("/collection/modern/", call, StringComparison.Ordinal));
        var expected = Enumerable.Range(0, 60).Where(i => (i % 3 == 0 && 1950 + (i % 70) >= 2000) || i == 1).Select(i => $"书 {i}").Order();
        Assert.Equal(expected, (await rig.WalkAsync("collection/modern")).Select(TitleOf).Order());
        var head = await rig.GetAsync("https://hub.example/opds/2/collection/modern", acceptLanguage: "en");
        Assert.Equal(("Chosen by librarians", expected.Count()), (head.Json.GetProperty("metadata").GetProperty("description").GetString(), head.Json.GetProperty("metadata").GetProperty("numberOfItems").GetInt32()));
        Assert.Equal("Special collections", (await rig.GetAsync("https://hub.example/opds/2")).Json.GetProperty("groups")[0].GetProperty("metadata").GetProperty("title").GetProperty("en").GetString());
        Assert.Equal("馆员精选", XDocument.Parse((await rig.GetAsync("https://hub.example/opds/1/collection/modern", acceptLanguage: "zh")).Text).Root!.Element(Atom + "subtitle")!.Value);
        Assert.Equal(expected.Count(), (await rig.GetAsync("https://hub.example/api/search?collection=modern")).Json.GetProperty("total").GetInt32());
        Assert.Contains("<setSpec>collection:modern</setSpec>", (await rig.GetAsync("https://hub.example/api/oai?verb=ListSets")).Text, StringComparison.Ordinal);
        await HoldsAsync(rig);

        Assert.Equal(412, (await CollectionAsync(rig, "PUT", "modern", """{"label":{"zh":"别人的"},"rules":[{"free":true}]}""", ifMatch: "\"other\"")).Status);
        Assert.Equal(200, (await CollectionAsync(rig, "PUT", "modern", """{"label":{"zh":"现代"},"resources":["doi:10.1000/2"]}""", ifMatch: created.ETag)).Status);
        await rig.PublishAsync();
        Assert.Equal(["书 2"], (await rig.WalkAsync("collection/modern")).Select(TitleOf));

        // Another name is no other collection.
        Assert.Equal(200, (await CollectionAsync(rig, "PUT", "modern", """{"label":{"zh":"当代"},"resources":["doi:10.1000/2"]}""")).Status);
        rig.Transport.Forget();
        await rig.PublishAsync();
        Assert.DoesNotContain(rig.Transport.Writes, call => call.Contains("/listings/", StringComparison.Ordinal) || call.Contains("/search/", StringComparison.Ordinal));
        Assert.Equal("当代", (await rig.GetAsync("https://hub.example/opds/2/collection/modern")).Json.GetProperty("metadata").GetProperty("title").GetString());

        Assert.Equal(204, (await CollectionAsync(rig, "DELETE", "modern")).Status);
        Assert.Equal(404, (await CollectionAsync(rig, "DELETE", "modern")).Status);
        await rig.PublishAsync();
        Assert.Equal(404, (await rig.GetAsync("https://hub.example/opds/2/collection/modern")).Status);
        Assert.DoesNotContain("collection", (await rig.GetAsync("https://hub.example/opds/2")).Json.GetProperty("groups").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_Overwrites_What_He_Has_Not_Seen_And_Mistakes_Change_Nothing()
    {
        var rig = await PublishedAsync();
        var none = await AskAsync("GET", null, null, request => NavigationOf(rig).GetAsync(request, default));
        Assert.Equal((200, "{\"nodes\":{}}"), (none.Status, none.Text));

        var first = await PutAsync(rig, """{"nodes":{"type":{"order":1}}}""", ifMatch: none.ETag);
        Assert.Equal(200, first.Status);
        Assert.Equal(412, (await PutAsync(rig, """{"nodes":{"type":{"order":2}}}""", ifMatch: none.ETag)).Status);
        var mistaken = await PutAsync(rig, """{"logo":"x","nodes":{"colour":{},"type":{"order":3}}}""");
        Assert.Equal(400, mistaken.Status);
        Assert.Equal(["logo", "nodes.colour"], mistaken.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        var now = await AskAsync("GET", null, null, request => NavigationOf(rig).GetAsync(request, default));
        Assert.Equal((first.ETag, 1), (now.ETag, now.Json.GetProperty("nodes").GetProperty("type").GetProperty("order").GetInt32()));

        Assert.Equal(400, (await CollectionAsync(rig, "PUT", "Not an id", """{"label":{"zh":"甲"},"rules":[{"free":true}]}""")).Status);
        Assert.Equal(400, (await CollectionAsync(rig, "PUT", "empty", """{"label":{"zh":"甲"}}""")).Status);
        Assert.Equal("[]", (await AskAsync("GET", null, null, _ => CollectionsOf(rig).ListAsync(default))).Text);
        Assert.Equal(1, await rig.TakePublicationsAsync());
    }

    [Fact]
    public async Task What_Was_Withdrawn_Last_Is_Told_With_Its_Title_Until_It_Comes_Back()
    {
        var rig = await PublishedAsync();
        Assert.Equal(404, (await rig.GetAsync("https://hub.example/opds/2/withdrawn")).Status);
        await rig.CommitAsync([], [FeedRig.Book(7).Id]);
        await rig.PublishAsync();
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.CommitAsync([FeedRig.Book(900)], [FeedRig.Book(8).Id, FeedRig.Book(9).Id]);
        await rig.PublishAsync();

        var second = await rig.GetAsync("https://hub.example/opds/2/withdrawn");
        Assert.Equal(["书 8", "书 9", "书 7"], second.Json.GetProperty("navigation").EnumerateArray().Select(link => link.GetProperty("title").GetString()).OrderBy(title => title == "书 7").ThenBy(title => title));
        var first = XDocument.Parse((await rig.GetAsync("https://hub.example/opds/1/withdrawn")).Text).Root!;
        Assert.Equal(FeedUrls.IdOf(FeedRig.Book(7).Id), first.Elements(Tombstones + "deleted-entry").Last().Attribute("ref")!.Value);
        Assert.Equal(second.ETag, (await rig.GetAsync("https://hub.example/opds/2/withdrawn")).ETag);
        Assert.Equal(304, (await rig.GetAsync("https://hub.example/opds/2/withdrawn", ifNoneMatch: second.ETag)).Status);
        Assert.Equal("https://hub.example/opds/2/withdrawn", (await rig.GetAsync("https://hub.example/opds/2")).LinkOf("related"));
        await HoldsAsync(rig);

        // Housekeeping leaves what the manifest names.
        rig.Time.Advance(TimeSpan.FromHours(3));
        await rig.Housekeeper.PurgeAsync(default);
        rig.Time.Advance(TimeSpan.FromHours(3));
        await rig.Housekeeper.PurgeAsync(default);
        Assert.Equal(3, (await rig.Feed.WithdrawnAsync(await rig.Feed.CurrentAsync(default), default))!.Tombstones.Count);

        await rig.CommitAsync([FeedRig.Book(8)]);
        await rig.PublishAsync();
        Assert.Equal(2, (await rig.GetAsync("https://hub.example/opds/2/withdrawn")).Json.GetProperty("navigation").GetArrayLength());
    }

    [Fact]
    public async Task A_Feed_That_Listed_No_Withdrawals_Takes_Them_From_Its_Log()
    {
        var rig = await PublishedAsync();
        await rig.CommitAsync([], [FeedRig.Book(7).Id]);
        await rig.PublishAsync();
        // As it was published before: without the list, and without titles in the log.
        var stored = await rig.Blobs.ReadManifestAsync(known: null, default);
        Assert.True(await rig.Blobs.TryCommitAsync(stored, stored.Manifest with { Withdrawn = null }, default));

        await rig.PublishAsync();

        Assert.Equal("书 7", Assert.Single((await rig.GetAsync("https://hub.example/opds/2/withdrawn")).Json.GetProperty("navigation").EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Places_Stand_Where_Records_Say()
    {
        var rig = await PublishedAsync();

        var places = await rig.GetAsync("https://hub.example/opds/2/place", acceptLanguage: "zh");
        Assert.Equal([("中国", 20), ("日本", 20)], places.Json.GetProperty("navigation").EnumerateArray().Select(link => (link.GetProperty("title").GetString()!, link.GetProperty("properties").GetProperty("numberOfItems").GetInt32())));
        Assert.Equal(20, (await rig.WalkAsync("place/CN/CN-BJ")).Count);
        Assert.Equal(20, (await rig.GetAsync("https://hub.example/api/search?place=CN")).Json.GetProperty("total").GetInt32());
        Assert.Equal(20, (await rig.GetAsync("https://hub.example/api/search?place=CN/CN-BJ")).Json.GetProperty("total").GetInt32());
    }

    private async Task<FeedRig> PublishedAsync()
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, 60).Select(i => FeedRig.Book(i, change: record => record with
        {
            Subjects = [.. record.Subjects, .. i % 3 == 2 ? new Subject[0] : [new Subject(SubjectScheme.Place, i % 3 == 0 ? "北京市" : "Japan")]],
        })));
        await rig.PublishAsync();
        return rig;
    }

    private static string TitleOf(JsonElement publication) => publication.GetProperty("metadata").GetProperty("title").GetString()!;

    private static async Task HoldsAsync(FeedRig rig)
    {
        foreach (var root in new[] { "https://hub.example/opds/2", "https://hub.example/opds/1" })
        {
            var report = await new FeedChecker(new RigSource(rig), new FeedCheckLimits()).CheckAsync(new Uri(root), default);
            Assert.Empty(report.Findings.Where(finding => finding.Fault is not { Severity: FeedSeverity.Should, Rule: "images" or "publication self" }).Select(finding => finding.ToString()));
        }
    }

    private static NavigationApi NavigationOf(FeedRig rig) => new(rig.Navigation, new PublicationState(rig.Blobs), rig.Publications);

    private static CollectionApi CollectionsOf(FeedRig rig) => new(rig.Navigation, new PublicationState(rig.Blobs), rig.Publications);

    private static Task<Answer> PutAsync(FeedRig rig, string body, string? ifMatch = null) => AskAsync("PUT", body, ifMatch, request => NavigationOf(rig).PutAsync(request, default));

    private static Task<Answer> CollectionAsync(FeedRig rig, string method, string id, string? body = null, string? ifMatch = null) => AskAsync(
        method, body, ifMatch, request => method == "PUT" ? CollectionsOf(rig).PutAsync(request, id, default) : method == "DELETE" ? CollectionsOf(rig).DeleteAsync(request, id, default) : CollectionsOf(rig).GetAsync(request, id, default));

    private static async Task<Answer> AskAsync(string method, string? body, string? ifMatch, Func<HttpRequest, Task<IResult>> ask)
    {
        var context = new DefaultHttpContext { RequestServices = Web };
        context.Request.Method = method;
        context.Request.Headers.IfMatch = ifMatch;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        using var output = new MemoryStream();
        context.Response.Body = output;
        await (await ask(context.Request)).ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, context.Response.Headers, output.ToArray());
    }
}
