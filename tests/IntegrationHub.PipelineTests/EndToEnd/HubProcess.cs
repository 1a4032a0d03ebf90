using System.Diagnostics;
using System.Text;
using IntegrationHub.LocalHost;

namespace IntegrationHub.PipelineTests.EndToEnd;

/// <summary>The program as a user starts it, as a process of its own that can be killed.</summary>
internal sealed class HubProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-end-to-end").FullName;

    public HubProcess(string connectionString, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(Workspace).Assembly.Location, .. arguments, "--data", _folder, "--port", $"{FreePorts.Next()}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment[Settings.Storage] = connectionString;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

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
