using IntegrationHub.Harvest;
using IntegrationHub.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationHub.PipelineTests.Storage;

public sealed class StorageSetupTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>The Functions worker's own service is registered before the hub, and takes work as soon as it has started.</summary>
    [Fact]
    public async Task Storage_Is_There_Before_A_Service_Registered_Earlier_Starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("AzureWebJobsStorage", (string?)azurite.NewAccount())]);
        builder.Services.AddLogging().AddSingleton<EarlyWorker>().AddHostedService(services => services.GetRequiredService<EarlyWorker>());
        builder.Services.AddIntegrationHub(builder.Configuration);
        using var host = builder.Build();

        await host.StartAsync();

        Assert.True(host.Services.GetRequiredService<EarlyWorker>().HasWorked);
        await host.StopAsync();
    }

    private sealed class EarlyWorker(SourceTable sources, HarvestWindowsQueue queue) : IHostedService
    {
        public bool HasWorked { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            HasWorked = await sources.FindAsync(SourceId.Parse("nobody"), cancellationToken) is null && await queue.CountAsync(cancellationToken) == 0;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
