using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

/// <summary>Who looks at a page.</summary>
public sealed record PageWishes
{
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 900;

    public string Locale { get; init; } = "en-GB";

    public ColorScheme Scheme { get; init; } = ColorScheme.Light;
}

/// <summary>A page of its own profile, with whatever its console complained of meanwhile: errors of scripts, violations of the content security policy, what could not be loaded.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();

    private WatchedPage(IPage page, string hub)
    {
        Page = page;
        Hub = hub;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"exception: {error}");
    }

    public IPage Page { get; }

    /// <summary>The hub's address, without a slash at the end.</summary>
    public string Hub { get; }

    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <param name="query">Of the portal's address, with its question mark; empty: its first view.</param>
    public Task GoToPortalAsync(string query = "") => Page.GotoAsync($"{Hub}/portal/{query}");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    internal static async Task<WatchedPage> OpenAsync(IBrowser browser, string hub, PageWishes wishes)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = wishes.Width, Height = wishes.Height },
            Locale = wishes.Locale,
            ColorScheme = wishes.Scheme,
        });
        context.SetDefaultTimeout(15_000);
        return new WatchedPage(await context.NewPageAsync(), hub);
    }
}
