using System.Xml;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>Where formats and sources hide identifiers, and whose they are.</summary>
public sealed class IdentifierCrosswalkTests
{
    [Theory]
    [InlineData("""<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.57760/sciencedb.08044</identifier><titles><title>T</title></titles><alternateIdentifiers><alternateIdentifier alternateIdentifierType="CSTR">31253.11.sciencedb.08044</alternateIdentifier></alternateIdentifiers></resource>""", "Doi 10.57760/sciencedb.08044, Cstr 31253.11.sciencedb.08044")]
    [InlineData("""<resource xmlns="http://namespace.openaire.eu/schema/oaire/" xmlns:d="http://datacite.org/schema/kernel-4"><d:titles><d:title>T</d:title></d:titles><d:identifier identifierType="ARK">ark:/12148/bpt6k99615j</d:identifier><d:alternateIdentifiers><d:alternateIdentifier alternateIdentifierType="PMID">22140103</d:alternateIdentifier></d:alternateIdentifiers></resource>""", "Ark ark:12148/bpt6k99615j, Pmid 22140103")]
    [InlineData("""<metadata xmlns="http://digital2.library.unt.edu/untl/"><title>T</title><identifier qualifier="OCLC">ocm37742507</identifier><identifier qualifier="LCCN">n 79-18774</identifier><identifier qualifier="LOCAL-CONT-NO">0378-5955</identifier></metadata>""", "Oclc 37742507, Lccn n79018774, Other 0378-5955")]
    [InlineData("""<metadata xmlns="http://www.lyncode.com/xoai"><element name="dc"><element name="title"><element name="none"><field name="value">T</field></element></element><element name="identifier"><element name="arxiv"><element name="none"><field name="value">1501.00001v2</field><field name="value">1501.00002</field></element></element></element></element></metadata>""", "Arxiv 1501.00001, Arxiv 1501.00002")]
    [InlineData("""<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo><identifier type="oclc">37742507</identifier><identifier type="lccn">   85153773 </identifier><identifier type="ismn">M-2600-0043-8</identifier></mods>""", "Oclc 37742507, Lccn 85153773, Ismn 9790260000438")]
    [InlineData("""<article><front><article-meta><article-id pub-id-type="pmid">22140103</article-id><article-id pub-id-type="pmc">3531190</article-id><article-id pub-id-type="cstr">32379.14.JEIT250188</article-id><title-group><article-title>T</article-title></title-group></article-meta></front></article>""", "Pmid 22140103, Pmcid PMC3531190, Cstr 32379.14.JEIT250188")]
    public void A_Format_Says_The_Scheme_Beside_The_Value(string payload, string expected) => Assert.Equal(expected, Told(Read(payload)));

    [Fact]
    public void The_Citation_Of_An_Article_Names_Its_Journal()
    {
        var record = Read(DublinCore("<dc:type>期刊论文</dc:type><dc:source>中国图书馆学报, 2010, 36(3): 4-11. ISSN 1001-8867, CN 11-2746/G2</dc:source>"));

        Assert.Empty(record.Identifiers);
        Assert.Equal("1001-8867", record.Container?.Issn);
        Assert.StartsWith("中国图书馆学报", record.Container?.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void On_A_Journal_They_Are_Its_Own()
    {
        var record = Read(DublinCore("<dc:type>期刊</dc:type><dc:identifier>国际标准刊号：1001-8867；国内统一刊号：CN11-2746/G2</dc:identifier><dc:source>ISSN 1001-8867, CN 11-2746/G2</dc:source>"));

        Assert.Equal("Issn 1001-8867, CnSerial 11-2746/G2", Told(record));
    }

    [Fact]
    public void A_Handle_Without_An_Address_Leads_To_The_Thing_But_A_Doi_Before_It()
    {
        Assert.Equal(["https://hdl.handle.net/1765/899"], Read(DublinCore("<dc:identifier>hdl:1765/899</dc:identifier>")).Links);
        Assert.Equal(["https://doi.org/10.1000/1"], Read(DublinCore("<dc:identifier>hdl:1765/899</dc:identifier><dc:identifier>doi:10.1000/1</dc:identifier>")).Links);
        Assert.Empty(Read(DublinCore("<dc:identifier>PMID: 22140103</dc:identifier><dc:identifier>ISBN 7-02-000220-X</dc:identifier>")).Links);
    }

    [Fact]
    public void An_Address_That_Carries_An_Identifier_Stays_A_Link()
    {
        var record = Read(DublinCore("<dc:identifier>http://hdl.handle.net/1765/899</dc:identifier>"));

        Assert.Equal("Handle 1765/899", Told(record));
        Assert.Equal(["http://hdl.handle.net/1765/899"], record.Links);
    }

    private static string Told(BibliographicRecord record) => string.Join(", ", record.Identifiers.Select(identifier => $"{identifier.Scheme} {identifier.Value}"));

    private static string DublinCore(string elements) =>
        $"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title>{elements}</oai_dc:dc>""";

    private static BibliographicRecord Read(string payload)
    {
        using var reader = XmlReader.Create(new StringReader(payload));
        reader.MoveToContent();
        return new MetadataFormats().Read(reader).Record;
    }
}
