namespace IntegrationHub.Benchmarks;

/// <summary>
/// A provider that takes its time, asked for everything in one list and then for its sets in a window each, by a host of one worker and of eight. A source
/// that allows eight requests at a time has as many lanes.
/// </summary>
internal static class WindowsBenchmark
{
    private const int PageSize = 100;

    private static readonly TimeSpan PageDelay = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(int pages)
    {
        var records = pages * PageSize;
        await using var azurite = await HubOnAzurite.AzuriteAsync();
        await using var provider = await Child.ProviderAsync(records, PageSize, PageDelay, setAfterSet: true);
        await using var hub = await HubOnAzurite.StartAsync(azurite.ConnectionString(HubOnAzurite.Account(0)));
        await hub.HarvestAsync("warm-up", provider.BaseUrl, records / GeneratedPages.Sets, ["s0"]);

        Report.Title($"{pages} pages of {PageDelay.TotalMilliseconds} ms", "windows", "seconds", "against one window", "waiting alone");
        var one = await MeasureAsync("one", []);
        Report.Row($"1", $"{one:0.0}", $"1", $"{pages * PageDelay.TotalSeconds:0.0}");
        var eight = await MeasureAsync("eight", [.. Enumerable.Range(0, GeneratedPages.Sets).Select(set => $"s{set}")]);
        Report.Row($"{GeneratedPages.Sets}", $"{eight:0.0}", $"**{one / eight:0.0}×**", $"{pages * PageDelay.TotalSeconds / GeneratedPages.Sets:0.0}");

        async Task<double> MeasureAsync(string id, IReadOnlyList<string> sets)
        {
            var meter = new Meter();
            await hub.HarvestAsync(id, provider.BaseUrl, records, sets, Math.Max(1, sets.Count));
            return meter.Seconds;
        }
    }
}
