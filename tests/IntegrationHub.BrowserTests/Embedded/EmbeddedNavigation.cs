using System.Text.Json;
using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>One consortium-navigation element in a library's page, found as a reader finds it: by role and name.</summary>
internal sealed class EmbeddedNavigation : IAsyncDisposable
{
    private EmbeddedNavigation(WatchedPage watched, OtherSite site)
    {
        Watched = watched;
        Site = site;
    }

    public WatchedPage Watched { get; }

    public OtherSite Site { get; }

    public IPage Page => Watched.Page;

    public ILocator Element => Page.Locator("consortium-navigation").First;

    public ILocator Heading => Element.Locator(".heading");

    public ILocator Publications => Element.Locator(".publication");

    public ILocator SearchBox => Element.GetByRole(AriaRole.Searchbox);

    /// <summary>The hub's feed in a page of another site.</summary>
    /// <param name="attributes">Of the element, besides its feed.</param>
    public static Task<EmbeddedNavigation> OfHubAsync(HubFixture hub, string attributes = "", string language = "en", PageWishes? wishes = null) =>
        OpenAsync(hub, $"""<consortium-navigation feed="{hub.Address}/opds/2" {attributes}><em>what stands there otherwise</em></consortium-navigation>""", language, wishes);

    /// <summary>A feed that the other site serves at <c>/feed</c>, as <paramref name="prepare"/> says.</summary>
    public static Task<EmbeddedNavigation> OfOtherAsync(HubFixture hub, Action<OtherSite> prepare, string attributes = "", string language = "en", PageWishes? wishes = null) =>
        OpenAsync(hub, $"""<consortium-navigation feed="/feed" {attributes}><em>what stands there otherwise</em></consortium-navigation>""", language, wishes, prepare);

    public static async Task<EmbeddedNavigation> OpenAsync(HubFixture hub, string tags, string language = "en", PageWishes? wishes = null, Action<OtherSite>? prepare = null)
    {
        var site = await OtherSite.OpenAsync(hub.Address);
        prepare?.Invoke(site);
        var navigation = new EmbeddedNavigation(await hub.NewPageAsync(wishes), site);
        await navigation.Page.AddInitScriptAsync("""
            window.seen = [];
            for (const name of ['open', 'load', 'error']) {
              addEventListener(`consortium-navigation:${name}`, (event) => {
                window.seen.push({ name, url: event.detail.url ?? null, title: event.detail.publication?.metadata?.title ?? event.detail.title ?? null, href: event.detail.href ?? null, status: event.detail.status ?? null });
                if (window.takesOver) { event.preventDefault(); }
              });
            }
            """);
        await site.ShowAsync(navigation.Watched, tags, language);
        return navigation;
    }

    public ILocator Button(string name) => Element.GetByRole(AriaRole.Button, new() { Name = name }).First;

    public ILocator Link(string name) => Element.GetByRole(AriaRole.Link, new() { Name = name }).First;

    /// <summary>Waits until a document of this title is shown.</summary>
    public Task ShowsAsync(string title) => Assertions.Expect(Heading).ToContainTextAsync(title);

    public Task SetAsync(string attribute, string? value) => Element.EvaluateAsync(
        "(element, [name, value]) => value === null ? element.removeAttribute(name) : element.setAttribute(name, value)", new[] { attribute, value });

    public async Task<IReadOnlyList<SeenEvent>> SeenAsync() =>
        JsonSerializer.Deserialize<List<SeenEvent>>(await Page.EvaluateAsync<string>("JSON.stringify(window.seen)"), JsonSerializerOptions.Web)!;

    /// <summary>The text of what has the focus, shadow trees included.</summary>
    public Task<string> FocusedAsync() => Page.EvaluateAsync<string>("""
        (() => { let one = document.activeElement; while (one?.shadowRoot?.activeElement) { one = one.shadowRoot.activeElement; } return one?.innerText || one?.getAttribute('aria-label') || one?.tagName || ''; })()
        """);

    public async ValueTask DisposeAsync()
    {
        await Watched.DisposeAsync();
        await Site.DisposeAsync();
    }
}

internal sealed record SeenEvent(string Name, string? Url, string? Title, string? Href, int? Status);
