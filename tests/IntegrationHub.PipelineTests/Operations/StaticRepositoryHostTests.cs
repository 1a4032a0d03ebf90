using System.Text;
using IntegrationHub.Harvest;
using IntegrationHub.Operations;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Operations;

public sealed class StaticRepositoryHostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Serves_What_Was_Stored_And_What_Replaced_It()
    {
        var host = await HostAsync();
        Assert.Equal(404, (await AskAsync(host, "GET", "verb=Identify")).Status);

        Assert.Equal(204, (await PutAsync(host, Repository("First"))).Status);
        var first = await AskAsync(host, "GET", "verb=ListRecords&metadataPrefix=oai_dc");
        Assert.Equal(204, (await PutAsync(host, Repository("Second"))).Status);
        var second = await AskAsync(host, "POST", "verb=ListRecords&metadataPrefix=oai_dc");

        Assert.Contains("<dc:title>First</dc:title>", first.Text, StringComparison.Ordinal);
        Assert.Contains("http://hub.example/oai/static/member", first.Text, StringComparison.Ordinal);
        Assert.Contains("<dc:title>Second</dc:title>", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_A_File_That_Could_Not_Be_Served_And_Keeps_The_Old_One()
    {
        var host = await HostAsync();
        await PutAsync(host, Repository("First"));

        var refused = await PutAsync(host, "<Repository/>");

        Assert.Equal(400, refused.Status);
        Assert.Contains("\"file\":[", refused.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await AskAsync(host, "GET", "verb=Identify")).Status);
    }

    [Fact]
    public async Task Reads_No_More_Than_It_Serves_Of_A_Body_That_Does_Not_Tell_Its_Length()
    {
        var host = await HostAsync();
        var context = new DefaultHttpContext();
        using var endless = new EndlessBody();
        context.Request.Body = endless;

        var answer = await host.PutAsync(context.Request, "member", default);

        Assert.Equal(413, Assert.IsAssignableFrom<IStatusCodeHttpResult>(answer).StatusCode);
    }

    private static string Repository(string title) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Repository xmlns="http://www.openarchives.org/OAI/2.0/static-repository" xmlns:oai="http://www.openarchives.org/OAI/2.0/">
          <Identify>
            <oai:repositoryName>Member</oai:repositoryName><oai:baseURL>http://hub.example/oai/static/member</oai:baseURL>
            <oai:protocolVersion>2.0</oai:protocolVersion><oai:adminEmail>admin@example.org</oai:adminEmail>
            <oai:earliestDatestamp>2026-01-01</oai:earliestDatestamp><oai:deletedRecord>no</oai:deletedRecord><oai:granularity>YYYY-MM-DD</oai:granularity>
          </Identify>
          <ListMetadataFormats>
            <oai:metadataFormat><oai:metadataPrefix>oai_dc</oai:metadataPrefix><oai:schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</oai:schema>
            <oai:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</oai:metadataNamespace></oai:metadataFormat>
          </ListMetadataFormats>
          <ListRecords metadataPrefix="oai_dc">
            <oai:record><oai:header><oai:identifier>oai:member:1</oai:identifier><oai:datestamp>2026-01-01</oai:datestamp></oai:header>
            <oai:metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></oai_dc:dc></oai:metadata></oai:record>
          </ListRecords>
        </Repository>
        """;

    private async Task<StaticRepositoryHost> HostAsync()
    {
        var blobs = new StaticRepositoryBlobs(new StorageAccount(new StorageOptions { ConnectionString = azurite.NewAccount() }));
        await blobs.CreateAsync(default);
        return new StaticRepositoryHost(blobs, new FakeTimeProvider());
    }

    private static Task<(int Status, string Text)> PutAsync(StaticRepositoryHost host, string file) =>
        SendAsync(request => host.PutAsync(request, "member", default), request => request.Body = new MemoryStream(Encoding.UTF8.GetBytes(file)));

    private static Task<(int Status, string Text)> AskAsync(StaticRepositoryHost host, string method, string arguments) =>
        SendAsync(request => host.AnswerAsync(request, "member", default), request =>
        {
            request.Method = method;
            if (method == "POST")
            {
                request.ContentType = "application/x-www-form-urlencoded";
                request.Body = new MemoryStream(Encoding.UTF8.GetBytes(arguments));
            }
            else
            {
                request.QueryString = new QueryString($"?{arguments}");
            }
        });

    private static async Task<(int Status, string Text)> SendAsync(Func<HttpRequest, Task<IResult>> call, Action<HttpRequest> set)
    {
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("hub.example");
        context.Request.Path = "/oai/static/member";
        using var body = new MemoryStream();
        context.Response.Body = body;
        set(context.Request);
        await (await call(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed class EndlessBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(buffer.Length);

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new InvalidOperationException("It never ends.");
    }
}
