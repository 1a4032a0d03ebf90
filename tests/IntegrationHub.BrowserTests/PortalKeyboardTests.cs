using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

/// <summary>With nothing but a keyboard, and told to somebody who sees nothing.</summary>
[Collection(HubCollection.Name)]
public sealed class PortalKeyboardTests(HubFixture hub)
{
    [BrowserFact]
    public async Task From_The_Search_Box_To_A_Free_Copy_Without_A_Mouse()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync();

        await TabToAsync(page, "#words");
        await page.Keyboard.TypeAsync("红楼梦");
        await page.Keyboard.PressAsync("Enter");
        await watched.ShowsAsync("Search: 红楼梦");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await TabToAsync(page, ".card h2 a");
        await page.Keyboard.PressAsync("Enter");
        await watched.ShowsAsync("红楼梦");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await TabToAsync(page, ".get .free a");

        Assert.Contains("gutenberg.org", await page.EvaluateAsync<string>("document.activeElement.href"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_First_Key_Leads_Past_The_Head_Of_The_Page()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?browse=type");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('main').contains(document.activeElement)"));
        await watched.ShowsAsync("By type");
    }

    [BrowserFact]
    public async Task What_Has_Focus_Is_Seen_And_Nothing_Holds_It()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?query=translation");
        var unseen = new List<string>();
        var stops = await page.EvaluateAsync<int>("document.querySelectorAll('a[href], button, input, select, summary').length");

        for (var i = 0; i < Math.Min(stops, 40); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await page.EvaluateAsync<bool>("(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; })()"))
            {
                unseen.Add(await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 120)"));
            }
        }

        Assert.Empty(unseen);
        Assert.True(stops > 40);
    }

    [BrowserFact]
    public async Task A_Change_Of_View_Is_Announced()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Data sets" }).ClickAsync();
        await watched.ShowsAsync("Data sets");

        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("resources · newest first");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>($"document.activeElement.matches('{selector}')"))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not reach {selector}.");
    }
}
