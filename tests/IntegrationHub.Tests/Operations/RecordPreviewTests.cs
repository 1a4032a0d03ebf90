using System.Text;
using System.Text.Json;
using IntegrationHub.Oai;
using IntegrationHub.Operations;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Operations;

public sealed class RecordPreviewTests
{
    private const string Payload = """
        <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <dc:title>数字图书馆的资源共享</dc:title><dc:creator>张三</dc:creator><dc:date>2010</dc:date><dc:subject>CLC:G250.76</dc:subject>
          <dc:identifier>ISBN 978-7-02-000220-7</dc:identifier><dc:identifier>http://library.example/1</dc:identifier>
          <dc:rights>CC BY 4.0</dc:rights><dc:rights>仅限馆内</dc:rights><dc:secret>?</dc:secret>
        </oai_dc:dc>
        """;

    private const string Record = $"""
        <record><header><identifier>oai:a:1</identifier><datestamp>2024-05-01</datestamp><setSpec>open:books</setSpec></header><metadata>{Payload}</metadata></record>
        """;

    [Fact]
    public void Shows_What_Becomes_Of_A_Bare_Payload()
    {
        var report = Preview(Payload);
        var record = Assert.Single(report.Records);
        Assert.Equal((1, null, null, "dc"), (report.Seen, record.Identifier, record.Datestamp, record.Format));
        Assert.Equal("数字图书馆的资源共享", record.Record!.Title);
        Assert.Equal("restricted, contradicted: https://creativecommons.org/licenses/by/4.0/ (open); 仅限馆内 (restricted)", record.Access);
        Assert.False(record.Free);
        Assert.True(record.Record.Access.Contradicted);
        Assert.Equal([new DroppedElement("secret", 1)], record.Dropped);
        var place = Assert.Single(record.Classes!);
        Assert.StartsWith("G2", place.Code, StringComparison.Ordinal);
        Assert.Equal(("Clc: G250.76", false), (place.From, place.Mapped));
        Assert.Contains("isbn:9787020002207", record.MatchKeys!);
        Assert.Contains("title: 数字图书馆的资源共享", record.MatchKeys!);
        Assert.Equal(32, record.Fingerprint!.Length);
    }

    [Fact]
    public void Takes_A_Record_And_A_Whole_Page_Alike()
    {
        var alone = Assert.Single(Preview(Record).Records);
        Assert.Equal(("oai:a:1", "2024-05-01", "open:books"), (alone.Identifier, alone.Datestamp, Assert.Single(alone.Sets!)));

        var page = $"""<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-05-01T00:00:00Z</responseDate><request>http://a.example</request><ListRecords>{Record}{Record}</ListRecords></OAI-PMH>""";
        var report = Preview(page, most: 1);
        Assert.Equal((2, 1), (report.Seen, report.Records.Count));
        Assert.Equal(alone.Fingerprint, report.Records[0].Fingerprint);
        Assert.Equal(alone.Fingerprint, Assert.Single(Preview($"<ListRecords>{Record}</ListRecords>").Records).Fingerprint);
    }

    [Fact]
    public void A_Marc_Record_Is_No_Record_Of_A_Provider()
    {
        var preview = Assert.Single(Preview("""<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader><datafield tag="245" ind1="1" ind2="0"><subfield code="a">T</subfield></datafield></record>""").Records);
        Assert.Null(preview.Identifier);
        // read by its crosswalk, or rejected by the payload's own name
        Assert.True(preview.Format is not null || preview.Reject!.Contains("'record'", StringComparison.Ordinal), preview.Reject);
    }

    [Fact]
    public void Weighs_The_Sources_Policy_In_With_The_Sets_That_Are_Given()
    {
        var payload = Payload.Replace("<dc:rights>CC BY 4.0</dc:rights><dc:rights>仅限馆内</dc:rights>", "", StringComparison.Ordinal);
        var access = new SourceAccess(AccessPolicy.BySet, ["open"]);
        Assert.Equal("unknown", Assert.Single(Preview(payload, access).Records).Access);
        Assert.Equal("free: bySet: open", Assert.Single(Preview(payload, access, sets: ["open:books"]).Records).Access);
    }

    [Fact]
    public void An_Embargo_Is_Seen_As_Of_Today()
    {
        var payload = Payload.Replace("仅限馆内", "Embargoed until 2024-01-01", StringComparison.Ordinal);
        Assert.True(Assert.Single(Preview(payload).Records).Free);
    }

    [Theory]
    [InlineData("<dc><title></title><creator>A</creator></dc>", "no title")]
    [InlineData("<html><body>Not found</body></html>", "'html'")]
    [InlineData("<dc><title>T</title></dc><b>", "")]
    public void Says_Why_A_Record_Would_Be_Rejected(string payload, string why)
    {
        var report = Preview(payload);
        Assert.Contains(why, string.Join(' ', report.Problems.Concat(report.Records.Select(record => record.Reject))), StringComparison.Ordinal);
        Assert.All(report.Records, record => Assert.Null(record.Record));
    }

    [Fact]
    public void An_Unknown_Format_Lists_The_Known_Ones()
    {
        var reject = Assert.Single(Preview("""<thing xmlns="http://unknown.example/"><what>x</what></thing>""").Records).Reject!;
        Assert.Contains("'thing'", reject, StringComparison.Ordinal);
        Assert.All(MetadataFormats.Names.Take(3), name => Assert.Contains(name, reject, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \n", "empty")]
    [InlineData("{\"title\":\"T\"}", "not XML")]
    [InlineData("title: T", "not XML")]
    [InlineData("< >", "not XML")]
    [InlineData("<!DOCTYPE html><html/>", "document type")]
    public void Says_What_To_Send_Instead(string body, string sentence)
    {
        PreviewInput.Page(Encoding.UTF8.GetBytes(body), [], out var mistake);
        Assert.Contains(sentence, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_Written_In_The_Words_Of_The_Api_Description()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Preview(Payload), PreviewJson.Default.PreviewReport));
        var record = json.RootElement.GetProperty("records")[0].GetProperty("record");
        Assert.Equal("isbn", record.GetProperty("identifiers")[0].GetProperty("scheme").GetString());
        Assert.Equal("clc", record.GetProperty("subjects")[0].GetProperty("scheme").GetString());
        Assert.Equal("licence", record.GetProperty("access").GetProperty("evidence")[0].GetProperty("kind").GetString());
        Assert.Equal("张三", record.GetProperty("creators")[0].GetString());
    }

    [Fact]
    public void Says_Nothing_Of_What_Came_Before_Where_Nothing_Came()
    {
        var report = Preview("""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><Identify/></OAI-PMH>""");
        Assert.Empty(report.Records);
        Assert.DoesNotContain("shown", Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_Other_Encodings_As_A_Harvest_Would()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var (name, encoding) in ((string, Encoding)[])[("GB18030", Encoding.GetEncoding("GB18030")), ("UTF-16", Encoding.Unicode)])
        {
            var bytes = encoding.GetPreamble().Concat(encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?>{Payload}")).ToArray();
            Assert.Equal("数字图书馆的资源共享", Assert.Single(Preview(bytes).Records).Record!.Title);
        }
    }

    private static PreviewReport Preview(string body, SourceAccess? access = null, string[]? sets = null, int most = 20) => Preview(Encoding.UTF8.GetBytes(body), access, sets, most);

    private static PreviewReport Preview(byte[] body, SourceAccess? access = null, string[]? sets = null, int most = 20)
    {
        var page = PreviewInput.Page(body, sets ?? [], out var mistake);
        Assert.Null(mistake);
        return PreviewReport.Of(OaiPageReader.Read(page, new MetadataFormats().Read), access ?? new SourceAccess(AccessPolicy.ByEvidence, []), new DateOnly(2026, 1, 1), most);
    }
}
