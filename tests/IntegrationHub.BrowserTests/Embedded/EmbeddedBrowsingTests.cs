using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>The hub's own feed in a page of another site, under a policy that lets nothing in but the hub.</summary>
[Collection(HubCollection.Name)]
public sealed class EmbeddedBrowsingTests(HubFixture hub)
{
    [BrowserFact]
    public async Task Shows_The_Root_With_Counts_And_Offends_No_Policy()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, language: "zh-CN");

        await navigation.ShowsAsync("联盟资源导航");

        await Expect(navigation.Button("全部资源")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"全部资源\s*[1-9][\d,]*$"));
        await Expect(navigation.Element.GetByRole(AriaRole.Heading, new() { Name = "按学科浏览" })).ToBeVisibleAsync();
        await Expect(navigation.Element.GetByText("what stands there otherwise")).ToBeHiddenAsync();
        Assert.Empty(navigation.Watched.Complaints);
    }

    [BrowserFact]
    public async Task Goes_Down_By_Groups_And_Up_By_Steps_Without_Leaving_The_Page()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        var page = navigation.Page.Url;

        await navigation.Button("By subject").ClickAsync();
        await navigation.ShowsAsync("By subject");
        await navigation.Button("Literature").ClickAsync();
        await navigation.ShowsAsync("Literature");
        await navigation.Button("Literature (all)").ClickAsync();
        await Expect(navigation.Publications.First).ToBeVisibleAsync();
        await navigation.Element.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = "By subject" }).ClickAsync();
        await navigation.ShowsAsync("By subject");
        await navigation.Button("Consortium resource navigation").ClickAsync();
        await navigation.ShowsAsync("Consortium resource navigation");

        Assert.Equal(page, navigation.Page.Url);
        Assert.Empty(navigation.Watched.Complaints);
    }

    [BrowserFact]
    public async Task Turns_Pages_Both_Ways()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """start="all" """);
        await Expect(navigation.Publications.First).ToBeVisibleAsync();
        var first = await navigation.Publications.First.TextContentAsync();

        await navigation.Button("Next page").ClickAsync();
        await Expect(navigation.Publications.First).Not.ToHaveTextAsync(first!);
        var second = await navigation.Publications.First.TextContentAsync();
        await navigation.Button("Next page").ClickAsync();
        await Expect(navigation.Publications.First).Not.ToHaveTextAsync(second!);
        await navigation.Button("Previous page").ClickAsync();
        await Expect(navigation.Publications.First).ToHaveTextAsync(second!);
        await navigation.Button("Previous page").ClickAsync();

        await Expect(navigation.Publications.First).ToHaveTextAsync(first!);
        Assert.StartsWith("All resources", await navigation.FocusedAsync(), StringComparison.Ordinal);
        await Expect(navigation.Element.GetByRole(AriaRole.Button, new() { Name = "Previous page" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Searches_Filters_And_Takes_The_Filter_Away()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, "search");
        await navigation.SearchBox.FillAsync("history");
        await navigation.SearchBox.PressAsync("Enter");
        await navigation.ShowsAsync("Search: history");
        var all = await navigation.Heading.TextContentAsync();

        await navigation.Element.GetByText("Filter").ClickAsync();
        await navigation.Element.Locator(".facet-entry").First.ClickAsync();
        var chip = navigation.Button("Remove filter:");
        await Expect(chip).ToBeVisibleAsync();
        await Expect(navigation.Element.Locator("[aria-current=true]")).ToHaveCountAsync(1);
        Assert.NotEqual(all, await navigation.Heading.TextContentAsync());
        await chip.ClickAsync();

        await Expect(navigation.Heading).ToHaveTextAsync(all!);
        await Expect(navigation.Element.Locator(".step")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Finds_Chinese_Without_Spaces_And_Says_So_When_Nothing_Is_Found()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, "search", "zh");
        await navigation.SearchBox.FillAsync("红楼梦");
        await navigation.Button("检索").ClickAsync();
        await navigation.ShowsAsync("检索：红楼梦");
        await Expect(navigation.Publications.First).ToContainTextAsync("红楼梦");

        await navigation.SearchBox.FillAsync("qqqzzz");
        await navigation.SearchBox.PressAsync("Enter");

        await navigation.ShowsAsync("检索：qqqzzz");
        await Expect(navigation.Element.GetByText("没有找到资源。")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Goes_Back_To_Where_The_Reader_Went_From()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """start="type" """);
        await navigation.Button("Articles").ClickAsync();
        await navigation.ShowsAsync("Articles");

        await navigation.Button("Back").ClickAsync();

        await navigation.ShowsAsync("By type");
        Assert.StartsWith("Articles", await navigation.FocusedAsync(), StringComparison.Ordinal);
        await Expect(navigation.Element.Locator(".back")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Marks_What_Is_Free_And_Links_There_Without_Giving_The_Page_Away()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """start="type/article" """);
        var free = navigation.Publications.Filter(new() { Has = navigation.Page.Locator(".free") }).First;
        await Expect(free).ToBeVisibleAsync();

        var link = free.GetByRole(AriaRole.Link, new() { Name = "Free access" }).First;

        await Expect(link).ToHaveAttributeAsync("rel", "noopener");
        await Expect(link).ToHaveAttributeAsync("target", "_blank");
        await Expect(link).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^https?://"));
        await Expect(link).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("opens in a new window"));
    }

    [BrowserFact]
    public async Task Opens_A_Title_To_Tell_More()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub, """start="type/article" """);
        var title = navigation.Publications.First.Locator(".title-button");
        await Expect(title).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(navigation.Publications.First.Locator(".details")).ToBeHiddenAsync();

        await title.ClickAsync();

        await Expect(title).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(navigation.Publications.First.Locator(".details")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Two_On_A_Page_Go_Their_Own_Ways()
    {
        await using var navigation = await EmbeddedNavigation.OpenAsync(hub, $"""
            <consortium-navigation feed="{hub.Address}/opds/2/type" lang="en"></consortium-navigation>
            <consortium-navigation feed="{hub.Address}/opds/2/language" lang="zh"></consortium-navigation>
            """);
        var second = navigation.Page.Locator("consortium-navigation").Nth(1);
        await navigation.ShowsAsync("By type");
        await Expect(second.Locator(".heading")).ToContainTextAsync("按语种浏览");

        await navigation.Button("Articles").ClickAsync();

        await navigation.ShowsAsync("Articles");
        await Expect(second.Locator(".heading")).ToContainTextAsync("按语种浏览");
        Assert.Empty(navigation.Watched.Complaints);
    }

    [BrowserFact]
    public async Task Stays_What_It_Was_When_The_Page_Moves_It()
    {
        await using var navigation = await EmbeddedNavigation.OfHubAsync(hub);
        await navigation.Button("By subject").ClickAsync();
        await navigation.ShowsAsync("By subject");

        await navigation.Element.EvaluateAsync("(element) => document.body.append(element)");

        await navigation.ShowsAsync("By subject");
        await Expect(navigation.Button("Back")).ToBeVisibleAsync();
    }
}
