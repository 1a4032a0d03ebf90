using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Emulator;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class AzuriteServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-azurite").FullName;
    private readonly AzuriteOptions _options;

    public AzuriteServerTests() =>
        _options = new AzuriteOptions { PackageFolder = Workspace.Find().AzuriteFolder, DataFolder = Path.Combine(_folder, "data"), Port = FreePorts.Next(3) };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keeps_Its_Data_Over_A_Restart()
    {
        await using (var first = await StartAsync())
        {
            await new BlobContainerClient(first.ConnectionString(), "kept").CreateAsync();
        }

        await using var second = await StartAsync();

        Assert.True(await new BlobContainerClient(second.ConnectionString(), "kept").ExistsAsync());
    }

    [Fact]
    public async Task Frees_Its_Ports_When_Stopped()
    {
        await using (await StartAsync())
        {
            Assert.Equal(Listener.Azurite, await Endpoints.WhoListensAsync(_options.Port, default));
        }

        Assert.All(_options.Ports, port => Assert.Equal(Listener.None, Endpoints.WhoListensAsync(port, default).Result));
    }

    [Fact]
    public async Task Uses_An_Azurite_That_Runs_And_Leaves_It_Running()
    {
        await using var theirs = await StartAsync();

        await using (var ours = await StartAsync())
        {
            Assert.False(ours.IsOurs);
            Assert.Equal(theirs.ConnectionString(), ours.ConnectionString());
        }

        Assert.Equal(Listener.Azurite, await Endpoints.WhoListensAsync(_options.Port, default));
    }

    [Fact]
    public async Task Says_Which_Port_Another_Program_Has_Taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, _options.Port + 2);
        other.Start();
        var greeting = RefuseAsync(other);

        var refusal = await Assert.ThrowsAsync<StartupException>(StartAsync);

        Assert.StartsWith($"Port {_options.Port + 2}, which the storage emulator needs, is taken", refusal.Message, StringComparison.Ordinal);
        await greeting;
    }

    // is asked twice: whether the port is open, and who it is
    private static async Task RefuseAsync(TcpListener listener)
    {
        (await listener.AcceptSocketAsync()).Dispose();
        (await listener.AcceptSocketAsync()).Dispose();
    }

    private Task<AzuriteServer> StartAsync() => AzuriteServer.StartAsync(_options, static _ => { }, CancellationToken.None);
}
