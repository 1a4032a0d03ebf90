using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>DESIGN 5.7 for what stands around the records: prolog, root, list and nesting.</summary>
public class TolerantEnvelopesTests
{
    private static readonly string s_clean = Pages.List(Pages.Record("a", "A"), Pages.Record("b", "B"), Pages.Record("c", "C"), "<resumptionToken>t</resumptionToken>");

    [Theory]
    [InlineData("<br />\n<b>Warning</b>:  Undefined array key \"set\" in <b>/var/www/oai.php</b> on line <b>12</b><br />\n")]
    [InlineData("Notice: a < b & c in oai.php\n")]
    [InlineData("\uFEFFDeprecated: x\n\uFEFF")]
    [InlineData("<html><body>")]
    public void Stray_Text_Before_The_Declaration_Is_Passed_Over(string before) => All(before + s_clean, OaiRepair.StrayText, 1);

    [Theory]
    [InlineData("Warning: x\n")]
    [InlineData("</p>")]
    public void Stray_Text_Between_Declaration_And_Root_Is_Passed_Over(string text) =>
        All(s_clean.Replace("?>", "?>" + text, StringComparison.Ordinal), OaiRepair.StrayText, 1);

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>", 1)]
    [InlineData("<?xml version='1.1' encoding='UTF-8' standalone='maybe'?>\n", 1)]
    [InlineData("<?xml version=\"1.0\"?><?xml version=\"1.0\"?>", 1)]
    public void Duplicate_Declarations_Are_Passed_Over(string before, int repairs) => All(before + s_clean, OaiRepair.DuplicateDeclaration, repairs);

    [Theory]
    [InlineData("<OAI-PMH xmlns=http://www.openarchives.org/OAI/2.0/>")]
    [InlineData("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" xmlns=\"http://www.openarchives.org/OAI/2.0/\">")]
    [InlineData("<OAI-PMH version=2.0 xmlns='http://www.openarchives.org/OAI/2.0/' schema>")]
    [InlineData("<OAI-PMH xmlns=“http://www.openarchives.org/OAI/2.0/”>")]
    public void An_Ill_Formed_Root_Is_Read_By_Its_Name(string root) =>
        All(s_clean.Replace("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">", root, StringComparison.Ordinal), OaiRepair.IllFormedRoot, 1);

    [Theory]
    [InlineData("<OAI-PMH>")]
    [InlineData("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/1.1/\">")]
    [InlineData("<OAI-PMH xmlns=\"https://www.openarchives.org/OAI/2.0/\">")]
    public void A_Wrong_Or_Missing_Namespace_Is_Counted(string root) =>
        All(s_clean.Replace("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">", root, StringComparison.Ordinal), OaiRepair.WrongNamespace, 1);

    [Theory]
    [InlineData("ListRecords>", "LISTRECORDS>", 1)]
    [InlineData("<record>", "<Record>", 3)]
    [InlineData("</ListRecords>", "</listrecords>", 1)]
    [InlineData("</record>", "</Record>", 3)]
    [InlineData("metadata>", "MetaData>", 3)]
    public void Names_In_Other_Letters_Are_Counted(string right, string wrong, int repairs) =>
        All(s_clean.Replace(right, wrong, StringComparison.Ordinal), OaiRepair.WrongCase, repairs);

    [Fact]
    public void Records_Outside_The_List_Are_Read() =>
        All(s_clean.Replace("<ListRecords>", "", StringComparison.Ordinal).Replace("</ListRecords>", "", StringComparison.Ordinal), OaiRepair.MisplacedRecord, 3);

    [Theory]
    [InlineData("<Record>")]
    [InlineData("<RECORD>")]
    public void A_Name_Is_Counted_Once_Wherever_It_Stands(string start) =>
        All(
            s_clean.Replace("<ListRecords>", "", StringComparison.Ordinal).Replace("</ListRecords>", "", StringComparison.Ordinal)
                .Replace("<record>", start, StringComparison.Ordinal).Replace("</record>", start.Replace("<", "</", StringComparison.Ordinal), StringComparison.Ordinal),
            OaiRepair.WrongCase,
            3);

    [Fact]
    public void Records_In_A_Wrapper_Are_Read() =>
        All(s_clean.Replace("<ListRecords>", "<ListRecords><records>", StringComparison.Ordinal).Replace("<resumptionToken>", "</records><resumptionToken>", StringComparison.Ordinal), OaiRepair.MisplacedRecord, 3);

    [Fact]
    public void A_Record_Within_A_Record_Is_A_Record() =>
        All(s_clean.Replace("</record><record>", "<record>", StringComparison.Ordinal).Replace("<resumptionToken>", "</record></record><resumptionToken>", StringComparison.Ordinal), OaiRepair.MisplacedRecord, 2);

    [Theory]
    [InlineData("</div>")]
    [InlineData("</record>")]
    [InlineData("</metadata></record>")]
    public void Stray_Tags_Between_Records_Are_Cut_Out(string stray) =>
        All(s_clean.Replace("</record><record><header><identifier>b<", $"</record>{stray}<record><header><identifier>b<", StringComparison.Ordinal), OaiRepair.StrayMarkup, 1);

    [Fact]
    public void A_Start_Tag_In_The_Place_Of_A_Records_End_Tag_Is_The_End_Tag() => All(s_clean.Replace("</record>", "\n<record>", StringComparison.Ordinal), OaiRepair.StrayMarkup, 3);

    [Theory]
    [InlineData("<identifier>b</identifier><setSpec>x</header>")]
    [InlineData("<identifier>b</identifier><datestamp 2024/></header>")]
    [InlineData("<identifier>b</identifier>")]
    public void A_Broken_Header_Of_A_List_Of_Identifiers_Is_One_Reject(string broken)
    {
        var page = Pages.Read(Pages.Start + "<ListIdentifiers><header><identifier>a</identifier></header><header>" + broken
            + "<header><identifier>c</identifier></header><header status='deleted'><identifier>d</identifier></header><resumptionToken>t</resumptionToken></ListIdentifiers></OAI-PMH>");

        Assert.Equal(["a", "c", "d"], page.Records.Select(r => r.Header.Identifier));
        Assert.Equal("b", Assert.Single(page.Rejects).Identifier);
        Assert.Equal(1, page.Repairs[OaiRepair.IllFormedRecord]);
        Assert.Equal("t", page.ResumptionToken?.Value);
        Assert.False(page.Truncated);
    }

    [Theory]
    [InlineData("caf&amp;eacute; &amp;amp; &amp;#233;", 3)]
    [InlineData("R&amp;D; A &amp; B", 0)]
    [InlineData("&lt;b&gt;", 0)]
    public void Double_Encoded_Entities_Are_Counted(string title, int count)
    {
        var page = Pages.Read(Pages.List(Pages.Record("a", title)));

        Assert.Equal(count, page.Repairs[OaiRepair.DoubleEncodedEntity]);
        Assert.Single(page.Records);
    }

    [Fact]
    public void A_Clean_Page_Has_No_Repairs() => Assert.Empty(Pages.Read(s_clean).Repairs);

    private static void All(string body, OaiRepair repair, int count)
    {
        var page = Pages.Read(body);

        Assert.Null(page.TruncatedBecause);
        Assert.Empty(page.Rejects);
        Assert.Equal(["A", "B", "C"], page.Records.Select(r => r.Metadata));
        Assert.Equal("t", page.ResumptionToken?.Value);
        Assert.Equal(count, page.Repairs[repair]);
    }
}
