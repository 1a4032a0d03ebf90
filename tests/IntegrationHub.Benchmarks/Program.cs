using System.Diagnostics;
using IntegrationHub.Benchmarks;

if (args is ["linking", ..])
{
    await LinkingBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 100_000);
    return 0;
}

await using var provider = new GeneratedProvider(100_000, 500, TimeSpan.Zero);
await provider.StartAsync();
for (var i = 0; i < 4; i++)
{
    var watch = Stopwatch.StartNew();
    var records = await Floor.HarvestAsync(provider.BaseUrl);
    Console.WriteLine($"floor {records / watch.Elapsed.TotalSeconds:N0} records/s ({provider.Bytes / 100_000} B a record)");
}

return 0;
