using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.PipelineTests.Linking;

public sealed class CurationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Isbn = "9787020002207";

    private static readonly (string, BibliographicRecord?) Paper = ("a", LinkingHub.Book("A history of paper", "Hua, Ming"));
    private static readonly (string, BibliographicRecord?) SamePaper = ("b", LinkingHub.Book("A history of paper", "Hua, M."));
    private static readonly (string, BibliographicRecord?) Silk = ("c", LinkingHub.Book("Weaving silk in Suzhou", "Zhu, Xi"));

    [Fact]
    public async Task What_Is_Split_Stays_Split_After_A_Full_Harvest_And_A_Replay()
    {
        var rig = await LinkedAsync();
        Assert.Equal(["a b", "c"], await rig.Hub.MembersAsync());

        await rig.DecideAsync(request => rig.Curation.SplitAsync(request, Id("one", "a"), default), $$"""{"records":["{{Id("two", "b")}}"],"by":"li"}""");
        Assert.Equal(["a", "b", "c"], await rig.Hub.MembersAsync());

        // A full run names everything again, a replay too; and a record that goes comes back.
        await rig.Hub.DeliverAsync("one", 2, true, Paper, Silk);
        await rig.Hub.DeliverAsync("two", 2, true, ("b", null));
        await rig.Hub.LinkAsync();
        Assert.Equal(["Different Moot"], await rig.StatesAsync());
        await rig.Hub.DeliverAsync("two", 3, true, SamePaper);
        await rig.Hub.LinkAsync();

        Assert.Equal(["a", "b", "c"], await rig.Hub.MembersAsync());
        Assert.Equal(["Different Applied"], await rig.StatesAsync());
    }

    [Fact]
    public async Task What_Is_Taken_Back_Is_Undone()
    {
        var rig = await LinkedAsync();
        var said = await rig.DecideAsync(request => rig.Curation.SplitAsync(request, Id("one", "a"), default), $$"""{"records":["{{Id("two", "b")}}"],"by":"li"}""");

        await rig.DecideAsync(_ => rig.Decisions.TakeBackAsync(DecisionOf(said), default), "");

        Assert.Equal(["a b", "c"], await rig.Hub.MembersAsync());
        Assert.Equal(404, (await CurationRig.AskAsync(_ => rig.Decisions.GetAsync(DecisionOf(said), default))).Status);
    }

    [Fact]
    public async Task What_Is_Joined_Is_One_Until_A_Later_Word()
    {
        var rig = await LinkedAsync();
        var join = $$"""{"resources":["{{Id("one", "c")}}"],"by":"li","note":"two halves of one"}""";
        await rig.DecideAsync(request => rig.Curation.JoinAsync(request, Id("one", "a"), default), join);
        Assert.Equal(["a b c"], await rig.Hub.MembersAsync());
        Assert.Equal(["Same Applied"], await rig.StatesAsync());

        await rig.DecideAsync(request => rig.Reviews.AnswerAsync(request, Id("one", "a"), Id("one", "c"), default), """{"answer":"different","by":"wang"}""");
        await rig.DecideAsync(request => rig.Reviews.AnswerAsync(request, Id("two", "b"), Id("one", "c"), default), """{"answer":"different","by":"wang"}""");
        Assert.Equal(["a b", "c"], await rig.Hub.MembersAsync());
        Assert.Equal(["Different Applied", "Different Applied", "Same Overruled"], await rig.StatesAsync());
    }

    [Fact]
    public async Task A_Wrong_Identifier_Neither_Links_Nor_Finds()
    {
        var rig = await CurationRig.NewAsync(azurite);
        await rig.Hub.DeliverAsync("one", 1, false, ("a", LinkingHub.Book("红楼梦研究资料", "俞平伯", Isbn)));
        await rig.Hub.LinkAsync();

        await rig.DecideAsync(
            request => rig.Curation.WrongIdentifierAsync(request, Id("one", "a"), default), $$"""{"record":{"source":"one","id":"a"},"scheme":"isbn","value":"978-7-02-000220-7","by":"li"}""");

        Assert.Empty(await rig.Index.FindByKeyAsync(IdentifierScheme.Isbn, Isbn, default));
        Assert.Equal(["WrongIdentifier Applied"], await rig.StatesAsync());
        await rig.Hub.DeliverAsync("one", 2, true, ("a", LinkingHub.Book("红楼梦研究资料", "俞平伯, 编", Isbn)));
        await rig.Hub.LinkAsync();
        Assert.Empty(await rig.Index.FindByKeyAsync(IdentifierScheme.Isbn, Isbn, default));

        await rig.Hub.DeliverAsync("one", 3, true, ("a", LinkingHub.Book("红楼梦研究资料", "俞平伯")));
        await rig.Hub.LinkAsync();
        Assert.Equal(["WrongIdentifier Moot"], await rig.StatesAsync());
    }

    [Fact]
    public async Task A_Decision_About_What_Is_Another_Work_Now_Is_Listed_And_Not_Applied()
    {
        var rig = await LinkedAsync();
        await rig.DecideAsync(request => rig.Curation.JoinAsync(request, Id("one", "a"), default), $$"""{"resources":["{{Id("one", "c")}}"],"by":"li"}""");

        await rig.Hub.DeliverAsync("one", 2, false, ("c", LinkingHub.Book("Bronze vessels of the Shang", "Zhu, Xi")));
        await rig.Hub.LinkAsync();

        Assert.Equal(["a b", "c"], await rig.Hub.MembersAsync());
        var standing = (await CurationRig.AskAsync(_ => rig.Decisions.ListAsync(default))).Json.GetProperty("decisions")[0].GetProperty("standing");
        Assert.Contains("another work now", standing.GetProperty("why")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Export_Makes_The_Same_Clusters_In_Another_Hub()
    {
        var rig = await LinkedAsync();
        await rig.DecideAsync(request => rig.Curation.SplitAsync(request, Id("one", "a"), default), $$"""{"records":["{{Id("two", "b")}}"],"by":"li"}""");
        await rig.DecideAsync(request => rig.Curation.JoinAsync(request, Id("two", "b"), default), $$"""{"resources":["{{Id("one", "c")}}"],"by":"li"}""");
        await rig.DecideAsync(request => rig.Curation.PinAsync(request, Id("one", "a"), default), """{"by":"li"}""");
        var export = (await CurationRig.AskAsync(_ => rig.Decisions.ExportAsync(default))).Json.GetRawText();

        var other = await LinkedAsync();
        var first = await other.DecideAsync(request => other.Decisions.ImportAsync(request, default), export);
        var second = await other.DecideAsync(request => other.Decisions.ImportAsync(request, default), export);

        Assert.Equal(3, first.GetProperty("written").GetInt32());
        Assert.Equal(3, second.GetProperty("unchanged").GetInt32());
        Assert.Equal(await rig.Hub.MembersAsync(), await other.Hub.MembersAsync());
        Assert.Equal(["a", "b c"], await other.Hub.MembersAsync());
        Assert.Equal(export, (await CurationRig.AskAsync(_ => other.Decisions.ExportAsync(default))).Json.GetRawText());
    }

    [Fact]
    public async Task The_Same_Request_Twice_Is_One_Decision()
    {
        var rig = await LinkedAsync();
        for (var i = 0; i < 2; i++)
        {
            await rig.DecideAsync(request => rig.Curation.PinAsync(request, Id("one", "a"), default), """{"by":"li"}""");
        }

        Assert.Equal(["Pin Applied"], await rig.StatesAsync());
    }

    [Fact]
    public async Task Says_Why_A_Record_Is_There_And_What_Is_Not()
    {
        var rig = await LinkedAsync();
        await rig.Hub.DeliverAsync("three", 1, false, ("v", LinkingHub.Book("A history of paper, volume 2", "Hua, Ming")));
        await rig.Hub.LinkAsync();

        var (status, why) = await CurationRig.AskAsync(request => rig.Why.GetAsync(request, Id("one", "a"), default));

        Assert.Equal(200, status);
        var because = why.GetProperty("members")[0].GetProperty("because")[0];
        Assert.Equal("Same", because.GetProperty("verdict").GetString());
        Assert.NotEmpty(because.GetProperty("reasons").EnumerateArray());
        var other = why.GetProperty("related").EnumerateArray().Concat(why.GetProperty("near").EnumerateArray()).First(near => near.GetProperty("id").GetString() == Id("three", "v"));
        Assert.NotEqual("Same", other.GetProperty("pair").GetProperty("verdict").GetString());
        Assert.NotEmpty(why.GetProperty("keys").EnumerateArray());
        Assert.Equal(308, (await CurationRig.AskAsync(request => rig.Why.GetAsync(request, Id("two", "b"), default))).Status);
        Assert.Equal(404, (await CurationRig.AskAsync(request => rig.Why.GetAsync(request, Id("two", "never"), default))).Status);
        await rig.Hub.DeliverAsync("one", 2, false, ("c", null));
        await rig.Hub.LinkAsync();
        Assert.Equal(410, (await CurationRig.AskAsync(request => rig.Why.GetAsync(request, Id("one", "c"), default))).Status);
    }

    [Fact]
    public async Task A_Pair_In_Doubt_Is_Asked_Until_It_Is_Answered()
    {
        var rig = await CurationRig.NewAsync(azurite);
        // One article at two places of a journal: alike in all but that.
        var article = new BibliographicRecord
        {
            Title = "Sediment transport in braided rivers of the Tibetan plateau",
            Creators = ["Zhang, Wei", "Smith, John"],
            Year = 2015,
            Type = WorkType.Article,
            Container = new Container("Journal of Hydrology") { Volume = "12", Issue = "3", Pages = "17-25" },
        };
        await rig.Hub.DeliverAsync("one", 1, false, ("a", article), ("b", article with { Container = article.Container! with { Pages = "101-110" } }));
        await rig.Hub.DeliverAsync("two", 1, false, Paper);
        await rig.Hub.LinkAsync();
        var manifest = (await rig.Hub.Index.ReadManifestAsync(null, default)).Manifest;
        var asked = await rig.Index.DoubtsAsync(manifest, default).ToListAsync();
        var (_, page) = await CurationRig.AskAsync(request => rig.Reviews.ListAsync(request, default));
        var reviews = page.GetProperty("reviews").EnumerateArray().ToList();
        Assert.NotEmpty(reviews);
        Assert.Equal(asked.Sum(line => line.With.Count), reviews.Count);
        foreach (var review in reviews)
        {
            var (a, b) = (review.GetProperty("a").GetProperty("id").GetString()!, review.GetProperty("b").GetProperty("id").GetString()!);
            await rig.DecideAsync(request => rig.Reviews.AnswerAsync(request, a, b, default), """{"answer":"later","by":"li"}""");
        }

        Assert.Empty((await CurationRig.AskAsync(request => rig.Reviews.ListAsync(request, default))).Json.GetProperty("reviews").EnumerateArray());
    }

    [Fact]
    public async Task Why_Shows_That_Somebody_Could_Not_Tell()
    {
        var rig = await LinkedAsync();
        await rig.DecideAsync(request => rig.Reviews.AnswerAsync(request, Id("one", "a"), Id("one", "c"), default), """{"answer":"later","by":"li"}""");

        var (_, why) = await CurationRig.AskAsync(request => rig.Why.GetAsync(request, Id("one", "a"), default));

        Assert.Equal("Later", why.GetProperty("members")[0].GetProperty("decisions")[0].GetProperty("kind").GetString());
        Assert.Equal(["a b", "c"], await rig.Hub.MembersAsync());
    }

    [Fact]
    public async Task Refuses_To_Split_What_No_Export_Could_Carry()
    {
        var rig = await CurationRig.NewAsync(azurite);
        List<(string Id, BibliographicRecord? Record)> papers = [.. Enumerable.Range(100, 201).Select(i => ($"p{i}", (BibliographicRecord?)LinkingHub.Book($"A history of paper, {i}", "Hua, Ming")))];
        await rig.Hub.DeliverAsync("one", 1, false, [.. papers]);
        // Two decisions of a size that may be, and one record in both.
        foreach (var part in (List<(string Id, BibliographicRecord? Record)>[])[papers[..101], papers[100..]])
        {
            var judged = part.ConvertAll(paper => JudgedRecord.Of(new RecordId(Sources.SourceId.Parse("one"), paper.Id), paper.Record!));
            await rig.Hub.Decisions.WriteAsync(
                new CuratorDecision { Id = CuratorDecision.IdOf(DecisionKind.Same, judged.Select(record => record.RecordId)), Kind = DecisionKind.Same, Groups = [judged], By = "li", At = DateTimeOffset.UnixEpoch }, default);
        }

        await rig.Hub.LinkAsync();
        Assert.Single(await rig.Hub.MembersAsync());

        var (status, json) = await CurationRig.AskAsync(request => rig.Curation.SplitAsync(request, Id("one", "p100"), default), $$"""{"records":["{{Id("one", "p300")}}"],"by":"li"}""");

        Assert.Equal(400, status);
        Assert.Contains("201 records", json.GetProperty("errors").GetProperty("records")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await rig.StatesAsync()).Count);
    }

    [Theory]
    [InlineData("{}", "by")]
    [InlineData("""{"by":"li"}""", "records")]
    [InlineData("""{"by":"li","records":["x"]}""", "records[0]")]
    [InlineData("""{"by":"li","groups":[]}""", "groups")]
    [InlineData("[]", "$")]
    public async Task Says_What_Is_Wrong_With_A_Split(string body, string property)
    {
        var rig = await LinkedAsync();
        var (status, json) = await CurationRig.AskAsync(request => rig.Curation.SplitAsync(request, Id("one", "a"), default), body);

        Assert.Equal(400, status);
        Assert.True(json.GetProperty("errors").TryGetProperty(property, out _), json.ToString());
        Assert.Empty(await rig.StatesAsync());
    }

    [Fact]
    public async Task Who_Is_Signed_In_Decides()
    {
        var rig = await LinkedAsync();
        var (status, said) = await CurationRig.AskAsync(request => rig.Curation.PinAsync(request, Id("one", "a"), default), """{"by":"somebody else"}""", principal: "li@library.example");

        Assert.Equal(202, status);
        Assert.Equal("li@library.example", said.GetProperty("decision").GetProperty("by").GetString());
    }

    [Fact]
    public async Task Imports_Nothing_Of_What_Is_Wrong_In_Part()
    {
        var rig = await LinkedAsync();
        await rig.DecideAsync(request => rig.Curation.PinAsync(request, Id("one", "a"), default), """{"by":"li"}""");
        var export = (await CurationRig.AskAsync(_ => rig.Decisions.ExportAsync(default))).Json.GetProperty("decisions")[0].GetRawText();
        var other = await LinkedAsync();

        var (status, json) = await CurationRig.AskAsync(
            request => other.Decisions.ImportAsync(request, default), $$"""{"decisions":[{{export}},{"id":"x"},{{export.Replace("\"Pin\"", "\"Same\"", StringComparison.Ordinal)}},{{export.Replace("\"Pin\"", "\"Whim\"", StringComparison.Ordinal)}}]}""");

        Assert.Equal(400, status);
        Assert.Equal(["decisions[1]", "decisions[2]", "decisions[3]"], json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Empty(await other.StatesAsync());
    }

    private static string Id(string source, string id) => CurationRig.IdOf(source, id).ToString();

    private static string DecisionOf(JsonElement said) => said.GetProperty("decision").GetProperty("id").GetString()!;

    private async Task<CurationRig> LinkedAsync()
    {
        var rig = await CurationRig.NewAsync(azurite);
        await rig.Hub.DeliverAsync("one", 1, false, Paper, Silk);
        await rig.Hub.DeliverAsync("two", 1, false, SamePaper);
        await rig.Hub.LinkAsync();
        return rig;
    }
}
