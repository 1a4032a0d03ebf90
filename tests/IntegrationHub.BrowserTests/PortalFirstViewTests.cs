namespace IntegrationHub.BrowserTests;

[Collection(HubCollection.Name)]
public sealed class PortalFirstViewTests(HubFixture hub)
{
    [BrowserFact]
    public async Task Opens_Without_A_Complaint()
    {
        await using var watched = await hub.NewPageAsync();

        await watched.GoToPortalAsync();

        Assert.NotEqual("", await watched.Page.Locator("h1").TextContentAsync());
        Assert.Empty(watched.Complaints);
    }
}
