using System.Security.Cryptography;

namespace IntegrationHub.LocalHost.Emulator;

/// <summary>
/// Azurite's packages, exactly those of the committed lock file. They lie beside it, or in the user's own folder where the clone can't
/// be written.
/// </summary>
internal static class AzuriteInstall
{
    private static readonly string[] Committed = ["package.json", "package-lock.json", ".npmrc", "start.js"];
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(300);

    // 190 MB are unpacked
    private const long Needed = 400L << 20;

    /// <returns>The folder from which start.js runs.</returns>
    public static async Task<string> EnsureAsync(string packageFolder, Action<string> say, CancellationToken ct)
    {
        if (IsInstalled(packageFolder))
        {
            return packageFolder;
        }

        var folder = IsWritable(packageFolder) ? packageFolder : CopyForUser(packageFolder);
        using var turn = await WaitForTurnAsync(folder, ct);
        if (!IsInstalled(folder))
        {
            await InstallAsync(folder, say, ct);
        }

        return folder;
    }

    private static async Task InstallAsync(string folder, Action<string> say, CancellationToken ct)
    {
        DiskSpace.Require(folder, Needed, "install Azurite");
        say("Installing Azurite, the storage emulator: only this first time, about half a minute.");
        var (exitCode, output) = await Tool.NpmAsync(["ci", "--loglevel=error"], folder, ct);
        ct.ThrowIfCancellationRequested();
        if (exitCode != 0)
        {
            throw output.Contains("ENOSPC", StringComparison.Ordinal)
                ? new StartupException($"The disk of {folder} is full: free {Needed >> 20} MB and start again.")
                : new StartupException($"Azurite could not be installed: see why with 'npm ci' in {folder} (npm said: {Reason(output)}).");
        }

        await File.WriteAllTextAsync(Stamp(folder), LockHash(folder), ct);
    }

    private static bool IsInstalled(string folder) =>
        File.Exists(Stamp(folder)) && File.ReadAllText(Stamp(folder)) == LockHash(folder);

    // npm ci removes node_modules first, so a stamp inside stands for a finished install
    private static string Stamp(string folder) => Path.Combine(folder, "node_modules", ".installed");

    private static string LockHash(string folder) =>
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json"))));

    /// <summary>Two hubs started at once must not install into one folder at once. The system lets go of the lock with its process.</summary>
    private static async Task<FileStream> WaitForTurnAsync(string folder, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, ".install.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(Path.Combine(folder, ".install.lock")))
            {
                await Task.Delay(Retry, ct);
            }
        }
    }

    private static bool IsWritable(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, ".install.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            // held by another hub: it installs right now; a read-only file system has no such file
            return File.Exists(Path.Combine(folder, ".install.lock"));
        }
    }

    private static string CopyForUser(string packageFolder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var folder = Directory.CreateDirectory(Path.Combine(home, "integration-hub", "azurite")).FullName;
        foreach (var name in Committed)
        {
            File.Copy(Path.Combine(packageFolder, name), Path.Combine(folder, name), overwrite: true);
        }

        return folder;
    }

    // npm heads its sentence with lines of two words: code, errno, syscall
    private static string Reason(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith("npm error", StringComparison.Ordinal))
            .Select(line => line["npm error".Length..].Trim())
            .FirstOrDefault(line => line.Count(char.IsWhiteSpace) > 2)
        ?? "nothing";
}
