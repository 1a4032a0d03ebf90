using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.PipelineTests.Notifying;

/// <summary>One request, as the receiver saw it.</summary>
internal sealed record Received(string Method, string Query, IHeaderDictionary Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"].ToString();

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement News => Json.GetProperty("data");
}

/// <summary>A scriptable portal on loopback that is told of new versions.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _requests = new();

    private TestReceiver(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.First()}/hook";

    public IReadOnlyList<Received> Requests => [.. _requests];

    /// <summary>What it answers to the request with this number, from 1.</summary>
    public Func<int, Received, IResult> Script { get; set; } = (_, _) => Results.NoContent();

    public static async Task<TestReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new TestReceiver(app);
        app.Map("/hook", receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(context.Request.Method, context.Request.QueryString.Value ?? "", new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray());
        _requests.Enqueue(received);
        await Script(_requests.Count, received).ExecuteAsync(context);
    }
}
