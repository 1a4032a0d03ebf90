using System.Collections.Concurrent;
using System.Text.Json;

namespace IntegrationHub.BrowserTests;

/// <summary>What the first view may cost a reader with nothing in the cache.</summary>
[Collection(HubCollection.Name)]
public sealed class PortalFirstViewTests(HubFixture hub)
{
    private const double MostBytes = 100_000;
    private const int MostRequests = 25;
    private const double MostShift = 0.1;

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Is_Small_Still_And_Without_A_Complaint(int width)
    {
        await using var watched = await hub.NewPageAsync(new() { Width = width });
        var page = watched.Page;
        var sizes = new ConcurrentBag<double>();
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.loadingFinished").OnEvent += (_, finished) => sizes.Add(finished!.Value.GetProperty("encodedDataLength").GetDouble());
        await session.SendAsync("Network.enable");
        await page.AddInitScriptAsync(
            """
            window.shift = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
            window.violations = [];
            document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
            """);

        await watched.GoToPortalAsync();
        await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        Assert.InRange(sizes.Sum(), 1, MostBytes);
        Assert.InRange(sizes.Count, 1, MostRequests);
        Assert.InRange(await page.EvaluateAsync<double>("window.shift"), 0, MostShift);
        Assert.Empty(await page.EvaluateAsync<string[]>("window.violations"));
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task Asks_Nobody_But_The_Hub_And_Keeps_What_It_Has()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        var hosts = new ConcurrentBag<string>();
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).GetLeftPart(UriPartial.Authority));
        await watched.GoToPortalAsync();

        Assert.Equal([hub.Address], hosts.Distinct());
        await page.ReloadAsync();
        await watched.ReadyAsync();
        var transferred = await page.EvaluateAsync<JsonElement>("performance.getEntriesByType('resource').filter((entry) => /\\.(js|css)$/.test(entry.name)).map((entry) => entry.transferSize)");
        Assert.All(transferred.EnumerateArray(), size => Assert.Equal(0, size.GetDouble()));
        Assert.NotEqual(0, transferred.GetArrayLength());
    }
}
