using System.Text.Json.Nodes;
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
    public async Task The_Consortiums_Logo_And_Contact_Are_Those_Of_The_Feeds_Root()
    {
        const string Logo = "https://consortium.example/logo.svg";
        var root = JsonNode.Parse(await hub.Http.GetStringAsync(new Uri("opds/2", UriKind.Relative)))!;
        foreach (var (rel, href) in new[] { ("icon", Logo), ("help", "https://consortium.example/"), ("help", "mailto:help@consortium.example") })
        {
            root["links"]!.AsArray().Add(new JsonObject { ["rel"] = rel, ["href"] = href });
        }

        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await page.RouteAsync("**/opds/2", route => route.FulfillAsync(new() { ContentType = "application/opds+json", Body = root.ToJsonString() }));
        await page.RouteAsync(Logo, route => route.FulfillAsync(new() { ContentType = "image/svg+xml", Body = """<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>""" }));

        await watched.GoToPortalAsync();

        await Assertions.Expect(page.Locator(".brand img")).ToHaveAttributeAsync("src", Logo);
        Assert.Equal(["https://consortium.example/", "mailto:help@consortium.example"], await page.Locator("#contact a").EvaluateAllAsync<string[]>("links => links.map(link => link.href)"));
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task What_Was_Withdrawn_Is_Listed_With_Its_Day_And_Where_It_Lives_On()
    {
        var root = await hub.Http.GetStringAsync(new Uri("opds/2/type", UriKind.Relative));
        var feed = JsonNode.Parse(root)!;
        feed["navigation"] = new JsonArray(
            Tombstone("Gone for good", "2gh7ja4v2hb5jpp1s8dmyg49xk", null),
            Tombstone("Lives on", "2gh7ja4v2hb5jpp1s8dmyg49xm", $"{hub.Address}/api/resources/2gh7ja4v2hb5jpp1s8dmyg49xn"));
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await page.RouteAsync("**/opds/2/withdrawn", route => route.FulfillAsync(new() { ContentType = "application/opds+json", Body = feed.ToJsonString() }));

        await watched.GoToPortalAsync("?browse=withdrawn");

        Assert.Equal(["Gone for good 3 May 2026", "Lives on 3 May 2026 now part of this"], (await page.Locator(".tombstone").AllInnerTextsAsync()).Select(text => text.ReplaceLineEndings(" ")));
        Assert.Equal("?resource=2gh7ja4v2hb5jpp1s8dmyg49xn", await page.Locator(".tombstone a").GetAttributeAsync("href"));

        JsonObject Tombstone(string title, string id, string? successor)
        {
            var properties = new JsonObject { ["withdrawn"] = "2026-05-03T00:00:00Z" };
            if (successor is not null)
            {
                properties["isReplacedBy"] = successor;
            }

            return new JsonObject { ["rel"] = "subsection", ["href"] = $"{hub.Address}/api/resources/{id}", ["title"] = title, ["properties"] = properties };
        }
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
