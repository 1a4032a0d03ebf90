using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

/// <summary>Whatever goes wrong is a readable page that says what to do.</summary>
[Collection(HubCollection.Name)]
public sealed class PortalFailureTests(HubFixture hub)
{
    private const string Feed = "**/opds/2**";

    [BrowserFact]
    public async Task A_Hub_That_Is_Down_Is_Told_And_Can_Be_Asked_Again()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await page.RouteAsync(Feed, route => route.AbortAsync());

        await watched.GoToPortalAsync("?browse=type");

        await watched.ShowsAsync("The hub can’t be reached");
        await page.UnrouteAsync(Feed);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await watched.ShowsAsync("By type");
        Assert.EndsWith("?browse=type", page.Url, StringComparison.Ordinal);
        Assert.All(watched.Complaints, complaint => Assert.Contains("ERR_FAILED", complaint, StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData(503, "The hub is busy")]
    [InlineData(429, "The hub is busy")]
    [InlineData(500, "The hub failed to answer")]
    public async Task An_Answer_That_Is_None_Is_Told(int status, string heading)
    {
        await using var watched = await hub.NewPageAsync();
        await watched.Page.RouteAsync(Feed, route => route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<h1>Gateway</h1>" }));

        await watched.GoToPortalAsync("?browse=type");

        await watched.ShowsAsync(heading);
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("?browse=subject/nothing")]
    [InlineData("?resource=2gh7ja4v2hb5jpp1s8dmyg49xk")]
    [InlineData("?resource=nonsense")]
    public async Task What_Is_Not_There_Is_Told(string query)
    {
        await using var watched = await hub.NewPageAsync();

        await watched.GoToPortalAsync(query);

        await watched.ShowsAsync("There is no such page");
        await watched.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the start" }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator("section.dimension").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_Withdrawn_Resource_Is_Told_From_One_That_Never_Was()
    {
        await using var watched = await hub.NewPageAsync();
        await watched.Page.RouteAsync("**/api/resources/*", route => route.FulfillAsync(new()
        {
            Status = 410,
            ContentType = "application/problem+json",
            Body = """{"title":"Withdrawn","status":410,"detail":"Every source has withdrawn its record."}""",
        }));

        await watched.GoToPortalAsync("?resource=2gh7ja4v2hb5jpp1s8dmyg49xk");

        await watched.ShowsAsync("This resource was withdrawn");
        await Assertions.Expect(watched.Page.Locator("main")).ToContainTextAsync("Every source has withdrawn its record.");
    }

    [BrowserFact]
    public async Task A_Resource_That_Became_Part_Of_Another_Leads_There_And_Says_So()
    {
        using var found = System.Text.Json.JsonDocument.Parse(await hub.Http.GetStringAsync(new Uri("api/search?query=红楼梦", UriKind.Relative)));
        var now = found.RootElement.GetProperty("publications")[0].GetProperty("id").GetString()!;
        const string Before = "2gh7ja4v2hb5jpp1s8dmyg49xk";
        var resource = await hub.Http.GetStringAsync(new Uri($"api/resources/{now}", UriKind.Relative));
        await using var watched = await hub.NewPageAsync();

        // as the browser sees a 308 that it has followed
        await watched.Page.RouteAsync($"**/api/resources/{Before}", route => route.FulfillAsync(new() { ContentType = "application/json", Body = resource }));
        await watched.GoToPortalAsync($"?resource={Before}");

        await watched.ShowsAsync("红楼梦");
        await Assertions.Expect(watched.Page.Locator(".notice")).ToContainTextAsync(Before);
        Assert.EndsWith($"?resource={now}", watched.Page.Url, StringComparison.Ordinal);
    }
}
