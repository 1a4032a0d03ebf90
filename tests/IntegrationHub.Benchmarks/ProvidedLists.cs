using IntegrationHub.Providing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Benchmarks;

/// <summary>The hub's own OAI-PMH provider, walked from the first page to the last over loopback; and beside it the same bytes from a handler that does nothing else.</summary>
internal static class ProvidedLists
{
    public static readonly string[] Formats = ["oai_dc", "marcxml", "mods"];

    public static async Task<Dictionary<string, double>> RunAsync(HubOnAzurite hub)
    {
        var provider = hub.Get<OaiProvider>();
        var kept = new List<byte[]>();
        await using var app = await ServeAsync(provider, kept);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var figures = new Dictionary<string, double>();
        // The first walk also reads the index and the log into memory.
        figures["cold"] = (await WalkAsync(http, "oai_dc", [])).Seconds;
        foreach (var format in Formats)
        {
            kept.Clear();
            var walked = await WalkAsync(http, format, kept);
            figures[$"{format} seconds"] = walked.Seconds;
            figures[$"{format} records"] = walked.Records;
            figures[$"{format} bytes"] = kept.Sum(page => (double)page.Length);
            figures[$"{format} p50"] = Meter.Median(walked.Pages);
            figures[$"{format} p99"] = walked.Pages.Order().ElementAt(walked.Pages.Count * 99 / 100);
            figures[$"{format} floor"] = await FloorAsync(http, kept.Count);
        }

        return figures;
    }

    private static async Task<(double Seconds, int Records, List<double> Pages)> WalkAsync(HttpClient http, string format, List<byte[]> kept)
    {
        var meter = new Meter();
        var records = 0;
        var pages = new List<double>();
        for (var query = $"verb=ListRecords&metadataPrefix={format}"; query is not null;)
        {
            var page = new Meter();
            var bytes = await http.GetByteArrayAsync($"/api/oai?{query}");
            pages.Add(page.Seconds * 1_000);
            kept.Add(bytes);
            records += Floor.Walk(bytes, out var token);
            query = token is null ? null : $"verb=ListRecords&resumptionToken={token}";
        }

        return (meter.Seconds, records, pages);
    }

    private static async Task<double> FloorAsync(HttpClient http, int pages)
    {
        var meter = new Meter();
        for (var i = 0; i < pages; i++)
        {
            Floor.Walk(await http.GetByteArrayAsync($"/kept/{i}"), out _);
        }

        return meter.Seconds;
    }

    private static async Task<WebApplication> ServeAsync(OaiProvider provider, List<byte[]> kept)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/api/oai", (HttpRequest request) => provider.AnswerAsync(request, request.HttpContext.RequestAborted));
        app.MapGet("/kept/{page:int}", (int page, HttpResponse response) => response.Body.WriteAsync(kept[page]).AsTask());
        await app.StartAsync();
        return app;
    }
}
