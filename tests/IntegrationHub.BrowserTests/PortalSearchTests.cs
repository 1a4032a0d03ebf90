using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

[Collection(HubCollection.Name)]
public sealed class PortalSearchTests(HubFixture hub)
{
    [BrowserTheory]
    [InlineData("红楼梦", "红楼梦")]
    [InlineData("貞觀政要", "貞觀政要")]
    [InlineData("贞观政要", "貞觀政要")]
    [InlineData("twenty thousand leagues", "Twenty Thousand Leagues under the Sea")]
    public async Task Finds_Chinese_In_Either_Script_And_English(string words, string title)
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync();

        await page.GetByRole(AriaRole.Searchbox).FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();

        await watched.ShowsAsync($"Search: {words}");
        Assert.Contains(title, await page.Locator(".card h2").AllInnerTextsAsync());
        Assert.StartsWith($"Search: {words} – ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains("?query=", page.Url, StringComparison.Ordinal);
        Assert.Equal(words, await page.GetByRole(AriaRole.Searchbox).InputValueAsync());
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task A_Facet_Leaves_As_Many_As_It_Says_And_Can_Be_Taken_Away()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?query=translation");
        var all = await page.Locator(".facts").InnerTextAsync();
        var facet = page.GetByRole(AriaRole.Region, new() { Name = "By type" }).GetByRole(AriaRole.Link).First;
        var name = await facet.Locator(".name").InnerTextAsync();
        var count = await facet.Locator(".count").InnerTextAsync();

        await facet.ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToHaveTextAsync($"{count} results");
        await watched.ReadyAsync();
        Assert.NotEqual(all, $"{count} results");
        Assert.Contains("type=", page.Url, StringComparison.Ordinal);
        await page.Locator(".asked").GetByRole(AriaRole.Link, new() { Name = $"Remove “{name}”" }).ClickAsync();

        await Assertions.Expect(page.Locator(".facts")).ToHaveTextAsync(all);
    }

    [BrowserFact]
    public async Task Free_Only_Shows_Nothing_But_Free_Copies()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("translation");
        await page.GetByLabel("Free to read only").CheckAsync();
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");

        await watched.ShowsAsync("Search: translation");
        Assert.Contains("free=true", page.Url, StringComparison.Ordinal);
        Assert.True(await page.GetByLabel("Free to read only").IsCheckedAsync());
        Assert.Equal(await page.Locator(".card").CountAsync(), await page.Locator(".card .badge.free").CountAsync());
    }

    [BrowserFact]
    public async Task Searches_One_Field_And_Says_So()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync();

        await page.GetByLabel("Search in").SelectOptionAsync("author");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("Verne");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");

        await watched.ShowsAsync("Search: Verne");
        Assert.Contains("author=Verne", page.Url, StringComparison.Ordinal);
        Assert.All(await page.Locator(".card .byline").AllInnerTextsAsync(), byline => Assert.Contains("Verne", byline, StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".asked")).ToHaveTextAsync("Author: Verne ×");
    }

    [BrowserFact]
    public async Task Sorts_And_Pages_And_Keeps_Both_In_The_Address()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?query=&type=book");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Sort by" }).GetByRole(AriaRole.Link, new() { Name = "Title" }).ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("sort=title"));
        await watched.ReadyAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();

        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("page 2 of");
        Assert.Contains("sort=title", page.Url, StringComparison.Ordinal);
        Assert.Contains("page=2", page.Url, StringComparison.Ordinal);
        Assert.Contains("type=book", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Where_Nothing_Is_Found_It_Says_What_To_Try()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?query=%E7%BA%A2%E6%A5%BC%E6%A2%A6&type=dataset");

        await Assertions.Expect(page.Locator(".facts")).ToHaveTextAsync("Nothing was found");
        await page.GetByRole(AriaRole.Link, new() { Name = "search without “Data sets”" }).ClickAsync();

        await Assertions.Expect(page.Locator(".card h2").First).ToHaveTextAsync("红楼梦");
    }

    [BrowserFact]
    public async Task A_Number_Leads_To_What_It_Names()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?query=doi:10.3115/1220175.1220187");

        await page.Locator(".number a").First.ClickAsync();

        await watched.ShowsAsync("Estimating Class Priors in Domain Adaptation for Word Sense Disambiguation");
    }

    [BrowserFact]
    public async Task A_Question_That_Cannot_Be_Asked_Is_Answered_With_The_Mistake()
    {
        await using var watched = await hub.NewPageAsync();

        await watched.GoToPortalAsync("?query=a&page=999");

        await watched.ShowsAsync("This can’t be searched");
        await Assertions.Expect(watched.Page.Locator("main")).ToContainTextAsync("A page of hits is a number");
    }
}
