using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>Pages made to be slow to repair. Each of them once took minutes or would have; now they end as the others do.</summary>
public class HostilePagesTests
{
    [Theory]
    [InlineData("<![CDATA[")]
    [InlineData("<!--")]
    [InlineData("<!-->")]
    [InlineData("<a>")]
    [InlineData("<p:a/>")]
    [InlineData("&")]
    [InlineData("<")]
    [InlineData("]]>")]
    public void A_Hundred_Thousand_Faults_Cost_One_Record_At_Most(string fault)
    {
        var page = Pages.Read(Pages.List(
            Pages.Record("a", "A"), Pages.Record("b", string.Concat(Enumerable.Repeat(fault, 100_000))), Pages.Record("c", "C"), "<resumptionToken>t</resumptionToken>"));

        Assert.Equal("a", page.Records[0].Header.Identifier);
        Assert.True(page.Truncated || page.ResumptionToken?.Value == "t");
    }

    [Fact]
    public void A_Page_Of_Nothing_But_Broken_Records_Is_A_Broken_Page()
    {
        var page = Pages.Read(Pages.List([.. Enumerable.Range(0, 200).Select(i => Pages.Record($"r{i}", "<b>"))]));

        Assert.True(page.Truncated);
        Assert.Empty(page.Records);
        Assert.InRange(page.Rejects.Count, 1, 100);
        Assert.Equal(page.Rejects.Count, page.Repairs[OaiRepair.IllFormedRecord]);
    }
}
