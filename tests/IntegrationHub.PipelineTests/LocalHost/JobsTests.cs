using System.Threading.Channels;
using Azure.Storage.Queues;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Http;
using IntegrationHub.LocalHost.Jobs;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class JobsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Timers_And_Queue_Messages_Call_Their_Functions_And_What_Fails_Is_Told_Once_And_Ends_As_Poison()
    {
        var account = azurite.NewAccount();
        var parcels = await QueueAsync("parcels");
        var poison = await QueueAsync("parcels-poison");
        await parcels.SendMessageAsync("红楼梦");
        await parcels.SendMessageAsync("broken");
        var heard = Channel.CreateUnbounded<string>();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([
            new(Settings.Storage, account), new("Beat", "* * * * * *")]).Build();
        using var log = new CapturedLog();
        await using var app = HubServer.Build(
            settings, FreePorts.Next(), new FunctionKey("k"), [typeof(ParcelFunctions)], new HostJson(HostJsonFolder()), (services, _) => services.AddSingleton(heard).AddSingleton<ILoggerProvider>(log));

        await app.StartAsync();

        var calls = new HashSet<string>();
        using var patience = new CancellationTokenSource(Patience);
        while (!calls.IsSupersetOf(["beat", "红楼梦", "broken"]))
        {
            calls.Add(await heard.Reader.ReadAsync(patience.Token));
        }

        string? left = null;
        while (left is null)
        {
            left = (await poison.ReceiveMessageAsync(cancellationToken: patience.Token)).Value?.Body.ToString();
            await Task.Delay(100, patience.Token);
        }

        Assert.Equal("broken", left);
        await app.StopAsync();
        Assert.StartsWith("Error Function.Take: Executed 'Take' (Failed", Assert.Single(log.Lines), StringComparison.Ordinal);

        async Task<QueueClient> QueueAsync(string name)
        {
            var queue = new QueueClient(account, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
            await queue.CreateAsync();
            return queue;
        }
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
            if (body == "broken")
            {
                throw new InvalidOperationException("It is broken.");
            }
        }

        [FunctionName("Beat")]
        public Task BeatAsync([TimerTrigger("%Beat%")] TimerInfo timer, CancellationToken ct) => timer is null ? Task.CompletedTask : heard.Writer.WriteAsync("beat", ct).AsTask();
    }
}
