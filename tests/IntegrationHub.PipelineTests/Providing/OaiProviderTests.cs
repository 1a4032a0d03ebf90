using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using IntegrationHub.PipelineTests.Publishing;
using IntegrationHub.Providing;

namespace IntegrationHub.PipelineTests.Providing;

public sealed class OaiProviderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";

    [Fact]
    public async Task Every_Resource_Is_Listed_Once_Page_By_Page()
    {
        var rig = await PublishedAsync(230);

        var records = await ListAsync(rig, "verb=ListRecords&metadataPrefix=oai_dc");

        Assert.Equal(230, records.Count);
        Assert.Equal(230, records.Select(IdOf).Distinct().Count());
        Assert.All(records, record => Assert.NotNull(record.Element(Oai + "metadata")));
        Assert.All(records, record => Assert.NotNull(record.Element(Oai + "about")));
        Assert.Equal(230, (await ListAsync(rig, "verb=ListIdentifiers&metadataPrefix=marcxml")).Count);
    }

    [Fact]
    public async Task A_List_That_Is_Read_While_The_Hub_Publishes_Loses_Nothing()
    {
        var rig = await PublishedAsync(350);
        var first = await AskAsync(rig, "verb=ListRecords&metadataPrefix=oai_dc");
        await rig.CommitAsync(
            [.. Enumerable.Range(0, 200).Select(i => FeedRig.Book(i, "2024-06-01", record => record with { Title = $"改 {i}" })), FeedRig.Book(900)],
            [FeedRig.Book(300).Id]);
        await rig.PublishAsync();

        var rest = await ListAsync(rig, $"verb=ListRecords&resumptionToken={TokenOf(first)}", "verb=ListRecords");
        var seen = first.Descendants(Oai + "record").Concat(rest).GroupBy(IdOf).ToDictionary(group => group.Key, group => group.Last());

        Assert.Equal(351, seen.Count);
        Assert.All(Enumerable.Range(0, 200), i => Assert.Contains($"改 {i}", seen[Identifier(i)].Value, StringComparison.Ordinal));
        Assert.True(IsDeleted(seen[Identifier(300)]));
        Assert.Contains(Identifier(900), seen.Keys);
    }

    [Fact]
    public async Task Withdrawn_Resources_Stay_As_Deleted_And_Later_Changes_Are_Found_By_Date()
    {
        var rig = await PublishedAsync(20);
        rig.Time.Advance(TimeSpan.FromHours(2));
        var from = $"{rig.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        await rig.CommitAsync([], [FeedRig.Book(3).Id]);
        await rig.PublishAsync();

        var gone = Assert.Single(await ListAsync(rig, $"verb=ListRecords&metadataPrefix=oai_dc&from={from}&set=platform:cashl"));

        Assert.Equal(Identifier(3), IdOf(gone));
        Assert.True(IsDeleted(gone));
        Assert.Null(gone.Element(Oai + "metadata"));
        Assert.True(IsDeleted((await AskAsync(rig, $"verb=GetRecord&metadataPrefix=oai_dc&identifier={Identifier(3)}")).Descendants(Oai + "record").Single()));
        Assert.Equal("noRecordsMatch", ErrorOf(await AskAsync(rig, "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01")));
    }

    [Fact]
    public async Task A_Change_That_The_Feed_Does_Not_Show_Is_Harvested_All_The_Same()
    {
        var rig = await PublishedAsync(20);
        rig.Time.Advance(TimeSpan.FromHours(2));
        var from = $"{rig.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        await rig.CommitAsync([FeedRig.Book(3, change: record => record with { Edition = "第2版" }), FeedRig.Book(4)]);
        await rig.PublishAsync();

        Assert.Equal([Identifier(3)], (await ListAsync(rig, $"verb=ListRecords&metadataPrefix=marcxml&from={from}")).Select(IdOf));
    }

    [Fact]
    public async Task Sets_Select_What_Browsing_Shows()
    {
        var rig = await PublishedAsync(60);
        var specs = (await AskAsync(rig, "verb=ListSets")).Descendants(Oai + "setSpec").Select(spec => spec.Value).ToList();

        Assert.Contains("subject:I:I2", specs);
        Assert.Equal(20, (await ListAsync(rig, "verb=ListIdentifiers&metadataPrefix=oai_dc&set=type:article")).Count);
        Assert.Equal(60, (await ListAsync(rig, "verb=ListIdentifiers&metadataPrefix=oai_dc&set=subject")).Count);
        Assert.DoesNotContain("member", specs);
        foreach (var spec in specs)
        {
            Assert.NotEmpty(await ListAsync(rig, $"verb=ListIdentifiers&metadataPrefix=oai_dc&set={spec}"));
        }
    }

    [Theory]
    [InlineData("", "badVerb")]
    [InlineData("verb=Nonsense", "badVerb")]
    [InlineData("verb=Identify&verb=Identify", "badVerb")]
    [InlineData("verb=Identify&set=a", "badArgument")]
    [InlineData("verb=ListRecords", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01&until=2024-01-01T00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&resumptionToken=x", "badResumptionToken")]
    [InlineData("verb=ListSets&resumptionToken=x", "badResumptionToken")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_xyz", "cannotDisseminateFormat")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=type:score", "noRecordsMatch")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:hub.example.org:nothing", "idDoesNotExist")]
    [InlineData("verb=ListMetadataFormats&identifier=oai:hub.example.org:nothing", "idDoesNotExist")]
    public async Task Says_What_Is_Wrong_By_The_Codes_Of_The_Specification(string query, string code)
    {
        var rig = await PublishedAsync(3);

        Assert.Equal(code, ErrorOf(await AskAsync(rig, query)));
    }

    [Fact]
    public async Task Answers_Are_Valid_By_The_Published_Schemas()
    {
        var schemas = Schemas();
        if (schemas is null)
        {
            return;
        }

        var rig = await PublishedAsync(120);
        await rig.CommitAsync([], [FeedRig.Book(3).Id]);
        await rig.PublishAsync();
        foreach (var query in (string[])[
            "verb=Identify", "verb=ListSets", "verb=ListMetadataFormats", "verb=Nonsense", "verb=ListIdentifiers&metadataPrefix=oai_dc",
            "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=marcxml", $"verb=GetRecord&metadataPrefix=marcxml&identifier={Identifier(5)}"])
        {
            var faults = new List<string>();
            var answer = await AskAsync(rig, query);
            new XDocument(answer).Validate(schemas, (_, fault) => faults.Add(fault.Message));
            // The envelope's schema does not look into its containers.
            foreach (var payload in answer.Descendants().Where(element => element.Name == Oai + "metadata" || element.Name == Oai + "description").SelectMany(container => container.Elements()))
            {
                new XDocument(payload).Validate(schemas, (_, fault) => faults.Add(fault.Message));
            }

            Assert.Empty(faults);
        }
    }

    private static XmlSchemaSet? Schemas()
    {
        var folder = Directory.GetParent(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "schemas", "oai")))
        {
            folder = folder.Parent;
        }

        if (folder is null)
        {
            return null;
        }

        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        foreach (var name in (string[])["OAI-PMH.xsd", "oai_dc.xsd", "oai-identifier.xsd", "MARC21slim.xsd"])
        {
            schemas.Add(null, Path.Combine(folder.FullName, "shared", "schemas", "oai", name));
        }

        return schemas;
    }

    private async Task<FeedRig> PublishedAsync(int books)
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, books).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        return rig;
    }

    private static async Task<XElement> AskAsync(FeedRig rig, string query)
    {
        var answer = await rig.GetAsync($"https://hub.example/{OaiProvider.Route}?{query}");
        Assert.Equal(200, answer.Status);
        return XElement.Parse(Encoding.UTF8.GetString(answer.Body));
    }

    /// <summary>Records or headers, to the end of the list.</summary>
    private static async Task<List<XElement>> ListAsync(FeedRig rig, string query, string? verb = null)
    {
        var all = new List<XElement>();
        for (var next = query; next is not null;)
        {
            var answer = await AskAsync(rig, next);
            Assert.Null(ErrorOf(answer));
            var list = answer.Elements().Last();
            all.AddRange(list.Elements().Where(element => element.Name.LocalName is "record" or "header"));
            next = TokenOf(answer) is { Length: > 0 } token ? $"{verb ?? query.Split('&')[0]}&resumptionToken={token}" : null;
        }

        return all;
    }

    private static string Identifier(int book) => $"oai:hub.example.org:{FeedRig.Book(book).Id}";

    private static string IdOf(XElement record) => record.DescendantsAndSelf(Oai + "header").Single().Element(Oai + "identifier")!.Value;

    private static bool IsDeleted(XElement record) => (string?)record.Element(Oai + "header")!.Attribute("status") == "deleted";

    private static string? TokenOf(XElement answer) => answer.Descendants(Oai + "resumptionToken").SingleOrDefault()?.Value;

    private static string? ErrorOf(XElement answer) => (string?)answer.Element(Oai + "error")?.Attribute("code");
}
