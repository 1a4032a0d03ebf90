using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

public class OaiRequestTests
{
    private static readonly Uri s_base = new("https://a.example/oai");
    private static readonly DateTimeOffset s_instant = new(2024, 3, 1, 23, 59, 58, 999, TimeSpan.FromHours(-2));

    [Fact]
    public void Writes_All_Arguments_Percent_Encoded()
    {
        var request = OaiRequest.ListRecords(s_base, "oai_dc") with { Set = "a b&c", From = s_instant, Granularity = OaiGranularity.Second };

        Assert.Equal("https://a.example/oai?verb=ListRecords&metadataPrefix=oai_dc&set=a%20b%26c&from=2024-03-02T01%3A59%3A58Z", request.ToUri().AbsoluteUri);
    }

    [Fact]
    public void Asks_All_Six_Verbs_For_What_They_Require()
    {
        OaiRequest[] requests =
        [
            OaiRequest.Identify(s_base), OaiRequest.ListMetadataFormats(s_base), OaiRequest.ListSets(s_base),
            OaiRequest.ListIdentifiers(s_base, "oai_dc"), OaiRequest.ListRecords(s_base, "oai_dc"), OaiRequest.GetRecord(s_base, "oai_dc", "oai:a:1"),
        ];

        Assert.Equal(Enum.GetValues<OaiVerb>(), requests.Select(request => request.Verb));
        Assert.Equal(
            ["verb=Identify", "verb=ListMetadataFormats", "verb=ListSets", "verb=ListIdentifiers&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=oai_dc",
                "verb=GetRecord&identifier=oai%3Aa%3A1&metadataPrefix=oai_dc"],
            requests.Select(request => request.ToUri().Query[1..]));
    }

    [Theory]
    [InlineData("https://a.example/oai.php?repo=x", "https://a.example/oai.php?repo=x&verb=Identify")]
    [InlineData("https://a.example/oai?", "https://a.example/oai?verb=Identify")]
    [InlineData("https://a.example/oai?repo=x&", "https://a.example/oai?repo=x&verb=Identify")]
    [InlineData("https://a.example:8080/%E4%B8%AD/oai#top", "https://a.example:8080/%E4%B8%AD/oai?verb=Identify")]
    public void Keeps_The_Query_String_Of_The_Base_Url(string baseUrl, string expected) =>
        Assert.Equal(expected, OaiRequest.Identify(new Uri(baseUrl)).ToUri().AbsoluteUri);

    [Fact]
    public void Rule8_A_Token_With_Spaces_And_Signs_Goes_Back_As_It_Came()
    {
        var request = (OaiRequest.ListRecords(s_base, "oai_dc") with { Set = "x" }).Resume("a b/c+d=e&f|中");

        Assert.Equal("https://a.example/oai?verb=ListRecords&resumptionToken=a%20b%2Fc%2Bd%3De%26f%7C%E4%B8%AD", request.ToUri().AbsoluteUri);
    }

    [Fact]
    public void Rule5_Asks_Day_Precision_Servers_For_Days()
    {
        var request = OaiRequest.ListRecords(s_base, "oai_dc") with { From = s_instant, Until = s_instant, Granularity = OaiGranularity.Day };

        Assert.EndsWith("&from=2024-03-02&until=2024-03-02", request.ToUri().AbsoluteUri);
    }

    [Theory]
    [InlineData("2024-03-02", "2024-03-02T00:00:00Z")]
    [InlineData("2024-03-02T01:02:03Z", "2024-03-02T01:02:03Z")]
    [InlineData("2024-03-02T01:02:03.777Z", "2024-03-02T01:02:03Z")]
    [InlineData("2024-03-02T01:02:03", "2024-03-02T01:02:03Z")]
    [InlineData("2024-03-02T03:02:03+02:00", "2024-03-02T01:02:03Z")]
    [InlineData(" 2024-03-02 01:02:03 ", "2024-03-02T01:02:03Z")]
    public void Reads_Dates_As_Servers_Write_Them(string text, string expected) =>
        Assert.Equal(expected, OaiDates.Format(OaiDates.Parse(text)!.Value, OaiGranularity.Second));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday-ish")]
    [InlineData("0000-00-00")]
    public void What_Is_No_Date_Is_Null(string? text) => Assert.Null(OaiDates.Parse(text));
}
