using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

public class OaiPageReaderTests
{
    [Fact]
    public void Reads_Headers_Metadata_And_Deletions_In_Order()
    {
        var page = Pages.Read(Pages.List(
            Pages.Record("oai:a:1", "One"),
            "<record><header status=\"deleted\"><identifier>oai:a:2</identifier><datestamp>2024-01-03T00:00:00Z</datestamp></header></record>",
            Pages.Record("oai:a:3", "Three &amp; more")));

        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero), page.ResponseDate);
        Assert.Equal(["oai:a:1", "oai:a:2", "oai:a:3"], page.Records.Select(r => r.Header.Identifier));
        Assert.Equal(["One", null, "Three & more"], page.Records.Select(r => r.Metadata));
        Assert.Equal([false, true, false], page.Records.Select(r => r.Header.Deleted));
        Assert.Equal("2024-01-03T00:00:00Z", page.Records[1].Header.Datestamp);
        Assert.Equal(["a:b"], page.Records[0].Header.SetSpecs);
        Assert.Same(page.Records[0].Header.SetSpecs, page.Records[2].Header.SetSpecs);
        Assert.False(page.Truncated);
        Assert.Empty(page.Repairs);
    }

    [Fact]
    public void Reads_Identifiers()
    {
        var page = Pages.Read(Pages.Start +
            "<ListIdentifiers><header><identifier>a</identifier><datestamp>2024-01-01</datestamp></header>" +
            "<header status='deleted'><identifier>b</identifier><datestamp>2024-01-01</datestamp></header><resumptionToken>t</resumptionToken></ListIdentifiers></OAI-PMH>");

        Assert.Equal([("a", false), ("b", true)], page.Records.Select(r => (r.Header.Identifier, r.Header.Deleted)));
        Assert.Equal("t", page.ResumptionToken?.Value);
        Assert.Empty(page.Rejects);
    }

    [Fact]
    public void Reads_The_Token_With_Its_Attributes()
    {
        var page = Pages.Read(Pages.List(Pages.Record("a", "A"),
            "<resumptionToken completeListSize=\"1234\" cursor=\"100\" expirationDate=\"2024-05-02T00:00:00Z\">\n  a b&amp;c \n</resumptionToken>"));

        Assert.Equal(new OaiResumptionToken("a b&c", 1234, 100, new DateTimeOffset(2024, 5, 2, 0, 0, 0, TimeSpan.Zero)), page.ResumptionToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<resumptionToken completeListSize=\"7\" cursor=\"5\"/>")]
    [InlineData("<resumptionToken completeListSize=\"7\" cursor=\"5\"> </resumptionToken>")]
    public void An_Empty_Token_Is_The_End(string token)
    {
        var page = Pages.Read(Pages.List(Pages.Record("a", "A"), token));

        Assert.Null(page.ResumptionToken);
        Assert.Equal(token.Length > 0 ? 7 : null, page.CompleteListSize);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Goes_On_Wherever_The_Metadata_Reader_Stops(int reads)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Pages.List(Pages.Record("a", "A"), Pages.Record("b", "B")));
        var page = OaiPageReader.Read(body, reader =>
        {
            for (var i = 0; i < reads; i++)
            {
                reader.Read();
            }

            return reader.Name;
        });

        Assert.Equal(2, page.Records.Count);
        Assert.Equal("oai_dc:dc", OaiPageReader.Read(body, reader => reader.Name).Records[1].Metadata);
        Assert.Equal(2, OaiPageReader.Read(body, reader => { reader.Skip(); return 0; }).Records.Count);
    }

    [Fact]
    public void A_Metadata_Reader_That_Reads_Too_Far_Is_A_Bug()
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Pages.List(Pages.Record("a", "A")));

        Assert.Throws<InvalidOperationException>(() => OaiPageReader.Read(body, reader =>
        {
            while (reader.Read())
            {
            }

            return 0;
        }));
    }

    [Fact]
    public void About_Containers_And_Foreign_Elements_Are_Passed_Over()
    {
        var record = Pages.Record("a", "A").Replace("</record>", "<about><x xmlns='urn:x'><record/><header/></x></about><extra/></record>", StringComparison.Ordinal);

        var page = Pages.Read(Pages.List("<!-- c --><?pi?><unknown><other/></unknown>", record, Pages.Record("b", "B")));

        Assert.Equal(["A", "B"], page.Records.Select(r => r.Metadata));
    }

    [Theory]
    [InlineData("<resumptionToken>abc</resumptionToken>", "abc")]
    [InlineData("<resumptionToken cursor='1'>\n a b &amp; &#x4E2D; \n</resumptionToken>\n", "a b & 中")]
    [InlineData("<resumptionToken>a\r\nb</resumptionToken>", null)]
    [InlineData("<resumptionToken>a&#0;&#xFFFF;b</resumptionToken>", null)]
    [InlineData("<resumptionToken/>", null)]
    [InlineData("<resumptionToken></resumptionToken>", null)]
    [InlineData("<resumptionToken><![CDATA[x]]></resumptionToken>", null)]
    [InlineData("<resumptionToken>&nbsp;</resumptionToken>", null)]
    [InlineData("<resumptionToken>old</resumptionToken><record/>", null)]
    [InlineData("<!-- <resumptionToken>old</resumptionToken> -->", null)]
    public void The_Quick_Scan_Answers_Only_When_Sure(string end, string? token) =>
        Assert.Equal(token, OaiPageReader.TryReadToken(System.Text.Encoding.UTF8.GetBytes(Pages.List(Pages.Record("a", "A"), end))));

    [Fact]
    public void The_Quick_Scan_Reads_Prefixed_Elements() =>
        Assert.Equal("abc", OaiPageReader.TryReadToken("<o:OAI-PMH><o:ListRecords><o:record/><o:resumptionToken>abc</o:resumptionToken></o:ListRecords></o:OAI-PMH>"u8));

    [Fact]
    public void A_Token_Inside_A_Payload_Is_Not_Ours() =>
        Assert.Null(OaiPageReader.TryReadToken("<OAI-PMH><GetRecord><record><metadata><resumptionToken>abc</resumptionToken></metadata></record></GetRecord></OAI-PMH>"u8));
}
