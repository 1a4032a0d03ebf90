using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class SortKeyTests
{
    [Theory]
    [InlineData("北京 上海 中国")]
    [InlineData("安徽 四川 西藏 浙江")]
    [InlineData("Apple banana Cherry")]
    [InlineData("1984 北京 Zebra")]
    [InlineData("阿Q正传 Zebra")]
    [InlineData("《红楼梦》 《三国演义》 水浒传 西游记")]
    [InlineData("Ecole école2 ecole3")]
    public void Titles_Stand_As_In_A_Chinese_Catalogue(string order)
    {
        var titles = order.Split(' ');
        Assert.Equal(titles, titles.Reverse().OrderBy(SortKey.Of, Comparer<byte[]>.Create(SortKey.Compare)));
    }

    [Theory]
    [InlineData("The art of war", "Art of War")]
    [InlineData("《红楼梦》", "红楼梦")]
    [InlineData("L'étranger", "etranger")]
    [InlineData("Ｐｙｔｈｏｎ", "python")]
    [InlineData("Well-known facts", "Wellknown facts")]
    public void Articles_Punctuation_Case_Accents_And_Width_Do_Not_Count(string one, string other) => Assert.Equal(SortKey.Of(one), SortKey.Of(other));

    [Theory]
    [InlineData("A")]
    [InlineData("The")]
    [InlineData("《》")]
    [InlineData("")]
    public void What_Is_Nothing_But_An_Article_Or_Marks_Has_A_Key_Too(string text) => Assert.NotNull(SortKey.Of(text));

    [Fact]
    public void No_Text_Breaks_It() => Gen.String[0, 300].Sample(text => Assert.NotNull(SortKey.Of(text)), iter: 5_000);

    [Fact]
    public void A_Title_In_Quotation_Marks_Stands_Where_It_Would_Without() =>
        Gen.String[Gen.Char["abcXYZ红楼梦é1 "], 0, 40].Sample(text => Assert.Equal(SortKey.Of(text.Trim()), SortKey.Of($"《{text.Trim()}》")), iter: 5_000);
}
