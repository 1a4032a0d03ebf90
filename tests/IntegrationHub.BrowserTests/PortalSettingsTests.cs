using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

[Collection(HubCollection.Name)]
public sealed class PortalSettingsTests(HubFixture hub)
{
    [BrowserTheory]
    [InlineData("zh-CN", "zh-Hans", "检索与浏览联盟资源")]
    [InlineData("en-US", "en", "Find what the consortium’s libraries and platforms hold")]
    [InlineData("fr-FR", "zh-Hans", "检索与浏览联盟资源")]
    public async Task Speaks_The_Readers_Language_Or_Chinese(string locale, string language, string heading)
    {
        await using var watched = await hub.NewPageAsync(new() { Locale = locale });

        await watched.GoToPortalAsync();

        await watched.ShowsAsync(heading);
        Assert.Equal(language, await LanguageOfAsync(watched.Page));
    }

    [BrowserFact]
    public async Task The_Language_Can_Be_Switched_In_Every_View_And_Is_Remembered()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?browse=subject/I");
        await watched.ShowsAsync("Literature");

        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await watched.ShowsAsync("I 文学");
        Assert.Equal("zh-Hans", await LanguageOfAsync(page));
        Assert.StartsWith("I 文学 – 联盟资源导航", await page.TitleAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveAttributeAsync("placeholder", "题名、作者、主题");
        await page.ReloadAsync();

        await watched.ShowsAsync("I 文学");
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await watched.ShowsAsync("Literature");
    }

    [BrowserFact]
    public async Task A_Chinese_View_Has_No_English_Text_Of_The_Hubs()
    {
        await using var watched = await hub.NewPageAsync(new() { Locale = "zh-CN" });
        var page = watched.Page;
        await watched.GoToPortalAsync("?resource=" + await IdOfAsync("贞观政要"));

        // names of the sources are the feed's, in both languages; an English one would show "Sample"
        Assert.DoesNotContain("Sample", await page.Locator(".places-to-get").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Sample", await page.Locator(".provenance summary").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotMatch("[a-z]{4,}", string.Concat(await page.Locator("h2, h3, dt, button, summary h2, nav a, .badge").AllInnerTextsAsync()).Replace("English", "", StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Follows_The_Systems_Theme_Until_The_Reader_Chooses_One(ColorScheme system)
    {
        await using var watched = await hub.NewPageAsync(new() { Scheme = system });
        var page = watched.Page;
        await watched.GoToPortalAsync("?browse=type");
        var (own, other) = system == ColorScheme.Dark ? ("dark", "light") : ("light", "dark");
        Assert.Equal(own, await ThemeOfAsync(page));
        var ground = await GroundOfAsync(page);

        await page.EmulateMediaAsync(new() { ColorScheme = system == ColorScheme.Dark ? ColorScheme.Light : ColorScheme.Dark });
        await page.WaitForFunctionAsync($"() => document.documentElement.dataset.theme === '{other}'");
        Assert.NotEqual(ground, await GroundOfAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark mode" }).ClickAsync();
        Assert.Equal(own, await ThemeOfAsync(page));
        await page.ReloadAsync();
        await watched.ReadyAsync();

        Assert.Equal(own, await ThemeOfAsync(page));
        Assert.Equal(own == "dark" ? "true" : "false", await page.GetByRole(AriaRole.Button, new() { Name = "Dark mode" }).GetAttributeAsync("aria-pressed"));
    }

    [BrowserFact]
    public async Task Is_Printed_Without_What_Paper_Cannot_Do_And_Moves_Nothing_For_Those_Who_Wish_So()
    {
        await using var watched = await hub.NewPageAsync(new() { Scheme = ColorScheme.Dark });
        var page = watched.Page;
        await watched.GoToPortalAsync("?resource=" + await IdOfAsync("红楼梦"));

        await page.EmulateMediaAsync(new() { Media = Media.Print, ReducedMotion = ReducedMotion.Reduce });

        await Assertions.Expect(page.GetByRole(AriaRole.Search)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        Assert.Equal("rgb(255, 255, 255)", await GroundOfAsync(page));
        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.getElementById('progress')).animationName"));
    }

    private async Task<string> IdOfAsync(string title)
    {
        using var found = System.Text.Json.JsonDocument.Parse(await hub.Http.GetStringAsync(new Uri($"api/search?query={title}", UriKind.Relative)));
        return found.RootElement.GetProperty("publications")[0].GetProperty("id").GetString()!;
    }

    private static Task<string> LanguageOfAsync(IPage page) => page.EvaluateAsync<string>("document.documentElement.lang");

    private static Task<string> ThemeOfAsync(IPage page) => page.EvaluateAsync<string>("document.documentElement.dataset.theme");

    private static Task<string> GroundOfAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
}
