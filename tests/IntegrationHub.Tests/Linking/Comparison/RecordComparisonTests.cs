using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class RecordComparisonTests
{
    public static TheoryData<string, string, string, string, string> Pairs => new()
    {
        // verdict, title and creators on either side
        { "Same", "Introduction to algorithms", "Cormen, Thomas H.", "Introduction to Algorithms", "Thomas Cormen" },
        { "Same", "Introduction to algorithms", "T. H. Cormen", "Introduction to algorithms, third edition", "Cormen, Thomas" },
        { "Same", "The art of computer programming: sorting and searching", "Knuth, Donald", "The art of computer programing: sorting and searching", "D. Knuth" },
        { "Same", "省心雜言", "(宋)李邦献撰", "省心杂言", "李邦獻 (宋)" },
        { "Same", "DZ0901 石藥爾雅 Shiyao erya", "", "石藥爾雅", "梅彪" },
        { "Same", "佛說莊嚴王陀羅尼呪經", "義淨", "莊嚴王陀羅尼呪經", "義淨" },
        { "Same", "学易记 / 李简", "李简", "學易記", "〔元〕李简" },
        { "Same", "The Metamorphosis", "Franz Kafka", "Metamorphosis", "Kafka, Franz" },
        { "Same", "史记（全十册）", "司马迁", "史記", "(汉)司马迁" },
        { "Same", "佛地经论", "亲光菩萨; 玄奘", "佛地經論", "親光" },
        { "Same", "大乘阿毘達磨集論", "無著菩薩", "大乘阿毘達磨集論", "無著" },
        { "Different", "中國文學史 第二卷", "袁行霈", "中國文學史 第三卷", "袁行霈" },
        { "Different", "中國通史 卷二", "范文瀾", "中國通史 卷三", "范文瀾" },
        { "Different", "紅樓夢 上冊", "曹雪芹", "紅樓夢 下冊", "曹雪芹" },
        { "Different", "Collected works, vol. 2", "Turing, Alan", "Collected works, vol. 3", "Turing, Alan" },
        { "Different", "A history of mathematics. Part II", "Boyer, Carl", "A history of mathematics. Part III", "Boyer, Carl" },
        { "Different", "Statistical yearbook of the province 2019", "", "Statistical yearbook of the province 2020", "" },
        { "Different", "Principles of physics", "Smith, Ann", "Principles of physics", "Jones, Bob" },
        { "Different", "Erratum: a database model for object dynamics", "Papazoglou, M.", "A database model for object dynamics", "Papazoglou, M." },
        { "Unsure", "周易", "", "周易", "王弼" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Titles_And_Creators_Decide(string verdict, string title, string creator, string otherTitle, string otherCreator)
    {
        var (a, b) = (Book(title, creator), Book(otherTitle, otherCreator));

        Assert.Equal(verdict, RecordComparison.Compare(a, b).Verdict.ToString());
        Assert.Equal(verdict, RecordComparison.Compare(b, a).Verdict.ToString());
    }

    [Fact]
    public void Iron_Rule_13_A_Shared_Identifier_Only_Proposes()
    {
        var series = new Identifier(IdentifierScheme.Isbn, "9787101000009");
        var a = Book("史記", "司馬遷") with { Identifiers = [series] };
        var b = Book("資治通鑑", "司馬光") with { Identifiers = [series] };
        var second = Book("史記 第二冊", "司馬遷") with { Identifiers = [series] };

        Assert.Contains(MatchKey.Of(IdentifierScheme.Isbn, series.Value), MatchKeys.Of(a));
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, b).Verdict);
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, second).Verdict);
    }

    [Fact]
    public void An_Identifier_In_Common_Makes_Up_For_What_Is_Missing()
    {
        var isbn = new Identifier(IdentifierScheme.Isbn, "9787101003048");
        var a = Book("周易", "") with { Identifiers = [isbn] };
        var b = Book("周易", "王弼") with { Identifiers = [isbn] };

        Assert.Equal(Verdict.Same, RecordComparison.Compare(a, b).Verdict);
    }

    [Fact]
    public void Two_Dois_Are_Two_Works()
    {
        var a = Book("Deep learning for the humanities", "Lee, A.") with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/1")] };
        var b = a with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/2")] };

        Assert.Equal(Verdict.Different, RecordComparison.Compare(a, b).Verdict);
    }

    [Fact]
    public void A_Conference_Paper_And_The_Later_Article_Stay_Apart()
    {
        var paper = Book("Integrating reliable memory in databases", "Ng, W.") with { Type = WorkType.Article, Year = 1997 };

        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(paper, paper with { Year = 1998 }).Verdict);
        Assert.Equal(Verdict.Same, RecordComparison.Compare(paper, paper with { Year = null }).Verdict);
    }

    [Fact]
    public void Iron_Rule_13_The_Issn_Of_A_Journal_Is_No_Key_Of_Its_Articles()
    {
        var issn = new Identifier(IdentifierScheme.Issn, "1000-0054");
        var article = Book("On rivers", "") with { Type = WorkType.Article, Identifiers = [issn] };

        Assert.DoesNotContain(MatchKey.Of(IdentifierScheme.Issn, issn.Value), MatchKeys.Of(article));
        Assert.Contains(MatchKey.Of(IdentifierScheme.Issn, issn.Value), MatchKeys.Of(article with { Type = WorkType.Serial }));
    }

    [Theory]
    [InlineData("Same", "Ulysses", "Joyce, James")]
    [InlineData("Same", "梅溪词", "史达祖")]
    [InlineData("Unsure", "Introduction", "Smith, Ann")]
    [InlineData("Unsure", "序", "鲁迅")]
    public void Without_A_Type_A_Short_Title_Links_Unless_Its_Author_Gives_It_Often(string verdict, string title, string creator)
    {
        var a = Book(title, creator) with { Type = WorkType.Other };

        Assert.Equal(verdict, RecordComparison.Compare(a, a with { Publisher = "Another" }).Verdict.ToString());
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a with { Year = 1922 }, a with { Year = 1930 }).Verdict);
    }

    [Fact]
    public void Homophones_Share_No_Key()
    {
        var a = Book("石室詩士施氏", "");
        var b = Book("時事實是試釋", "");

        Assert.Empty(MatchKeys.Of(a).Intersect(MatchKeys.Of(b)));
    }

    private static BibliographicRecord Book(string title, string creator) => new()
    {
        Title = title,
        Creators = [.. creator.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(name => new Agent(name))],
        Type = WorkType.Book,
    };
}
