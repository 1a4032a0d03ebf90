using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IntegrationHub.LocalHost.Emulator;

/// <summary>A running Azurite: a child of this process that ends with it, or one that was there already and is left alone.</summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(12);
    private readonly Process? _child;
    private readonly Endpoints _endpoints;

    private AzuriteServer(Endpoints endpoints, Process? child)
    {
        _endpoints = endpoints;
        _child = child;
    }

    /// <summary>Whether this process started it and will end it.</summary>
    public bool IsOurs => _child is not null;

    public string ConnectionString(EmulatorAccount? account = null) => _endpoints.ConnectionString(account ?? EmulatorAccount.Development);

    /// <summary>Uses the Azurite that listens on the ports, or installs (on first use) and starts one, and returns when it answers.</summary>
    /// <exception cref="StartupException">It can't be had; the message says why and what to do.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, Action<string> say, CancellationToken ct)
    {
        if (options.Port != 0)
        {
            var listeners = await Task.WhenAll(options.Ports.Select(port => Endpoints.WhoListensAsync(port, ct)));
            if (Array.IndexOf(listeners, Listener.Other) is >= 0 and var other)
            {
                throw PortTaken(options.Ports[other]);
            }

            if (listeners.All(listener => listener == Listener.Azurite))
            {
                return new AzuriteServer(new Endpoints(options.Ports[0], options.Ports[1], options.Ports[2]), child: null);
            }

            if (Array.IndexOf(listeners, Listener.Azurite) is >= 0 and var part)
            {
                throw new StartupException($"An Azurite listens on port {options.Ports[part]}, but not on all of {string.Join(", ", options.Ports)}: start it with blob, queue and table, or end it.");
            }
        }

        await Tool.RequireNodeAsync(ct);
        var folder = await AzuriteInstall.EnsureAsync(options.PackageFolder, say, ct);
        var process = Tool.Start(StartInfo(options, folder));
        try
        {
            return new AzuriteServer(await WaitUntilItListensAsync(process, ct), process);
        }
        catch
        {
            await StopAsync(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await StopAsync(_child);
        }
    }

    /// <summary>Ends when the child has ended; never for an Azurite that is not ours.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        if (_child is null)
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        else
        {
            await _child.WaitForExitAsync(ct);
        }
    }

    private static ProcessStartInfo StartInfo(AzuriteOptions options, string folder)
    {
        string[] data = options.DataFolder is { } kept ? ["--location", Directory.CreateDirectory(kept).FullName] : ["--inMemoryPersistence"];
        var info = new ProcessStartInfo("node", [
            Path.Combine(folder, "start.js"), "--silent", "--loose", "--disableTelemetry", "--skipApiVersionCheck", .. data,
            "--blobPort", $"{options.Ports[0]}", "--queuePort", $"{options.Ports[1]}", "--tablePort", $"{options.Ports[2]}"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (options.Accounts.Count > 0)
        {
            info.Environment["AZURITE_ACCOUNTS"] = string.Join(';', options.Accounts.Select(account => $"{account.Name}:{account.Key}"));
        }

        return info;
    }

    // It names each port as it opens it, so ports that the system chose are known without a race
    private static async Task<Endpoints> WaitUntilItListensAsync(Process process, CancellationToken ct)
    {
        var ports = new Dictionary<string, int>();
        var said = "";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartPatience);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            while (ports.Count < 3 && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                said = line;
                if (Listening().Match(line) is { Success: true } match)
                {
                    ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].ValueSpan, null);
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new StartupException($"Azurite did not start within {StartPatience.TotalSeconds:0} seconds (it said: {said}): end what else keeps this machine busy and start again.");
        }

        if (ports.Count < 3)
        {
            throw Failed(await errors);
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new Endpoints(ports["Blob"], ports["Queue"], ports["Table"]);
    }

    private static StartupException Failed(string errors) =>
        TakenPort().Match(errors) is { Success: true } taken ? PortTaken(int.Parse(taken.ValueSpan, null))
        : errors.Contains("ENOSPC", StringComparison.Ordinal) ? new StartupException("The disk of the data folder is full: free some space, or choose another folder with --data.")
        : new StartupException($"Azurite did not start: {errors.Trim().Split('\n')[0]}");

    private static StartupException PortTaken(int port) =>
        new($"Port {port}, which the storage emulator needs, is taken by another program: end that program, or set AzureWebJobsStorage to a storage account.");

    private static async Task StopAsync(Process process)
    {
        try
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(StopPatience);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at http://[^:]+:(?<port>\d+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"(?<=EADDRINUSE[^\n]*:)\d+")]
    private static partial Regex TakenPort();
}
