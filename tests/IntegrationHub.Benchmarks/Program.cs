using System.Diagnostics;
using IntegrationHub.Benchmarks;

await using var provider = new GeneratedProvider(100_000, 500, TimeSpan.Zero);
await provider.StartAsync();
for (var i = 0; i < 4; i++)
{
    var watch = Stopwatch.StartNew();
    var records = await Floor.HarvestAsync(provider.BaseUrl);
    Console.WriteLine($"floor {records / watch.Elapsed.TotalSeconds:N0} records/s ({provider.Bytes / 100_000} B a record)");
}

return 0;
