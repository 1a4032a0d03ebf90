using System.Xml;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>What the tables of crosswalks may say, and what is made of it.</summary>
public class PathCrosswalkTests
{
    [Fact]
    public void Takes_The_Root_Itself_Apart()
    {
        var read = Read(
            """
            | element | becomes |
            |---|---|
            | `.` | **container** |
            | `title` | title |
            | `journal` | .title |
            | `from` | .first |
            | `to` | .last |
            """,
            "<r><title>T</title><journal>J</journal><from>5</from><to>9</to></r>");
        Assert.Equal(new Container("J") { Pages = "5-9" }, read.Record.Container);
        Assert.Empty(read.Dropped);
    }

    [Fact]
    public void Leaves_Out_Whatever_Else_Stands_Somewhere_But_What_Is_Named()
    {
        var read = Read(
            """
            | element | becomes |
            |---|---|
            | `citation/titles/title` | title |
            | `citation//holder` | publisher |
            | `citation//*` | – |
            | `body` | – |
            | `//note` | abstract |
            """,
            "<r><citation><titles><title>T</title><short>S</short></titles><a><b><holder>H</holder><c>x</c></b></a></citation><body><note>not this</note></body><other>x</other></r>");
        Assert.Equal(("T", "H", null), (read.Record.Title, read.Record.Publisher, read.Record.Abstract));
        Assert.Equal(["other"], read.Dropped);
    }

    [Theory]
    [InlineData("`f[06=a]/07-10`", "2001", "xxxxxxa2001", null)]
    [InlineData("`f[06=b]/07-10`", null, "xxxxxxa2001", null)]
    [InlineData("`f[02-03=a]/04`", "5", "xxxa5", null)]
    [InlineData("`f/04`", null, "xxxx", null)]
    [InlineData("`f/01-03`", null, "x |#", null)]
    [InlineData("`f/02-03`", "c", "abc", null)]
    [InlineData("`f[i=#]`", "T", "T", " ")]
    [InlineData("`f[i=#]`", "T", "T", null)]
    [InlineData("`f[i=#]`", null, "T", "1")]
    public void Takes_Single_Characters_And_Blanks(string path, string? title, string text, string? indicator)
    {
        var rows = $"| element | becomes |\n|---|---|\n| {path} | title |\n| `edition` | edition |";
        var payload = $"<r><f{(indicator is null ? null : $" i='{indicator}'")}>{text}</f></r>";
        Assert.Equal(title, TitleOf(rows, payload));
    }

    [Theory]
    [InlineData("`f[$t]/a`", "A")]
    [InlineData("`f[$x]/a`", null)]
    [InlineData("`f[!$x]/a`", "A")]
    [InlineData("`f[$t=1\\|2]/a`", "A")]
    [InlineData("`f[$t!=2]/a`", null)]
    [InlineData("`f/A`", "B")]
    [InlineData("`*/t`", "2")]
    [InlineData("`f*/t`", "2")]
    [InlineData("`g*/t`", null)]
    public void Tells_Elements_Apart_By_Their_Children_And_The_Case_Of_Codes(string path, string? title) =>
        Assert.Equal(title, TitleOf($"| element | becomes |\n|---|---|\n| {path} | title |", "<r><f><a>A</a><A>B</A><t>2</t></f></r>"));

    [Fact]
    public void Takes_Away_Punctuation_Only_Where_The_Table_Says_So()
    {
        const string Rows = "| element | becomes |\n|---|---|\n| `a` | title |\n| `u` | link |";
        const string Payload = "<r><a>Title :</a><u>https://x.example/a/</u></r>";
        Assert.Equal("Title", Read($"| punctuation | |\n|---|---|\n| ISBD | |\n\n{Rows}", Payload).Record.Title);
        Assert.Equal("https://x.example/a/", Assert.Single(Read($"| punctuation | |\n|---|---|\n| ISBD | |\n\n{Rows}", Payload).Record.Links));
        Assert.Equal("Title:", Read(Rows, "<r><a>Title:</a></r>").Record.Title);
    }

    [Fact]
    public void Drops_Fields_By_What_Tells_Them_Apart()
    {
        var read = Read(
            """
            | element | becomes |
            |---|---|
            | `field[element=title]` | title |
            """,
            "<dim><field element='title'>T</field><field element='relation' qualifier='ispartof'>x</field><field name='local'>y</field><field>z</field></dim>");
        Assert.Equal(["field[relation.ispartof]", "field[local]", "field"], read.Dropped);
    }

    [Fact]
    public void Puts_A_Space_Between_Elements_That_Hold_The_Parts_Of_A_Text_But_Not_Within_One()
    {
        const string Rows = """
            | element | becomes |
            |---|---|
            | `title` | title |
            | `name` | creator |
            """;
        Assert.Equal("Zheng Lu", Read(Rows, "<r><title>T</title><name><surname>Zheng</surname><given>Lu</given></name></r>").Record.Creators[0].Name);
        Assert.Equal("On H2O and CO2", Read(Rows, "<r><title>On H<sub>2</sub>O and CO<sub>2</sub></title></r>").Record.Title);
    }

    [Fact]
    public void Names_What_An_Address_Stands_For_Where_The_Payload_Describes_It()
    {
        var read = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:edm="http://www.europeana.eu/schemas/edm/">
              <edm:Agent rdf:about="#a"><skos:prefLabel>Freud, Sigmund</skos:prefLabel></edm:Agent>
              <edm:ProvidedCHO rdf:about="#b"><dc:title>T</dc:title><dc:creator rdf:resource="#a"/><dc:contributor rdf:resource="http://d-nb.info/gnd/1"/></edm:ProvidedCHO>
            </rdf:RDF>
            """);
        Assert.Equal("Freud, Sigmund", Assert.Single(read.Record.Creators).Name);
        Assert.Empty(read.Record.Contributors);
    }

    [Theory]
    [InlineData("<record><source-meta><source-title>J</source-title></source-meta><article-meta><title-group><article-title>T</article-title></title-group></article-meta></record>", "nstl", "T")]
    [InlineData("<record xmlns='http://spec.nstl.gov.cn/specification/namespace'><article-meta><article-title>T</article-title></article-meta></record>", "nstl", "T")]
    [InlineData("<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front></article>", "jats", "T")]
    [InlineData("<article><title>T</title></article>", "dc", "T")]
    [InlineData("<wrap xmlns='urn:x'><thesis xmlns='http://www.ndltd.org/standards/metadata/etdms/1.0/'><title>T</title></thesis></wrap>", "etdms", "T")]
    public void Knows_A_Format_By_Its_Root_Its_Namespace_And_What_It_Must_Hold(string payload, string format, string title)
    {
        var read = Read(payload);
        Assert.Equal((format, title), (read.Format, read.Record.Title));
    }

    [Theory]
    [InlineData("<arXiv xmlns='http://arxiv.org/OAI/arXiv/'><title>T</title></arXiv>", WorkType.Article)]
    [InlineData("<thesis xmlns='http://www.ndltd.org/standards/metadata/etdms/1.1/'><title>T</title><type>text</type></thesis>", WorkType.Thesis)]
    [InlineData("<article article-type='dataset'><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front></article>", WorkType.Dataset)]
    public void Supposes_What_A_Record_Is_Unless_It_Says_So(string payload, WorkType type) => Assert.Equal(type, Read(payload).Record.Type);

    [Fact]
    public void Takes_A_Journal_For_The_Thing_Only_Where_Nothing_Of_An_Article_Stands_Beside_It()
    {
        const string Journal = "<source-meta><source-title>图书情报工作</source-title><issn>0252-3116</issn></source-meta>";
        var read = Read($"<record xmlns='https://spec.nstl.gov.cn/namespace/1.0/'>{Journal}</record>").Record;
        Assert.Equal(("图书情报工作", WorkType.Serial, null), (read.Title, read.Type, read.Container));
        Assert.Equal("0252-3116", Assert.Single(read.Identifiers).Value);

        Assert.Throws<FormatException>(() => Read($"<record xmlns='https://spec.nstl.gov.cn/namespace/1.0/'>{Journal}<article-meta><volume>3</volume></article-meta></record>"));
        Assert.Throws<FormatException>(() =>
            Read($"<record xmlns='https://spec.nstl.gov.cn/namespace/1.0/'>{Journal}<article-meta><contrib contrib-type='author'><string-name>王小明</string-name></contrib></article-meta></record>"));
    }

    [Fact]
    public void Makes_A_Publisher_Of_Whoever_Has_That_Role()
    {
        var read = Read("""
            <lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string>T</string></title></general>
            <lifeCycle><contribute><role><value>publisher</value></role><entity>BEGIN:VCARD
            ORG:Open University
            END:VCARD</entity></contribute></lifeCycle></lom>
            """);
        Assert.Equal("Open University", read.Record.Publisher);
        Assert.Empty(read.Record.Contributors);
    }

    [Theory]
    [InlineData("BEGIN:VCARD VERSION:3.0 N:Strang;Gilbert;;; FN:Gilbert Strang END:VCARD", "Gilbert Strang", "Strang", "Gilbert")]
    [InlineData("BEGIN:VCARD\\nVERSION:3.0\\nN:张;三\\nEND:VCARD", "张三", "张", "三")]
    [InlineData("begin:vcard FN;CHARSET=UTF-8:Ana María Núñez EMAIL:a@b.example END:VCARD", "Ana María Núñez", null, null)]
    [InlineData("BEGIN:VCARD ORG:MIT OpenCourseWare; END:VCARD", "MIT OpenCourseWare", null, null)]
    [InlineData("BEGIN:VCARD END:VCARD", null, null, null)]
    public void Reads_Names_Out_Of_Cards_Without_Line_Ends(string card, string? name, string? family, string? given)
    {
        var agent = VCard.Read(card);
        Assert.Equal((name, family, given), (agent?.Name, agent?.Family, agent?.Given));
    }

    [Fact]
    public void Tells_A_Cataloguer_What_A_Table_Got_Wrong()
    {
        var target = Assert.Throws<InvalidOperationException>(() => CrosswalkTable.Parse("x", "# X\n\n| element | becomes |\n|---|---|\n| `a` | titel |\n"));
        Assert.Contains("'titel' is no DraftTarget. There are:", target.Message, StringComparison.Ordinal);
        var type = Assert.Throws<InvalidOperationException>(() => CrosswalkTable.Parse("x", "# X\n\n| root | namespace | type |\n|---|---|---|\n| `a` | none | buch |\n"));
        Assert.Contains("'buch' is no WorkType", type.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Tables() => [.. CrosswalkTable.Names()];

    /// <summary>The second of two rows for one path would never be heard.</summary>
    [Theory]
    [MemberData(nameof(Tables))]
    public void No_Row_Speaks_Of_What_An_Earlier_One_Has_Decided(string name) => Assert.Empty(CrosswalkTable.Load(name).Rows
        .CountBy(static row => $"{string.Join('/', row.Path.Select(static step => $"{(step.Anywhere ? "/" : null)}{step.Prefix}:{step.Name}{string.Concat(step.Conditions.Select(Text))}"))}@{row.Attribute}{row.Positions}")
        .Where(static count => count.Value > 1)
        .Select(static count => count.Key));

    private static string Text(CrosswalkCondition condition) => $"[{condition.On}{condition.Name}{condition.Not}{string.Join('|', condition.Values)}]";

    /// <summary>Null where the row fits nothing.</summary>
    private static string? TitleOf(string rows, string payload)
    {
        try
        {
            return Read(rows, payload).Record.Title;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static CrosswalkedRecord Read(string payload)
    {
        using var reader = XmlReader.Create(new StringReader(payload));
        reader.MoveToContent();
        return new MetadataFormats().Read(reader);
    }

    private static CrosswalkedRecord Read(string rows, string payload)
    {
        using var reader = XmlReader.Create(new StringReader(payload));
        reader.MoveToContent();
        var tree = new PayloadTree();
        tree.Read(reader);
        var draft = new DraftRecord();
        draft.Clear();
        foreach (var root in tree.Top.Elements)
        {
            new PathCrosswalk(CrosswalkTable.Parse("x", $"# X\n\n{rows}\n")).Fill(root, draft);
        }

        return draft.Finish("x", "X");
    }
}
