using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

/// <summary>What holds in every view, in both themes and languages: no serious finding of axe-core, and nothing wider than the narrowest screen.</summary>
[Collection(HubCollection.Name)]
public sealed class PortalViewsTests(HubFixture hub)
{
    // with few entries: axe-core looks at each, and they are alike
    public static TheoryData<string, string> Views => new()
    {
        { "", "" },
        { "?browse=subject", "" },
        { "?browse=type/serial", "" },
        { "?query=translation&type=article&period=2000-2009", "" },
        { "?query=nothinglikethis&type=book", "" },
        { "?resource={0}", "s-mart" },
        { "?resource={0}", "Proceedings of the 50th Annual Meeting" },
        { "?browse=subject/nothing", "" },
    };

    /// <param name="title">Of the resource whose id the address has in it.</param>
    [BrowserTheory]
    [MemberData(nameof(Views))]
    public async Task Everybody_Can_Use_It(string query, string title)
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync(query.Replace("{0}", title.Length > 0 ? await IdOfAsync(title) : "", StringComparison.Ordinal));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach((closed) => { closed.open = true; })");
        await AssertAccessibleAsync(page);

        await page.SetViewportSizeAsync(360, 780);
        await AssertNarrowAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark mode" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.lang === 'zh-Hans'");
        await watched.ReadyAsync();
        await AssertAccessibleAsync(page);
        await AssertNarrowAsync(page);
    }

    /// <summary>Text twice as large, as WCAG 2.2 (1.4.4, 1.4.10) wants: 1280 pixels at 400 % are 320.</summary>
    [BrowserFact]
    public async Task Nothing_Is_Wider_Than_A_Page_At_Four_Times_Its_Size()
    {
        await using var watched = await hub.NewPageAsync(new() { Width = 320 });
        foreach (var query in new[] { "", "?query=translation", $"?resource={await IdOfAsync("s-mart")}" })
        {
            await watched.GoToPortalAsync(query);
            await AssertNarrowAsync(watched.Page);
        }
    }

    private static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical" or "moderate")
            .Select(violation => $"{violation.Impact} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
    }

    private static async Task AssertNarrowAsync(IPage page) =>
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            document.documentElement.scrollWidth <= innerWidth ? []
              : [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth).map((element) => element.outerHTML.slice(0, 100))
            """));

    private async Task<string> IdOfAsync(string title)
    {
        using var found = System.Text.Json.JsonDocument.Parse(await hub.Http.GetStringAsync(new Uri($"api/search?query={Uri.EscapeDataString(title)}", UriKind.Relative)));
        return found.RootElement.GetProperty("publications")[0].GetProperty("id").GetString()!;
    }
}
