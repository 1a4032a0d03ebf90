using IntegrationHub.Records;

namespace IntegrationHub.PipelineTests.Publishing;

public sealed class OpenUrlTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string OpenUrl = "https://hub.example/api/openurl";
    private const string Journal = $"{OpenUrl}?url_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal";

    [Fact]
    public async Task Finds_By_Identifier_And_Says_Where_It_Is_Free()
    {
        var answer = await (await PublishedAsync()).GetAsync($"{Journal}&rft_id=info:doi/10.1000/6&rft.atitle=Anything");

        Assert.Equal((200, "application/json"), (answer.Status, answer.Headers.ContentType.ToString()));
        Assert.Equal("identifier", answer.Json.GetProperty("matchedBy").GetString());
        Assert.True(answer.Json.GetProperty("free").GetBoolean());
        Assert.Equal("https://cashl.example/6", answer.Json.GetProperty("places")[0].GetProperty("url").GetString());
        Assert.Equal("书 6", answer.Json.GetProperty("resources")[0].GetProperty("title").GetString());
        Assert.Equal("10.1000/6", answer.Json.GetProperty("query").GetProperty("identifiers")[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("&rft.atitle=A+Mathematical+Theory+of+Communication&rft.aulast=Shannon&rft.date=1948")]
    [InlineData("&rft_id=info:doi/10.1000/nobody&rft.atitle=A+mathematical+theory+of+communication&rft.aulast=Shannon&rft.date=1948&rft.issn=0378-5955")]
    public async Task Finds_By_Title_Author_And_Year_Where_No_Identifier_Does(string question)
    {
        var answer = await (await PublishedAsync()).GetAsync(Journal + question);

        Assert.Equal("description", answer.Json.GetProperty("matchedBy").GetString());
        Assert.Equal("A mathematical theory of communication", answer.Json.GetProperty("resources")[0].GetProperty("title").GetString());
        Assert.Equal(1, answer.Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Offers_The_Journal_Where_The_Article_Is_Not_Known_But_Does_Not_Lead_There()
    {
        var answer = await (await PublishedAsync()).GetAsync($"{Journal}&rft.atitle=Communication+theory+of+secrecy+systems&rft.aulast=Shannon&rft.date=1949&rft.issn=0005-8580&redirect=true");

        Assert.Equal((200, "whole"), (answer.Status, answer.Json.GetProperty("matchedBy").GetString()));
        Assert.Equal("Bell System Technical Journal", answer.Json.GetProperty("resources")[0].GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("redirect=true")]
    [InlineData("svc.fulltext=yes")]
    public async Task Leads_On_To_The_Best_Free_Copy(string wish)
    {
        var answer = await (await PublishedAsync()).GetAsync($"{OpenUrl}?genre=book&rft_id=info:doi/10.1000/7&url=https://evil.example/&{wish}");

        Assert.Equal((302, "https://cashl.example/7"), (answer.Status, answer.Headers.Location.ToString()));
    }

    [Theory]
    [InlineData("10.1000/held")]
    [InlineData("10.1000/script")]
    public async Task Without_A_Free_Copy_That_Is_A_Web_Address_It_Answers(string doi)
    {
        var answer = await (await PublishedAsync()).GetAsync($"{OpenUrl}?rft_id=info:doi/{doi}&redirect=true");

        Assert.Equal(200, answer.Status);
        Assert.Equal("", answer.Headers.Location.ToString());
        Assert.Single(answer.Json.GetProperty("places").EnumerateArray());
    }

    [Fact]
    public async Task An_Address_Of_The_Question_Is_Never_Followed() =>
        Assert.Equal(404, (await (await PublishedAsync()).GetAsync($"{OpenUrl}?rft_id=https://evil.example/&redirect=true")).Status);

    [Fact]
    public async Task Says_What_To_Do_When_Nothing_Is_Found()
    {
        var rig = await PublishedAsync();
        var described = await rig.GetAsync($"{Journal}&rft.atitle=The+unknown+paper&rft.aulast=Nobody&rft.date=1901&rft.issn=1234");
        var numbered = await rig.GetAsync($"{OpenUrl}?isbn=9787020002207");

        Assert.Equal((404, "application/problem+json"), (described.Status, described.Headers.ContentType.ToString().Split(';')[0]));
        Assert.Contains("https://hub.example/api/search?query=The", described.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("'1234' is no ISSN", described.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, numbered.Status);
        Assert.Contains("rft.aulast", numbered.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_With_Every_Mistake_Named()
    {
        var answer = await (await PublishedAsync()).GetAsync($"{OpenUrl}?url_ver=2&rft_val_fmt=info:ofi/fmt:kev:mtx:patent&rft.title=T");

        Assert.Equal(400, answer.Status);
        Assert.Equal(["rft_val_fmt", "url_ver"], answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Is_Cached_And_Given_As_A_Citation_Too()
    {
        var rig = await PublishedAsync();
        var answer = await rig.GetAsync($"{OpenUrl}?rft_id=info:doi/10.1000/7");

        Assert.Equal(304, (await rig.GetAsync($"{OpenUrl}?rft_id=info:doi/10.1000/7", answer.ETag)).Status);
        Assert.StartsWith("@book{", (await rig.GetAsync($"{OpenUrl}?rft_id=info:doi/10.1000/7&format=bibtex")).Text, StringComparison.Ordinal);
        Assert.Equal("*", answer.Headers.AccessControlAllowOrigin.ToString());
    }

    private async Task<FeedRig> PublishedAsync()
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(
        [
            .. Enumerable.Range(0, 20).Select(i => FeedRig.Book(i)),
            FeedRig.Book(100, change: _ => new BibliographicRecord
            {
                Title = "A mathematical theory of communication",
                Creators = ["Shannon, Claude E."],
                Year = 1948,
                Type = WorkType.Article,
                Container = new Container("Bell System Technical Journal") { Volume = "27", Issue = "3", Pages = "379-423", Issn = "0005-8580" },
            }),
            FeedRig.Book(101, change: _ => new BibliographicRecord
            {
                Title = "Bell System Technical Journal",
                Type = WorkType.Serial,
                Identifiers = [new Identifier(IdentifierScheme.Issn, "0005-8580")],
                Access = new Access { Status = AccessStatus.Free, Url = "https://platform.example/bstj" },
            }),
            FeedRig.Book(102, change: record => record with { Title = "Held by a library", Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/held")], Access = Access.Unknown }),
            FeedRig.Book(103, change: record => record with { Title = "No web address", Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/script")], Access = new Access { Status = AccessStatus.Free, Url = "javascript:alert(1)" } }),
        ]);
        await rig.PublishAsync();
        return rig;
    }
}
