using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.EndToEnd;

/// <summary>
/// The running program, killed at ten of its writes spread from the first to the last (every second time after the storage has obeyed but before the
/// program knows), then started again: the index and the feed are those of a program that nobody disturbed.
/// </summary>
public sealed class KilledAnywhereTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Kills = 10;

    // Each of them mostly waits: for queues to be asked again, for a dead process's lock to run out.
    private const int AtOnce = 5;

    private static readonly string[] Once = ["--once", "--no-samples"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly List<TestProvider> _providers = [];

    public async Task InitializeAsync()
    {
        foreach (var (name, first) in ((string, int)[])[("alpha", 0), ("beta", 100)])
        {
            var provider = await TestProvider.StartAsync();
            provider.PageSize = 25;
            provider.Records.AddRange(Enumerable.Range(1, 200).Select(i => RecordOf(name, i, first + i)));
            _providers.Add(provider);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ends_With_The_Index_And_Feed_Of_An_Undisturbed_Run()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (expected, writes) = await UndisturbedAsync(patience.Token);
        // 300 works, 100 of them held by both; 15 of them are deleted by whoever held them.
        Assert.Equal(285, expected.Resources.Count);

        await Parallel.ForEachAsync(Enumerable.Range(0, Kills), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = patience.Token }, async (kill, ct) =>
        {
            var at = 1 + (kill * (writes - 1) / (Kills - 1));
            var account = await NewAccountAsync(ct);
            await RunAndKillAsync(account, at, afterwards: kill % 2 == 1, ct);
            await RunAsync(account, ct);

            HubContent.AssertEqual(expected, await HubContent.ReadAsync(account, ct), $"after a kill at write {at} of {writes}");
        });
    }

    private async Task<(HubContent Content, int Writes)> UndisturbedAsync(CancellationToken ct)
    {
        var account = await NewAccountAsync(ct);
        await using var proxy = await StorageProxy.StartAsync(account);
        await RunAsync(proxy.ConnectionString, ct);
        return (await HubContent.ReadAsync(account, ct), proxy.Writes);
    }

    private static async Task RunAsync(string account, CancellationToken ct)
    {
        using var hub = new HubProcess(account, Once);
        Assert.True(await hub.EndAsync(ct) == 0, hub.Said);
    }

    private static async Task RunAndKillAsync(string account, int at, bool afterwards, CancellationToken ct)
    {
        await using var proxy = await StorageProxy.StartAsync(account);
        HubProcess? hub = null;
        bool Kill(int write)
        {
            if (write >= at)
            {
                hub?.Kill();
            }

            return write >= at;
        }

        proxy.BeforeWrite = afterwards ? write => write > at && Kill(write) : Kill;
        proxy.AfterWrite = afterwards ? Kill : null;
        hub = new HubProcess(proxy.ConnectionString, Once);
        using (hub)
        {
            await hub.EndAsync(ct);
        }
    }

    private async Task<string> NewAccountAsync(CancellationToken ct)
    {
        var account = azurite.NewAccount();
        var sources = new SourceTable(new StorageAccount(new StorageOptions { ConnectionString = account }));
        await sources.CreateAsync(ct);
        foreach (var (provider, name) in _providers.Zip(["alpha", "beta"]))
        {
            await sources.StoreAsync(new Source { Id = SourceId.Parse(name), Name = name, BaseUrl = provider.BaseUrl }, ct);
        }

        return account;
    }

    private static TestRecord RecordOf(string provider, int number, int work) =>
        new($"oai:{provider}:{number:D4}", $"2026-01-{1 + (number % 28):D2}T00:00:00Z", $"A history of town number {work}", Deleted: number % 20 == 0)
        {
            Extra = $"<dc:creator>Author{work}, Anna</dc:creator><dc:date>{1900 + (work % 100)}</dc:date><dc:type>book</dc:type><dc:identifier>https://{provider}.example.org/{number}</dc:identifier>",
        };
}
