using IntegrationHub.LocalHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class HttpFeedSourceTests : IAsyncLifetime
{
    private readonly WebApplication _server;
    private Uri _root = null!;

    public HttpFeedSourceTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapMethods("/feed", ["GET", "HEAD"], (HttpRequest request) => Results.Text(request.Headers.Accept.ToString(), "application/opds+json"));
        _server.MapGet("/moved", () => Results.Redirect("/feed"));
        _server.MapGet("/away", () => Results.Redirect("http://elsewhere.invalid/feed"));
        _server.MapGet("/round", () => Results.Redirect("/round"));
        _server.MapGet("/endless", () => Results.Bytes(new byte[17 * 1024 * 1024]));
    }

    public async Task InitializeAsync()
    {
        await _server.StartAsync();
        _root = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Asks_For_What_The_Link_Promised()
    {
        using var source = new HttpFeedSource(_root);
        var answer = await source.GetAsync(new Uri(_root, "/moved"), "application/opds+json", body: true, default);

        Assert.Equal((200, "application/opds+json"), (answer.Status, answer.MediaType?.Split(';')[0]));
        Assert.StartsWith("application/opds+json", System.Text.Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
        Assert.Equal(0, (await source.GetAsync(new Uri(_root, "/feed"), null, body: false, default)).Body.Length);
        Assert.Equal(404, (await source.GetAsync(new Uri(_root, "/nothing"), null, body: true, default)).Status);
    }

    [Theory]
    [InlineData("/away", "elsewhere.invalid")]
    [InlineData("/round", "on and on")]
    [InlineData("/endless", "")]
    public async Task Never_Goes_Elsewhere_And_Always_Comes_To_An_End(string path, string reason)
    {
        using var source = new HttpFeedSource(_root);

        Assert.Contains(reason, (await source.GetAsync(new Uri(_root, path), null, body: true, default)).Failure, StringComparison.Ordinal);
        Assert.False(source.IsOurs(new Uri("http://elsewhere.invalid/feed")));
    }
}
