using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>For readers with a keyboard, a screen reader, a small screen, a dark one.</summary>
[Collection(HubCollection.Name)]
public sealed class EmbeddedAccessTests(HubFixture hub)
{
    public static TheoryData<string, ColorScheme, int, string> Views
    {
        get
        {
            var views = new TheoryData<string, ColorScheme, int, string>();
            foreach (var (language, scheme, width) in new[] { ("zh", ColorScheme.Light, 800), ("zh", ColorScheme.Dark, 240), ("en", ColorScheme.Light, 360), ("en", ColorScheme.Dark, 800) })
            {
                foreach (var start in new[] { "", "type/article", "search?query=history", "nothing" })
                {
                    views.Add(language, scheme, width, start);
                }
            }

            return views;
        }
    }

    [BrowserTheory]
    [MemberData(nameof(Views))]
    public async Task Has_No_Serious_Issue_And_Fits(string language, ColorScheme scheme, int width, string start)
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, $"""search start="{start}" """, language, new PageWishes { Width = width, Scheme = scheme });
        await Expect(navigation.Heading).ToBeVisibleAsync();
        foreach (var more in await navigation.Element.Locator("summary, .publication:first-child .title-button").AllAsync())
        {
            await more.ClickAsync();
        }

        var found = await navigation.Page.RunAxe();

        Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        Assert.True(await navigation.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }

    [BrowserFact]
    public async Task Is_Used_With_The_Keyboard_Alone()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, "search");
        await navigation.ShowsAsync("Consortium resource navigation");

        await TabToAsync(navigation, "Search resources");
        await TabToAsync(navigation, "By type");
        await navigation.Page.Keyboard.PressAsync("Enter");
        await navigation.ShowsAsync("By type");
        Assert.StartsWith("By type", await navigation.FocusedAsync(), StringComparison.Ordinal);
        await TabToAsync(navigation, "Articles");
        await navigation.Page.Keyboard.PressAsync("Space");
        await navigation.ShowsAsync("Articles");
        await navigation.Page.Keyboard.PressAsync("Tab");
        await navigation.Page.Keyboard.PressAsync("Enter");
        await Expect(navigation.Publications.First.Locator(".details")).ToBeVisibleAsync();
        await navigation.Page.Keyboard.PressAsync("Shift+Tab");
        await navigation.Page.Keyboard.PressAsync("Enter");

        await navigation.ShowsAsync("By type");
    }

    [BrowserFact]
    public async Task Says_What_Is_Going_On()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        var status = navigation.Element.GetByRole(AriaRole.Status);
        await Expect(status).ToHaveTextAsync("Consortium resource navigation");

        await navigation.Button("By type").ClickAsync();
        await navigation.Button("Articles").ClickAsync();

        await Expect(status).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Articles, [\d,]+ entries$"));
    }

    [BrowserFact]
    public async Task Says_In_Which_Language_A_Title_Is()
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Feed("/feed", """
            {"metadata":{"title":"Catalogue"},"publications":[{"metadata":{"title":"كتاب","language":["ar"],"publisher":"x"},"links":[]},{"metadata":{"title":{"zh":"书"},"publisher":"x"},"links":[]}]}
            """));

        await Expect(navigation.Publications.First.Locator(".title-button")).ToHaveAttributeAsync("lang", "ar");
        await Expect(navigation.Publications.First.Locator(".title-button")).ToHaveAttributeAsync("dir", "auto");
        await Expect(navigation.Publications.Nth(1).Locator(".title-button")).ToHaveAttributeAsync("lang", "zh");
    }

    private static async Task TabToAsync(EmbeddedNavigation navigation, string text)
    {
        for (var pressed = 0; pressed < 100; pressed++)
        {
            await navigation.Page.Keyboard.PressAsync("Tab");
            if ((await navigation.FocusedAsync()).StartsWith(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{text}' is not reached with Tab.");
    }
}
