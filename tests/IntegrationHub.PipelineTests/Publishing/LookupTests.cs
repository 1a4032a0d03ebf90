using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Publishing;

public sealed class LookupTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Resources = "https://hub.example/api/resources";
    private const string Resolve = "https://hub.example/api/resolve";

    [Fact]
    public async Task Says_Where_A_Free_Copy_Is_And_On_What_Evidence()
    {
        var rig = await PublishedAsync();

        var answer = (await rig.GetAsync($"{Resolve}?doi=10.1000/7")).Json;

        Assert.True(answer.GetProperty("found").GetBoolean());
        Assert.True(answer.GetProperty("free").GetBoolean());
        var place = answer.GetProperty("places")[0];
        Assert.Equal("文献中心 CASHL", place.GetProperty("name").GetString());
        Assert.Equal("https://cashl.example/7", place.GetProperty("url").GetString());
        Assert.Equal("free", place.GetProperty("status").GetString());
        Assert.Equal("sourcePolicy", place.GetProperty("evidence")[0].GetProperty("kind").GetString());
        Assert.Equal("书 7", answer.GetProperty("resources")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Knows_An_Example_That_Has_An_Answer()
    {
        var rig = await PublishedAsync();
        var example = await new LookupExample(rig.Feed, Options.Create(new PublishingOptions { PublicUrl = "https://hub.example" })).FindAsync(default);

        Assert.True((await rig.GetAsync(example!)).Json.GetProperty("free").GetBoolean());
    }

    [Fact]
    public async Task Says_Which_Item_Of_A_Batch_Is_No_Object()
    {
        var answer = await (await PublishedAsync()).PostAsync(Resolve, """[{"doi":"10.1000/1"},3]""");

        Assert.Contains("$[1]", answer.Json.GetProperty("errors").GetProperty("body")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Nobody_Has_Is_An_Answer_Too()
    {
        var answer = await (await PublishedAsync()).GetAsync($"{Resolve}?isbn=9787020002207");

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json.GetProperty("found").GetBoolean());
    }

    [Fact]
    public async Task Names_The_Wrong_Value()
    {
        var answer = await (await PublishedAsync()).GetAsync($"{Resolve}?isbn=9787020002208");

        Assert.Equal(400, answer.Status);
        Assert.Contains("check digit", answer.Json.GetProperty("errors").GetProperty("isbn")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_Bad_Item_Spoils_No_Batch()
    {
        var answer = await (await PublishedAsync()).PostAsync(Resolve, """[{"doi":"10.1000/1"},{"issn":"1"},null,{"doi":"10.1000/none"}]""");

        var items = answer.Json.GetProperty("items");
        Assert.Equal(4, items.GetArrayLength());
        Assert.True(items[0].GetProperty("answer").GetProperty("found").GetBoolean());
        Assert.True(items[1].GetProperty("errors").TryGetProperty("issn", out _));
        Assert.True(items[2].GetProperty("errors").TryGetProperty("query", out _));
        Assert.False(items[3].GetProperty("answer").GetProperty("found").GetBoolean());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[]")]
    public async Task Rejects_What_Is_No_Batch(string body) => Assert.Equal(400, (await (await PublishedAsync()).PostAsync(Resolve, body)).Status);

    [Fact]
    public async Task Rejects_More_Than_A_Hundred_Items() =>
        Assert.Equal(400, (await (await PublishedAsync()).PostAsync(Resolve, $"[{string.Join(',', Enumerable.Repeat("{}", 101))}]")).Status);

    [Fact]
    public async Task Ids_Lead_To_The_Resource_To_Where_It_Went_Or_To_Its_Tombstone()
    {
        var rig = await PublishedAsync();
        var (moved, gone) = (IdOf("moved"), IdOf("gone"));
        rig.Leads[moved] = FeedRig.Book(3).Id;
        rig.Leads[gone] = null;
        await rig.CommitAsync([]);

        var found = await rig.GetAsync($"{Resources}/{FeedRig.Book(3).Id}");
        Assert.Equal((200, "书 3"), (found.Status, found.Json.GetProperty("record").GetProperty("title").GetString()));
        Assert.Equal("oai:3", found.Json.GetProperty("members")[0].GetProperty("identifier").GetString());
        Assert.Equal(304, (await rig.GetAsync($"{Resources}/{FeedRig.Book(3).Id}", found.ETag)).Status);
        var redirect = await rig.GetAsync($"{Resources}/{moved}");
        Assert.Equal((308, $"{Resources}/{FeedRig.Book(3).Id}"), (redirect.Status, redirect.Headers.Location.ToString()));
        var withdrawn = await rig.GetAsync($"{Resources}/{gone}");
        Assert.Equal(410, withdrawn.Status);
        // without it browsers keep both for ever, and either may change
        Assert.All(new[] { redirect, withdrawn }, answer => Assert.StartsWith("public, max-age=60", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal));
        Assert.Equal(404, (await rig.GetAsync($"{Resources}/{IdOf("never")}")).Status);
        Assert.Equal(404, (await rig.GetAsync($"{Resources}/nonsense")).Status);
    }

    [Fact]
    public async Task Gives_A_Citation_To_Whoever_Asks_For_One()
    {
        var rig = await PublishedAsync();
        var id = FeedRig.Book(3).Id;

        var bibtex = await rig.GetAsync($"{Resources}/{id}?format=bibtex");
        Assert.Equal((200, "application/x-bibtex"), (bibtex.Status, bibtex.Headers.ContentType.ToString()));
        Assert.Contains("title = {{书 3}}", bibtex.Text, StringComparison.Ordinal);
        Assert.Equal($"attachment; filename=\"{id}.bib\"", bibtex.Headers.ContentDisposition.ToString());
        Assert.Equal("Accept, Accept-Encoding", bibtex.Headers.Vary.ToString());
        Assert.Contains($"<{Resources}/{id}?format=ris>; rel=\"alternate\"; type=\"application/x-research-info-systems\"", bibtex.Headers.Link.ToString(), StringComparison.Ordinal);
        Assert.Equal(304, (await rig.GetAsync($"{Resources}/{id}?format=bibtex", bibtex.ETag)).Status);
        Assert.NotEqual(bibtex.ETag, (await rig.GetAsync($"{Resources}/{id}")).ETag);

        Assert.Equal("书 3", (await rig.GetAsync($"{Resources}/{id}?format=opds")).Json.GetProperty("metadata").GetProperty("title").GetString());
        Assert.Equal("书 7", (await rig.GetAsync($"{Resolve}?doi=10.1000/7&format=csl")).Json[0].GetProperty("title").GetString());
        Assert.Equal(400, (await rig.GetAsync($"{Resolve}?doi=10.1000/7&format=opds")).Status);
        Assert.Equal(2, (await rig.PostAsync($"{Resolve}?format=ris", """[{"doi":"10.1000/1"},{"doi":"10.1000/2"},{"issn":"1"}]""")).Text.Split("ER  - ").Length - 1);
    }

    private static ResourceId IdOf(string record) => ResourceId.Of(new RecordId(SourceId.Parse("cashl"), record));

    private async Task<FeedRig> PublishedAsync()
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, 20).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        return rig;
    }
}
