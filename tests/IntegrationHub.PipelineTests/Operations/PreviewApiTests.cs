using System.Net;
using System.Text;
using System.Text.Json;
using IntegrationHub.Functions;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Http;
using IntegrationHub.LocalHost.Jobs;
using IntegrationHub.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace IntegrationHub.PipelineTests.Operations;

/// <summary>Over HTTP, through the triggers.</summary>
public sealed class PreviewApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Payload = """<dc xmlns="http://purl.org/dc/elements/1.1/"><title>红楼梦</title><identifier>http://library.example/1</identifier></dc>""";

    private readonly HttpClient _client = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var port = FreePorts.Next();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(Settings.Storage, azurite.NewAccount())]).Build();
        _app = HubServer.Build(
            settings, port, new FunctionKey("key"), [typeof(PreviewFunctions), typeof(SourceFunctions)], new HostJson(Workspace.Find().FunctionsFolder), HubView.AddHub);
        await _app.StartAsync();
        _client.BaseAddress = new Uri($"http://localhost:{port}/api/admin/");
        _client.DefaultRequestHeaders.Add("x-functions-key", "key");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Previews_With_And_Without_A_Sources_Policy()
    {
        var (status, report) = await PostAsync("preview", Payload);
        Assert.Equal((HttpStatusCode.OK, "unknown"), (status, report.GetProperty("records")[0].GetProperty("access").GetString()));
        Assert.Equal("红楼梦", report.GetProperty("records")[0].GetProperty("record").GetProperty("title").GetString());

        using var body = new StringContent("""{"name":"T","baseUrl":"https://library.example/oai","access":"BySet","freeSets":["open"]}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Created, (await _client.PutAsync("sources/test", body)).StatusCode);
        var (_, free) = await PostAsync("sources/test/preview?set=open:books", Payload);
        Assert.Equal("free: bySet: open", free.GetProperty("records")[0].GetProperty("access").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("sources/nobody/preview", Payload)).Status);
    }

    [Theory]
    [InlineData("preview", "", "empty")]
    [InlineData("preview", "{}", "not XML")]
    [InlineData("preview?records=0", "<dc/>", "number of records")]
    [InlineData("preview", """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords/></OAI-PMH>""", "no record")]
    [InlineData("preview", """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch"/></OAI-PMH>""", "noRecordsMatch")]
    public async Task Says_What_Is_Wrong_With_What_Was_Sent(string address, string body, string sentence)
    {
        var (status, problem) = await PostAsync(address, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(sentence, problem.GetProperty("errors").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_More_Than_A_Megabyte() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync("preview", $"<dc>{new string(' ', PreviewApi.LongestBody)}</dc>")).Status);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string address, string xml)
    {
        using var content = new StringContent(xml, Encoding.UTF8, "text/xml");
        using var answer = await _client.PostAsync(address, content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
