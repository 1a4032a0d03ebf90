using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>DESIGN 5.7: one bad character or one bad record must not cost a page; repairs are counted.</summary>
public class TolerantPagesTests
{
    private static readonly string s_clean = Pages.List(Pages.Record("a", "Überblick"), Pages.Record("b", "TITLE"), Pages.Record("c", "C"), "<resumptionToken>t</resumptionToken>");

    static TolerantPagesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("x\u0001\u000By", "xy", OaiRepair.IllegalCharacter, 2)]
    [InlineData("x&#x1;&#0;&#xFFFF;y", "xy", OaiRepair.IllegalCharacter, 3)]
    [InlineData("x\uFFFEy", "xy", OaiRepair.IllegalCharacter, 1)]
    [InlineData("caf&eacute;&nbsp;&mdash; x", "café\u00A0— x", OaiRepair.UndeclaredEntity, 3)]
    [InlineData("R&D & Co &bogus; &#12;", "R&D & Co &bogus; ", OaiRepair.UnescapedMarkup, 3)]
    [InlineData("p < 0.05 & q <0.1", "p < 0.05 & q <0.1", OaiRepair.UnescapedMarkup, 3)]
    [InlineData("<![CDATA[a &nbsp; b <c>]]> &nbsp;", "a &nbsp; b <c> \u00A0", OaiRepair.UndeclaredEntity, 1)]
    public void Rule7_Text_Is_Repaired_And_Counted(string title, string expected, OaiRepair repair, int count)
    {
        var page = Pages.Read(s_clean.Replace("TITLE", title, StringComparison.Ordinal));

        Assert.Equal(["Überblick", expected, "C"], page.Records.Select(r => r.Metadata));
        Assert.Equal(count, page.Repairs[repair]);
        Assert.Empty(page.Rejects);
        Assert.Equal("t", page.ResumptionToken?.Value);
    }

    [Fact]
    public void Rule7_Invalid_Utf8_Is_Replaced_Where_It_Stands()
    {
        var body = Encoding.UTF8.GetBytes(s_clean.Replace("TITLE", "中文字符 xYz", StringComparison.Ordinal));
        body[body.AsSpan().IndexOf("xYz"u8) + 1] = 0xE4;

        var page = Pages.Read(body);

        Assert.Equal("中文字符 x\uFFFDz", page.Records[1].Metadata);
        Assert.Equal(1, page.Repairs[OaiRepair.InvalidUtf8]);
        Assert.Equal("Überblick", page.Records[0].Metadata);
    }

    [Theory]
    [InlineData("gb2312", "gb2312", "图书馆学研究方法")]
    [InlineData("GBK", "gb18030", "圖書館学研究")]
    [InlineData("big5", "big5", "圖書館學研究")]
    [InlineData("iso-8859-1", "windows-1252", "Études “citées”")]
    [InlineData("shift_jis", "shift_jis", "図書館")]
    public void A_Declared_Encoding_Is_Believed(string declared, string real, string title)
    {
        var page = Pages.Read(s_clean.Replace("Überblick", "x").Replace("UTF-8", declared).Replace("TITLE", title), Encoding.GetEncoding(real));

        Assert.Equal(title, page.Records[1].Metadata);
        Assert.Empty(page.Repairs);
    }

    [Theory]
    [InlineData("encoding=\"UTF-8\"", "gb18030", "图书馆学研究方法，第二版")]
    [InlineData("", "gb18030", "图书馆学研究方法")]
    [InlineData("", "iso-8859-1", "Études établies à Genève")]
    [InlineData("encoding=\"iso-8859-1\"", "utf-8", "图书馆学研究方法")]
    [InlineData("encoding=\"nonsense\"", "gb18030", "图书馆学研究方法")]
    public void Rule7_A_Mislabelled_Encoding_Is_Found(string declared, string real, string title)
    {
        var page = Pages.Read(s_clean.Replace("Überblick", "x").Replace("encoding=\"UTF-8\"", declared).Replace("TITLE", title), Encoding.GetEncoding(real));

        Assert.Equal(title, page.Records[1].Metadata);
        Assert.Equal(1, page.Repairs[OaiRepair.MislabelledEncoding]);
    }

    [Fact]
    public void Utf16_Is_Read_By_Its_Byte_Order()
    {
        var page = Pages.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(s_clean.Replace("UTF-8", "UTF-16"))]);

        Assert.Equal("Überblick", page.Records[0].Metadata);
    }

    [Theory]
    [InlineData("\uFEFF", 0)]
    [InlineData("\r\n \t", 1)]
    [InlineData("\uFEFF\n", 1)]
    public void Marks_And_Blanks_Before_The_Declaration_Are_Passed_Over(string before, int repairs)
    {
        var page = Pages.Read(before + s_clean);

        Assert.Equal(3, page.Records.Count);
        Assert.Equal(repairs, page.Repairs[OaiRepair.BlankBeforeDeclaration]);
    }

    [Fact]
    public void Undeclared_Prefixes_Get_Their_Customary_Namespace()
    {
        var page = Pages.Read(s_clean.Replace(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", " xsi:schemaLocation='a b'", StringComparison.Ordinal).Replace("TITLE", "x & y", StringComparison.Ordinal));

        Assert.Equal(["Überblick", "x & y", "C"], page.Records.Select(r => r.Metadata));
        Assert.Equal(2, page.Repairs[OaiRepair.UndeclaredPrefix]);
    }

    [Theory]
    [InlineData("an <b>open tag")]
    [InlineData("crossed <i><b></i></b>")]
    [InlineData("a tag that <never ends")]
    [InlineData("</dc:title></oai_dc:dc></metadata></wrong>")]
    [InlineData("<a b=c/>")]
    public void Rule7_One_Ill_Formed_Record_Is_One_Reject(string title)
    {
        var page = Pages.Read(s_clean.Replace("TITLE", title, StringComparison.Ordinal));

        Assert.Equal(["a", "c"], page.Records.Select(r => r.Header.Identifier));
        var reject = Assert.Single(page.Rejects);
        Assert.Equal("b", reject.Identifier);
        Assert.StartsWith("not well-formed: ", reject.Reason);
        Assert.Equal(1, page.Repairs[OaiRepair.IllFormedRecord]);
        Assert.Equal("t", page.ResumptionToken?.Value);
        Assert.False(page.Truncated);
    }

    [Fact]
    public void Rule7_One_Bad_Payload_Is_One_Reject_With_Its_Reason()
    {
        var page = OaiPageReader.Read(Encoding.UTF8.GetBytes(s_clean), reader => Pages.Text(reader) is "TITLE" ? throw new FormatException("no title") : "ok");

        Assert.Equal(["a", "c"], page.Records.Select(r => r.Header.Identifier));
        Assert.Equal(new OaiReject("b", "no title"), Assert.Single(page.Rejects));
    }

    [Fact]
    public void Records_Without_Identifier_Or_Metadata_Are_Rejects()
    {
        var page = Pages.Read(Pages.List(
            "<record/>", "<record><header/></record>",
            "<record><header><identifier>x</identifier></header></record>",
            "<record><header><identifier>y</identifier></header><metadata> </metadata></record>",
            "<record><header><identifier>z</identifier></header><metadata/></record>",
            Pages.Record("a", "A")));

        Assert.Equal([null, null, "x", "y", "z"], page.Rejects.Select(r => r.Identifier));
        Assert.Equal("A", Assert.Single(page.Records).Metadata);
    }

    [Fact]
    public void A_Truncated_Page_Keeps_The_Records_Before_The_Break()
    {
        for (var length = s_clean.IndexOf("<ListRecords>", StringComparison.Ordinal); length < s_clean.Length - "</OAI-PMH>".Length; length += 7)
        {
            var page = Pages.Read(s_clean[..length]);

            Assert.True(page.Truncated);
            Assert.NotEmpty(page.TruncatedBecause!);
            var complete = s_clean[..length].Split("</record>").Length - 1;
            Assert.Equal(complete, page.Records.Count);
        }
    }

    [Fact]
    public void Text_After_The_End_Is_Nobodys_Concern() =>
        Assert.Equal(3, Pages.Read(s_clean + "\n<br/>Warning: x & y <<<").Records.Count);

    [Theory]
    [InlineData("xmlns=\"http://www.openarchives.org/OAI/2.0/\"", "")]
    [InlineData("xmlns=\"http://www.openarchives.org/OAI/2.0/\"", "xmlns=\"http://www.openarchives.org/OAI/1.1/\"")]
    [InlineData("ListRecords>", "listrecords>")]
    [InlineData("OAI-PMH", "oai-pmh")]
    public void Names_And_Namespaces_May_Be_Wrong(string right, string wrong) =>
        Assert.Equal(3, Pages.Read(s_clean.Replace(right, wrong, StringComparison.Ordinal)).Records.Count);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \n ", "empty")]
    [InlineData("Fatal error: out of memory", "It begins: Fatal error: out of memory")]
    [InlineData("<!DOCTYPE html><html><head><title>Please log in</title></head><body><br></body></html>", "An HTML page instead of an OAI-PMH answer, titled 'Please log in'")]
    [InlineData("<HTML><body>x</body></HTML>", "An HTML page")]
    [InlineData("<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>", "the root element is 'feed'")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><OAI-PMH>&a;</OAI-PMH>", "DTD is prohibited")]
    [InlineData("<Repository xmlns='http://www.openarchives.org/OAI/2.0/static-repository'/>", "A static repository file")]
    [InlineData("{\"error\":1}", "It begins: {\"error\":1}")]
    public void What_Is_No_Answer_Is_Told_In_A_Sentence(string body, string reason) =>
        Assert.Contains(reason, Assert.Throws<OaiFormatException>(() => Pages.Read(body)).Message);
}
