using System.Diagnostics;
using System.Text;
using IntegrationHub.LocalHost;

namespace IntegrationHub.PipelineTests.EndToEnd;

/// <summary>The program as a user starts it, as a process of its own that can be killed.</summary>
internal sealed class HubProcess : IDisposable
{
    /// <summary>The function key of its admin routes.</summary>
    public const string Key = "key-of-a-test";

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-end-to-end").FullName;

    public HubProcess(string connectionString, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(Workspace).Assembly.Location, .. arguments, "--data", _folder, "--port", $"{Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment[Settings.Storage] = connectionString;
        info.Environment["Functions__Key"] = Key;
        // As the README has its reader set it.
        info.Environment["Notifying__Secrets__Portal"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; } = FreePorts.Next();

    /// <summary>Everything on both of its outputs.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Waits until it has said <paramref name="words"/>; fails, with all that it said, if it ends before.</summary>
    public async Task SayAsync(string words, CancellationToken ct)
    {
        while (!Said.Contains(words, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, Said);
            await Task.Delay(100, ct);
        }
    }

    /// <summary>As the power would: nothing of it runs on.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public async Task<int> EndAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }
}
