using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>
/// A site that is not the hub: a library's page under a strict content security policy, and feeds of other makers. It answers as the test
/// wishes, and remembers what it was asked for.
/// </summary>
internal sealed class OtherSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly string _hub;

    private OtherSite(WebApplication server, string hub)
    {
        _server = server;
        _hub = hub;
        server.Run(AnswerAsync);
    }

    /// <summary>Its origin, another than the hub's by host and by port.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Path and query of every request, in order.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public static async Task<OtherSite> OpenAsync(string hub)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var site = new OtherSite(server, hub);
        await server.StartAsync();
        site.Address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return site;
    }

    /// <param name="path">From the slash, with its query.</param>
    public void Answer(string path, RequestDelegate answer) => _answers[path] = answer;

    public void Feed(string path, string json) => Answer(path, context => WriteFeedAsync(context, json));

    public void Fail(string path, int status) => Answer(path, context =>
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public static async Task WriteFeedAsync(HttpContext context, string json)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.ContentType = "application/opds+json";
        await context.Response.WriteAsync(json);
    }

    /// <summary>Makes the page and goes there.</summary>
    /// <param name="tags">What stands in its main part.</param>
    public async Task ShowAsync(WatchedPage watched, string tags, string language = "en")
    {
        Answer("/page", async context =>
        {
            // scripts of the hub alone, no inline style, nothing made from text
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src {_hub}; style-src 'self'; connect-src {_hub} {Address}; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync($"""
                <!doctype html>
                <html lang="{language}">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>A library's page</title>
                  <link rel="stylesheet" href="/page.css">
                  <script src="{_hub}/portal/consortium-navigation.js" defer></script>
                </head>
                <body><main><h1>A library</h1>{tags}</main></body>
                </html>
                """);
        });
        Answer("/page.css", async context =>
        {
            context.Response.ContentType = "text/css";
            await context.Response.WriteAsync(":root { color-scheme: light dark; background: light-dark(#fff, #14171a); color: light-dark(#1b1d21, #e6e8ec); font: 16px sans-serif; }");
        });
        await watched.Page.GotoAsync($"{Address}/page");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value + context.Request.QueryString;
        _asked.Enqueue(path);
        if (_answers.TryGetValue(path, out var answer))
        {
            return answer(context);
        }

        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
