using System.Net;
using System.Text.Json;
using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Http;
using IntegrationHub.LocalHost.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class HttpFunctionsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Key = "the key";
    private readonly HttpClient _client = new();
    private WebApplication? _app;

    public async Task InitializeAsync()
    {
        var port = FreePorts.Next();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(Settings.Storage, azurite.ConnectionString)]).Build();
        _app = HubServer.Build(settings, port, new FunctionKey(Key), [typeof(BookFunctions)], new HostJson(AppContext.BaseDirectory), static (services, _) => services.AddSingleton(new Shelf("A12")));
        await _app.StartAsync();
        _client.BaseAddress = new Uri($"http://localhost:{port}/");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app!.DisposeAsync();
    }

    [Fact]
    public async Task Binds_Route_Values_And_Injects_Into_The_Constructor() =>
        Assert.Equal("红楼梦 page 7 shelf A12", await _client.GetStringAsync("api/books/红楼梦/pages/7"));

    [Fact]
    public async Task Answers_Head_Where_Get_Is_Served()
    {
        var answer = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "api/books/x/pages/1"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("api/nothing")]
    [InlineData("api/books/x/pages/seven")]
    [InlineData("api/empty")]
    public async Task Tells_Not_Found_As_A_Problem(string path) => await AssertProblemAsync(await _client.GetAsync(path), HttpStatusCode.NotFound);

    [Fact]
    public async Task Tells_A_Wrong_Method_As_A_Problem() =>
        await AssertProblemAsync(await _client.DeleteAsync("api/books/x/pages/1"), HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task Tells_A_Failure_As_A_Problem_That_Keeps_Its_Secrets_Whatever_The_Caller_Accepts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/fails");
        request.Headers.Accept.ParseAdd("application/atom+xml");

        var problem = await AssertProblemAsync(await _client.SendAsync(request), HttpStatusCode.InternalServerError);

        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/guarded")]
    [InlineData("api/guarded?code=the%20kez")]
    [InlineData("api/guarded?code=")]
    public async Task Refuses_A_Missing_Or_Wrong_Key(string path) => await AssertProblemAsync(await _client.PostAsync(path, null), HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Takes_The_Key_From_Query_Or_Header()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await _client.PostAsync("api/guarded?code=the%20key", null)).StatusCode);

        _client.DefaultRequestHeaders.Add("x-functions-key", Key);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.PostAsync("api/guarded", null)).StatusCode);
    }

    [Fact]
    public void Rejects_A_Class_That_Mixes_Http_With_Queues() =>
        Assert.Contains("two classes", Assert.Throws<InvalidOperationException>(() => new JobTypes([typeof(MixedFunctions)])).Message, StringComparison.Ordinal);

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    internal sealed record Shelf(string Name);

    internal sealed class BookFunctions(Shelf shelf)
    {
        [FunctionName("Page")]
        public Task<IActionResult> PageAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "books/{title}/pages/{page:int}")] HttpRequest request, string title, int page, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            Assert.NotNull(request);
            return Task.FromResult<IActionResult>(new ContentResult { Content = $"{title} page {page} shelf {shelf.Name}" });
        }

        [FunctionName("Empty")]
        public IActionResult Empty([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Missing(request);

        [FunctionName("Fails")]
        public IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw new InvalidOperationException($"secret {request.Path}");

        [FunctionName("Guarded")]
        public IActionResult Guarded([HttpTrigger(AuthorizationLevel.Function, "post")] HttpRequest request) => request.Path.HasValue ? new NoContentResult() : Missing(request);

        private static StatusCodeResult Missing(HttpRequest request) => new(request.Path.HasValue ? 404 : 500);
    }

    internal sealed class MixedFunctions
    {
        [FunctionName("Get")]
        public IActionResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new OkObjectResult(request.Path.Value);

        [FunctionName("Take")]
        public Task TakeAsync([QueueTrigger("things")] string body) => Task.FromResult(body);
    }
}
