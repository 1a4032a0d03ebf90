using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Benchmarks;

/// <summary>What a provider's lists can be narrowed by.</summary>
internal enum Selection
{
    Nothing,
    Sets,

    /// <summary>Its datestamps are spread evenly, and it tells the size of each list.</summary>
    Dates,
}

/// <summary>
/// An OAI-PMH provider on loopback that serves <see cref="GeneratedPages"/>. What is measured is the harvester, so its pages are made once and kept, and
/// it runs in a process of its own (<see cref="Child"/>).
/// </summary>
internal sealed class GeneratedProvider(int records, int pageSize, TimeSpan pageDelay, Selection selects) : IAsyncDisposable
{
    /// <summary>A longer list repeats itself: its records are the same again, and the harvester does with them what it does with new ones.</summary>
    private const int MostMade = 200_000;

    private readonly byte[][] _pages = GeneratedPages.Make(Math.Min(records, MostMade), pageSize, selects == Selection.Sets);
    private readonly long _secondsApart = (long)(GeneratedPages.Now - GeneratedPages.First).TotalSeconds / records;
    private readonly int _length = selects == Selection.Sets ? 0 : (records + pageSize - 1) / pageSize;

    private WebApplication? _app;
    private long _firstList;

    public Uri BaseUrl { get; private set; } = null!;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/oai", AnswerAsync);
        _app.MapGet("/first-list", () => Interlocked.Exchange(ref _firstList, 0).ToString(CultureInfo.InvariantCulture));
        await _app.StartAsync();
        BaseUrl = new Uri(_app.Urls.Single() + "/oai");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/xml; charset=utf-8";
        if (context.Request.Query["verb"] == "Identify")
        {
            await context.Response.WriteAsync(
                GeneratedPages.Head("Identify") + $"<Identify><repositoryName>Generated</repositoryName><baseURL>{BaseUrl}</baseURL>" +
                "<protocolVersion>2.0</protocolVersion><adminEmail>nobody@example.org</adminEmail><earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp>" +
                "<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify></OAI-PMH>");
            return;
        }

        Interlocked.CompareExchange(ref _firstList, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 0);
        if (pageDelay > TimeSpan.Zero)
        {
            await Task.Delay(pageDelay, context.RequestAborted);
        }

        if (selects == Selection.Dates)
        {
            await context.Response.Body.WriteAsync(DatedPage(context.Request.Query), context.RequestAborted);
            return;
        }

        var (page, end) = PlaceOf(context.Request.Query["resumptionToken"].ToString(), context.Request.Query["set"].ToString());
        var tail = GeneratedPages.End(page + 1 < end ? string.Create(CultureInfo.InvariantCulture, $"{page + 1}.{end}") : "");
        var body = _pages[page % _pages.Length];
        context.Response.ContentLength = body.Length + tail.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
        await context.Response.Body.WriteAsync(tail, context.RequestAborted);
    }

    /// <summary>Its token says which record comes, and before which one the list ends.</summary>
    private byte[] DatedPage(IQueryCollection query)
    {
        var (start, end) = query["resumptionToken"].ToString().Split('.') is [var next, var last]
            ? (int.Parse(next, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture))
            : (NumberAt(query["from"].ToString(), _secondsApart - 1) ?? 0, NumberAt(query["until"].ToString(), _secondsApart) ?? records);
        if (start >= end)
        {
            return Encoding.UTF8.GetBytes(GeneratedPages.Head("ListRecords") + "<error code=\"noRecordsMatch\"/></OAI-PMH>");
        }

        var stop = Math.Min(start + pageSize, end);
        return
        [
            .. GeneratedPages.Page(Enumerable.Range(start, stop - start), _secondsApart),
            .. GeneratedPages.End(stop < end ? string.Create(CultureInfo.InvariantCulture, $"{stop}.{end}") : "", end - start),
        ];
    }

    private int? NumberAt(string date, long round) => date.Length == 0
        ? null
        : (int)Math.Clamp(((long)(DateTime.Parse(date, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) - GeneratedPages.First).TotalSeconds + round) / _secondsApart, 0, records);

    /// <summary>A token says which page comes, and before which one its list ends.</summary>
    private (int Page, int End) PlaceOf(string token, string set)
    {
        if (token.Split('.') is [var page, var end])
        {
            return (int.Parse(page, CultureInfo.InvariantCulture), int.Parse(end, CultureInfo.InvariantCulture));
        }

        var perSet = _pages.Length / GeneratedPages.Sets;
        return set.Length == 0 ? (0, Math.Max(_length, _pages.Length)) : (perSet * (set[1] - '0'), perSet * (set[1] - '0' + 1));
    }
}
