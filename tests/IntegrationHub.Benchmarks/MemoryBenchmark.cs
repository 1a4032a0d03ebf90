using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.Benchmarks;

/// <summary>One long harvest in a process of its own, looked at on its way: memory must not grow with the records that are behind it.</summary>
internal static class MemoryBenchmark
{
    private const int PageSize = 500;
    private const int Stations = 10;
    private const string SourceName = "long";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(int records)
    {
        await using var azurite = await HubOnAzurite.AzuriteAsync();
        await using var provider = await Child.ProviderAsync(records, PageSize);
        var seen = await Child.MeasureAsync("memory", provider.BaseUrl.AbsoluteUri, $"{records}", azurite.ConnectionString(HubOnAzurite.Account(0)));
        Report.Title(
            $"Memory over a harvest of {records:N0} records, MiB: the most seen in each tenth", "records harvested", "managed heap", "committed by the runtime", "working set");
        for (var station = 1; station <= Stations; station++)
        {
            Report.Row($"{(long)records * station / Stations:N0}", $"{seen[$"{station} heap"]:N0}", $"{seen[$"{station} committed"]:N0}", $"{seen[$"{station} working set"]:N0}");
        }

        Report.Row($"peak", $"", $"", $"**{seen["peak"]:N0}**");
    }

    /// <summary>What the process that harvests does.</summary>
    public static async Task<Dictionary<string, double>> HarvestAsync(Uri baseUrl, int records, string connection)
    {
        var seen = new Dictionary<string, double>();
        foreach (var (station, what) in Enumerable.Range(1, Stations).SelectMany(station => new[] { "heap", "committed", "working set" }.Select(what => (station, what))))
        {
            seen[$"{station} {what}"] = 0;
        }

        await using var hub = await HubOnAzurite.StartAsync(connection);
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(hub, records, seen, stop.Token);
        await hub.HarvestAsync(SourceName, baseUrl, records, []);
        await stop.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        seen["peak"] = Meter.PeakMebibytes;
        return seen;
    }

    private static async Task WatchAsync(HubOnAzurite hub, int records, Dictionary<string, double> seen, CancellationToken ct)
    {
        var windows = hub.Get<WindowTable>();
        while (true)
        {
            await Task.Delay(Glance, ct);
            var harvested = (await windows.ListAsync(SourceId.Parse(SourceName), 1, ct)).Sum(window => window.Value.Counts.Records);
            var station = Math.Min(Stations, (int)(harvested * Stations / records) + 1);
            Keep($"{station} heap", GC.GetTotalMemory(forceFullCollection: false));
            Keep($"{station} committed", GC.GetGCMemoryInfo().TotalCommittedBytes);
            Keep($"{station} working set", Environment.WorkingSet);
        }

        void Keep(string what, long bytes) => seen[what] = Math.Max(seen[what], bytes / 1048576.0);
    }
}
