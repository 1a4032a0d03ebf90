namespace IntegrationHub.Benchmarks;

/// <summary>
/// A provider that takes its time, asked for everything in one list, and then by eight windows at once: its sets, a window each, and what a run cuts it into by
/// date on its own (three questions first, a window for what has changed meanwhile at the end).
/// </summary>
internal static class WindowsBenchmark
{
    private const int PageSize = 100;
    private const int Windows = GeneratedPages.Sets;

    private static readonly TimeSpan PageDelay = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(int pages)
    {
        var records = pages * PageSize;
        await using var azurite = await HubOnAzurite.AzuriteAsync();
        await using var bySets = await Child.ProviderAsync(records, PageSize, PageDelay, Selection.Sets);
        await using var byDates = await Child.ProviderAsync(records, PageSize, PageDelay, Selection.Dates);
        await using var hub = await HubOnAzurite.StartAsync(azurite.ConnectionString(HubOnAzurite.Account(0)), records / Windows);
        await hub.HarvestAsync("warm-up", bySets.BaseUrl, records / GeneratedPages.Sets, ["s0"]);

        Report.Title($"{pages} pages of {PageDelay.TotalMilliseconds} ms", "windows", "seconds", "against one window", "waiting alone");
        var one = await MeasureAsync("one", bySets, []);
        Report.Row($"1", $"{one:0.0}", $"1", $"{pages * PageDelay.TotalSeconds:0.0}");
        await CompareAsync("sets", bySets, [.. Enumerable.Range(0, Windows).Select(set => $"s{set}")]);
        await CompareAsync("dates", byDates, []);

        async Task CompareAsync(string kind, Child provider, IReadOnlyList<string> sets)
        {
            var eight = await MeasureAsync(kind, provider, sets, Windows);
            Report.Row($"{Windows}, by {kind}", $"{eight:0.0}", $"**{one / eight:0.0}×**", $"{pages * PageDelay.TotalSeconds / Windows:0.0}");
        }

        async Task<double> MeasureAsync(string id, Child provider, IReadOnlyList<string> sets, int workers = 1)
        {
            var meter = new Meter();
            await hub.HarvestAsync(id, provider.BaseUrl, records, sets, workers);
            return meter.Seconds;
        }
    }
}
