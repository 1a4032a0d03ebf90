using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>Whatever a feed says, it says it as text, and leads nowhere but to the web.</summary>
[Collection(HubCollection.Name)]
public sealed class HostileFeedTests(HubFixture hub)
{
    private const string Markup = """<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>""";

    [BrowserFact]
    public async Task Markup_Stays_Text_Everywhere()
    {
        var text = JsonSerializer.Serialize(Markup);
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Feed("/feed", $$$"""
            {"metadata":{"title":{{{text}}},"description":{{{text}}}},
             "links":[],
             "navigation":[{"title":{{{text}}},"href":"/a","properties":{"numberOfItems":1}}],
             "facets":[{"metadata":{"title":{{{text}}}},"links":[{"title":{{{text}}},"href":"/b"}]}],
             "groups":[{"metadata":{"title":{{{text}}}},"navigation":[{"title":{{{text}}},"href":"/c"}]}],
             "publications":[{"metadata":{"title":{{{text}}},"author":{{{text}}},"publisher":{{{text}}},"language":{{{text}}},"subject":[{{{text}}}],"description":{{{text}}},"@type":{{{text}}}},
                              "links":[{"rel":"http://opds-spec.org/acquisition","href":"https://example.org/","title":{{{text}}},"type":{{{text}}}}]}]}
            """));
        await navigation.ShowsAsync(Markup);
        await navigation.Publications.First.Locator(".title-button").ClickAsync();
        await Expect(navigation.Publications.First.Locator(".details")).ToBeVisibleAsync();

        Assert.False(await navigation.Page.EvaluateAsync<bool>("'harmed' in window"));
        await Expect(navigation.Element.Locator("img, script, iframe, object, style, svg")).ToHaveCountAsync(0);
        Assert.Empty(navigation.Watched.Complaints);
    }

    [BrowserTheory]
    [InlineData("javascript:window.harmed=1")]
    [InlineData("JaVaScRiPt:window.harmed=1")]
    [InlineData(" javascript:window.harmed=1")]
    [InlineData("data:text/html,<script>harmed=1</script>")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://example.org/1")]
    [InlineData("https://[broken")]
    public async Task Leads_Nowhere_But_To_The_Web(string address)
    {
        var href = JsonSerializer.Serialize(address);
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Feed("/feed", $$$"""
            {"metadata":{"title":"Trap"},"links":[{"rel":"next","href":{{{href}}}},{"rel":"search","templated":true,"href":{{{JsonSerializer.Serialize(address + "{query}")}}}}],
             "navigation":[{"title":"Inside","href":{{{href}}}},{"title":"Outside","href":{{{href}}},"type":"text/html"}],
             "publications":[{"metadata":{"title":"Book"},"images":[{"href":{{{href}}}}],
                              "links":[{"rel":"http://opds-spec.org/acquisition/open-access","href":{{{href}}},"type":"text/html"},{"rel":"alternate","type":"text/html","href":{{{href}}}}]}]}
            """), "images search");
        await navigation.ShowsAsync("Trap");

        await Expect(navigation.Element.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Expect(navigation.Element.GetByRole(AriaRole.Button).Filter(new() { HasNotText = "Search" })).ToHaveCountAsync(0);
        await Expect(navigation.Element.Locator("[href], img")).ToHaveCountAsync(0);
        await navigation.SearchBox.FillAsync("x");
        await navigation.SearchBox.PressAsync("Enter");
        await navigation.ShowsAsync("Trap");

        Assert.False(await navigation.Page.EvaluateAsync<bool>("'harmed' in window"));
    }

    [BrowserFact]
    public async Task Shows_A_Beginning_Of_What_Has_No_End()
    {
        var entries = string.Join(',', Enumerable.Range(0, 20_000).Select(number => $$$"""{"title":"{{{number}}}","href":"/{{{number}}}"}"""));
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Feed("/feed", $$$"""{"metadata":{"title":"Endless"},"navigation":[{{{entries}}}]}"""));

        await navigation.ShowsAsync("Endless");

        await Expect(navigation.Element.Locator(".entry")).ToHaveCountAsync(200);
        await Expect(navigation.Button("Show 19,800 more")).ToBeVisibleAsync();
    }
}
