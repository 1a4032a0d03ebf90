using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

public class StaticRepositoryGatewayTests
{
    private static readonly DateTimeOffset s_now = new(2024, 6, 1, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly Uri s_base = new("http://hub.example/oai/x");
    private static readonly StaticRepository s_repository = Repository(Files.Valid);
    private static readonly StaticRepository s_withoutSets = Repository(WithoutSets());

    public static TheoryData<string> Requests => new(
        "verb=Identify", "verb=ListMetadataFormats", "verb=ListMetadataFormats&identifier=oai:x:1", "verb=ListSets",
        "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=oai_dc&set=a", "verb=ListIdentifiers&metadataPrefix=oai_dc&from=2024-01-02&until=2024-01-02",
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:3", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:2",
        "", "verb=Nothing", "verb=ListRecords&verb=ListRecords", "verb=ListRecords", "verb=ListRecords&metadataPrefix=mods", "verb=ListRecords&metadataPrefix=a b",
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:99", "verb=ListRecords&resumptionToken=<>&", "verb=Identify&x=\u0001", "verb=ListRecords&metadataPrefix=oai_dc&set=none");

    [Theory]
    [InlineData("", "badVerb")]
    [InlineData("verb=", "badVerb")]
    [InlineData("verb=identify", "badVerb")]
    [InlineData("verb=1", "badVerb")]
    [InlineData("verb=Identify&verb=Identify", "badVerb")]
    [InlineData("verb=Identify&set=a", "badArgument")]
    [InlineData("verb=ListRecords", "badArgument")]
    [InlineData("verb=GetRecord&identifier=oai:x:1", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2024-13-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-03&until=2024-01-02", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=a%b", "badArgument")]
    [InlineData("verb=ListRecords&resumptionToken=x", "badResumptionToken")]
    [InlineData("verb=ListSets&resumptionToken=x", "badResumptionToken")]
    [InlineData("verb=ListRecords&metadataPrefix=mods", "cannotDisseminateFormat")]
    [InlineData("verb=GetRecord&metadataPrefix=marc&identifier=oai:x:3", "cannotDisseminateFormat")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:99", "idDoesNotExist")]
    [InlineData("verb=ListMetadataFormats&identifier=oai:x:99", "idDoesNotExist")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-04", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=2023-12-31", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=unknown", "noRecordsMatch")]
    public void Answers_Each_Mistake_With_Its_Code(string query, string code) =>
        Assert.Equal(code, Assert.Single(Pages.Read(Answer(query)).Errors).Code);

    [Theory]
    [InlineData("verb=ListSets")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=a")]
    public void Says_So_Where_There_Are_No_Sets(string query) =>
        Assert.Equal("noSetHierarchy", Assert.Single(Pages.Read(Answer(query, s_withoutSets)).Errors).Code);

    [Fact]
    public void Identifies_Itself_As_The_Gateway_Of_The_File()
    {
        var answer = Answer("verb=Identify");
        var identify = OaiIdentify.Read(answer);

        Assert.Equal(("某图书馆 & Co", "http://hub.example/oai/x", "2024-01-01"), (identify.RepositoryName, identify.BaseUrl, identify.EarliestDatestamp));
        Assert.Equal(OaiDeletedRecord.Persistent, identify.DeletedRecord);
        Assert.Equal(new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero), identify.ResponseDate);
        Assert.Contains("<source>http://gateway.example/oai/x</source>", Encoding.UTF8.GetString(answer));
        Assert.Contains("who we are", Encoding.UTF8.GetString(answer));
    }

    [Fact]
    public void Lists_Records_By_Datestamp_Then_Identifier_With_What_Belongs_To_Them()
    {
        var page = Pages.Read(Answer("verb=ListRecords&metadataPrefix=oai_dc"));

        Assert.Equal(["oai:x:1", "oai:x:2", "oai:x:0", "oai:x:3"], page.Records.Select(r => r.Header.Identifier));
        Assert.Equal(["OneText", null, "Zero", "三 <3>"], page.Records.Select(r => r.Metadata));
        Assert.True(page.Records[1].Header.Deleted);
        Assert.Equal(["a:b"], page.Records[3].Header.SetSpecs);
        Assert.Null(page.ResumptionToken);
        Assert.Null(page.CompleteListSize);
    }

    [Fact]
    public void A_Payload_Keeps_The_Prefixes_That_Its_Values_Use()
    {
        var type = XDocument.Parse(Encoding.UTF8.GetString(Answer("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1")))
            .Descendants().Single(e => e.Name.LocalName == "type");

        Assert.Equal("http://purl.org/dc/terms/", type.GetNamespaceOfPrefix("dcterms")?.NamespaceName);
    }

    [Theory]
    [InlineData("from=2024-01-02", "oai:x:2 oai:x:0 oai:x:3")]
    [InlineData("until=2024-01-02", "oai:x:1 oai:x:2")]
    [InlineData("from=2024-01-02&until=2024-01-02", "oai:x:2")]
    [InlineData("set=a", "oai:x:0 oai:x:3")]
    [InlineData("set=a:b", "oai:x:3")]
    [InlineData("set=c&until=2024-01-01", "oai:x:1")]
    public void Selects_By_Day_Inclusive_And_By_Set_With_Its_Children(string selection, string identifiers) =>
        Assert.Equal(identifiers, string.Join(' ', Pages.Read(Answer("verb=ListIdentifiers&metadataPrefix=oai_dc&" + selection)).Records.Select(r => r.Header.Identifier)));

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(3, "&from=2024-01-01")]
    [InlineData(1, "&set=a&until=2024-01-03")]
    public void Pages_Join_To_The_Whole_List(int pageSize, string selection)
    {
        var query = "verb=ListRecords&metadataPrefix=oai_dc" + selection;
        var whole = Pages.Read(Answer(query)).Records.Select(r => r.Header.Identifier).ToList();
        var joined = new List<string>();
        for (var next = query; next is not null;)
        {
            var answer = Answer(next, pageSize: pageSize);
            var page = Pages.Read(answer);
            Assert.Empty(page.Errors);
            Assert.InRange(page.Records.Count, 1, pageSize);
            Assert.Equal(page.ResumptionToken?.Value, OaiPageReader.TryReadToken(answer));
            Assert.Equal(whole.Count, page.CompleteListSize);
            joined.AddRange(page.Records.Select(r => r.Header.Identifier));
            next = page.ResumptionToken is { } token ? $"verb=ListRecords&resumptionToken={token.Value}" : null;
        }

        Assert.Equal(whole, joined);
    }

    [Fact]
    public async Task A_Harvester_Gets_The_Whole_List_Over_Http()
    {
        await using var provider = await Provider.StartAsync(context => context.Response.Body.WriteAsync(StaticRepositoryGateway.Answer(
            s_repository, context.Request.Query.SelectMany(a => a.Value.Select(v => KeyValuePair.Create(a.Key, v ?? ""))), s_base, s_now, pageSize: 3)).AsTask());
        var request = OaiRequest.ListRecords(provider.BaseUrl, "oai_dc");
        var titles = new List<string?>();
        for (var next = request; next is not null;)
        {
            var page = Pages.Read(Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(next)).Body);
            titles.AddRange(page.Records.Select(r => r.Metadata));
            next = page.ResumptionToken is { } token ? request.Resume(token.Value) : null;
        }

        Assert.Equal(["OneText", null, "Zero", "三 <3>"], titles);
    }

    [Fact]
    public void A_Token_Is_Bound_To_Its_Verb_And_To_The_File()
    {
        var token = Pages.Read(Answer("verb=ListRecords&metadataPrefix=oai_dc", pageSize: 1)).ResumptionToken!.Value;

        Assert.Equal("badResumptionToken", Pages.Read(Answer($"verb=ListIdentifiers&resumptionToken={token}")).Errors.Single().Code);
        Assert.Equal("badResumptionToken", Pages.Read(Answer($"verb=ListRecords&resumptionToken={token}", s_withoutSets)).Errors.Single().Code);
        Assert.Equal("badResumptionToken", Pages.Read(Answer($"verb=ListRecords&resumptionToken={token[..^4]}")).Errors.Single().Code);
        Assert.Equal(3, Pages.Read(Answer($"verb=ListRecords&resumptionToken={token}", Repository(Files.Valid))).Records.Count);
    }

    [Fact]
    public void Repeats_The_Arguments_Unless_They_Are_Wrong()
    {
        Assert.Contains("""<request verb="ListRecords" metadataPrefix="oai_dc" set="c">http://hub.example/oai/x</request>""", Encoding.UTF8.GetString(Answer("verb=ListRecords&set=c&metadataPrefix=oai_dc")));
        Assert.Contains("<request>http://hub.example/oai/x</request>", Encoding.UTF8.GetString(Answer("verb=ListRecords&nonsense=1&metadataPrefix=oai_dc")));
    }

    [Fact]
    public void Equal_Requests_Have_Equal_Answers() =>
        Assert.Equal(Answer("verb=ListRecords&metadataPrefix=oai_dc"), Answer("verb=ListRecords&metadataPrefix=oai_dc"));

    [SkippableTheory]
    [MemberData(nameof(Requests))]
    public void Every_Answer_Is_Valid_By_The_Schemas(string query)
    {
        var folder = Path.Combine(Shared.Folder("schemas"), "oai");
        Skip.IfNot(Directory.Exists(folder), "no ../shared/schemas here");
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Path.Combine(folder, "OAI-PMH.xsd"));
        schemas.Add(null, Path.Combine(folder, "oai_dc.xsd"));
        schemas.Compile();
        foreach (var size in new[] { 1, 100 })
        {
            var document = XDocument.Load(new MemoryStream(Answer(query, pageSize: size)));
            document.Validate(schemas, (_, fault) => Assert.Fail($"{fault.Message}\n{document}"));
        }
    }

    private static byte[] Answer(string query, StaticRepository? repository = null, int pageSize = StaticRepositoryGateway.DefaultPageSize) =>
        StaticRepositoryGateway.Answer(
            repository ?? s_repository,
            query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(a => KeyValuePair.Create(a.Split('=')[0], string.Join('=', a.Split('=')[1..]))),
            s_base, s_now, pageSize);

    private static StaticRepository Repository(string file)
    {
        Assert.True(StaticRepository.TryRead(Encoding.UTF8.GetBytes(file), out var repository, out var mistakes), string.Join('\n', mistakes));
        return repository;
    }

    private static string WithoutSets()
    {
        var document = XDocument.Parse(Files.Valid);
        document.Descendants().Where(e => e.Name.LocalName is "ListSets" or "setSpec").Remove();
        return document.ToString();
    }
}
