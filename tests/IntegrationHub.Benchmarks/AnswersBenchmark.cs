using System.Collections.Concurrent;
using System.Globalization;
using IntegrationHub.LocalHost.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Benchmarks;

/// <summary>Requests a second and their times over loopback: the hub's triggers on Kestrel in one process, several readers in another, and beside each answer as many bytes from a bare handler.</summary>
internal static class AnswersBenchmark
{
    private const int Readers = 8;
    private const int WarmUp = 400;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(6);

    /// <summary>Serves until standard input ends.</summary>
    public static async Task ServeAsync(string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connection, ["Logging:LogLevel:Default"] = "Warning", ["Publishing:PublicUrl"] = "http://localhost:7071" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMvcCore();
        builder.Services.AddSingleton(new FunctionKey("a key for benchmarks"));
        builder.Services.AddIntegrationHub(builder.Configuration);
        await using var app = builder.Build();
        app.MapHttpFunctions(typeof(HttpFunctionRoutes).Assembly.GetTypes(), "");
        var floors = new ConcurrentDictionary<int, byte[]>();
        app.MapGet("/floor/{bytes:int}", (int bytes) => Results.Bytes(floors.GetOrAdd(bytes, size => new byte[size]), "application/json"));
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    public static async Task RunAsync(string connection, int records)
    {
        await using var server = await Child.ServerAsync(connection);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers }) { BaseAddress = server.BaseUrl };
        var root = await client.GetAsync("opds/2");
        var etag = root.Headers.ETag?.ToString() ?? throw new InvalidOperationException($"The root was answered {root.StatusCode} without an ETag.");
        // Nine works in ten records, and the last page may be short.
        var pages = (records * 9 / 10 / 50) - 1;
        var works = records / 10;

        Report.Title($"Answers over loopback, {Readers} readers", "question", "bytes", "requests/s", "÷ bare handler", "p50, ms", "p95, ms", "p99, ms", "slowest, ms");
        await AskAsync("root", _ => "opds/2");
        await AskAsync("root, with its ETag", _ => "opds/2", etag);
        await AskAsync("newest page of all", _ => "opds/2/all");
        await AskAsync("the same in OPDS 1.2", _ => "opds/1/all");
        await AskAsync("any page of all", i => Invariant($"opds/2/all?page={1 + (i * 7919L % pages)}"));
        await AskAsync("lookup by DOI", i => Invariant($"api/resolve?doi=10.5555/generated.{DoiOf((i * 7919L % works * 10) + 1)}"));
        await AskAsync("search for a frequent word", i => $"api/search?q={GeneratedPages.FrequentWords[i % 10]}");
        await AskAsync("search for any two words", i => $"api/search?q={GeneratedPages.FrequentWords[i * 31 % 500]}+{GeneratedPages.FrequentWords[i * 17 % 500]}");
        await AskAsync("search as OPDS 2.0, in Chinese", _ => $"opds/2/search?q={Uri.EscapeDataString(GeneratedPages.FrequentHan)}");
        await AskAsync("100 records by OAI-PMH", _ => "api/oai?verb=ListRecords&metadataPrefix=oai_dc");

        async Task AskAsync(string name, Func<int, string> addressOf, string? known = null)
        {
            var (times, bytes) = await LoadAsync(addressOf, known);
            var (floor, _) = await LoadAsync(_ => Invariant($"floor/{bytes}"), known: null);
            Report.Row(
                $"{name}", $"{bytes:N0}", $"**{times.Length / Time.TotalSeconds:N0}**", $"{(double)times.Length / floor.Length:0.00}", $"{times[times.Length / 2]:0.00}", $"{times[times.Length * 95 / 100]:0.00}", $"**{times[times.Length * 99 / 100]:0.00}**", $"{times[^1]:0.0}");
        }

        async Task<(double[] Times, int Bytes)> LoadAsync(Func<int, string> addressOf, string? known)
        {
            var number = 0;
            var bytes = 0;
            for (var i = 0; i < WarmUp; i++)
            {
                await OneAsync();
            }

            var times = new ConcurrentBag<double>();
            var started = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(async () =>
            {
                while (TimeProvider.System.GetElapsedTime(started) < Time)
                {
                    var asked = TimeProvider.System.GetTimestamp();
                    await OneAsync();
                    times.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
                }
            })));
            return ([.. times.Order()], bytes);

            async Task OneAsync()
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, addressOf(Interlocked.Increment(ref number)));
                request.Headers.TryAddWithoutValidation("If-None-Match", known);
                using var response = await client.SendAsync(request);
                if ((int)response.StatusCode != (known is null ? StatusCodes.Status200OK : StatusCodes.Status304NotModified))
                {
                    throw new InvalidOperationException($"{request.RequestUri} was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
                }

                bytes = (await response.Content.ReadAsByteArrayAsync()).Length;
            }
        }
    }

    /// <summary>Every third generated work has its DOI on its second record.</summary>
    private static long DoiOf(long work) => work % 3 == 0 ? work + 1 : work;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
