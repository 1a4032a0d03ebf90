using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>The page of the hub that shows how to embed the navigation.</summary>
[Collection(HubCollection.Name)]
public sealed class EmbedPageTests(HubFixture hub)
{
    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1000)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Has_No_Serious_Issue_And_Fits(ColorScheme scheme, int width)
    {
        await using var watched = await OpenAsync(new PageWishes { Scheme = scheme, Width = width });

        var found = await watched.Page.RunAxe();

        Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        Assert.True(await watched.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task Its_Snippet_Works_In_Another_Site()
    {
        await using var watched = await OpenAsync();
        var snippet = await watched.Page.Locator("#snippet").TextContentAsync();
        await using var site = await OtherSite.OpenAsync(hub.Address);
        await using var other = await hub.NewPageAsync();

        await site.ShowAsync(other, snippet!);

        await Expect(other.Page.Locator("consortium-navigation .heading")).ToContainTextAsync("Consortium resource navigation");
        Assert.Empty(other.Complaints);
    }

    [BrowserFact]
    public async Task Shows_What_The_Attributes_Do()
    {
        await using var watched = await OpenAsync();
        var navigation = watched.Page.Locator("consortium-navigation");

        await watched.Page.Locator("[name=lang]").SelectOptionAsync("en");
        await Expect(navigation.Locator(".heading")).ToContainTextAsync("Consortium resource navigation");
        await watched.Page.Locator("[name=start]").SelectOptionAsync("type");
        await Expect(navigation.Locator(".heading")).ToContainTextAsync("By type");
        await watched.Page.Locator("[name=width]").SelectOptionAsync("side");
        await watched.Page.Locator("[name=scheme]").SelectOptionAsync("dark");
        await watched.Page.Locator("[name=own]").CheckAsync();

        Assert.Equal(240, await watched.Page.Locator("#example").EvaluateAsync<double>("(element) => element.getBoundingClientRect().width"));
        await Expect(watched.Page.Locator("#events li").First).ToContainTextAsync($"consortium-navigation:load {hub.Address}/opds/2/type");
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task Names_Every_Attribute_Property_And_Part_That_There_Is()
    {
        await using var watched = await OpenAsync();
        var source = await hub.Http.GetStringAsync("/portal/consortium-navigation.js");
        var page = await hub.Http.GetStringAsync("/portal/embed.html");

        var names = System.Text.RegularExpressions.Regex.Matches(source, @"part: '([^']+)'").SelectMany(match => match.Groups[1].Value.Split(' '))
            .Concat(System.Text.RegularExpressions.Regex.Match(source, @"observedAttributes = \[([^\]]+)\]").Groups[1].Value.Split(',').Select(name => name.Trim(' ', '\'')))
            .Distinct().Where(name => !page.Contains($"<code>{name}</code>", StringComparison.Ordinal))
            .Concat(System.Text.RegularExpressions.Regex.Matches(source, @"var\((--cn-[\w-]+)").Select(match => match.Groups[1].Value).Distinct().Where(name => !page.Contains($"{name}:", StringComparison.Ordinal)));

        Assert.Empty(names);
    }

    private async Task<WatchedPage> OpenAsync(PageWishes? wishes = null)
    {
        var watched = await hub.NewPageAsync(wishes);
        await watched.Page.GotoAsync($"{hub.Address}/portal/embed.html");
        await Expect(watched.Page.Locator("consortium-navigation .heading")).ToBeVisibleAsync();
        return watched;
    }
}
