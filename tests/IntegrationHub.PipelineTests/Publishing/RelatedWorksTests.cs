using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>What a reader of one resource's page sees of its editions and of the works that belong to it.</summary>
public sealed class RelatedWorksTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string English = "9780262032933";
    private const string Chinese = "9787111187776";

    private static readonly ServiceProvider Web = new ServiceCollection().AddLogging().BuildServiceProvider();

    [Fact]
    public async Task A_Page_Lists_Editions_And_Leads_To_Translations_And_Volumes_And_Back()
    {
        var hub = new LinkingHub(azurite.NewAccount());
        await hub.CreateAsync();
        var feeds = new FeedBlobs(hub.Account);
        await feeds.CreateAsync(default);
        var options = Options.Create(new PublishingOptions { PublicUrl = "https://hub.example", Revalidate = TimeSpan.Zero });
        using var feed = new PublishedFeed(feeds, options, TimeProvider.System);
        var index = new IndexReader(hub.Index, TimeProvider.System, Options.Create(new LinkingOptions { ManifestAge = TimeSpan.Zero }));
        var lookup = new Lookup(index, feed, TimeProvider.System, options);
        var translation = LinkingHub.Book("算法导论", "Cormen, Thomas H.", Chinese) with
        {
            Year = 2006,
            Languages = ["zh"],
            Related = [new RelatedWork(RelationKind.TranslationOf, null) { Identifiers = [new Identifier(IdentifierScheme.Isbn, English)] }],
        };
        await hub.DeliverAsync(
            "test",
            1,
            complete: false,
            ("en", LinkingHub.Book("Introduction to algorithms", "Cormen, Thomas H.", English) with { Year = 2001, Languages = ["en"] }),
            ("zh", translation),
            ("v1", LinkingHub.Book("Harbour towns of the north. Volume 1", "Lindqvist, Anna")),
            ("v2", LinkingHub.Book("Harbour towns of the north. Volume 2", "Lindqvist, Anna")),
            ("else", LinkingHub.Book("Moss gardens", "Okada, Kenji")));
        await hub.LinkAsync();

        var original = await GetAsync(lookup, "en");
        AssertLinks(original.Json, ("hasTranslation", true, "zh", "算法导论"));
        AssertLinks((await GetAsync(lookup, "zh")).Json, ("translationOf", true, "en", "Introduction to algorithms"));
        AssertLinks((await GetAsync(lookup, "v1")).Json, ("volume", false, "v2", "Harbour towns of the north. Volume 2"));
        AssertLinks((await GetAsync(lookup, "v2")).Json, ("volume", false, "v1", "Harbour towns of the north. Volume 1"));
        AssertLinks((await GetAsync(lookup, "else")).Json);
        var edition = Assert.Single(original.Json.GetProperty("editions").EnumerateArray());
        Assert.Equal((2001, English, "en"), (edition.GetProperty("year").GetInt32(), edition.GetProperty("isbn")[0].GetString(), edition.GetProperty("languages")[0].GetString()));

        Assert.Equal(304, (await GetAsync(lookup, "en", original.ETag)).Status);
        await hub.DeliverAsync("test", 2, complete: false, ("zh", translation with { Title = "算法引论" }));
        await hub.LinkAsync();
        var renamed = await GetAsync(lookup, "en", original.ETag);
        Assert.Equal(200, renamed.Status);
        AssertLinks(renamed.Json, ("hasTranslation", true, "zh", "算法引论"));
    }

    private static void AssertLinks(JsonElement page, params (string Relation, bool Stated, string To, string Title)[] expected)
    {
        var links = page.GetProperty("links").EnumerateArray().ToList();
        Assert.All(links, link => Assert.Equal("related", link.GetProperty("rel").GetString()));
        Assert.Equal(
            expected.Select(link => (link.Relation, link.Stated, $"https://hub.example/api/resources/{IdOf(link.To)}", link.Title)),
            links.Select(link => (link.GetProperty("properties").GetProperty("relation").GetString()!, link.GetProperty("properties").GetProperty("stated").GetBoolean(), link.GetProperty("href").GetString()!, link.GetProperty("title").GetString()!)));
    }

    private static ResourceId IdOf(string record) => ResourceId.Of(new RecordId(SourceId.Parse("test"), record));

    private static async Task<Answer> GetAsync(Lookup lookup, string record, string? ifNoneMatch = null)
    {
        var context = new DefaultHttpContext { RequestServices = Web };
        context.Request.Method = "GET";
        context.Request.Headers.IfNoneMatch = ifNoneMatch;
        using var output = new MemoryStream();
        context.Response.Body = output;
        await (await lookup.GetResourceAsync(context.Request, IdOf(record).ToString(), default)).ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, context.Response.Headers, output.ToArray());
    }
}
