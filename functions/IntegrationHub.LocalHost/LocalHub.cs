using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using IntegrationHub.LocalHost.Emulator;
using IntegrationHub.LocalHost.Jobs;
using IntegrationHub.LocalHost.Progress;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace IntegrationHub.LocalHost;

/// <summary>The whole of it on this machine: storage first, then the hub, then what the user asked for; and the same backwards at the end.</summary>
internal sealed class LocalHub(Wishes wishes, Workspace workspace, TextWriter output)
{
    private const int Interrupted = 130;

    // Azurite keeps its state by rewriting whole files
    private const long SpaceNeeded = 100L << 20;

    public static async Task<int> RunAsync(Wishes wishes, Workspace workspace, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await new LocalHub(wishes, workspace, output).RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return wishes.Once ? Interrupted : 0;
        }

        // asked a second time, the system ends the process at once; Azurite sees that and ends too
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private async Task<int> RunAsync(CancellationToken ct)
    {
        if (wishes.Feed is { Act: FeedAct.Verify } verify)
        {
            return await new FeedCommand(verify, output).VerifyAsync(ct);
        }

        PrepareDataFolder();
        if (wishes.Index is null && wishes.Feed is null)
        {
            RequireFreePort();
        }

        var settings = Settings.Load(workspace.FunctionsFolder);
        var connection = Settings.StorageConnection(settings);
        if (connection is not null)
        {
            output.WriteLine($"Storage: as {Settings.Storage} says.");
            return await RunHubAsync(settings, connection, storageEnded: Task.Delay(Timeout.Infinite, ct), ct);
        }

        await using var azurite = await AzuriteServer.StartAsync(
            new AzuriteOptions
            {
                PackageFolder = workspace.AzuriteFolder,
                DataFolder = Path.Combine(wishes.DataFolder, "azurite"),
                Port = settings.GetValue("Azurite:Port", AzuriteOptions.DefaultPort),
            },
            output.WriteLine,
            ct);
        output.WriteLine(azurite.IsOurs ? $"Storage: Azurite, data in {wishes.DataFolder}." : "Storage: the Azurite that already runs, with its data, whatever --data says.");
        return await RunHubAsync(settings, azurite.ConnectionString(), azurite.WatchAsync(ct), ct);
    }

    private async Task<int> RunHubAsync(IConfiguration settings, string connection, Task storageEnded, CancellationToken ct)
    {
        var publicUrl = $"http://localhost:{wishes.Port}";
        var effective = new ConfigurationBuilder()
            .AddInMemoryCollection(HubView.LocalDefaults(publicUrl))
            .AddConfiguration(settings)
            .AddInMemoryCollection([new(Settings.Storage, connection)])
            .Build();
        if (wishes.Index is { } index)
        {
            return await new IndexCommand(index, output).RunAsync(effective, ct);
        }

        if (wishes.Feed is { } feed)
        {
            return await new FeedCommand(feed, output).ExportAsync(effective, ct);
        }

        var key = effective["Functions:Key"] is { Length: > 0 } chosen ? new FunctionKey(chosen) : FunctionKey.FromFolder(wishes.DataFolder);
        var app = HubServer.Build(effective, wishes.Port, key, typeof(LocalHub).Assembly.GetTypes(), new HostJson(workspace.FunctionsFolder), HubView.AddHub);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var view = new HubView(app.Services);
        try
        {
            await app.StartAsync(ct);
            await view.BeginAsync(wishes, workspace, output, ct);
            var work = new HubCycle(view.ReadAsync, new ProgressLines(output, TimeProvider.System), TimeProvider.System)
                .RunAsync(wishes.Once ? null : ct => view.AddressesAsync(publicUrl, key, ct), ending.Token);
            if (await Task.WhenAny(work, storageEnded) == storageEnded && !ct.IsCancellationRequested)
            {
                throw new StartupException("Azurite ended while the hub was running: start again; if it happens again, look for its reason in free memory and disk space.");
            }

            return await work ? 0 : 1;
        }
        finally
        {
            await ending.CancelAsync();
            await EndAsync(app);
        }
    }

    private static async Task EndAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
        catch (Exception late) when (late is OperationCanceledException or InvalidOperationException)
        {
            // Something did not stop in time; the engine then refuses to be disposed. The steps are made for being cut off.
        }
    }

    private void PrepareDataFolder()
    {
        try
        {
            Directory.CreateDirectory(wishes.DataFolder);
            using var probe = new FileStream(Path.Combine(wishes.DataFolder, ".writable"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new StartupException($"The data folder {wishes.DataFolder} can't be written: choose another with --data.", denied);
        }

        DiskSpace.Require(wishes.DataFolder, SpaceNeeded, "keep the hub's data, or choose another folder with --data");
    }

    private void RequireFreePort()
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, wishes.Port) { ExclusiveAddressUse = true };
            probe.Start();
        }
        catch (SocketException busy)
        {
            throw new StartupException($"Port {wishes.Port} can't be had ({busy.SocketErrorCode switch { SocketError.AddressAlreadyInUse => "another program listens there", SocketError.AccessDenied => "this user may not", var other => other.ToString() }}): end that program, or choose another port with --port.", busy);
        }
    }
}
