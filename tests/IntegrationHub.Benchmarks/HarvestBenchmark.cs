namespace IntegrationHub.Benchmarks;

/// <summary>Sequential harvest of one source: pages parsed, normalised, stored. Floor and hub take turns, each time in a fresh process that makes several passes.</summary>
internal static class HarvestBenchmark
{
    private const int PageSize = 500;
    private const int Passes = 4;

    /// <param name="pageMilliseconds">That the provider takes for a page: 0 is one that has its pages ready, which none has.</param>
    public static async Task RunAsync(int records, int rounds, int pageMilliseconds)
    {
        await using var azurite = await HubOnAzurite.AzuriteAsync();
        await using var provider = await Child.ProviderAsync(records, PageSize, TimeSpan.FromMilliseconds(pageMilliseconds));
        Report.Title($"Harvest of {records:N0} records, one window, {pageMilliseconds} ms a page of {PageSize}", "round", "pass", "floor, records/s", "hub, records/s", "hub ÷ floor", "the same by CPU time", "hub, CPU µs a record", "bytes allocated a record");
        var ratios = new Dictionary<string, List<(double Clock, double Cpu)>> { ["cold"] = [], ["warm"] = [] };
        for (var round = 0; round < rounds; round++)
        {
            var floor = await Child.MeasureAsync("floor", provider.BaseUrl.AbsoluteUri, $"{Passes}");
            var hub = await Child.MeasureAsync("harvest", provider.BaseUrl.AbsoluteUri, $"{Passes}", azurite.ConnectionString(HubOnAzurite.Account(round)));
            foreach (var (kind, all) in ratios)
            {
                var clock = floor[kind] / hub[kind];
                var cpu = floor[$"{kind} cpu"] / hub[$"{kind} cpu"];
                all.Add((clock, cpu));
                Report.Row($"{round + 1}", $"{kind}", $"{records / floor[kind]:N0}", $"{records / hub[kind]:N0}", $"{clock:0.00}", $"{cpu:0.00}", $"{hub[$"{kind} cpu"] * 1e6 / records:0.0}", $"{hub["allocated"]:N0}");
            }
        }

        foreach (var (kind, all) in ratios)
        {
            Report.Row($"median", $"{kind}", $"", $"", $"**{Meter.Median(all.Select(ratio => ratio.Clock)):0.00}**", $"{Meter.Median(all.Select(ratio => ratio.Cpu)):0.00}", $"", $"");
        }
    }

    public static Task<Dictionary<string, double>> FloorAsync(Uri baseUrl, int passes) => PassesAsync(passes, async _ => await Floor.HarvestAsync(baseUrl));

    public static async Task<Dictionary<string, double>> HubAsync(Uri baseUrl, int passes, string connection)
    {
        var records = await Floor.HarvestAsync(baseUrl);
        await using var hub = await HubOnAzurite.StartAsync(connection);
        var allocated = GC.GetTotalAllocatedBytes();
        var figures = await PassesAsync(passes, pass => hub.HarvestAsync($"generated-{pass}", baseUrl, records, []));
        figures["allocated"] = (GC.GetTotalAllocatedBytes() - allocated) / (double)passes / records;
        return figures;
    }

    /// <summary>The first pass is cold; the median of the others is warm.</summary>
    private static async Task<Dictionary<string, double>> PassesAsync(int passes, Func<int, Task> passAsync)
    {
        var seconds = new List<(double Clock, double Cpu)>();
        for (var pass = 0; pass < passes; pass++)
        {
            var meter = new Meter();
            await passAsync(pass);
            seconds.Add((meter.Seconds, meter.CpuSeconds));
        }

        return new Dictionary<string, double>
        {
            ["cold"] = seconds[0].Clock,
            ["cold cpu"] = seconds[0].Cpu,
            ["warm"] = Meter.Median(seconds.Skip(1).Select(pass => pass.Clock)),
            ["warm cpu"] = Meter.Median(seconds.Skip(1).Select(pass => pass.Cpu)),
        };
    }
}
