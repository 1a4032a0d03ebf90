using IntegrationHub.Harvest;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Emulator;
using IntegrationHub.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationHub.Benchmarks;

/// <summary>The hub as both heads put it together, without a trigger: its steps are called one by one.</summary>
internal sealed class HubOnAzurite : IAsyncDisposable
{
    private readonly IHost _host;

    private HubOnAzurite(IHost host) => _host = host;

    /// <summary>Azurite in memory, with accounts enough that each step can have an empty one.</summary>
    public static Task<AzuriteServer> AzuriteAsync() => AzuriteServer.StartAsync(
        new AzuriteOptions { PackageFolder = Workspace.Find().AzuriteFolder, Port = 0, Accounts = [.. Enumerable.Range(0, 100).Select(Account)] }, Console.Error.WriteLine, CancellationToken.None);

    public static EmulatorAccount Account(int number) => new($"bench{number}", Convert.ToBase64String("a key for benchmarks"u8));

    public static async Task<HubOnAzurite> StartAsync(string connection)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["Harvest:AllowPrivateNetworks"] = "true",
            ["Publishing:PublicUrl"] = "http://localhost:7071",
        }).Build();
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddIntegrationHub(settings);
        var hub = new HubOnAzurite(builder.Build());
        await hub._host.StartAsync();
        return hub;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>Registers a source and harvests it to the end, its windows all at once.</summary>
    public async Task HarvestAsync(string id, Uri baseUrl, int records, IReadOnlyList<string> sets)
    {
        var source = new Source
        {
            Id = SourceId.Parse(id),
            Name = id,
            BaseUrl = baseUrl.AbsoluteUri,
            Sets = sets,
            // The generated provider knows no dates.
            SlicedBy = SlicedBy.Nothing,
            Pace = new SourcePace { Parallel = Math.Max(1, sets.Count) },
        };
        await Get<SourceTable>().StoreAsync(source, CancellationToken.None);
        var run = (await Get<RunStarter>().StartAsync(source, RunReason.Manual, full: false, CancellationToken.None)).Run;
        var harvester = Get<WindowHarvester>();
        var ended = run;
        while (ended.State == RunState.Harvesting)
        {
            var windows = await Get<WindowTable>().ListAsync(source.Id, run.Number, CancellationToken.None);
            await Task.WhenAll(windows.Where(window => window.Value.State == WindowState.Harvesting)
                .Select(window => harvester.StepAsync(new HarvestWindow(source.Id, run.Number, window.Value.Number), CancellationToken.None)));
            ended = (await Get<RunTable>().FindAsync(source.Id, run.Number, CancellationToken.None))!.Value;
        }

        if (ended.State != RunState.Harvested || ended.Counts.Records != records)
        {
            throw new InvalidOperationException($"{ended.State} with {ended.Counts.Records} of {records} records: {ended.Failure}");
        }
    }
}
