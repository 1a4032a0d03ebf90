using System.Threading.Channels;
using Azure.Storage.Queues;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Http;
using IntegrationHub.LocalHost.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class JobsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly string _account = azurite.NewAccount();
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly CapturedLog _log = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _patience.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Timers_And_Queue_Messages_Call_Their_Functions_And_What_Fails_Is_Told_Once_And_Ends_As_Poison()
    {
        var parcels = await QueueAsync("parcels");
        var poison = await QueueAsync("parcels-poison");
        await parcels.SendMessageAsync("红楼梦");
        await parcels.SendMessageAsync("broken");
        await using var app = await StartAsync();

        var calls = new HashSet<string>();
        while (!calls.IsSupersetOf(["beat", "红楼梦", "broken"]))
        {
            calls.Add(await _heard.Reader.ReadAsync(_patience.Token));
        }

        string? left = null;
        while (left is null)
        {
            left = (await poison.ReceiveMessageAsync(cancellationToken: _patience.Token)).Value?.Body.ToString();
            await Task.Delay(100, _patience.Token);
        }

        Assert.Equal("broken", left);
        await app.StopAsync();
        Assert.StartsWith("Error Function.Take: Executed 'Take' (Failed", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_Without_A_Word_While_A_Function_Runs()
    {
        var parcels = await QueueAsync("parcels");
        await parcels.SendMessageAsync("endless");
        await using var app = await StartAsync();
        while (await _heard.Reader.ReadAsync(_patience.Token) != "endless")
        {
        }

        await app.StopAsync();

        Assert.Empty(_log.Lines);
    }

    private async Task<WebApplication> StartAsync()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(Settings.Storage, _account), new("Beat", "* * * * * *")]).Build();
        var app = HubServer.Build(
            settings,
            FreePorts.Next(),
            new FunctionKey("k"),
            [typeof(ParcelFunctions)],
            new HostJson(HostJsonFolder()),
            (services, _) => services.AddSingleton(_heard).AddSingleton<ILoggerProvider>(_log));
        await app.StartAsync();
        return app;
    }

    private async Task<QueueClient> QueueAsync(string name)
    {
        var queue = new QueueClient(_account, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateAsync();
        return queue;
    }

    // one try only, and no pause: the poison queue shows that host.json was read
    private static string HostJsonFolder()
    {
        var folder = Directory.CreateTempSubdirectory("hub-host").FullName;
        File.WriteAllText(Path.Combine(folder, "host.json"), """{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 1, "maxPollingInterval": "00:01:00" } } }""");
        return folder;
    }

    internal sealed class ParcelFunctions(Channel<string> heard)
    {
        [FunctionName("Take")]
        public async Task TakeAsync([QueueTrigger("parcels")] string body, CancellationToken ct)
        {
            await heard.Writer.WriteAsync(body, ct);
            if (body == "endless")
            {
                await Task.Delay(Timeout.Infinite, ct);
            }

            if (body == "broken")
            {
                throw new InvalidOperationException("It is broken.");
            }
        }

        [FunctionName("Beat")]
        public Task BeatAsync([TimerTrigger("%Beat%")] TimerInfo timer, CancellationToken ct) => timer is null ? Task.CompletedTask : heard.Writer.WriteAsync("beat", ct).AsTask();
    }
}
