using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>What <see cref="MutatedPagesTests"/> brought to light, each by itself.</summary>
public class FoundByMutationTests
{
    private static readonly string s_clean = Pages.List(Pages.Record("a", "红楼梦"), Pages.Record("b", "TITLE"), Pages.Record("c", "Über"), "<resumptionToken>t</resumptionToken>");

    static FoundByMutationTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void A_Section_Without_Its_End_Swallows_No_Records()
    {
        var page = Read(Pages.Record("a", "<![CDATA[A]]>"), Pages.Record("b", "<![CDATA[B]] >"), Pages.Record("c", "C"), Pages.Record("d", "<![CDATA[D]]>"));

        Assert.Equal(["a", "b", "c", "d"], page.Records.Select(r => r.Header.Identifier).Concat(page.Rejects.Select(r => r.Identifier)).Order());
        Assert.Equal("D", page.Records[^1].Metadata);
        Assert.Equal(1, page.Repairs[OaiRepair.UnescapedMarkup]);
    }

    [Fact]
    public void A_Record_Within_A_Section_Is_Somebodys_Text()
    {
        var text = Pages.Record("x", "X") + Pages.Record("y", "Y");

        var page = Read(Pages.Record("a", $"<![CDATA[{text}]]>"), Pages.Record("b", "B"));

        Assert.Equal([text, "B"], page.Records.Select(r => r.Metadata));
        Assert.Empty(page.Repairs);
    }

    [Fact]
    public void Thousands_Of_Sections_Without_End_Are_Not_Searched_For_Each()
    {
        var sections = string.Concat(Enumerable.Repeat("<![CDATA[", 50_000));

        var page = Read(Pages.Record("a", "A"), Pages.Record("b", sections), Pages.Record("c", "C"), Pages.Record("d", "]]>"));

        Assert.Equal("a", page.Records[0].Header.Identifier);
    }

    [Fact]
    public void A_Payloads_Own_Elements_Keep_Their_Letters_When_The_Envelopes_Are_Mended()
    {
        const string payload = "<Record xmlns='urn:x'><Header>h</Header><METADATA/></Record>";

        var page = OaiPageReader.Read(
            Encoding.UTF8.GetBytes(Pages.List("<record><header><identifier>a</identifier></header><metadata>" + payload + "</metadata></Record>", Pages.Record("b", "<i>"))),
            reader => reader.ReadOuterXml());

        Assert.Equal("<Record xmlns=\"urn:x\"><Header>h</Header><METADATA /></Record>", Assert.Single(page.Records).Metadata);
        Assert.Equal(1, page.Repairs[OaiRepair.WrongCase]);
    }

    [Theory]
    [InlineData("gb18030", "图书馆学研究方法，第二版，图书馆学研究方法，第二版")]
    [InlineData("windows-1252", "Études établies à Genève: ÄÖÜ éàè ÄÖÜ éàè")]
    public void A_Record_In_Another_Encoding_Leaves_The_Letters_Of_The_Others_Alone(string encoding, string title)
    {
        var parts = s_clean.Split("TITLE");

        var page = Pages.Read([.. Encoding.UTF8.GetBytes(parts[0]), .. Encoding.GetEncoding(encoding).GetBytes(title), .. Encoding.UTF8.GetBytes(parts[1])]);

        Assert.Equal(["红楼梦", title, "Über"], page.Records.Select(r => r.Metadata));
        Assert.Equal(1, page.Repairs[OaiRepair.MislabelledEncoding]);
    }

    [Fact]
    public void A_Declared_Encoding_In_Which_The_Declaration_Could_Not_Be_Read_Is_Not_Believed()
    {
        var page = Pages.Read(s_clean.Replace("UTF-8", "IBM037", StringComparison.Ordinal));

        Assert.Equal(["红楼梦", "TITLE", "Über"], page.Records.Select(r => r.Metadata));
    }

    [Fact]
    public void A_Reason_Is_One_Short_Line_However_Much_Of_The_Page_It_Quotes()
    {
        var name = new string('x', 1_000_000);

        var page = Pages.Read(s_clean.Replace("TITLE", $"<{name}>", StringComparison.Ordinal).Replace("<resumptionToken>", $"<error code='{name}'>\n{name}</error><resumptionToken>", StringComparison.Ordinal));

        Assert.InRange(Assert.Single(page.Rejects).Reason.Length, 10, 500);
        Assert.InRange(Assert.Single(page.Errors).Message.Length, 10, 500);
        Assert.InRange(page.Errors[0].Code.Length, 10, 500);
        Assert.InRange(Assert.Throws<OaiFormatException>(() => Pages.Read($"<{name}/>")).Message.Length, 10, 700);
    }

    [Theory]
    [InlineData("<record id=5>")]
    [InlineData("<record xmlns>")]
    [InlineData("<record a='1' a='2'>")]
    public void A_Record_Whose_Own_Start_Tag_Is_Broken_Is_One_Reject(string start)
    {
        var page = Pages.Read(s_clean.Replace("<record><header><identifier>b<", $"{start}<header><identifier>b<", StringComparison.Ordinal));

        Assert.Equal(["红楼梦", "Über"], page.Records.Select(r => r.Metadata));
        Assert.Equal("b", Assert.Single(page.Rejects).Identifier);
        Assert.Equal("t", page.ResumptionToken?.Value);
        Assert.False(page.Truncated);
    }

    [Fact]
    public void The_Quick_Scan_Leaves_References_To_No_Character_To_The_Parser() =>
        Assert.Null(OaiPageReader.TryReadToken(Encoding.UTF8.GetBytes(Pages.List("<resumptionToken>&#x110000;t</resumptionToken>"))));

    private static OaiPage<string> Read(params string[] records) => Pages.Read(Pages.List(records));
}
