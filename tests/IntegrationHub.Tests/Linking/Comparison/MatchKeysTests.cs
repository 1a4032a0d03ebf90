using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class MatchKeysTests
{
    private static readonly BibliographicRecord Paper = new()
    {
        Title = "Estimating page fetches for index scans with finite buffers",
        Creators = ["Swami, Arun N.", "Schiefer, K. Bernhard"],
        Year = 1994,
        Type = WorkType.Article,
    };

    public static TheoryData<string, BibliographicRecord> Damaged => new()
    {
        { "a typo at the beginning", Paper with { Title = "Estmiating page fetches for index scans with finite buffers" } },
        { "a typo at the end", Paper with { Title = "Estimating page fetches for index scans with finite bufers" } },
        { "typos at both ends", Paper with { Title = "Estimating pgae fetches for index scans with finite bufers" } },
        { "typos all over, creators in another order, no year", Paper with { Title = "Estimatng page ftches for index scnas with finite bufers", Creators = [Paper.Creators[1], Paper.Creators[0]], Year = null } },
        { "a cut title", Paper with { Title = "Estimating page fetches for index" } },
        { "a label and initials", Paper with { Title = "Estimating page fetches for index scans with finite buffers (extended abstract)", Creators = ["A Swami", "B Schiefer"] } },
        { "no creators, no year", Paper with { Creators = [], Year = null } },
        { "a word in two", Paper with { Title = "Estimating page fetches for index scans with fi nite buffers", Creators = [] } },
        { "a subtitle more", Paper with { Title = "Estimating page fetches for index scans with finite buffers: a study in three parts", Creators = [] } },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void What_Is_Damaged_Is_Still_Found(string damage, BibliographicRecord record) =>
        Assert.True(MatchKeys.Of(Paper).Intersect(MatchKeys.Of(record)).Any(), damage);

    [Fact]
    public void A_Place_Finds_What_A_Title_Does_Not()
    {
        var article = Paper with { Container = new Container("VLDB Journal") { Pages = "605-642" } };
        var damaged = Paper with { Title = "???", Creators = ["A. Swami"], Container = new Container("Very Large Data Bases J.") { Pages = "605" }, Year = null };
        var text = Text("清正存稿") with { Creators = ["徐鹿卿 (宋)"], Container = "四庫全書 文淵閣版, V1178.11, p805" };

        Assert.NotEmpty(MatchKeys.Of(article).Intersect(MatchKeys.Of(damaged)));
        Assert.NotEmpty(MatchKeys.Of(text).Intersect(MatchKeys.Of(text with { Title = "??存?" })));
        Assert.Empty(MatchKeys.Of(text).Intersect(MatchKeys.Of(text with { Title = "??存?", Container = "四庫全書 文淵閣版, V1178.12, p1" })));
    }

    [Theory]
    [InlineData("資治通鑑綱目", "资治通鉴纲目")]
    [InlineData("說文解字注箋", "説文解字註箋")]
    [InlineData("太上洞玄靈寶天尊說救苦妙經", "洞玄靈寶天尊說救苦妙經")]
    [InlineData("元始天尊說梓潼帝君應驗經", "元始天尊說梓童帝君應驗經")]
    [InlineData("DZ0901 石藥爾雅 Shiyao erya", "石藥爾雅")]
    public void Chinese_Titles_Meet_In_Other_Characters_And_With_Words_Before_Them(string title, string other) =>
        Assert.NotEmpty(MatchKeys.Of(Text(title)).Intersect(MatchKeys.Of(Text(other))));

    [Fact]
    public void A_Romanised_Title_Meets_Only_Where_The_Record_Gives_Both()
    {
        var romanised = Text("Honglou meng yanjiu jicheng");
        var both = Text("紅樓夢研究集成") with { AlternativeTitles = [new OtherTitle("Honglou meng yanjiu jicheng", TitleKind.Romanised)] };

        Assert.NotEmpty(MatchKeys.Of(romanised).Intersect(MatchKeys.Of(both)));
        Assert.Empty(MatchKeys.Of(romanised).Intersect(MatchKeys.Of(Text("紅樓夢研究集成"))));
    }

    [Fact]
    public void A_Common_Title_Has_A_Key_With_Its_Creator()
    {
        var a = new BibliographicRecord { Title = "Linear algebra", Creators = ["Lang, Serge"], Type = WorkType.Book };
        var common = MatchKeys.Of(a).Intersect(MatchKeys.Of(a with { Creators = ["Hefferon, Jim"] }));

        Assert.Single(common);
        Assert.True(MatchKeys.Of(a).Intersect(MatchKeys.Of(a with { Creators = ["S. Lang"] })).Count() > 1);
    }

    [Fact]
    public void A_Usual_Record_Has_At_Most_Seven_Keys()
    {
        Assert.True(MatchKeys.Of(Paper).Length <= 6);
        Assert.True(MatchKeys.Of(Paper with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/1")] }).Length <= 7);
        Assert.True(MatchKeys.Of(Text("太上洞玄靈寶天尊說救苦妙經") with { Creators = ["葛巢甫"] }).Length <= 5);
    }

    [Fact]
    public void Keys_Are_Explained_In_Words()
    {
        var words = MatchKeys.Explain(Paper);

        Assert.Equal(MatchKeys.Of(Paper).Length, words.Count);
        Assert.Contains("pair: schiefer swami es", words);
    }

    private static BibliographicRecord Text(string title) => new() { Title = title, Type = WorkType.AncientText };
}
