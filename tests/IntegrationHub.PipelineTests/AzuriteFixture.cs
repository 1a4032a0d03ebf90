using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Emulator;

namespace IntegrationHub.PipelineTests;

/// <summary>
/// Azurite for a test class (<c>IClassFixture&lt;AzuriteFixture&gt;</c>): one child process for all of them, in memory, on ports of its own.
/// Each class, and each call of <see cref="NewAccount"/>, has an empty storage account that no other test sees. The child ends with the test run.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    // Crash tests take one a life. Azurite is told all of them in one environment variable, so names and keys are short.
    private const int MostAccounts = 3000;

    private static readonly EmulatorAccount[] Accounts = [.. Enumerable.Range(1, MostAccounts).Select(number => new EmulatorAccount($"test{number}", Convert.ToBase64String("key"u8)))];
    private static readonly Lazy<Task<AzuriteServer>> Shared = new(StartAsync);
    private static int used;
    private AzuriteServer? server;

    /// <summary>Of the account that the tests of this class share.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <returns>The connection string of an account that nobody has used yet.</returns>
    public string NewAccount() => Interlocked.Increment(ref used) is var number && number <= MostAccounts
        ? server!.ConnectionString(Accounts[number - 1])
        : throw new InvalidOperationException($"The tests use more than {MostAccounts} storage accounts: raise {nameof(MostAccounts)}.");

    public async Task InitializeAsync()
    {
        server = await Shared.Value;
        ConnectionString = NewAccount();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static Task<AzuriteServer> StartAsync() =>
        AzuriteServer.StartAsync(
            new AzuriteOptions { PackageFolder = Workspace.Find().AzuriteFolder, Port = 0, Accounts = Accounts },
            static _ => { },
            CancellationToken.None);
}
