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
    /// <summary>Long, since it is only waited out where something is wrong.</summary>
    public const int PatienceInMilliseconds = 15_000;

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

    /// <summary>Opens a view of the portal and waits until it stands.</summary>
    /// <param name="query">Of the portal's address, with its question mark; empty: its first view.</param>
    public async Task GoToPortalAsync(string query = "")
    {
        await Page.GotoAsync($"{Hub}/portal/{query}");
        await ReadyAsync();
    }

    /// <summary>Waits until a view stands, with all that it fetches later.</summary>
    public Task ReadyAsync() => Page.WaitForFunctionAsync("() => document.querySelector('main h1') !== null && document.querySelector('[aria-busy]') === null");

    /// <summary>Waits until the view with this heading stands.</summary>
    public async Task ShowsAsync(string heading)
    {
        await Assertions.Expect(Page.Locator("main h1")).ToHaveTextAsync(heading);
        await ReadyAsync();
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    internal static async Task<WatchedPage> OpenAsync(IBrowser browser, string hub, PageWishes wishes)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = wishes.Width, Height = wishes.Height },
            Locale = wishes.Locale,
            ColorScheme = wishes.Scheme,
        });
        context.SetDefaultTimeout(PatienceInMilliseconds);
        return new WatchedPage(await context.NewPageAsync(), hub);
    }
}
