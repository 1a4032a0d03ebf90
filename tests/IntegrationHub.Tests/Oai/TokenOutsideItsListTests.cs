namespace IntegrationHub.Tests.Oai;

/// <summary>Found by mutating real pages: an end of list in the middle of a page hid the token at its end, and the harvest would have ended there.</summary>
public class TokenOutsideItsListTests
{
    [Theory]
    [InlineData("</ListRecords></OAI-PMH>")]
    [InlineData("<record><header><identifier>x</identifier></ListRecords></OAI-PMH>")]
    public void A_Page_That_Hides_Its_Token_Is_No_Last_Page(string middle)
    {
        var page = Pages.Read(Pages.List(Pages.Record("a", "A"), middle, Pages.Record("b", "B"), "<resumptionToken>t</resumptionToken>"));

        Assert.True(page.Truncated);
        Assert.Contains("token", page.TruncatedBecause);
        Assert.Equal("a", page.Records[0].Header.Identifier);
    }
}
