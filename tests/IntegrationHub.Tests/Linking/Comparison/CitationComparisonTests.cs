using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>Articles as indexes and lists of references cite them: names swapped, cut or wrong, titles with what is none of theirs, containers and pages abbreviated.</summary>
public sealed class CitationComparisonTests
{
    private static readonly BibliographicRecord Article = new()
    {
        Title = "Adaptive filters for streaming joins over sensor networks",
        Creators = ["Raman, Vijay", "Hong, Wei"],
        Year = 2002,
        Container = new Container("Journal of Data Engineering") { Volume = "12", Issue = "3", Pages = "17-25" },
        Type = WorkType.Article,
    };

    [Theory]
    [InlineData("Z. Li", "L. Zhe", "Near")]
    [InlineData("S. Ramaswamy", "R. Sridhar", "Near")]
    [InlineData("S. Ramaswamy", "K. Sridhar", "Different")]
    [InlineData("C. Faloutsos", "IKC Faloutsos", "Near")]
    [InlineData("C. Faloutsos", "IKD Faloutsos", "Different")]
    [InlineData("O. Díaz", "O. Dэaz", "Likely")]
    public void Names_May_Be_Swapped_Run_Together_Or_Read_In_A_Wrong_Code_Page(string name, string other, string match)
    {
        Assert.Equal(match, PersonForm.Of(name)!.Match(PersonForm.Of(other)!).ToString());
        Assert.Equal(match, PersonForm.Of(other)!.Match(PersonForm.Of(name)!).ToString());
    }

    [Fact]
    public void A_Single_Letter_Names_Nobody() => Assert.Null(PersonForm.Of("m."));

    [Fact]
    public void Of_A_Long_Title_One_Record_May_Have_The_Creators_Wrong()
    {
        AssertVerdict(Verdict.Same, Article, Article with { Creators = ["Anthology, ACM"] });
        AssertNotSame(Article, Article with { Creators = ["Anthology, ACM"], Container = "Physics letters", Year = 2001 });
        AssertVerdict(Verdict.Different, Article with { Type = WorkType.Thesis, Container = null }, Article with { Type = WorkType.Thesis, Container = null, Creators = ["Smith, Ann"] });
        AssertVerdict(Verdict.Different, Article with { Title = "Filters for streams" }, Article with { Title = "Filters for streams", Creators = ["Smith, Ann"] });
    }

    [Fact]
    public void The_First_Creators_Alone_Agree_With_All_In_A_Telling_Title()
    {
        string[] all = ["Raman, Vijay", "Hong, Wei", "Lee, Ann", "Smith, Bob", "Chen, Li", "Okafor, Ada", "Novak, Jan"];
        var whole = Article with { Creators = [.. all.Select(name => new Agent(name))], Container = null };
        var cut = Article with { Creators = ["Raman, V."], Container = null, Year = null };

        AssertVerdict(Verdict.Same, whole, cut);
        AssertNotSame(whole with { Title = "Reminiscences on influential papers" }, cut with { Title = "Reminiscences on influential papers" });
    }

    [Theory]
    [InlineData("W. Hong. Adaptive filters for streaming joins over sensor networks")]
    [InlineData("Hong, W. and Lee, A.: Adaptive filters for streaming joins over sensor networks. In Proc. Journal of Data Engineering")]
    [InlineData("Adaptive filters for streaming joins over sensor networks, technical report CS 47")]
    [InlineData("Adaptive filters for streamingjoinsover sensor networks [J]")]
    [InlineData("Adaptive filters for streaming joins over sensor networks. [Review] [31 refs]")]
    public void What_Is_None_Of_A_Title_Does_Not_Tell_Against_It(string title) =>
        AssertVerdict(Verdict.Same, Article, Article with { Title = title, Creators = ["V. Raman"], Year = null, Container = null });

    [Fact]
    public void What_Stands_Before_A_Title_And_Is_No_Name_Is_Of_The_Title() =>
        AssertNotSame(
            Article with { Title = "Phrase matching in text", Container = null, Year = null },
            Article with { Title = "Signature trees: exact and approximate phrase matching in text", Container = null, Year = null });

    [Fact]
    public void Brackets_That_Say_A_Part_Or_Another_Title_Stay()
    {
        Assert.Equal(["2"], TitleForm.Of("Handbook of birds [vol. 2]").Volumes);
        Assert.Contains("vogel", TitleForm.Of("Birds of the plain [Die Vogel der grossen Ebene im Osten]").Core, StringComparison.Ordinal);
        Assert.Equal(TitleForm.Of("Birds of the plain").Core, TitleForm.Of("Birds of the plain [electronic resource]").Core);
    }

    [Fact]
    public void An_Erratum_Titled_By_What_It_Corrects_Is_About_It() =>
        Assert.Equal(AboutKind.Note, TitleForm.Of("Adaptive filters for streaming joins (vol 12, pg 17, 2002)").About);

    [Theory]
    [InlineData("efficient", "ecient")]
    [InlineData("buffer", "buer")]
    [InlineData("classifier", "classier")]
    public void Words_Lose_Ligatures(string word, string damaged) => Assert.True(WordPairing.AreNear(word, damaged) && WordPairing.AreNear(damaged, word));

    [Theory]
    [InlineData("Proceedings of the 28th International Conference on Very &hellip;", "VLDB", "Unknown")]
    [InlineData("Proceedings of the", "Physics letters", "Unknown")]
    [InlineData("ACM SIGMOD", "SIGMOD Record", "Unknown")]
    [InlineData("Physics letters", "Chemistry letters", "Differ")]
    public void A_Container_That_Says_Little_Does_Not_Differ(string title, string other, string agreement)
    {
        Assert.Equal(agreement, ContainerForm.Of(title).TitleAgreement(ContainerForm.Of(other)).ToString());
        Assert.Equal(agreement, ContainerForm.Of(other).TitleAgreement(ContainerForm.Of(title)).ToString());
    }

    [Theory]
    [InlineData("6(1)", null, "6", "1")]
    [InlineData("vol. 6, no. 1,", null, "6", "1")]
    [InlineData("Vol. 9 (1992),", null, "9", null)]
    [InlineData("6,", "2", "6", "2")]
    [InlineData("B12", null, "B12", null)]
    public void Volumes_And_Issues_Are_Read_However_They_Are_Written(string text, string? issue, string volume, string? read)
    {
        var form = ContainerForm.Of(new Container("Machine learning") { Volume = text, Issue = issue });

        Assert.Equal((volume, read), (form.Volume, form.Issue));
    }

    [Theory]
    [InlineData("C37-C42", "c37-c42", "Agree")]
    [InlineData("C37-C42", "37-42", "Agree")]
    [InlineData("2097-2108", "2297-2108", "Unknown")]
    [InlineData("17-25", "101-110", "Differ")]
    public void Pages_Agree_But_For_Letters_And_Slips(string pages, string other, string agreement) =>
        Assert.Equal(agreement, ContainerForm.Of(new Container("Nephron") { Pages = pages }).PlaceAgreement(ContainerForm.Of(new Container("Nephron") { Pages = other })).ToString());

    [Fact]
    public void In_One_Issue_A_Single_Page_Is_The_Range_That_Another_Index_States()
    {
        AssertVerdict(Verdict.Same, Article, Article with { Container = Article.Container! with { Pages = "25" } });
        AssertVerdict(Verdict.Same, Article, Article with { Container = Article.Container! with { Pages = "Suppl-25" } });
        AssertVerdict(Verdict.Unsure, Article, Article with { Container = Article.Container! with { Issue = "4", Pages = "25" } });
    }

    [Fact]
    public void The_Number_Of_A_Meeting_Is_No_Place_In_It_But_That_Of_A_Text_In_A_Collection_Is()
    {
        Assert.Equal(Agreement.Unknown, ContainerForm.Of("13th Conference on Learning").PlaceAgreement(ContainerForm.Of("1996 Conference on Learning")));

        var text = new BibliographicRecord { Title = "月燈三昧經", Creators = ["先公"], Container = "大正藏, No. 640" };
        Assert.True(RecordComparison.Compare(text, text with { Container = "大正藏, No. 641" }).KeepsApart);
        Assert.False(RecordComparison.Compare(text, text with { Container = null }).KeepsApart);
    }

    [Fact]
    public void Two_Commentators_Of_One_Title_Are_Kept_Apart_Whoever_Stands_Between()
    {
        var text = new BibliographicRecord { Title = "黃帝陰符經註", Creators = ["張果"] };

        Assert.True(RecordComparison.Compare(text, text with { Creators = ["侯善淵"] }).Conflict);
    }

    [Fact]
    public void Two_Records_Of_A_Classic_That_Name_Nobody_Are_One()
    {
        var text = new BibliographicRecord { Title = "十洲記" };

        AssertVerdict(Verdict.Same, text, text);
        AssertNotSame(text with { Year = 1990 }, text);
    }

    [Fact]
    public void Two_Creators_In_Either_Order_Share_A_Key_Whatever_Became_Of_The_Title()
    {
        var other = Article with { Title = "Joinsoverstreams", Creators = ["W. Hong", "V. Raman"], Container = null };

        Assert.Contains("names: hong raman", MatchKeys.Explain(Article));
        Assert.Contains("names: hong raman", MatchKeys.Explain(other));
    }

    private static void AssertVerdict(Verdict verdict, BibliographicRecord a, BibliographicRecord b)
    {
        var comparison = RecordComparison.Compare(a, b);
        Assert.True(comparison.Verdict == verdict, $"{comparison.Verdict} {comparison.Score:F2} {string.Join(", ", comparison.Reasons)}");
        Assert.Equal(verdict, RecordComparison.Compare(b, a).Verdict);
    }

    private static void AssertNotSame(BibliographicRecord a, BibliographicRecord b) => Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, b).Verdict);
}
