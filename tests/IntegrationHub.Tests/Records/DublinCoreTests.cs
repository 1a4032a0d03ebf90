using System.Xml;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class DublinCoreTests
{
    private static BibliographicRecord Read(string elements) => ReadPayload(
        $"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{elements}</oai_dc:dc>""");

    private static BibliographicRecord ReadPayload(string payload)
    {
        using var reader = XmlReader.Create(new StringReader(payload + string.Empty));
        reader.MoveToContent();
        return new MetadataFormats().Read(reader).Record;
    }

    [Fact]
    public void Reads_A_Chinese_Journal_Article()
    {
        var record = Read("""
            <dc:title>  数字图书馆的 资源共享 :</dc:title><dc:title>Resource sharing of digital libraries</dc:title>
            <dc:creator>张三；李四</dc:creator><dc:creator>王五</dc:creator><dc:contributor>某大学</dc:contributor>
            <dc:publisher>中国图书馆学报</dc:publisher><dc:date>2010-05</dc:date><dc:language>chi</dc:language><dc:type>期刊论文</dc:type>
            <dc:subject>数字图书馆;资源共享</dc:subject><dc:subject>G250.76</dc:subject>
            <dc:description>短注</dc:description><dc:description>本文论述&amp;lt;b&amp;gt;资源共享&amp;lt;/b&amp;gt;的模式。</dc:description>
            <dc:identifier>DOI:10.13530/J.CNKI.JLIS.2010</dc:identifier><dc:identifier>ISSN 0378-5955</dc:identifier><dc:identifier>http://example.cn/a/1</dc:identifier>
            <dc:source>中国图书馆学报, 2010(3)</dc:source><dc:source>0378-5955</dc:source><dc:rights>开放获取</dc:rights>
            """);
        Assert.Equal("数字图书馆的 资源共享", record.Title);
        Assert.Equal(["Resource sharing of digital libraries"], record.AlternativeTitles);
        Assert.Equal(["张三", "李四", "王五"], record.Creators);
        Assert.Equal(2010, record.Year);
        Assert.Equal(["zh"], record.Languages);
        Assert.Equal(WorkType.Article, record.Type);
        Assert.Contains(new Subject(SubjectScheme.Clc, "G250.76"), record.Subjects);
        Assert.Equal("本文论述资源共享的模式。", record.Abstract);
        Assert.Equal(new Container("中国图书馆学报, 2010(3)") { Issn = "0378-5955" }, record.Container);
        Assert.Equal([new Identifier(IdentifierScheme.Doi, "10.13530/j.cnki.jlis.2010"), new Identifier(IdentifierScheme.Uri, "http://example.cn/a/1")], record.Identifiers);
        Assert.Equal(["http://example.cn/a/1"], record.Links);
        Assert.Equal(AccessStatus.Free, record.Access.Status);
        Assert.Equal("http://example.cn/a/1", record.Access.Url);
    }

    [Fact]
    public void The_Issn_Of_A_Journal_Is_Its_Own_But_Not_Its_Articles()
    {
        Assert.Contains(new Identifier(IdentifierScheme.Issn, "0378-5955"), Read("<dc:title>T</dc:title><dc:type>期刊</dc:type><dc:source>ISSN 0378-5955</dc:source>").Identifiers);
        var article = Read("<dc:title>T</dc:title><dc:type>article</dc:type><dc:identifier>0378-5955</dc:identifier>");
        Assert.Empty(article.Identifiers);
        Assert.Equal("ISSN 0378-5955", article.Container?.ToString());
    }

    [Fact]
    public void Related_Things_Lend_Neither_Identity_Nor_Access()
    {
        var record = Read("""
            <dc:title>T</dc:title><dc:relation>https://doi.org/10.1000/other</dc:relation><dc:relation>ISBN 978-7-02-000220-7</dc:relation>
            <dc:relation>info:eu-repo/semantics/altIdentifier/doi/10.1000/mine</dc:relation><dc:relation>info:eu-repo/grantAgreement/EC/FP7/312463/EU//FIXO3</dc:relation><dc:rights>openAccess</dc:rights>
            """);
        Assert.Equal([new Identifier(IdentifierScheme.Doi, "10.1000/mine")], record.Identifiers);
        Assert.Equal("https://doi.org/10.1000/mine", record.Access.Url);
        Assert.Equal(["https://doi.org/10.1000/mine", "https://doi.org/10.1000/other"], record.Links);
    }

    [Fact]
    public void A_File_Comes_Before_A_Page_And_A_Page_Before_A_Resolver() => Assert.Equal(
        ["http://a.example/x.pdf", "http://a.example/page", "http://hdl.handle.net/1765/899", "http://a.example/thumb.jpg"],
        Read("""
            <dc:title>T</dc:title><dc:identifier>http://a.example/thumb.jpg</dc:identifier><dc:identifier>http://hdl.handle.net/1765/899</dc:identifier>
            <dc:identifier>http://a.example/page</dc:identifier><dc:identifier>http://a.example/x.pdf</dc:identifier>
            """).Links);

    [Fact]
    public void The_Date_Of_Issue_Is_Not_The_Moment_Of_Arrival()
    {
        // DSpace gives dc:date three times: accessioned, available, issued.
        var record = Read("<dc:title>T</dc:title><dc:date>2004-02-16T12:15:34Z</dc:date><dc:date>2004-02-16T12:15:34Z</dc:date><dc:date>1999-12-31</dc:date>");
        Assert.Equal("1999-12-31", record.Issued);
        Assert.Equal(1999, record.Year);
        Assert.Equal("光緒三年", Read("<dc:title>T</dc:title><dc:date>光緒三年</dc:date>").Issued);
    }

    [Fact]
    public void An_Embargo_Among_The_Dates_Is_Evidence_Not_An_Issue_Date()
    {
        var record = Read("<dc:title>T</dc:title><dc:identifier>http://a.example/1</dc:identifier><dc:date>info:eu-repo/date/embargoEnd/2027-03-01</dc:date><dc:date>2020</dc:date><dc:rights>info:eu-repo/semantics/embargoedAccess</dc:rights>");
        Assert.Equal(2020, record.Year);
        Assert.Equal(AccessStatus.Embargoed, record.Access.Status);
        Assert.Equal(AccessStatus.Free, record.Access.StatusOn(new DateOnly(2027, 3, 1)));
        Assert.Single(record.Rights);
    }

    [Theory]
    [InlineData("""<dc xmlns="http://purl.org/dc/elements/1.1/"><title>T</title></dc>""")]
    [InlineData("""<x:record xmlns:x="urn:x" xmlns:dc="http://purl.org/dc/elements/1.0/"><dc:Title>T</dc:Title></x:record>""")]
    [InlineData("""<DC><TITLE>T</TITLE></DC>""")]
    [InlineData("""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"><oai_dc:title>T</oai_dc:title></oai_dc:dc>""")]
    [InlineData("""<r xmlns:dc="http://purl.org/dc/elements/1.1/"><wrap><dc:title><b>T</b></dc:title></wrap></r>""")]
    [InlineData("""<r xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title/><dc:title> </dc:title><dc:title><![CDATA[T]]></dc:title></r>""")]
    public void Dublin_Core_Is_Known_By_Its_Children(string payload) => Assert.Equal("T", ReadPayload(payload).Title);

    [Theory]
    [InlineData("<dc/>", "no Dublin Core")]
    [InlineData("<dc><creator>C</creator></dc>", "no title")]
    [InlineData("""<m:mods xmlns:m="http://www.loc.gov/mods/v3"><m:title>T</m:title></m:mods>""", "no MODS")]
    [InlineData("""<x:card xmlns:x="urn:x"><x:title>T</x:title></x:card>""", "root element is 'card' in namespace 'urn:x'")]
    public void What_Is_No_Record_Says_Why(string payload, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ReadPayload(payload)).Message, StringComparison.Ordinal);

    [Fact]
    public void Leaves_The_Reader_Behind_The_Payload_Even_When_It_Refuses_It()
    {
        using var reader = XmlReader.Create(new StringReader("<page><m><dc/></m><m><dc><creator>C</creator></dc></m><m><dc><title>Second</title></dc></m></page>"));
        var formats = new MetadataFormats();
        reader.ReadToFollowing("dc");
        Assert.Throws<FormatException>(() => formats.Read(reader));
        Assert.Equal((XmlNodeType.EndElement, "m"), (reader.NodeType, reader.LocalName));
        reader.ReadToFollowing("dc");
        Assert.Throws<FormatException>(() => formats.Read(reader));
        reader.ReadToFollowing("dc");
        Assert.Equal("Second", formats.Read(reader).Record.Title);
        Assert.Equal((XmlNodeType.EndElement, "m"), (reader.NodeType, reader.LocalName));
    }

    [Fact]
    public void A_Payload_Without_Its_Container_Is_Read_Whole()
    {
        using var reader = XmlReader.Create(new StringReader("""<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title><dc:creator>C</dc:creator></metadata>"""));
        reader.ReadToFollowing("title", "http://purl.org/dc/elements/1.1/");
        Assert.Equal("C", new MetadataFormats().Read(reader).Record.Creators[0].Name);
    }

    [Fact]
    public void What_No_Row_Knows_Is_Told_By_Its_Path()
    {
        using var reader = XmlReader.Create(new StringReader("""<dc xmlns="http://purl.org/dc/elements/1.1/"><title>T</title><audience>A</audience><wrap><instructionalMethod>B</instructionalMethod></wrap><audience>C</audience><medium>paper</medium><empty/></dc>"""));
        reader.MoveToContent();
        var read = new MetadataFormats().Read(reader);
        Assert.Equal(["audience", "wrap/instructionalMethod", "audience"], read.Dropped);
        Assert.Equal("dc", read.Format);
    }

    [Fact]
    public void An_Attribute_May_Name_The_Scheme()
    {
        var record = Read("""<dc:title>T</dc:title><dc:identifier xsi:type="dcterms:ISBN">7-02-000220-X</dc:identifier><dc:subject scheme="DDC">025.04</dc:subject>""");
        Assert.Equal([new Identifier(IdentifierScheme.Isbn, "9787020002207")], record.Identifiers);
        Assert.Equal([new Subject(SubjectScheme.Ddc, "025.04")], record.Subjects);
    }
}
