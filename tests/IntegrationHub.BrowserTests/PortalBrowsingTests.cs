using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

[Collection(HubCollection.Name)]
public sealed class PortalBrowsingTests(HubFixture hub)
{
    [BrowserFact]
    public async Task Leads_From_The_First_View_By_Subject_To_A_Resource_And_The_Address_Where_It_Is_Free()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Literature" }).ClickAsync();
        await watched.ShowsAsync("Literature");
        await page.GetByRole(AriaRole.Link, new() { Name = "Chinese literature" }).ClickAsync();
        await watched.ShowsAsync("Chinese literature");
        var card = page.Locator(".card").Filter(new() { Has = page.Locator(".badge.free") }).First;
        var title = await card.Locator("h2").InnerTextAsync();
        var address = await card.Locator("a.outward").GetAttributeAsync("href");
        await card.Locator("h2 a").ClickAsync();

        await watched.ShowsAsync(title);
        Assert.StartsWith($"{title} – ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(address, await page.Locator(".get .free a").First.GetAttributeAsync("href"));
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task Counts_What_The_Feed_Counts_And_Names_The_Consortium_As_It_Does()
    {
        await using var watched = await hub.NewPageAsync();
        using var root = System.Text.Json.JsonDocument.Parse(await hub.Http.GetStringAsync(new Uri("opds/2", UriKind.Relative)));
        var name = root.RootElement.GetProperty("metadata").GetProperty("title").GetProperty("en").GetString()!;
        var all = root.RootElement.GetProperty("navigation").EnumerateArray().Select(link => link.GetProperty("properties").GetProperty("numberOfItems").GetInt32()).Max();

        await watched.GoToPortalAsync();

        await Assertions.Expect(watched.Page.Locator(".brand")).ToHaveTextAsync(name);
        Assert.Equal(name, await watched.Page.TitleAsync());
        await Assertions.Expect(watched.Page.Locator(".lead")).ToContainTextAsync(all.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(root.RootElement.GetProperty("groups").GetArrayLength(), await watched.Page.Locator("section.dimension").CountAsync());
    }

    [BrowserFact]
    public async Task A_Listing_Is_Left_Page_By_Page_And_Each_Page_Has_Its_Address()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?browse=all");
        var newest = await page.Locator(".card h2").AllInnerTextsAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await page.WaitForURLAsync("**/portal/?browse=all&page=*");
        await watched.ReadyAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("older entries");
        var older = await page.Locator(".card h2").AllInnerTextsAsync();
        await page.ReloadAsync();
        await watched.ReadyAsync();

        Assert.Equal(older, await page.Locator(".card h2").AllInnerTextsAsync());
        Assert.NotEqual(newest, older);
        await page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card h2").First).ToHaveTextAsync(newest[0]);
    }

    [BrowserFact]
    public async Task Back_Leads_To_Where_The_Reader_Was_And_A_Deep_Link_Opens_Its_View()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?browse=type/book");
        var entry = page.Locator(".card h2 a").Nth(20);
        await entry.ScrollIntoViewIfNeededAsync();
        var scrolled = await page.EvaluateAsync<double>("scrollY");
        var title = await entry.InnerTextAsync();

        await entry.ClickAsync();
        await watched.ShowsAsync(title);
        var address = page.Url;
        Assert.Equal(0, await page.EvaluateAsync<double>("scrollY"));
        await page.GoBackAsync();
        await watched.ShowsAsync("Books");

        Assert.InRange(scrolled, 100, double.MaxValue);
        Assert.Equal(scrolled, await page.EvaluateAsync<double>("scrollY"), 1.0);
        await page.GoForwardAsync();
        await watched.ShowsAsync(title);
        await using var other = await hub.NewPageAsync();
        await other.Page.GotoAsync(address);
        await other.ShowsAsync(title);
    }

    [BrowserFact]
    public async Task The_Trail_Leads_Up_And_The_Category_Can_Be_Searched()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?browse=subject/I/I2");
        var count = (await page.Locator(".facts").InnerTextAsync()).Split(' ')[0];

        Assert.Equal(["Home", "By subject", "Literature"], await page.Locator(".trail a").AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Search and filter" }).ClickAsync();

        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync($"{count} results");
    }

    [BrowserFact]
    public async Task The_Address_Without_A_Slash_Opens_The_Same()
    {
        await using var watched = await hub.NewPageAsync();

        await watched.Page.GotoAsync($"{hub.Address}/portal?browse=type");

        await watched.ShowsAsync("By type");
        Assert.Empty(watched.Complaints);
    }
}
