using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace IntegrationHub.Benchmarks;

/// <summary>
/// This program once more, in a process of its own: what is measured begins cold, has its memory for itself, and pays for no provider. It prints one line
/// when it is done (a provider: when it listens) and ends with its standard input.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    public const string Verb = "child";

    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>What it measured, by name.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; private set; } = new Dictionary<string, double>();

    /// <summary>Of a provider or server.</summary>
    public Uri BaseUrl { get; private set; } = null!;

    public static async Task<Child> ProviderAsync(int records, int pageSize, TimeSpan pageDelay = default, Selection selects = Selection.Nothing)
    {
        var child = Start("provider", $"{records}", $"{pageSize}", $"{pageDelay}", $"{selects}");
        child.BaseUrl = new Uri(await child.ReadAsync("provider"));
        return child;
    }

    /// <summary>The hub's HTTP functions over this storage.</summary>
    public static async Task<Child> ServerAsync(string connection)
    {
        var child = Start("server", connection);
        child.BaseUrl = new Uri(await child.ReadAsync("server"));
        return child;
    }

    /// <returns>The figures of the step that <paramref name="arguments"/> name.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(params string[] arguments)
    {
        await using var child = Start(arguments);
        child.Figures = JsonSerializer.Deserialize<Dictionary<string, double>>(await child.ReadAsync(arguments[0]))!;
        return child.Figures;
    }

    /// <summary>What the child does.</summary>
    public static async Task ServeAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["provider", var records, var pageSize, var delay, var selects]:
                await using (var provider = new GeneratedProvider(Number(records), Number(pageSize), TimeSpan.Parse(delay, CultureInfo.InvariantCulture), Enum.Parse<Selection>(selects)))
                {
                    await provider.StartAsync();
                    Console.WriteLine(provider.BaseUrl);
                    await Console.In.ReadToEndAsync();
                }

                return;
            case ["server", var connection]:
                await AnswersBenchmark.ServeAsync(connection);
                return;
            case ["floor", var baseUrl, var passes]:
                Tell(await HarvestBenchmark.FloorAsync(new Uri(baseUrl), Number(passes)));
                break;
            case ["harvest", var baseUrl, var passes, var connection]:
                Tell(await HarvestBenchmark.HubAsync(new Uri(baseUrl), Number(passes), connection));
                break;
            case ["memory", var baseUrl, var records, var connection]:
                Tell(await MemoryBenchmark.HarvestAsync(new Uri(baseUrl), Number(records), connection));
                break;
            case ["index", var step, var connection]:
                Tell(await IndexSteps.RunAsync(step, connection));
                break;
            default:
                throw new ArgumentException($"No such step: {string.Join(' ', arguments)}");
        }

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

        static void Tell(Dictionary<string, double> figures) => Console.WriteLine(JsonSerializer.Serialize(figures));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Child Start(params string[] arguments) => new(Process.Start(new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, Verb, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    private async Task<string> ReadAsync(string what) => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The child died: {what}");
}
