using System.Diagnostics;
using System.Globalization;

namespace IntegrationHub.Benchmarks;

/// <summary>The program itself, as a person starts it, with its own Azurite on disk. Its log tells when each stage ended.</summary>
internal static class EndToEndBenchmark
{
    private static readonly (string Event, string Stage)[] Marks = [("is harvested:", "harvested"), ("of the index:", "linked"), ("Feed published:", "published")];

    public static async Task RunAsync(int records, int rounds)
    {
        await using var provider = await Child.ProviderAsync(records, 500);
        Report.Title(
            $"End to end, {records:N0} records: seconds", "round", "floor", "start → first page", "→ harvested", "→ linked", "→ published", "→ end", "records/s from start to end", "records/s from first page to published", "÷ floor");
        for (var round = 0; round < rounds; round++)
        {
            var floor = (await Child.MeasureAsync("floor", provider.BaseUrl.AbsoluteUri, "2"))["cold"];
            var at = await OnceAsync(provider.BaseUrl);
            var path = at["published"] - at["first page"];
            Report.Row(
                $"{round + 1}", $"{floor:0.0}", $"{at["first page"]:0.0}", $"{at["harvested"] - at["first page"]:0.0}", $"{at["linked"] - at["harvested"]:0.0}", $"{at["published"] - at["linked"]:0.0}",
                $"{at["end"] - at["published"]:0.0}", $"**{records / at["end"]:N0}**", $"**{records / path:N0}**", $"{floor / path:0.00}");
        }
    }

    /// <returns>Seconds from the process's start to each mark.</returns>
    private static async Task<Dictionary<string, double>> OnceAsync(Uri baseUrl)
    {
        var folder = Directory.CreateTempSubdirectory("hub-bench-").FullName;
        var ports = FreePorts(4);
        var at = new Dictionary<string, double>();
        var program = Path.Combine(AppContext.BaseDirectory, "IntegrationHub.LocalHost.dll");
        using var http = new HttpClient();
        await http.GetStringAsync(new Uri(baseUrl, "/first-list"));
        var begun = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, "--once", "--no-samples", "--source", baseUrl.AbsoluteUri, "--port", $"{ports + 3}", "--data", folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["Azurite__Port"] = $"{ports}", ["Logging__LogLevel__IntegrationHub"] = "Information" },
            },
        };
        process.ErrorDataReceived += (_, line) =>
        {
            foreach (var (text, stage) in Marks)
            {
                if (line.Data?.Contains(text, StringComparison.Ordinal) == true)
                {
                    at[stage] = Since();
                }
            }
        };
        process.Start();
        process.BeginErrorReadLine();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        at["end"] = Since();
        at["first page"] = (long.Parse(await http.GetStringAsync(new Uri(baseUrl, "/first-list")), CultureInfo.InvariantCulture) - begun) / 1000.0;
        Directory.Delete(folder, recursive: true);
        return process.ExitCode == 0 ? at : throw new InvalidOperationException(said);

        double Since() => (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - begun) / 1000.0;
    }

    /// <returns>The first of <paramref name="count"/> ports in a row that nobody listens on.</returns>
    private static int FreePorts(int count)
    {
        var used = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        return Enumerable.Range(21_000 + (Environment.ProcessId % 5_000), 10_000).First(first => Enumerable.Range(first, count).All(port => !used.Contains(port)));
    }
}
