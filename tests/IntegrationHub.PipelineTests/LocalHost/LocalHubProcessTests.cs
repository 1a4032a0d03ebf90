using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Emulator;

namespace IntegrationHub.PipelineTests.LocalHost;

/// <summary>The program as a user starts it.</summary>
public sealed class LocalHubProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-process").FullName;
    private readonly int _storagePort = FreePorts.Next(3);
    private readonly int _port = FreePorts.Next();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Leaves_No_Azurite_Behind_When_It_Is_Killed()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var hub = Start();
        await SayAsync(hub, "Storage: Azurite", patience.Token);
        Assert.Equal(Listener.Azurite, await Endpoints.WhoListensAsync(_storagePort, patience.Token));

        hub.Kill();
        await hub.WaitForExitAsync(patience.Token);

        while (await Endpoints.WhoListensAsync(_storagePort, patience.Token) != Listener.None)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    [Fact]
    public async Task Says_In_One_Sentence_That_Its_Port_Is_Taken()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();
        using var hub = Start();

        var errors = await hub.StandardError.ReadToEndAsync(patience.Token);
        await hub.WaitForExitAsync(patience.Token);

        Assert.Equal(1, hub.ExitCode);
        Assert.Equal($"Port {_port} can't be had (another program listens there): end that program, or choose another port with --port.", errors.Trim());
    }

    private Process Start()
    {
        var info = new ProcessStartInfo("dotnet", [typeof(Workspace).Assembly.Location, "--no-samples", "--data", _folder, "--port", $"{_port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["Azurite__Port"] = $"{_storagePort}";
        info.Environment.Remove(Settings.Storage);
        return Process.Start(info)!;
    }

    private static async Task SayAsync(Process process, string beginning, CancellationToken ct)
    {
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended without saying '{beginning}': {await process.StandardError.ReadToEndAsync(ct)}");
    }
}
