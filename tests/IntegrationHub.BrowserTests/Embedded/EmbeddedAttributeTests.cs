using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>What a library's page can set, and what it hears.</summary>
[Collection(HubCollection.Name)]
public sealed class EmbeddedAttributeTests(HubFixture hub)
{
    [BrowserFact]
    public async Task Speaks_The_Other_Language_When_It_Is_Told_To()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """start="type" search""");
        await navigation.ShowsAsync("By type");

        await navigation.SetAsync("lang", "zh");

        await navigation.ShowsAsync("按文献类型浏览");
        await Expect(navigation.Button("检索")).ToBeVisibleAsync();
        await Expect(navigation.Button("首页")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("zh-CN", "en-GB", "联盟资源导航")]
    [InlineData("en", "zh-CN", "Consortium resource navigation")]
    [InlineData("fr", "zh-CN", "联盟资源导航")]
    [InlineData("fr", "de-DE", "Consortium resource navigation")]
    public async Task Speaks_As_The_Page_Does_Else_As_The_Browser(string page, string browser, string title)
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, language: page, wishes: new PageWishes { Locale = browser });

        await navigation.ShowsAsync(title);
    }

    [BrowserFact]
    public async Task Begins_Again_With_Another_Feed_Or_Start()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        await navigation.Button("By subject").ClickAsync();
        await navigation.ShowsAsync("By subject");

        await navigation.SetAsync("start", "language");
        await navigation.ShowsAsync("By language");
        await Expect(navigation.Element.Locator(".back")).ToHaveCountAsync(0);
        await navigation.SetAsync("start", null);
        await navigation.ShowsAsync("Consortium resource navigation");
        await navigation.SetAsync("feed", $"{hub.Address}/opds/2/type");

        await navigation.ShowsAsync("By type");
        await Expect(navigation.Element.Locator(".step")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Shows_As_Many_As_Wished_And_The_Rest_When_Asked()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """start="all" max="3" """);
        await Expect(navigation.Publications).ToHaveCountAsync(3);

        await navigation.Element.GetByRole(AriaRole.Button, new() { NameRegex = new("^Show [0-9]+ more$") }).Last.ClickAsync();

        await Expect(navigation.Publications.Nth(3)).ToBeVisibleAsync();
        var fourth = await navigation.Publications.Nth(3).Locator(".title-button").TextContentAsync();
        Assert.Equal(fourth, await navigation.FocusedAsync());
        await navigation.SetAsync("max", "5");
        await Expect(navigation.Publications).ToHaveCountAsync(5);
    }

    [BrowserFact]
    public async Task Has_A_Search_Box_Only_Where_It_Is_Wished()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        await navigation.ShowsAsync("Consortium resource navigation");
        await Expect(navigation.SearchBox).ToHaveCountAsync(0);

        await navigation.SetAsync("search", "");

        await Expect(navigation.SearchBox).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Fits_Its_Headings_And_Links_Into_The_Page()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """level="4" start="type/article" target="_self" """);

        await Expect(navigation.Element.GetByRole(AriaRole.Heading, new() { Level = 4 })).ToHaveCountAsync(1);
        await Expect(navigation.Element.GetByRole(AriaRole.Heading, new() { Level = 5 }).First).ToBeVisibleAsync();
        await Expect(navigation.Element.GetByRole(AriaRole.Link).First).ToHaveAttributeAsync("target", "_self");
        await Expect(navigation.Element.GetByRole(AriaRole.Link).First).Not.ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("new window"));
    }

    [BrowserFact]
    public async Task Takes_The_Colours_That_The_Page_Sets()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        await navigation.ShowsAsync("Consortium resource navigation");

        await navigation.Element.EvaluateAsync("(element) => element.style.setProperty('--cn-accent', 'rgb(1, 2, 3)')");

        await Expect(navigation.Button("By subject")).ToHaveCSSAsync("color", "rgb(1, 2, 3)");
    }

    [BrowserFact]
    public async Task Tells_The_Page_What_It_Shows()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        await navigation.ShowsAsync("Consortium resource navigation");

        await navigation.Button("By type").ClickAsync();
        await navigation.ShowsAsync("By type");

        var seen = await navigation.SeenAsync();
        Assert.Equal([("load", $"{hub.Address}/opds/2"), ("load", $"{hub.Address}/opds/2/type")], seen.Select(one => (one.Name, one.Url ?? "")));
        Assert.Equal("By type", seen[1].Title);
    }

    [BrowserFact]
    public async Task Leaves_Opening_To_A_Page_That_Takes_Over()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """start="type/article" """);
        await Expect(navigation.Publications.First).ToBeVisibleAsync();
        await navigation.Page.EvaluateAsync("window.takesOver = true");

        await navigation.Publications.First.Locator(".title-button").ClickAsync();
        await navigation.Link("Free access").ClickAsync();

        var opened = (await navigation.SeenAsync()).Where(one => one.Name == "open").ToList();
        Assert.Equal(2, opened.Count);
        Assert.NotNull(opened[0].Title);
        Assert.Null(opened[0].Href);
        Assert.StartsWith("http", opened[1].Href, StringComparison.Ordinal);
        await Expect(navigation.Publications.First.Locator(".details")).ToBeHiddenAsync();
        Assert.Single(navigation.Page.Context.Pages);
    }

    [BrowserFact]
    public async Task Goes_Where_The_Page_Sends_It_And_Leaves_The_Focus_Alone()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        await navigation.ShowsAsync("Consortium resource navigation");

        await navigation.Element.EvaluateAsync("(element, address) => element.show(address)", $"{hub.Address}/opds/2/type");

        await navigation.ShowsAsync("By type");
        Assert.Equal("BODY", await navigation.Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [BrowserFact]
    public async Task Leaves_Nothing_Behind_In_The_Page()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        await navigation.ShowsAsync("Consortium resource navigation");

        // names of scripts are seen by other scripts, though not as properties of the window
        Assert.Equal("undefined", await navigation.Page.EvaluateAsync<string>("[typeof ConsortiumNavigation, typeof TEXT, typeof STYLE, typeof h, typeof sheet].filter((one, place, all) => all.indexOf(one) === place).join()"));
        Assert.Equal("", await navigation.Page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal(0, await navigation.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length + document.adoptedStyleSheets.length + document.querySelectorAll('style, [style]').length"));
    }
}
