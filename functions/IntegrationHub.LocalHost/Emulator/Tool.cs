using System.ComponentModel;
using System.Diagnostics;

namespace IntegrationHub.LocalHost.Emulator;

/// <summary>Node.js and its package manager, as found on the PATH.</summary>
internal static class Tool
{
    private const int OldestNode = 20;

    /// <exception cref="StartupException">Node.js is missing or too old.</exception>
    public static async Task RequireNodeAsync(CancellationToken ct)
    {
        var version = await RunAsync("node", ["--version"], Environment.CurrentDirectory, ct);
        var text = version.Output.Trim().TrimStart('v');
        if (version.ExitCode != 0 || !int.TryParse(text.Split('.')[0], out var major) || major < OldestNode)
        {
            throw new StartupException($"Azurite needs Node.js {OldestNode} or newer, and the node on the PATH is {(text.Length == 0 ? "of an unknown version" : text)}: install a newer one, or set AzureWebJobsStorage to a storage account.");
        }
    }

    public static Task<(int ExitCode, string Output)> NpmAsync(string[] arguments, string folder, CancellationToken ct) =>
        // npm is a script on Windows, which only the shell starts
        OperatingSystem.IsWindows() ? RunAsync("cmd.exe", ["/c", "npm", .. arguments], folder, ct) : RunAsync("npm", arguments, folder, ct);

    public static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception notFound)
        {
            throw new StartupException($"{info.FileName} is not on the PATH: install Node.js {OldestNode} or newer (it brings npm), or set AzureWebJobsStorage to a storage account.", notFound);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string file, string[] arguments, string folder, CancellationToken ct)
    {
        using var process = Start(new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        });
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
