using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Emulator;

namespace IntegrationHub.PipelineTests;

/// <summary>
/// Azurite for a test class (<c>IClassFixture&lt;AzuriteFixture&gt;</c>): a child process for several of them, in memory, on ports of its own.
/// Each class, and each call of <see cref="NewAccount"/>, has an empty storage account that no other test sees.
/// </summary>
/// <remarks>
/// Azurite gets slower with all that was ever written, and collects its garbage ten minutes after its start: with what these tests write it answers nobody for
/// minutes then. So after some classes a fresh one takes over.
/// </remarks>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const int ClassesEach = 10;

    // Crash tests take one a life. Azurite is told all of them in one environment variable, so names and keys are short.
    private const int MostAccounts = 3000;

    private static readonly EmulatorAccount[] Accounts = [.. Enumerable.Range(1, MostAccounts).Select(number => new EmulatorAccount($"test{number}", Convert.ToBase64String("key"u8)))];
    private static readonly Lock Turns = new();
    private static Shared? current;
    private Shared? mine;
    private AzuriteServer? server;

    /// <summary>Of the account that the tests of this class share.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <returns>The connection string of an account that nobody has used yet.</returns>
    public string NewAccount() => mine!.NextAccount() is var number && number <= MostAccounts
        ? server!.ConnectionString(Accounts[number - 1])
        : throw new InvalidOperationException($"The tests use more than {MostAccounts} storage accounts: raise {nameof(MostAccounts)}.");

    public async Task InitializeAsync()
    {
        lock (Turns)
        {
            current = current is { Came: < ClassesEach } ? current : new Shared();
            current.Came++;
            mine = current;
        }

        server = await mine.Server;
        ConnectionString = NewAccount();
    }

    public async Task DisposeAsync()
    {
        bool isLast;
        lock (Turns)
        {
            // One that more classes may come to ends with the test run.
            isLast = ++mine!.Left == ClassesEach;
        }

        if (isLast)
        {
            await server!.DisposeAsync();
        }
    }

    private sealed class Shared
    {
        private int _used;

        public Task<AzuriteServer> Server { get; } = AzuriteServer.StartAsync(
            new AzuriteOptions { PackageFolder = Workspace.Find().AzuriteFolder, Port = 0, Accounts = Accounts },
            static _ => { },
            CancellationToken.None);

        /// <summary>Classes that have taken it.</summary>
        public int Came { get; set; }

        public int Left { get; set; }

        public int NextAccount() => Interlocked.Increment(ref _used);
    }
}
