using IntegrationHub.Search;

namespace IntegrationHub.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("红", "红@0")]
    [InlineData("红楼", "红楼@0")]
    [InlineData("红楼梦", "红楼@0 楼梦@1")]
    [InlineData("紅樓夢", "红楼@0 楼梦@1")]
    [InlineData("Études", "etudes@0")]
    [InlineData("TCP/IP", "tcp@0 ip@1")]
    [InlineData("深度learning入门", "深度@0 learning@2 入门@3")]
    [InlineData("《》", "")]
    public void A_Question_Is_Folded_And_Cut_Into_The_Fewest_Terms(string text, string terms) =>
        Assert.Equal(terms, string.Join(' ', SearchText.TermsOf(text).Select(term => $"{term.Text}@{term.Position}")));

    [Theory]
    [InlineData("红楼梦 曹雪芹", "红楼梦|曹雪芹")]
    [InlineData("\"history of\" china", "history of|china")]
    [InlineData("“石头 记” 史", "石头 记|史")]
    [InlineData("never \"closed again", "never|closed again")]
    [InlineData(" \"\" ", "")]
    public void Blanks_Part_A_Question_But_Not_Within_Quotation_Marks(string text, string parts) =>
        Assert.Equal(parts, string.Join('|', SearchQueries.PartsOf(text)));
}
