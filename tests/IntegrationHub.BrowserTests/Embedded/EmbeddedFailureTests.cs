using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>When the feed is not to be had, or comes in another order than it was asked for.</summary>
[Collection(HubCollection.Name)]
public sealed class EmbeddedFailureTests(HubFixture hub)
{
    private const string Root = """{"metadata":{"title":"Root"},"links":[],"navigation":[{"title":"Slow","href":"/slow"},{"title":"Fast","href":"/fast"},{"title":"Broken","href":"/broken"}]}""";

    [BrowserTheory]
    [InlineData(404, "There is nothing here any more.")]
    [InlineData(410, "There is nothing here any more.")]
    [InlineData(503, "Please try again in a moment.")]
    [InlineData(500, "error (500)")]
    public async Task Says_What_Is_Wrong_Offers_Another_Try_And_What_Stands_There_Otherwise(int status, string says)
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Fail("/feed", status));
        await Expect(navigation.Element.GetByRole(AriaRole.Alert)).ToContainTextAsync(says);
        await Expect(navigation.Element.GetByText("what stands there otherwise")).ToBeVisibleAsync();
        navigation.Site.Feed("/feed", Root);

        await navigation.Button("Try again").ClickAsync();

        await navigation.ShowsAsync("Root");
        await Expect(navigation.Element.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        Assert.Equal([("error", status), ("load", (int?)null)], (await navigation.SeenAsync()).Select(one => (one.Name, one.Status)));
        await Expect(navigation.Element.GetByText("what stands there otherwise")).ToBeHiddenAsync();
    }

    [BrowserTheory]
    [InlineData("<html>a login page</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"a":1}""")]
    [InlineData("")]
    public async Task Says_When_It_Is_No_Feed(string body)
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Feed("/feed", body), language: "zh");

        await Expect(navigation.Element.GetByRole(AriaRole.Alert)).ToContainTextAsync("不是 OPDS 2.0 目录");
    }

    [BrowserFact]
    public async Task Says_When_A_Feed_Lets_No_Other_Page_Read_It()
    {
        await using var navigation = await EmbeddedNavigation.OpenAsync(hub, $"""<consortium-navigation feed="{hub.Address}/portal/nothing.json"></consortium-navigation><consortium-navigation feed="http://127.0.0.1:9/"></consortium-navigation>""");

        await Expect(navigation.Page.Locator("consortium-navigation").Nth(1).GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be reached");
        Assert.Contains(await navigation.SeenAsync(), one => one is { Name: "error", Status: 0 });
    }

    [BrowserFact]
    public async Task Keeps_The_Way_Back_From_What_Fails()
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            site.Feed("/feed", Root);
            site.Fail("/broken", 500);
        });
        await navigation.Button("Broken").ClickAsync();
        await Expect(navigation.Element.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(navigation.Button("Root")).ToBeVisibleAsync();

        await navigation.Button("Back").ClickAsync();

        await navigation.ShowsAsync("Root");
        Assert.Equal("Broken", await navigation.FocusedAsync());
    }

    [BrowserFact]
    public async Task Tries_Again_By_Itself_When_The_Network_Is_Back()
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            site.Feed("/feed", Root);
            site.Feed("/fast", """{"metadata":{"title":"Fast"},"links":[],"navigation":[]}""");
        });
        await navigation.ShowsAsync("Root");
        await navigation.Page.Context.SetOfflineAsync(true);
        await navigation.Button("Fast").ClickAsync();
        await Expect(navigation.Element.GetByRole(AriaRole.Alert)).ToContainTextAsync("offline");

        await navigation.Page.Context.SetOfflineAsync(false);

        await navigation.ShowsAsync("Fast");
    }

    [BrowserFact]
    public async Task Shows_What_Was_Asked_For_Last_Whatever_Comes_Last()
    {
        var released = new TaskCompletionSource();
        var abandoned = new TaskCompletionSource();
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            site.Feed("/feed", Root);
            site.Feed("/fast", """{"metadata":{"title":"Fast"},"links":[],"navigation":[]}""");
            site.Answer("/slow", async context =>
            {
                context.RequestAborted.Register(abandoned.SetResult);
                await released.Task;
                await OtherSite.WriteFeedAsync(context, """{"metadata":{"title":"Slow"},"links":[],"navigation":[]}""");
            });
        });
        await navigation.ShowsAsync("Root");
        await navigation.Button("Slow").ClickAsync();
        await Expect(navigation.Element.Locator("[aria-busy=true]")).ToHaveCountAsync(1);
        await navigation.Button("Fast").ClickAsync();
        await navigation.ShowsAsync("Fast");

        await abandoned.Task.WaitAsync(TimeSpan.FromSeconds(15));
        released.SetResult();

        await navigation.ShowsAsync("Fast");
        await navigation.Button("Back").ClickAsync();
        await navigation.ShowsAsync("Root");
        Assert.DoesNotContain(await navigation.SeenAsync(), one => one.Title == "Slow" || one.Name == "error");
    }

    [BrowserFact]
    public async Task Does_Not_Jump_While_It_Loads()
    {
        var released = new TaskCompletionSource();
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            site.Feed("/feed", Root);
            site.Answer("/slow", async context =>
            {
                await released.Task;
                await OtherSite.WriteFeedAsync(context, """{"metadata":{"title":"Slow"},"links":[],"navigation":[]}""");
            });
        });
        await navigation.ShowsAsync("Root");
        var before = await HeightAsync(navigation);
        await navigation.Button("Slow").ClickAsync();
        await Expect(navigation.Element.Locator("[aria-busy=true]")).ToHaveCountAsync(1);

        Assert.Equal(before, await HeightAsync(navigation));
        await navigation.ShowsAsync("Root");
        released.SetResult();
        await navigation.ShowsAsync("Slow");
    }

    [BrowserFact]
    public async Task One_Request_Is_Made_When_Several_Attributes_Change()
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            site.Feed("/feed", Root);
            site.Feed("/other/fast", """{"metadata":{"title":"Other"},"links":[],"navigation":[]}""");
        });
        await navigation.ShowsAsync("Root");

        await navigation.Element.EvaluateAsync("(element) => { element.setAttribute('feed', '/other'); element.setAttribute('start', 'fast'); element.setAttribute('lang', 'zh'); element.setAttribute('max', '2'); }");

        await navigation.ShowsAsync("Other");
        Assert.Equal(["/other/fast"], navigation.Site.Asked.Where(path => path.StartsWith("/other", StringComparison.Ordinal)));
    }

    [BrowserFact]
    public async Task Without_Scripts_The_Page_Has_What_Stands_Between_The_Tags()
    {
        await using var site = await OtherSite.OpenAsync("http://localhost:9");
        await using var watched = await hub.NewPageAsync();

        // a policy that lets no script in is what a reader's blocker does
        await site.ShowAsync(watched, """<consortium-navigation feed="/feed"><a href="/catalogue">The catalogue</a></consortium-navigation>""");

        await Expect(watched.Page.GetByRole(AriaRole.Link, new() { Name = "The catalogue" })).ToBeVisibleAsync();
    }

    private static Task<double> HeightAsync(EmbeddedNavigation navigation) => navigation.Element.EvaluateAsync<double>("(element) => element.getBoundingClientRect().height");
}
