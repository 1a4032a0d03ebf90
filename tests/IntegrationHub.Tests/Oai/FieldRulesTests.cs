using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>DESIGN 5.8, as far as it shows in an answer. What it does in HTTP is in OaiClientTests.</summary>
public class FieldRulesTests
{
    [Fact]
    public void Rule8_No_Records_Match_Is_A_Normal_End()
    {
        var page = Pages.Read(Pages.Start + "<error code=\"noRecordsMatch\">The combination … is empty</error></OAI-PMH>");

        Assert.Equal(new OaiError(OaiErrorCodes.NoRecordsMatch, "The combination … is empty"), Assert.Single(page.Errors));
        Assert.Empty(page.Records);
        Assert.Null(page.ResumptionToken);
        Assert.False(page.Truncated);
    }

    [Fact]
    public void Rule8_An_Html_Page_Is_No_Answer_And_No_End() =>
        Assert.Contains(
            "An HTML page instead of an OAI-PMH answer, titled 'Down for maintenance'",
            Assert.Throws<OaiFormatException>(() => Pages.Read("<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body><br></body></html>")).Message);

    [Fact]
    public void Rule8_A_Token_With_An_Error_Shows_Both()
    {
        var page = Pages.Read(Pages.Start + "<error code=\"badResumptionToken\"/><ListRecords><resumptionToken>again</resumptionToken></ListRecords></OAI-PMH>");

        Assert.Equal("badResumptionToken", Assert.Single(page.Errors).Code);
        Assert.Equal("again", page.ResumptionToken?.Value);
    }

    [Theory]
    [InlineData("<ListRecords><resumptionToken>next</resumptionToken></ListRecords>")]
    [InlineData("<ListRecords/><resumptionToken>next</resumptionToken>")]
    public void Rule8_An_Empty_List_May_Go_On(string body)
    {
        var page = Pages.Read(Pages.Start + body + "</OAI-PMH>");

        Assert.Empty(page.Records);
        Assert.Equal("next", page.ResumptionToken?.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<responseDate/>")]
    [InlineData("<responseDate>now</responseDate>")]
    public void Rule8_A_Missing_Response_Date_Is_Null(string date)
    {
        var page = Pages.Read(Pages.List(Pages.Record("a", "A")).Replace("<responseDate>2024-05-01T10:00:00Z</responseDate>", date, StringComparison.Ordinal));

        Assert.Null(page.ResponseDate);
        Assert.Single(page.Records);
    }

    [Fact]
    public void Rule8_A_Wrong_Complete_List_Size_Is_Only_A_Claim()
    {
        var page = Pages.Read(Pages.List(Pages.Record("a", "A"), "<resumptionToken completeListSize=\"lots\" cursor=\"-1\">t</resumptionToken>"));

        Assert.Equal(new OaiResumptionToken("t", null, -1, null), page.ResumptionToken);
    }
}
