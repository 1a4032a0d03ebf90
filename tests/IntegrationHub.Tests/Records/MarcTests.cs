using System.Xml;
using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Records;

/// <summary>What is MARC's own: fields, links between them, codes. What a whole record becomes is told by the fixtures.</summary>
public class MarcTests
{
    private const string Title245 = "<datafield tag='245' ind1='0' ind2='0'><subfield code='a'>T</subfield></datafield>";
    private const string Title200 = "<datafield tag='200' ind1='1' ind2=' '><subfield code='a'>T</subfield></datafield>";
    private const string Coded = "<datafield tag='100' ind1=' ' ind2=' '><subfield code='a'>19990101d1999    em y0engy50      ba</subfield></datafield>";

    [Theory]
    [InlineData($"<record xmlns='http://www.loc.gov/MARC21/slim'>{Title245}</record>", "marc21")]
    [InlineData($"<record xmlns='http://www.loc.gov/MARC21/slim'>{Title200}</record>", "unimarc")]
    [InlineData($"<record>{Title200}</record>", "unimarc")]
    [InlineData($"<r xmlns='info:lc/xmlns/marcxchange-v2' format='UNIMARC'>{Title245}</r>", "marc21")]
    [InlineData($"<record format='CNMARC'>{Title200}{Title245}</record>", "unimarc")]
    [InlineData($"<record>{Coded}{Title200}{Title245}</record>", "unimarc")]
    [InlineData($"<record format='MARC21'>{Coded}{Title200}{Title245}</record>", "marc21")]
    [InlineData($"<wrap><collection><record>{Title200}</record></collection></wrap>", "unimarc")]
    public void Is_Told_Apart_By_Its_Fields(string payload, string format) => Assert.Equal(format, Read(payload).Format);

    [Fact]
    public void Fields_Of_Something_Else_Are_No_Marc() => Assert.Equal("dc", Read("<record><title>T</title><datafield tag='245'/></record>").Format);

    [Theory]
    [InlineData("标题", "Biaoti")]
    [InlineData("Biaoti", "标题")]
    public void The_Script_Of_The_Work_Comes_First_Whichever_Field_Has_It(string of245, string of880)
    {
        var read = Read($"""
            <record>
              <datafield tag="245" ind1="0" ind2="0"><subfield code="6">880-01</subfield><subfield code="a">{of245} =</subfield><subfield code="b">Title /</subfield></datafield>
              <datafield tag="880" ind1="0" ind2="0"><subfield code="6">245-01</subfield><subfield code="a">{of880} =</subfield><subfield code="b">Title /</subfield></datafield>
            </record>
            """).Record;
        Assert.Equal("标题", read.Title);
        Assert.Contains(new OtherTitle("Biaoti", TitleKind.Romanised), read.AlternativeTitles);
        Assert.Contains(new OtherTitle("Title", TitleKind.Parallel), read.AlternativeTitles);
        Assert.Null(read.Subtitle);
    }

    [Fact]
    public void Of_Two_Fields_With_One_Tag_Each_Finds_Its_Own_Counterpart()
    {
        var read = Read("""
            <record>
              <datafield tag="245" ind1="0" ind2="0"><subfield code="a">T</subfield></datafield>
              <datafield tag="700" ind1="1" ind2=" "><subfield code="6">880-01</subfield><subfield code="a">Li, Si,</subfield><subfield code="e">author.</subfield></datafield>
              <datafield tag="700" ind1="1" ind2=" "><subfield code="6">880-02</subfield><subfield code="a">Wang, Wu,</subfield><subfield code="e">author.</subfield></datafield>
              <datafield tag="880" ind1="1" ind2=" "><subfield code="6">700-02/$1</subfield><subfield code="a">王五</subfield><subfield code="e">author.</subfield></datafield>
              <datafield tag="880" ind1="1" ind2=" "><subfield code="6">700-01/$1</subfield><subfield code="a">李四</subfield><subfield code="e">author.</subfield></datafield>
              <datafield tag="880" ind1="1" ind2=" "><subfield code="6">700-00/$1</subfield><subfield code="a">赵六</subfield><subfield code="e">author.</subfield></datafield>
            </record>
            """).Record;
        Assert.Equal(["李四", "王五", "赵六"], read.Creators.Select(static agent => agent.Name));
        Assert.Equal(["Li, Si", "Wang, Wu", null], read.Creators.Select(static agent => agent.OtherForm));
    }

    [Fact]
    public void A_Record_That_Says_It_Is_Deleted_Is_Harvested_As_A_Deletion()
    {
        var read = Read($"<record><leader>00500dam a2200145 a 4500</leader>{Title245}</record>");
        Assert.True(read.Withdrawn);
        var header = new OaiHeader("oai:x:1", "2024-01-01", [], Deleted: false);
        var page = new OaiPage<CrosswalkedRecord> { Records = [new OaiRecord<CrosswalkedRecord>(header, read)], Rejects = [] };
        Assert.True(Assert.Single(RecordReading.Lines(page, new SourceAccess(AccessPolicy.ByEvidence, []))).Deleted);
    }

    [Theory]
    [InlineData("nam", "bm  ", WorkType.Thesis)]
    [InlineData("nam", "t   ", WorkType.Report)]
    [InlineData("nam", "bu  ", WorkType.Standard)]
    [InlineData("nam", "j   ", WorkType.Patent)]
    [InlineData("nam", "b   ", WorkType.Book)]
    [InlineData("ntm", "m   ", WorkType.Thesis)]
    [InlineData("nas", "u   ", WorkType.Serial)]
    [InlineData("nem", " u  ", WorkType.Map)]
    [InlineData("ncm", "    ", WorkType.Score)]
    [InlineData("njm", "    ", WorkType.AudioVisual)]
    [InlineData("nmm", "  a ", WorkType.Dataset)]
    [InlineData("nmm", "  b ", WorkType.Software)]
    [InlineData("nmm", "  d ", WorkType.Other)]
    [InlineData("nmm", "  u ", WorkType.Other)]
    [InlineData("nrm", "t   ", WorkType.Other)]
    public void The_Leader_Says_What_The_Positions_Of_008_Mean(string leader, string contents, WorkType type) => Assert.Equal(
        (type, "en", 1999),
        Read($"<record><leader>00500{leader} a2200145 a 4500</leader><controlfield tag='008'>990101s1999    xx ||||||{contents}|000 0 eng d</controlfield>{Title245}</record>").Record
            is { Languages: [var language], Year: { } year } read ? (read.Type, language, year) : default);

    [Theory]
    [InlineData("264", "c", "1", "1999")]
    [InlineData("264", "c", "4", "1999")]
    [InlineData("264", "c", "3", null)]
    [InlineData("264", "c", "0", "1999")]
    [InlineData("214", "d", "0", "1999")]
    [InlineData("214", "d", "4", "1999")]
    [InlineData("214", "d", "3", null)]
    public void When_Copies_Were_Made_Or_Handed_Out_Is_No_Date_Of_Issue(string tag, string code, string indicator, string? issued) => Assert.Equal(
        issued, Read($"<record>{(tag == "214" ? Title200 : Title245)}<datafield tag='{tag}' ind1=' ' ind2='{indicator}'><subfield code='{code}'>1999</subfield></datafield></record>").Record.Issued);

    [Fact]
    public void A_Year_Of_Copyright_Gives_Way_To_That_Of_Issue() => Assert.Equal(
        "2000",
        Read($"<record>{Title200}<datafield tag='214' ind1=' ' ind2='4'><subfield code='d'>1999</subfield></datafield><datafield tag='214' ind1=' ' ind2='0'><subfield code='d'>2000</subfield></datafield></record>").Record.Issued);

    [Theory]
    [InlineData("105", "a   m   000yy", WorkType.Thesis)]
    [InlineData("105", "a   ak  000yy", WorkType.Patent)]
    [InlineData("105", "a   l   000yy", WorkType.Standard)]
    [InlineData("105", "l   p   000yy", WorkType.Report)]
    [InlineData("105", "l   z   000yy", WorkType.Book)]
    [InlineData("135", "ad", WorkType.Dataset)]
    [InlineData("135", "ba", WorkType.Software)]
    public void Unimarc_Codes_What_A_Work_Is(string field, string codes, WorkType type) =>
        Assert.Equal(type, Read($"<record><leader>00500nam0 2200145   450 </leader><datafield tag='{field}'><subfield code='a'>{codes}</subfield></datafield>{Title200}</record>").Record.Type);

    [Theory]
    [InlineData("600", "Elizabeth|b:II|c:Queen|x:Portraits", "Elizabeth II--Portraits")]
    [InlineData("600", "Homer.|t:Iliad.", "Homer. Iliad")]
    [InlineData("610", "United States.|b:Congress|x:History.", "United States. Congress--History")]
    [InlineData("630", "Bible.|p:Genesis|v:Commentaries.", "Bible. Genesis--Commentaries")]
    [InlineData("650", "Cabala|x:History.", "Cabala--History")]
    public void A_Heading_Is_Written_As_It_Is_Filed(string tag, string heading, string subject)
    {
        var subfields = string.Concat($"a:{heading}".Split('|').Select(static part => $"<subfield code='{part[0]}'>{part[2..]}</subfield>"));
        Assert.Equal(subject, Assert.Single(Read($"<record>{Title245}<datafield tag='{tag}' ind1='1' ind2='0'>{subfields}</datafield></record>").Record.Subjects).Value);
    }

    [Theory]
    [InlineData("Vol. 71, no. 2 (April 2001), p. 173-194", "71", "2", "173-194")]
    [InlineData("Bd. 12 (1998), H. 3, S. 5–9", "12", "3", "5-9")]
    [InlineData("71:2<173", "71", "2", "173")]
    [InlineData("12(3)", "12", "3", null)]
    [InlineData("第3卷第2期 第17-25页", "3", "2", "17-25")]
    [InlineData("2003年第2期", null, "2", null)]
    [InlineData("1998, Nr. 4", null, "4", null)]
    [InlineData("34 (2011) 123-140", "34", null, "123-140")]
    [InlineData("(1998)", null, null, null)]
    [InlineData("Yhteenveto", null, null, null)]
    [InlineData("", null, null, null)]
    public void Reads_Where_In_A_Journal_It_Is(string text, string? volume, string? issue, string? pages) => Assert.Equal(new HostNumbering(volume, issue, pages), HostNumbering.Read(text));

    [Theory]
    [InlineData("The wisdom of the Zohar /", "The wisdom of the Zohar")]
    [InlineData("Smith, John,", "Smith, John")]
    [InlineData("Smith, J.", "Smith, J.")]
    [InlineData("Smith, J. R. R.,", "Smith, J. R. R.")]
    [InlineData("History of war.", "History of war")]
    [InlineData("Washington, D.C. :", "Washington, D.C.")]
    [InlineData("2nd ed.", "2nd ed.")]
    [InlineData("[Beijing :", "Beijing")]
    [InlineData("[Beijing]", "[Beijing]")]
    [InlineData("1999]", "1999")]
    [InlineData("And then ...", "And then ...")]
    [InlineData("C++", "C++")]
    [InlineData("either/or", "either/or")]
    [InlineData("论语。", "论语。")]
    [InlineData("/", "")]
    [InlineData("", "")]
    public void Takes_Isbd_Marks_Away(string text, string trimmed)
    {
        Assert.Equal(trimmed, IsbdMarks.Trim(text));
        Assert.Equal(trimmed, IsbdMarks.Trim(trimmed));
    }

    [Theory]
    [InlineData("[S.l.]", true)]
    [InlineData("[s.n.]", true)]
    [InlineData("[出版地不详]", true)]
    [InlineData("[Place of publication not identified]", true)]
    [InlineData("Paris", false)]
    public void Knows_What_Stands_For_A_Name_That_Nobody_Knows(string text, bool unknown) => Assert.Equal(unknown, IsbdMarks.IsUnknown(text));

    [Theory]
    [InlineData("070", "aut")]
    [InlineData("340", "edt")]
    [InlineData("730", "trl")]
    [InlineData("主编", "edt")]
    [InlineData("著", "aut")]
    [InlineData("999", "999")]
    public void Knows_Roles_As_Unimarc_Has_Them(string given, string code) => Assert.Equal(code, RelatorCodes.Of(given));

    private static CrosswalkedRecord Read(string payload)
    {
        using var reader = XmlReader.Create(new StringReader(payload));
        reader.MoveToContent();
        return new MetadataFormats().Read(reader);
    }
}
