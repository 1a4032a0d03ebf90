using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Emulator;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
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

    /// <param name="connection">Of the storage.</param>
    /// <param name="windowRecords">Records that a window is to have.</param>
    public static async Task<HubOnAzurite> StartAsync(string connection, int windowRecords = 20_000)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["Harvest:AllowPrivateNetworks"] = "true",
            ["Harvest:WindowRecords"] = windowRecords.ToString(CultureInfo.InvariantCulture),
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

    /// <summary>Registers a source and harvests it to its end, as a host does that runs so many steps at a time: the queue says which.</summary>
    public async Task<Run> HarvestAsync(string id, Uri baseUrl, int records, IReadOnlyList<string> sets, int workers = 1)
    {
        var source = new Source { Id = SourceId.Parse(id), Name = id, BaseUrl = baseUrl.AbsoluteUri, Sets = sets, Pace = new SourcePace { Parallel = workers } };
        await Get<SourceTable>().StoreAsync(source, CancellationToken.None);
        var number = (await Get<RunStarter>().StartAsync(source, RunReason.Manual, full: false, CancellationToken.None)).Run.Number;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(source.Id, number)));
        var ended = await RunAsync(source.Id, number);
        // Windows by date share a second with their neighbours, and what it holds.
        if (ended.State != RunState.Harvested || ended.Counts.Records < records)
        {
            throw new InvalidOperationException($"{ended.State} with {ended.Counts.Records} of {records} records: {ended.Failure}");
        }

        return ended;
    }

    private async Task WorkAsync(SourceId source, int run)
    {
        var (queue, harvester) = (Get<HarvestWindowsQueue>(), Get<WindowHarvester>());
        var messages = Get<StorageAccount>().Queues.GetQueueClient(queue.Name);
        while ((await RunAsync(source, run)).State == RunState.Harvesting)
        {
            if ((await messages.ReceiveMessageAsync(TimeSpan.FromMinutes(10))).Value is { } message)
            {
                await queue.RunAsync(message.Body.ToString(), harvester.StepAsync, CancellationToken.None);
                await messages.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }
    }

    private async Task<Run> RunAsync(SourceId source, int run) => (await Get<RunTable>().FindAsync(source, run, CancellationToken.None))!.Value;
}
