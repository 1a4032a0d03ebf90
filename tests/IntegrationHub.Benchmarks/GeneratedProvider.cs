using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Benchmarks;

/// <summary>
/// An OAI-PMH provider on loopback that serves <paramref name="records"/> generated oai_dc records of about 1.3 KB, the same at every start:
/// what it measures is the harvester, so its pages are made once and kept. One record in ten is the same work as an earlier one, told differently.
/// </summary>
internal sealed class GeneratedProvider(int records, int pageSize, TimeSpan pageDelay, int workOffset = 0) : IAsyncDisposable
{
    private static readonly string[] Subjects = ["Information retrieval", "图书馆学", "Digital libraries", "数字人文", "Metadata", "古籍整理", "Open access", "知识组织"];

    private static readonly string[] Words =
    [
        "harvest", "archive", "metadata", "catalogue", "index", "library", "consortium", "repository", "classification", "authority",
        "digital", "national", "regional", "sharing", "platform", "resource", "navigation", "linking", "record", "holding",
        "图书", "资源", "共享", "平台", "文献", "目录", "数字", "研究", "分类", "索引",
    ];

    private readonly byte[][] _pages = MakePages(records, pageSize, workOffset);

    private WebApplication? _app;

    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>Bytes of all pages.</summary>
    public long Bytes => _pages.Sum(page => (long)page.Length);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/oai", AnswerAsync);
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
                Head("Identify") + $"<Identify><repositoryName>Generated</repositoryName><baseURL>{BaseUrl}</baseURL>" +
                "<protocolVersion>2.0</protocolVersion><adminEmail>nobody@example.org</adminEmail><earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp>" +
                "<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify></OAI-PMH>");
            return;
        }

        if (pageDelay > TimeSpan.Zero)
        {
            await Task.Delay(pageDelay, context.RequestAborted);
        }

        var token = context.Request.Query["resumptionToken"].ToString();
        var page = _pages[token.Length == 0 ? 0 : int.Parse(token, CultureInfo.InvariantCulture)];
        context.Response.ContentLength = page.Length;
        await context.Response.Body.WriteAsync(page, context.RequestAborted);
    }

    private static string Head(string verb) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-01-01T00:00:00Z</responseDate><request verb=\"{verb}\">http://127.0.0.1/oai</request>";

    private static byte[][] MakePages(int records, int pageSize, int workOffset)
    {
        var pages = new byte[(records + pageSize - 1) / pageSize][];
        Parallel.For(0, pages.Length, number =>
        {
            var text = new StringBuilder(Head("ListRecords")).Append("<ListRecords>");
            for (var i = number * pageSize; i < Math.Min(records, (number + 1) * pageSize); i++)
            {
                AppendRecord(text, i, workOffset);
            }

            var next = number + 1 < pages.Length ? (number + 1).ToString(CultureInfo.InvariantCulture) : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"<resumptionToken completeListSize=\"{records}\" cursor=\"{number * pageSize}\">{next}</resumptionToken></ListRecords></OAI-PMH>");
            pages[number] = Encoding.UTF8.GetBytes(text.ToString());
        });
        return pages;
    }

    private static void AppendRecord(StringBuilder text, int i, int workOffset)
    {
        var work = workOffset + (i % 10 == 9 ? i - 5 : i);
        string Word(int seed) => Words[(int)((uint)(work * 2654435761L + seed * 40503L) % (uint)Words.Length)];
        var title = $"{Word(1)} {Word(2)} {Word(3)} {Word(4)} of the {Word(5)} {work}";
        var stamp = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(i * 37L).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"<record><header><identifier>oai:generated.example.org:{i:D9}</identifier><datestamp>{stamp}</datestamp><setSpec>s{i % 8}</setSpec></header><metadata>")
            .Append("<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">")
            .Append(CultureInfo.InvariantCulture, $"<dc:title>{(i % 10 == 9 ? title.ToUpperInvariant() + "." : title)}</dc:title>")
            .Append(CultureInfo.InvariantCulture, $"<dc:creator>{Word(6)}son, {(char)('A' + work % 26)}.</dc:creator><dc:creator>Wang, {(char)('A' + work / 26 % 26)}.</dc:creator>")
            .Append(CultureInfo.InvariantCulture, $"<dc:subject>{Subjects[work % Subjects.Length]}</dc:subject><dc:subject>TP39{work % 10}</dc:subject>")
            .Append("<dc:description>").Append(Word(7)).Append(' ', 1).AppendJoin(' ', Enumerable.Range(8, 45).Select(Word)).Append("</dc:description>")
            .Append(CultureInfo.InvariantCulture, $"<dc:publisher>Press {work % 300}</dc:publisher><dc:date>{1950 + work % 75}</dc:date><dc:type>info:eu-repo/semantics/article</dc:type>")
            .Append(CultureInfo.InvariantCulture, $"<dc:identifier>https://generated.example.org/item/{i}</dc:identifier>");
        if (work % 3 != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<dc:identifier>https://doi.org/10.5555/generated.{work}</dc:identifier>");
        }

        text.Append(CultureInfo.InvariantCulture, $"<dc:language>{(work % 3 == 0 ? "zho" : "eng")}</dc:language><dc:rights>{(work % 4 == 0 ? "All rights reserved" : "https://creativecommons.org/licenses/by/4.0/")}</dc:rights>")
            .Append("</oai_dc:dc></metadata></record>");
    }
}
