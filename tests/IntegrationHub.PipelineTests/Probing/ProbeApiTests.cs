using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntegrationHub.Functions;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Http;
using IntegrationHub.LocalHost.Jobs;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.PipelineTests.Probing;

/// <summary>Over HTTP, through the triggers.</summary>
public sealed class ProbeApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly SourceId Test = SourceId.Parse("test");
    private readonly HttpClient _client = new();
    private TestProvider _provider = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _provider = await TestProvider.StartAsync();
        _provider.Fill(7);
        var port = FreePorts.Next();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(Settings.Storage, azurite.NewAccount()), new("Harvest:AllowPrivateNetworks", "true")]).Build();
        _app = HubServer.Build(
            settings, port, new FunctionKey("key"), [typeof(ProbeFunctions), typeof(SourceFunctions)], new HostJson(Workspace.Find().FunctionsFolder), HubView.AddHub);
        await _app.StartAsync();
        _client.BaseAddress = new Uri($"http://localhost:{port}/api/admin/");
        _client.DefaultRequestHeaders.Add("x-functions-key", "key");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Probes_A_Bare_Url_Stores_Nothing_And_Proposes_A_Source_That_Can_Be_Put()
    {
        var (status, report) = await SendAsync(HttpMethod.Post, "probe", $$"""{"baseUrl":" {{_provider.BaseUrl}}?verb=Identify "}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((true, 7), (report.GetProperty("harvestable").GetBoolean(), report.GetProperty("harvest").GetProperty("records").GetInt32()));
        Assert.Empty((await SendAsync(HttpMethod.Get, "sources")).Body.EnumerateArray());
        var (put, source) = await SendAsync(HttpMethod.Put, "sources/test", report.GetProperty("proposal").GetRawText());
        Assert.Equal((HttpStatusCode.Created, _provider.BaseUrl), (put, source.GetProperty("baseUrl").GetString()));
    }

    [Fact]
    public async Task Keeps_With_A_Source_What_Its_Probe_Has_Found_Until_It_Is_Deleted()
    {
        _provider.IgnoresUntil = true;
        await PutAsync(_provider.BaseUrl);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "sources/test/probe")).Status);

        var (status, report) = await SendAsync(HttpMethod.Post, "sources/test/probe");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(report.GetRawText(), (await SendAsync(HttpMethod.Get, "sources/test/probe")).Body.GetRawText());
        var learnt = (await FindingsAsync())!;
        Assert.Equal((_provider.BaseUrl, "oai_dc", true, false, 7L, ListVerb.ListRecords), (learnt.BaseUrl, learnt.MetadataPrefix, learnt.FromWorks, learnt.UntilWorks, learnt.Records, learnt.ListBy));

        await SendAsync(HttpMethod.Delete, "sources/test");
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "sources/test/probe")).Status);
        Assert.Null(await FindingsAsync());
        Assert.Null(await _app.Services.GetRequiredService<ProbeBlobs>().FindAsync(Test, default));
    }

    [Fact]
    public async Task Keeps_What_Was_Learnt_When_The_Provider_Is_Not_There()
    {
        await PutAsync(_provider.BaseUrl);
        await SendAsync(HttpMethod.Post, "sources/test/probe");
        _provider.Script = _ => TestAnswer.Busy("60");

        var (_, report) = await SendAsync(HttpMethod.Post, "sources/test/probe");

        Assert.False(report.GetProperty("complete").GetBoolean());
        Assert.Equal(7, (await FindingsAsync())!.Records);
    }

    [Theory]
    [InlineData("{}", "baseUrl")]
    [InlineData("""{"baseUrl":"ftp://a.example"}""", "baseUrl")]
    [InlineData("""{"baseUrl":"https://user:secret@a.example/oai"}""", "baseUrl")]
    [InlineData("""{"baseUrl":"https://a.example/oai","access":"maybe"}""", "access")]
    public async Task Says_What_Is_Wrong_With_A_Body(string body, string where)
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, "probe", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty(where, out _), problem.GetRawText());
    }

    [Fact]
    public async Task Knows_No_Source_That_Is_None() => Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "sources/nobody/probe")).Status);

    private async Task<ProviderFindings?> FindingsAsync() => (await _app.Services.GetRequiredService<FindingsTable>().FindAsync(Test, default))?.Value;

    private Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(string baseUrl) => SendAsync(HttpMethod.Put, "sources/test", $$"""{"name":"A test","baseUrl":"{{baseUrl}}","enabled":false}""");

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.NoContent ? default : await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
