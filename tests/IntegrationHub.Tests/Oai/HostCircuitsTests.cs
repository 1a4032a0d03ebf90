using IntegrationHub.Oai;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Tests.Oai;

public sealed class HostCircuitsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly OaiClientOptions _options = new() { AllowPrivateNetworks = true, Retries = 0, CircuitFaults = 3, CircuitBreak = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task A_Host_That_Fails_Every_Request_Is_Left_Alone_Until_A_Pause_Is_Over()
    {
        var status = 500;
        await using var provider = await Provider.StartAsync(context => AnswerAsync(context, status));
        using var http = OaiHttp.Create(_options);
        using var client = new OaiClient(http, _options, _time);
        for (var request = 0; request < 3; request++)
        {
            Assert.IsType<OaiFetch.Failed>(await AskAsync(client, provider.BaseUrl));
        }

        _time.Advance(TimeSpan.FromSeconds(15));
        var open = Assert.IsType<OaiFetch.Busy>(await AskAsync(client, provider.BaseUrl));
        Assert.Equal((TimeSpan.FromSeconds(45), null, 3), (open.RetryAfter, open.Status, provider.Requests));
        Assert.Contains("left alone", open.Because, StringComparison.Ordinal);

        status = 200;
        _time.Advance(open.RetryAfter);
        Assert.IsType<OaiFetch.Page>(await AskAsync(client, provider.BaseUrl));
        Assert.IsType<OaiFetch.Page>(await AskAsync(client, provider.BaseUrl));
    }

    [Fact]
    public async Task One_Hosts_Failures_Are_No_Other_Ones()
    {
        await using var broken = await Provider.StartAsync(context => AnswerAsync(context, 500));
        await using var sound = await Provider.StartAsync(context => AnswerAsync(context, 200));
        using var http = OaiHttp.Create(_options);
        using var client = new OaiClient(http, _options, _time);
        for (var request = 0; request < 5; request++)
        {
            await AskAsync(client, broken.BaseUrl);
        }

        Assert.IsType<OaiFetch.Page>(await AskAsync(client, sound.BaseUrl));
        Assert.Equal(3, broken.Requests);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(404)]
    public async Task A_Host_That_Answers_Is_Not_Broken_Whatever_It_Says(int status)
    {
        await using var provider = await Provider.StartAsync(context => AnswerAsync(context, status));
        using var http = OaiHttp.Create(_options);
        using var client = new OaiClient(http, _options, _time);
        for (var request = 0; request < 8; request++)
        {
            await AskAsync(client, provider.BaseUrl);
        }

        Assert.Equal(8, provider.Requests);
    }

    private static Task<OaiFetch> AskAsync(OaiClient client, Uri baseUrl) => client.FetchAsync(OaiRequest.Identify(baseUrl), default);

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("An answer");
    }
}
