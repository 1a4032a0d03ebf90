using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>Which evidence counts for which type of work, for and against.</summary>
public sealed class TypedComparisonTests
{
    private static readonly BibliographicRecord Article = new()
    {
        Title = "Adaptive filters for streaming joins",
        Creators = ["Raman, Vijay", "Hong, Wei"],
        Year = 2002,
        Container = new Container("Journal of Data Engineering") { Volume = "12", Issue = "3", Pages = "17-25" },
        Type = WorkType.Article,
    };

    private static readonly BibliographicRecord Thesis = new() { Title = "黄河三角洲湿地生态补偿研究", Creators = ["李明"], Year = 2011, Publisher = "山东大学", Type = WorkType.Thesis };
    private static readonly BibliographicRecord Serial = new() { Title = "清华大学学报 自然科学版", Publisher = "清华大学", Type = WorkType.Serial };
    private static readonly BibliographicRecord Film = new() { Title = "The silent river valley", Year = 1988, Extent = "1 videodisc (98 min)", Type = WorkType.AudioVisual };
    private static readonly BibliographicRecord Report = new() { Title = "Flood risk in the lower delta", Creators = ["Delta Institute"], Year = 2015, Type = WorkType.Report };
    private static readonly BibliographicRecord Text = new() { Title = "金剛頂瑜伽念誦儀軌", Creators = ["不空"], Type = WorkType.AncientText };

    private static readonly BibliographicRecord Dataset = new()
    {
        Title = "Soil moisture of the northern plain",
        Creators = ["Zhang, Wei"],
        Year = 2020,
        Type = WorkType.Dataset,
        Identifiers = [new Identifier(IdentifierScheme.Doi, "10.5061/soil.1.v1")],
    };

    [Fact]
    public void An_Article_Is_Found_Again_Under_Initials_And_An_Abbreviated_Journal()
    {
        var other = Article with { Creators = ["W. Hong", "V. Raman"], Container = new Container("J. Data Eng.") { Volume = "12", Pages = "17" }, Year = 2003 };

        AssertCompared(Verdict.Same, Article, other);
    }

    [Fact]
    public void Articles_Of_Two_Pages_Volumes_Or_Years_Stay_Apart()
    {
        AssertCompared(Verdict.Unsure, Article, Article with { Container = Article.Container! with { Pages = "101-110" } }, "places differ: 101-110 and 17-25");
        AssertCompared(Verdict.Unsure, Article, Article with { Container = Article.Container! with { Volume = "14", Pages = null } }, "volumes differ: 12(3) and 14(3)");
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(Article, Article with { Year = 2008, Container = null }).Verdict);
    }

    [Fact]
    public void A_Conference_Paper_And_The_Journals_Article_Are_Two_Versions()
    {
        var paper = Article with { Container = new Container("International Conference on Data Engineering") };
        var comparison = AssertCompared(Verdict.Unsure, Article, paper);

        Assert.Equal(Relation.Version, comparison.Relation);
        Assert.False(comparison.Conflict);
    }

    [Fact]
    public void A_Preprint_And_Its_Article_Are_Two_Versions()
    {
        var preprint = Article with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.48550/arxiv.0201.00001")], Container = null };
        var article = Article with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/jde.12.3")] };
        var comparison = AssertCompared(Verdict.Different, preprint, article, "DOIs differ: 10.1000/jde.12.3 and 10.48550/arxiv.0201.00001");

        Assert.Equal(Relation.Version, comparison.Relation);
        Assert.True(comparison.Conflict);
    }

    [Fact]
    public void An_Acronym_Stands_For_The_Words_It_Is_Made_Of()
    {
        var a = Article with { Container = "VLDB" };
        var b = Article with { Container = "Proceedings of the Conference on Very Large Data Bases" };

        Assert.Equal(Agreement.Agree, ContainerForm.Of("SIGMOD Conference").TitleAgreement(ContainerForm.Of("International Conference on Management of Data")));
        Assert.Equal(Agreement.Differ, ContainerForm.Of("SIGMOD Conference").TitleAgreement(ContainerForm.Of("SIGMOD Record")));
        AssertCompared(Verdict.Same, a, b);
    }

    [Fact]
    public void A_Review_And_What_It_Reviews_Are_Two_Works_That_Know_Each_Other()
    {
        var book = new BibliographicRecord { Title = "Small worlds: the dynamics of networks", Creators = ["Watts, Duncan"], Type = WorkType.Other };
        var review = book with { Title = "Small worlds: the dynamics of networks - book review", Creators = ["Wu, Jie"] };
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(book, review).Verdict);

        var erratum = Article with { Title = "Erratum: Adaptive filters for streaming joins" };
        var comparison = AssertCompared(Verdict.Different, Article, erratum);
        Assert.Equal(Relation.About, comparison.Relation);
        Assert.True(comparison.Conflict);
    }

    [Fact]
    public void Editions_Of_A_Book_Are_One_Resource()
    {
        var first = new BibliographicRecord { Title = "Introduction to algorithms", Creators = ["Cormen, Thomas H."], Year = 1990, Edition = "1st ed.", Type = WorkType.Book, Identifiers = [new Identifier(IdentifierScheme.Isbn, "9780262031417")] };
        var third = first with { Year = 2009, Edition = "3rd ed.", Identifiers = [new Identifier(IdentifierScheme.Isbn, "9780262033848")] };

        AssertCompared(Verdict.Same, first, third);
    }

    [Theory]
    [InlineData("Vol. 2", "Vol. 3", "Volume")]
    [InlineData("上册", "下册", "Volume")]
    [InlineData("第二卷", "3", "Volume")]
    [InlineData(null, "Bd. II", "Part")]
    public void Volumes_That_The_Record_Itself_Tells_Stay_Apart(string? part, string otherPart, string relation)
    {
        var book = new BibliographicRecord { Title = "Handbook of the birds of the plain", Creators = ["Lee, Ann"], Type = WorkType.Book };
        var comparison = AssertCompared(Verdict.Different, book with { PartNumber = part }, book with { PartNumber = otherPart });

        Assert.Equal(relation, comparison.Relation.ToString());
        Assert.True(comparison.Conflict);
    }

    [Theory]
    [InlineData("Vol. 2", "2")]
    [InlineData("第二册", "2")]
    [InlineData("Bd. II", "Part two")]
    public void One_Volume_However_It_Is_Written(string part, string otherPart)
    {
        var book = new BibliographicRecord { Title = "Handbook of the birds of the plain", Creators = ["Lee, Ann"], Type = WorkType.Book };

        AssertCompared(Verdict.Same, book with { PartNumber = part }, book with { PartNumber = otherPart });
    }

    [Fact]
    public void Parts_Of_Two_Names_Stay_Apart()
    {
        var book = new BibliographicRecord { Title = "The art of computer programming", Creators = ["Knuth, Donald"], Type = WorkType.Book };
        var comparison = AssertCompared(Verdict.Different, book with { PartName = "Sorting and searching" }, book with { PartName = "Seminumerical algorithms" });

        Assert.Equal(Relation.Part, comparison.Relation);
    }

    [Fact]
    public void A_Translation_Stays_Apart_And_Is_Known()
    {
        var original = new BibliographicRecord { Title = "Cien años de soledad", Creators = ["García Márquez, Gabriel"], Languages = ["es"], Type = WorkType.Book };
        var translation = original with { Title = "One hundred years of solitude", Languages = ["en"], AlternativeTitles = [new OtherTitle("Cien años de soledad", TitleKind.Uniform)] };
        var comparison = AssertCompared(Verdict.Different, original, translation, "languages differ: en and es");

        Assert.Equal(Relation.Translation, comparison.Relation);
    }

    [Fact]
    public void A_Thesis_Is_Its_Authors_Alone()
    {
        AssertCompared(Verdict.Same, Thesis, Thesis with { Publisher = null });
        Assert.True(AssertCompared(Verdict.Different, Thesis, Thesis with { Creators = ["王芳"] }, "creators differ: 李明 and 王芳").Conflict);
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(Thesis, Thesis with { Year = 2014 }).Verdict);
    }

    [Fact]
    public void A_Serial_That_Changes_Its_Title_Is_Another_Serial()
    {
        Identifier[] issn = [new Identifier(IdentifierScheme.Issn, "1000-0054")];

        AssertCompared(Verdict.Same, Serial, Serial with { Title = "清华大学学报. 自然科学版" });
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(Serial, Serial with { Title = "清华大学学报 哲学社会科学版" }).Verdict);
        AssertCompared(Verdict.Different, Serial with { Identifiers = issn }, new BibliographicRecord { Title = "工程科学通讯", Type = WorkType.Serial, Identifiers = issn });
        Assert.True(RecordComparison.Compare(
            Serial with { Identifiers = [new Identifier(IdentifierScheme.CnSerial, "11-2223/N")] }, Serial with { Identifiers = [new Identifier(IdentifierScheme.CnSerial, "11-3596/C")] }).Conflict);
    }

    [Fact]
    public void Versions_Of_A_Data_Set_Stay_Apart_And_Are_Known()
    {
        var second = Dataset with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.5061/soil.1.v2")] };
        var whole = Dataset with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.5061/soil.1")] };

        Assert.Equal(Relation.Version, AssertCompared(Verdict.Different, Dataset, second).Relation);
        Assert.Equal(Relation.Version, AssertCompared(Verdict.Different, Dataset with { Identifiers = [], Edition = "1.0" }, Dataset with { Identifiers = [], Edition = "2.0" }).Relation);
        AssertCompared(Verdict.Same, Dataset, whole);
    }

    [Fact]
    public void Films_Of_One_Name_Are_Told_Apart_By_Year_And_Playing_Time()
    {
        AssertCompared(Verdict.Same, Film, Film with { Extent = "98 minutes" }, "same extent");
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(Film, Film with { Year = 2014, Extent = null }).Verdict);
        Assert.True(RecordComparison.Compare(Film, Film with { Extent = "112 minutes" }).Score < RecordComparison.Compare(Film, Film).Score);
    }

    [Fact]
    public void Reports_Of_Two_Years_Are_Two()
    {
        AssertCompared(Verdict.Same, Report, Report);
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(Report, Report with { Year = 2019 }).Verdict);
        Assert.Equal(Relation.Issue, AssertCompared(Verdict.Different, Report with { Title = "Flood risk in the lower delta 2015" }, Report with { Title = "Flood risk in the lower delta 2016" }).Relation);
    }

    [Theory]
    [InlineData("Same", "金剛頂瑜伽念誦儀軌", "金刚顶瑜伽念诵仪轨")]
    [InlineData("Same", "无量寿经义疏", "無量壽經義疏")]
    [InlineData("Same", "海八徳經集", "海八德經集")]
    [InlineData("Same", "象山集", "象山先生全集")]
    [InlineData("Same", "金剛頂瑜伽念誦儀軌", "金剛頂??念誦儀軌")]
    [InlineData("Unsure", "金剛頂瑜伽念誦儀軌", "金剛頂瑜伽念誦儀軌疏")]
    [InlineData("Unsure", "黃帝陰符經註", "黃帝陰符經集註")]
    [InlineData("Unsure", "玉籙大齋第二日早朝儀", "玉籙大齋第二日晚朝儀")]
    [InlineData("Unsure", "茗柯文初編", "茗柯文補編")]
    public void A_Text_Is_Neither_Its_Commentary_Nor_Its_Neighbour(string verdict, string title, string otherTitle) =>
        AssertCompared(Enum.Parse<Verdict>(verdict), Text with { Title = title }, Text with { Title = otherTitle });

    [Fact]
    public void Characters_That_A_Catalogue_Could_Not_Write_Agree_With_Any()
    {
        AssertCompared(Verdict.Same, Text with { Title = "太微仙君功過格疏記" }, Text with { Title = "太微仙君L過格疏記", Creators = [] });
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(Text with { Title = "维生素A的作用", Creators = [], Type = WorkType.Article }, Text with { Title = "维生素B的作用", Creators = [], Type = WorkType.Article }).Verdict);
    }

    [Fact]
    public void What_No_Type_Is_Stated_Of_Is_What_It_Shows()
    {
        var untyped = new BibliographicRecord { Title = "梅溪词" };

        Assert.Equal(WorkType.Other, ImpliedType.Of(untyped));
        Assert.Equal(WorkType.AncientText, ImpliedType.Of(untyped with { Creators = ["(宋)史達祖"] }));
        Assert.Equal(WorkType.AncientText, ImpliedType.Of(untyped with { Extent = "1 卷", Type = WorkType.Book }));
        Assert.Equal(WorkType.AncientText, ImpliedType.Of(untyped with { Languages = ["lzh"] }));
        Assert.Equal(WorkType.Book, ImpliedType.Of(untyped with { Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020002207")] }));
        Assert.Equal(WorkType.Article, ImpliedType.Of(untyped with { Container = new Container("文学评论") { Issue = "3" } }));
        Assert.Equal(WorkType.Thesis, ImpliedType.Of(untyped with { Type = WorkType.Thesis, Languages = ["lzh"] }));
    }

    [Fact]
    public void Two_Places_In_One_Collection_Are_Two_Texts()
    {
        var a = Text with { Container = "Taisho Tripitaka Vol. 32, No. 1628" };

        AssertCompared(Verdict.Same, a, a with { Creators = [] }, "in the same place");
        AssertCompared(Verdict.Unsure, a, a with { Container = "Taisho Tripitaka Vol. 32, No. 1629" });
    }

    private static Comparison AssertCompared(Verdict verdict, BibliographicRecord a, BibliographicRecord b, string? reason = null)
    {
        var (comparison, back) = (RecordComparison.Compare(a, b), RecordComparison.Compare(b, a));
        Assert.True(verdict == comparison.Verdict, $"{comparison.Verdict} {comparison.Score:F2} {string.Join(", ", comparison.Reasons)}");
        Assert.Equal((comparison.Verdict, comparison.Score, comparison.Conflict, comparison.Relation), (back.Verdict, back.Score, back.Conflict, back.Relation));
        Assert.Equal(comparison.Reasons, back.Reasons);
        if (reason is not null)
        {
            Assert.Contains(reason, comparison.Reasons);
        }

        return comparison;
    }
}
