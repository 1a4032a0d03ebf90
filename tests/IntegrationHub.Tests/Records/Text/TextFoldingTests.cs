using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class TextFoldingTests
{
    private static readonly Gen<string> AnyText = Gen.String[Gen.OneOf(
        Gen.Char[' ', '~'], Gen.Char['\u00A0', '\u036F'], Gen.Char['\u0370', '\u1FFF'], Gen.Char['\u2000', '\u33FF'], Gen.Char['\u4E00', '\u9FFF'], Gen.Char['\uF900', '\uFFFF'],
        Gen.Const('<'), Gen.Const('&'), Gen.Const(';')), 0, 40];

    [Theory]
    [InlineData("The Resolving of Discourse-Deictic Anaphora", "the resolving of discourse deictic anaphora")]
    [InlineData("《紅樓夢》：一百二十回", "红楼梦一百二十回")]
    [InlineData("红楼梦 一百二十回", "红楼梦一百二十回")]
    [InlineData("Ｐｙｔｈｏｎ　程式設計", "python程式设计")]
    [InlineData("Python 程式设计", "python程式设计")]
    [InlineData("Müller–Straße Ærø", "muller strasse aero")]
    [InlineData("Mu\u0308ller", "muller")]
    [InlineData("Don’t panic!", "dont panic")]
    [InlineData("爲人民服務", "为人民服务")]
    [InlineData("為人民服务", "为人民服务")]
    [InlineData("ﬁnd ½", "find 1 2")]
    [InlineData("ｶﾞﾗｽ", "ガラス")]
    [InlineData("洪󰀃修功德記", "洪󰀃修功德记")]
    [InlineData("Ёлка", "елка")]
    [InlineData("!?", "")]
    public void Spellings_Of_One_Text_Meet(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Fact]
    public void Homophones_And_Different_Kana_Stay_Apart()
    {
        Assert.NotEqual(TextFolding.Fold("公式"), TextFolding.Fold("攻势"));
        Assert.NotEqual(TextFolding.Fold("か"), TextFolding.Fold("が"));
        Assert.NotEqual(TextFolding.Fold("и"), TextFolding.Fold("й"));
    }

    [Fact]
    public void A_Folded_Text_Is_Returned_As_It_Is()
    {
        const string Folded = "abc def";
        Assert.Same(Folded, TextFolding.Fold(Folded));
    }

    [Fact]
    public void Folding_Twice_Changes_Nothing() => AnyText.Sample(text =>
    {
        var folded = TextFolding.Fold(text);
        Assert.Equal(folded, TextFolding.Fold(folded));
        Assert.Equal(folded.Trim(), folded);
        var title = TextFolding.FoldTitle(text);
        Assert.Equal(title, TextFolding.FoldTitle(title));
        var name = TextFolding.FoldName(text);
        Assert.Equal(name, TextFolding.FoldName(name));
    }, iter: 20_000);

    [Fact]
    public void Every_Character_Folds_To_Something_That_Stays()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (!char.IsSurrogate((char)c))
            {
                var folded = TextFolding.Fold(((char)c).ToString());
                Assert.Equal(folded, TextFolding.Fold(folded));
            }
        }
    }

    [Theory]
    [InlineData("The art of war / Sun Tzu", "art of war")]
    [InlineData("Hamlet [electronic resource]", "hamlet")]
    [InlineData("红楼梦[专著]", "红楼梦")]
    [InlineData("A", "a")]
    [InlineData("[Text]", "text")]
    public void A_Title_Loses_What_A_Catalogue_Adds(string title, string folded) => Assert.Equal(folded, TextFolding.FoldTitle(title));

    [Theory]
    [InlineData("Eckert, Miriam", "Miriam Eckert")]
    [InlineData("Brown, Anthony G., 1961-", "Anthony G. Brown")]
    [InlineData("(清)曹雪芹 著", "曹雪芹")]
    [InlineData("［宋］蘇軾撰", "苏轼")]
    [InlineData("王力主编", "王力")]
    [InlineData("张三，编", "张三")]
    public void A_Name_Is_The_Same_In_Both_Orders_And_Without_Its_Role(string one, string other) => Assert.Equal(TextFolding.FoldName(one), TextFolding.FoldName(other));

    [Fact]
    public void Text_For_Display_Is_Cleaned_Once_And_For_All() => AnyText.Sample(text =>
    {
        var clean = DisplayText.Clean(text);
        Assert.Equal(clean, DisplayText.Clean(clean));
        Assert.DoesNotContain(clean, char.IsControl);
        Assert.True(clean.IsNormalized());
        Assert.Equal(clean.Trim(), clean);
        Assert.DoesNotContain("  ", clean, StringComparison.Ordinal);
    }, iter: 20_000);

    [Theory]
    [InlineData("  A\u0007 title\r\n  over lines ", "A title over lines")]
    [InlineData("AT&amp;amp;T &lt;i&gt;et al.&lt;/i&gt;", "AT&T et al.")]
    [InlineData("H<sub>2</sub>O<br/>and <jats:italic>more</jats:italic>", "H2O and more")]
    [InlineData("<p class=\"x\">Text</p>", "Text")]
    [InlineData("if a <b and c> d", "if a <b and c> d")]
    [InlineData("x < y", "x < y")]
    [InlineData("R&D; costs", "R&D; costs")]
    [InlineData("e\u0301", "é")]
    [InlineData("紅樓夢　上", "紅樓夢 上")]
    [InlineData("a\u202Eb\uFEFF", "ab")]
    public void Display_Text_Keeps_What_Was_Meant(string text, string clean) => Assert.Equal(clean, DisplayText.Clean(text));
}
