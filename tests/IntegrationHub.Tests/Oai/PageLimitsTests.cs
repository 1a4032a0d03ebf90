using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>DESIGN 6 for the parser: sizes, depth and numbers are bounded, each with a clear refusal.</summary>
public class PageLimitsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Payload_Nested_Thousands_Deep_Is_One_Reject(bool closed)
    {
        const int deep = 200_000;
        var payload = string.Concat(Enumerable.Repeat("<a>", deep)) + (closed ? string.Concat(Enumerable.Repeat("</a>", deep)) : "");

        var page = Pages.Read(Pages.List(Pages.Record("a", "A"), Pages.Record("b", payload), Pages.Record("c", "C")));

        Assert.Equal(["A", "C"], page.Records.Select(r => r.Metadata));
        Assert.Equal(new OaiReject("b", $"elements are nested deeper than {OaiLimits.Depth}"), Assert.Single(page.Rejects));
        Assert.False(page.Truncated);
    }

    [Theory]
    [InlineData("<x>")]
    [InlineData("<record>")]
    [InlineData("<record><header><identifier>i</identifier></header>")]
    [InlineData("<ListRecords>")]
    public void Elements_Nested_Anywhere_Neither_Overflow_The_Stack_Nor_Fill_The_Memory(string tag)
    {
        var body = Encoding.UTF8.GetBytes(Pages.Start + "<ListRecords>" + string.Concat(Enumerable.Repeat(tag, 300_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var page = Pages.Read(body);

        Assert.True(page.Truncated);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, (400L * body.Length) + (64 << 20));
    }

    [Fact]
    public void An_Element_Of_Thousands_Of_Attributes_Is_One_Reject()
    {
        var attributes = string.Concat(Enumerable.Range(0, 50_000).Select(i => $" a{i}=\"\""));

        var page = Pages.Read(Pages.List(Pages.Record("a", "A"), Pages.Record("b", $"<x{attributes}/>"), Pages.Record("c", "C")));

        Assert.Equal(["A", "C"], page.Records.Select(r => r.Metadata));
        Assert.Contains("more than 1,000 attributes", Assert.Single(page.Rejects).Reason);
    }

    [Theory]
    [InlineData("<", "/>")]
    [InlineData("<x a=\"", "\"/>")]
    [InlineData("", "")]
    public void A_Name_Attribute_Or_Text_Of_Many_Megabytes_Is_One_Reject(string before, string after)
    {
        var piece = before + new string('x', OaiLimits.Piece + (64 * 1024)) + after;

        var page = Pages.Read(Pages.List(Pages.Record("a", "A"), Pages.Record("b", piece), Pages.Record("c", "C")));

        Assert.Equal(["A", "C"], page.Records.Select(r => r.Metadata));
        Assert.Equal(new OaiReject("b", "a single tag or text is longer than 8,388,608 characters"), Assert.Single(page.Rejects));
    }

    [Fact]
    public void An_Identifier_Of_Absurd_Length_Is_One_Reject()
    {
        var id = "oai:x:" + new string('i', OaiLimits.Identifier);

        var page = Pages.Read(Pages.List(Pages.Record("a", "A"), Pages.Record(id, "B"), Pages.Record(id[..OaiLimits.Identifier], "C")));

        Assert.Equal(["A", "C"], page.Records.Select(r => r.Metadata));
        var reject = Assert.Single(page.Rejects);
        Assert.Null(reject.Identifier);
        Assert.StartsWith("the identifier has 2,054 characters, 2,048 at most are taken; it begins: oai:x:iii", reject.Reason);
        Assert.InRange(reject.Reason.Length, 1, 300);
    }

    [Fact]
    public void Absurd_Sets_And_Datestamps_Cost_Their_Record_At_Most()
    {
        var many = string.Concat(Enumerable.Repeat("<setSpec>s</setSpec>", OaiLimits.SetSpecs + 1));
        var page = Pages.Read(Pages.List(
            Pages.Record("a", "A").Replace("<setSpec>", "<setSpec>" + new string('s', OaiLimits.SetSpec + 1), StringComparison.Ordinal),
            Pages.Record("b", "B").Replace("<setSpec>", many + "<setSpec>", StringComparison.Ordinal),
            Pages.Record("c", "C").Replace("2024-01-02", new string('9', 5000), StringComparison.Ordinal)));

        Assert.Equal(["a", "b"], page.Rejects.Select(r => r.Identifier));
        Assert.Contains("setSpec has 1,028 characters", page.Rejects[0].Reason);
        Assert.Contains("more than 1,000 sets", page.Rejects[1].Reason);
        Assert.Equal("", Assert.Single(page.Records).Header.Datestamp);
    }

    [Fact]
    public void A_Page_Of_Too_Many_Records_Is_Refused_In_A_Sentence()
    {
        var body = new StringBuilder(Pages.Start + "<ListIdentifiers>");
        body.Insert(body.Length, "<header/>", OaiLimits.Records + 1).Append("</ListIdentifiers></OAI-PMH>");

        Assert.Equal("The page holds more than 500,000 records", Assert.Throws<OaiFormatException>(() => Pages.Read(body.ToString())).Message);
    }

    [Fact]
    public void Of_Endless_Errors_The_First_Are_Kept() =>
        Assert.Equal(OaiLimits.Errors, Pages.Read(Pages.Start + string.Concat(Enumerable.Repeat("<error code='badVerb'/>", 5000)) + "</OAI-PMH>").Errors.Count);

    [Theory]
    [InlineData("<!DOCTYPE OAI-PMH [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>")]
    [InlineData("<!DOCTYPE OAI-PMH [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE OAI-PMH SYSTEM \"http://169.254.169.254/x.dtd\">")]
    public void Entities_And_Dtds_Are_Refused_In_A_Sentence(string doctype)
    {
        var body = Pages.List(Pages.Record("a", "&a;")).Replace("?>", "?>" + doctype, StringComparison.Ordinal);

        Assert.Contains("a DTD is prohibited", Assert.Throws<OaiFormatException>(() => Pages.Read(body)).Message);
    }

    [Fact]
    public void What_A_Repository_Says_Of_Itself_Is_Bounded()
    {
        var identify = OaiIdentify.Read(Encoding.UTF8.GetBytes(
            $"<OAI-PMH><Identify><repositoryName>{new string('n', 100_000)}</repositoryName>{string.Concat(Enumerable.Repeat("<adminEmail>a@b.c</adminEmail>", 5000))}</Identify></OAI-PMH>"));

        Assert.Equal(2_000, identify.RepositoryName.Length);
        Assert.Equal(100, identify.AdminEmails.Count);
    }
}
