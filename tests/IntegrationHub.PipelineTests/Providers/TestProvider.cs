using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.PipelineTests.Providers;

/// <param name="Datestamp">UTC, at second granularity.</param>
public sealed record TestRecord(string Id, string Datestamp, string Title, bool Deleted = false, string? Set = null)
{
    /// <summary>Payload elements besides the title.</summary>
    public string Extra { get; init; } = "";

    /// <summary>The whole payload, instead of Dublin Core with the title.</summary>
    public string? Payload { get; init; }
}

/// <summary>One request, as the provider saw it.</summary>
/// <param name="Number">1, 2, 3… since the provider's start.</param>
public sealed record TestRequest(int Number, string Verb, IReadOnlyDictionary<string, string> Arguments)
{
    public string Authorization { get; init; } = "";

    public string? Token => Arguments.GetValueOrDefault("resumptionToken");

    public string? From => Arguments.GetValueOrDefault("from");

    public string? Until => Arguments.GetValueOrDefault("until");

    public string? Identifier => Arguments.GetValueOrDefault("identifier");

    public string? Set => Arguments.GetValueOrDefault("set");
}

/// <summary>What a script sends instead of the provider's own answer.</summary>
public sealed record TestAnswer(string Body, int Status = 200, string? RetryAfter = null, string ContentType = "text/xml")
{
    /// <summary>Of a redirect.</summary>
    public string? Location { get; init; }

    /// <summary>The connection breaks instead.</summary>
    public bool Aborts { get; init; }

    public static TestAnswer Busy(string retryAfter) => new("Come back later.", 503, retryAfter, "text/plain");

    public static TestAnswer Html { get; } = new("<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Soon back.</body></html>", ContentType: "text/html");

    public static TestAnswer Error(string code, string message = "") =>
        new($"<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-01-01T00:00:00Z</responseDate><request/><error code=\"{code}\">{message}</error></OAI-PMH>");
}

/// <summary>A scriptable OAI-PMH provider on loopback: an honest one, until <see cref="Script"/> says otherwise.</summary>
public sealed class TestProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TestRequest> _requests = new();
    private int _count;

    private TestProvider(WebApplication app) => _app = app;

    public string BaseUrl => $"{_app.Urls.First()}/oai";

    public List<TestRecord> Records { get; } = [];

    public int PageSize { get; set; } = 3;

    public bool Days { get; set; }

    public string DeletedRecord { get; set; } = "persistent";

    public string Earliest { get; set; } = "2000-01-01T00:00:00Z";

    /// <summary>Set specs and names, for ListSets; empty: no sets.</summary>
    public List<(string Spec, string Name)> Sets { get; } = [];

    public List<(string Prefix, string Namespace)> Formats { get; } = [("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/")];

    /// <summary>Answers as if it had not been asked for dates.</summary>
    public bool IgnoresFrom { get; set; }

    public bool IgnoresUntil { get; set; }

    /// <summary>Whether tokens tell the size of the list.</summary>
    public bool TellsSize { get; set; } = true;

    /// <summary>The provider's clock, which stands still.</summary>
    public string Now { get; set; } = "2026-03-01T12:00:00Z";

    /// <summary>An answer of one's own; null: the honest one.</summary>
    public Func<TestRequest, TestAnswer?> Script { get; set; } = _ => null;

    /// <summary>Awaited before each answer.</summary>
    public Func<TestRequest, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<TestRequest> Requests => [.. _requests];

    public IEnumerable<TestRequest> Lists => Requests.Where(request => request.Verb == "ListRecords");

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.MapGet("/oai", provider.AnswerAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>Adds <paramref name="count"/> records, one a minute from <paramref name="start"/> on.</summary>
    public void Fill(int count, string start = "2026-01-01T00:00:00Z", string? set = null, string prefix = "oai:test:")
    {
        var first = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
        for (var i = 1; i <= count; i++)
        {
            Records.Add(new TestRecord($"{prefix}{i:D4}", Utc(first.AddMinutes(i - 1)), $"Title {prefix}{i}", Set: set));
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Utc(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private async Task AnswerAsync(HttpContext context)
    {
        var arguments = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var request = new TestRequest(Interlocked.Increment(ref _count), arguments.GetValueOrDefault("verb", ""), arguments)
        {
            Authorization = context.Request.Headers.Authorization.ToString(),
        };
        _requests.Enqueue(request);
        await Before(request);
        var answer = Script(request) ?? new TestAnswer(Honest(request));
        if (answer.Aborts)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = $"{answer.ContentType}; charset=utf-8";
        if (answer.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = answer.RetryAfter;
        }

        if (answer.Location is not null)
        {
            context.Response.Headers.Location = answer.Location;
        }

        await context.Response.WriteAsync(answer.Body);
    }

    /// <summary>What it would answer without a script.</summary>
    public string Honest(TestRequest request) => Envelope(request.Verb switch
    {
        "Identify" => $"""
            <Identify><repositoryName>Test</repositoryName><baseURL>{BaseUrl}</baseURL><protocolVersion>2.0</protocolVersion>
            <adminEmail>test@example.org</adminEmail><earliestDatestamp>{(Days ? Earliest[..10] : Earliest)}</earliestDatestamp>
            <deletedRecord>{DeletedRecord}</deletedRecord><granularity>YYYY-MM-DD{(Days ? "" : "Thh:mm:ssZ")}</granularity></Identify>
            """,
        "ListMetadataFormats" => $"<ListMetadataFormats>{string.Concat(Formats.Select(format => $"<metadataFormat><metadataPrefix>{format.Prefix}</metadataPrefix><schema>{format.Namespace}schema.xsd</schema><metadataNamespace>{format.Namespace}</metadataNamespace></metadataFormat>"))}</ListMetadataFormats>",
        "ListSets" => Sets.Count == 0
            ? "<error code=\"noSetHierarchy\">No sets here.</error>"
            : $"<ListSets>{string.Concat(Sets.Select(set => $"<set><setSpec>{set.Spec}</setSpec><setName>{SecurityElement.Escape(set.Name)}</setName></set>"))}</ListSets>",
        "ListRecords" => List(request, Write),
        "ListIdentifiers" => List(request, Header),
        "GetRecord" => Snapshot().Find(record => record.Id == request.Identifier) is { } found
            ? $"<GetRecord>{Write(found)}</GetRecord>"
            : "<error code=\"idDoesNotExist\">Never heard of it.</error>",
        _ => "<error code=\"badVerb\">OAI-PMH has six verbs.</error>",
    });

    private string Envelope(string content) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>{Now}</responseDate><request>{BaseUrl}</request>{content}</OAI-PMH>
        """;

    private List<TestRecord> Snapshot()
    {
        lock (Records)
        {
            return [.. Records];
        }
    }

    // A token is the arguments and where to go on: from|until|set|offset.
    private string List(TestRequest request, Func<TestRecord, string> write)
    {
        var parts = request.Token?.Split('|') ?? [request.From ?? "", request.Until ?? "", request.Set ?? "", "0"];
        if (parts.Length != 4 || !int.TryParse(parts[3], CultureInfo.InvariantCulture, out var offset))
        {
            return "<error code=\"badResumptionToken\">Never given.</error>";
        }

        if (Days && parts[..2].Any(date => date.Contains('T', StringComparison.Ordinal)))
        {
            return "<error code=\"badArgument\">Days only.</error>";
        }

        var found = Snapshot()
            .Where(record => IgnoresFrom || string.CompareOrdinal(record.Datestamp, parts[0]) >= 0)
            // A day's records are all within it.
            .Where(record => IgnoresUntil || parts[1].Length == 0 || string.CompareOrdinal(record.Datestamp[..parts[1].Length], parts[1]) <= 0)
            .Where(record => parts[2].Length == 0 || record.Set == parts[2])
            .OrderBy(record => record.Datestamp, StringComparer.Ordinal).ThenBy(record => record.Id, StringComparer.Ordinal).ToList();
        if (found.Count == 0)
        {
            return "<error code=\"noRecordsMatch\">Nothing.</error>";
        }

        var list = new StringBuilder($"<{request.Verb}>");
        foreach (var record in found.Skip(offset).Take(PageSize))
        {
            list.Append(write(record));
        }

        var next = offset + PageSize;
        var token = next < found.Count ? $"{parts[0]}|{parts[1]}|{parts[2]}|{next}" : "";
        var size = TellsSize ? $" completeListSize=\"{found.Count}\"" : "";
        return list.Append(request.Token is null && token.Length == 0 ? "" : $"<resumptionToken{size}>{SecurityElement.Escape(token)}</resumptionToken>")
            .Append($"</{request.Verb}>").ToString();
    }

    private string Header(TestRecord record)
    {
        var set = record.Set is null ? "" : $"<setSpec>{record.Set}</setSpec>";
        var datestamp = Days ? record.Datestamp[..10] : record.Datestamp;
        return $"<header{(record.Deleted ? " status=\"deleted\"" : "")}><identifier>{SecurityElement.Escape(record.Id)}</identifier><datestamp>{datestamp}</datestamp>{set}</header>";
    }

    private string Write(TestRecord record)
    {
        var payload = record.Payload is { } given ? $"<metadata>{given}</metadata>" : $"""
            <metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{SecurityElement.Escape(record.Title)}</dc:title>{record.Extra}</oai_dc:dc></metadata>
            """;
        return $"<record>{Header(record)}{(record.Deleted ? "" : payload)}</record>";
    }
}
