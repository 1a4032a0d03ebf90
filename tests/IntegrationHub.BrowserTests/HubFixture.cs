using IntegrationHub.PipelineTests;
using IntegrationHub.PipelineTests.EndToEnd;
using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

/// <summary>
/// The hub as its user starts it, with the sample platforms and one hostile record harvested, linked and published, and a browser. Nothing of a test stays: each
/// page has a profile of its own, and what a test changes in the hub must not matter to another.
/// </summary>
public sealed class HubFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly AzuriteFixture _azurite = new();
    private HubProcess? _hub;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the hub is, without a slash at the end.</summary>
    public string Address => $"http://localhost:{_hub!.Port}";

    /// <summary>For what a test asks of the hub itself.</summary>
    public HttpClient Http { get; } = new();

    internal IBrowser Browser => _browser!;

    public async Task InitializeAsync()
    {
        if (InstalledBrowser.ReasonToSkip is not null)
        {
            return;
        }

        Assert.True(InstalledBrowser.Path is not null, InstalledBrowser.Advice);
        using var patience = new CancellationTokenSource(Patience);
        await _azurite.InitializeAsync();
        _hub = new HubProcess(_azurite.NewAccount());
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(WatchedPage.PatienceInMilliseconds);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = InstalledBrowser.Path });
        Http.BaseAddress = new Uri(Address);
        Http.DefaultRequestHeaders.Add("x-functions-key", HubProcess.Key);

        // with the samples' first cycle, not after it
        await _hub.SayAsync("asking", patience.Token);
        await HostileRecord.PublishAsync(Http, Address, patience.Token);
        await _hub.SayAsync("Ctrl-C stops it", patience.Token);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Http.Dispose();
        _hub?.Dispose();
        await _azurite.DisposeAsync();
    }

    /// <summary>A page in a fresh profile: no cookies, no storage, no cache.</summary>
    public async Task<WatchedPage> NewPageAsync(PageWishes? wishes = null) => await WatchedPage.OpenAsync(Browser, Address, wishes ?? new());
}
