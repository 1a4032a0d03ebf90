using System.Text;
using System.Text.Json;
using IntegrationHub.Harvest;
using IntegrationHub.Operations;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.PipelineTests.Harvest;

public sealed class AdminApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Body = """{"name":"示例图书馆","baseUrl":"https://library.example/oai","kind":"Member"}""";

    [Fact]
    public async Task Creates_Then_Replaces_And_Gives_The_Version_With_It()
    {
        var api = await SourcesAsync();

        var created = await PutAsync(api, "example", Body);
        var replaced = await PutAsync(api, "example", Body.Replace("示例", "样例", StringComparison.Ordinal));

        Assert.Equal((201, "/api/admin/sources/example"), (created.Status, created.Headers.Location.ToString()));
        Assert.Equal(200, replaced.Status);
        Assert.NotEqual(created.Headers.ETag, replaced.Headers.ETag);
        var got = await SendAsync(request => api.GetAsync(request, "example", default));
        Assert.Equal(replaced.Headers.ETag, got.Headers.ETag);
        Assert.Equal("样例图书馆", got.Json.GetProperty("name").GetString());
        Assert.Equal("Member", got.Json.GetProperty("kind").GetString());
        Assert.Equal("1.00:00:00", got.Json.GetProperty("every").GetString());
    }

    [Fact]
    public async Task Honours_Preconditions()
    {
        var api = await SourcesAsync();
        Assert.Equal(412, (await PutAsync(api, "example", Body, request => request.Headers.IfMatch = "*")).Status);
        var first = await PutAsync(api, "example", Body, request => request.Headers.IfNoneMatch = "*");
        Assert.Equal(201, first.Status);

        Assert.Equal(412, (await PutAsync(api, "example", Body, request => request.Headers.IfNoneMatch = "*")).Status);
        Assert.Equal(200, (await PutAsync(api, "example", Body.Replace("Member", "Hub", StringComparison.Ordinal), request => request.Headers.IfMatch = first.Headers.ETag)).Status);
        var stale = await PutAsync(api, "example", Body, request => request.Headers.IfMatch = first.Headers.ETag);
        Assert.Equal(412, stale.Status);
        Assert.Contains("get it again", stale.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":""", "$", "not JSON")]
    [InlineData("", "$", "empty")]
    [InlineData("null", "$", "object")]
    [InlineData("""{"name":5}""", "name", "wrong type")]
    [InlineData("""{"nmae":"A"}""", "nmae", "no such property")]
    [InlineData("""{"name":"A","baseUrl":"ftp://a.example"}""", "baseUrl", "http://")]
    [InlineData("""{"id":"other","name":"A","baseUrl":"https://a.example/oai"}""", "id", "'other'")]
    public async Task Says_What_Is_Wrong_With_A_Body(string body, string where, string says)
    {
        var answer = await PutAsync(await SourcesAsync(), "example", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(says, answer.Json.GetProperty("errors").GetProperty(where)[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("IntegrationHub", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 415, "Content-Type: application/json")]
    [InlineData("text/plain", 415, "Content-Type: application/json")]
    [InlineData("application/json; charset=utf-8", 201, "")]
    [InlineData("application/merge-patch+json", 201, "")]
    public async Task Takes_A_Body_That_Is_Said_To_Be_Json(string type, int status, string says)
    {
        var answer = await PutAsync(await SourcesAsync(), "example", Body, request => request.ContentType = type);

        Assert.Equal(status, answer.Status);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refuses_A_Body_That_Is_Too_Large_Whether_It_Says_So_Or_Not(bool says)
    {
        var body = new string(' ', 300 * 1024) + Body;

        var answer = await PutAsync(await SourcesAsync(), "example", body, request => request.ContentLength = says ? body.Length : null);

        Assert.Equal(413, answer.Status);
    }

    [Fact]
    public async Task Makes_A_Source_From_A_Profile_And_A_Base_Url()
    {
        var answer = await PutAsync(await SourcesAsync(), "cashl", """{"profile":"cashl","baseUrl":"https://platform.example/oai"}""");

        Assert.Equal(201, answer.Status);
        Assert.Equal("中国高校人文社会科学文献中心", answer.Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Switches_A_Source_On_And_Off()
    {
        var api = await SourcesAsync();
        await PutAsync(api, "example", Body);

        Assert.False((await SendAsync(request => api.DisableAsync(request, "example", default))).Json.GetProperty("enabled").GetBoolean());
        Assert.True((await SendAsync(request => api.EnableAsync(request, "example", default))).Json.GetProperty("enabled").GetBoolean());
        Assert.Equal(404, (await SendAsync(request => api.EnableAsync(request, "nobody", default))).Status);
    }

    [Fact]
    public async Task Starts_A_Run_Names_The_One_At_Work_And_Reports_What_It_Did()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        provider.Records.Add(new TestRecord("oai:test:untitled", "2026-02-01T00:00:00Z", ""));
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        await rig.Sources.TryAddAsync(HarvestRig.SourceOf("test", provider.BaseUrl) with { Enabled = false }, default);
        var api = new RunApi(rig.Sources, rig.History, rig.Starter, rig.Withdrawal, rig.Time);

        var started = await SendAsync(request => api.RunAsync(request, "test", default));
        var refused = await SendAsync(request => api.RunAsync(request, "test", default));
        await rig.ServeAsync();

        Assert.Equal((202, "/api/admin/sources/test/runs/1"), (started.Status, started.Headers.Location.ToString()));
        Assert.Equal((409, "/api/admin/sources/test/runs/1"), (refused.Status, refused.Headers.Location.ToString()));
        var report = (await SendAsync(request => api.GetAsync(request, "test", "1", default))).Json;
        Assert.Equal("Harvested", report.GetProperty("state").GetString());
        Assert.Equal(4, report.GetProperty("counts").GetProperty("records").GetInt32());
        Assert.Equal("oai:test:untitled", report.GetProperty("windows")[0].GetProperty("rejects")[0].GetProperty("id").GetString());
        Assert.Equal(1, (await SendAsync(_ => api.ListAsync("test", default))).Json.GetArrayLength());
        Assert.Equal(404, (await SendAsync(request => api.GetAsync(request, "test", "2", default))).Status);

        Assert.Equal(204, (await SendAsync(_ => api.DeleteSourceAsync("test", default))).Status);
        Assert.Equal(404, (await SendAsync(_ => api.DeleteSourceAsync("test", default))).Status);
        Assert.Equal("Removal", (await SendAsync(_ => api.ListAsync("test", default))).Json[0].GetProperty("because").GetString());
    }

    [Fact]
    public async Task Says_What_To_Do_With_A_Held_Run_And_Does_It()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl) with { Guards = new SourceGuards { WithdrawnShare = 0.2 } };
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        provider.Records.RemoveRange(0, 2);
        await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
        var runs = new RunApi(rig.Sources, rig.History, rig.Starter, rig.Withdrawal, rig.Time);
        var api = new InterventionApi(rig.Interventions, rig.History);
        Assert.Equal(409, (await SendAsync(_ => api.ApproveAsync("test", "2", default))).Status);
        await rig.ServeAsync();

        var held = (await SendAsync(_ => runs.ListAsync("test", default))).Json[0];
        var early = await SendAsync(_ => api.CancelAsync("test", "2", default));
        var approved = await SendAsync(_ => api.ApproveAsync("test", "2", default));
        var late = await SendAsync(_ => api.DiscardAsync("test", "2", default));

        Assert.Equal("Held", held.GetProperty("state").GetString());
        Assert.Equal(2, held.GetProperty("counts").GetProperty("records").GetInt32());
        Assert.Contains("2 of 4 records (50 %)", held.GetProperty("objection").GetString(), StringComparison.Ordinal);
        Assert.Contains("POST /api/admin/sources/test/runs/2/approve", held.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Equal((409, true), (early.Status, early.Text.Contains("approve or discard it", StringComparison.Ordinal)));
        Assert.Equal((200, "Harvested"), (approved.Status, approved.Json.GetProperty("state").GetString()));
        Assert.Equal((409, true), (late.Status, late.Text.Contains("it ended 2026-05-05 05:05:05 UTC as Harvested", StringComparison.Ordinal)));
        Assert.Equal(404, (await SendAsync(_ => api.ApproveAsync("test", "9", default))).Status);
        Assert.Equal(404, (await SendAsync(_ => api.CancelAsync("test", "x", default))).Status);
    }

    [Fact]
    public async Task Tells_Of_A_Run_That_Waits_Until_When_And_Keeps_Names_Readable()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Script = _ => new TestAnswer("Later", 503, RetryAfter: "86400");
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        await rig.Sources.TryAddAsync(HarvestRig.SourceOf("test", provider.BaseUrl) with { Name = "国家图书馆" }, default);
        var api = new RunApi(rig.Sources, rig.History, rig.Starter, rig.Withdrawal, rig.Time);
        await SendAsync(request => api.RunAsync(request, "test", default));
        await rig.Harvester.StepAsync(new HarvestWindow(SourceId.Parse("test"), 1, 1), default);

        var run = (await SendAsync(_ => api.ListAsync("test", default))).Json[0];

        Assert.Equal(rig.Time.GetUtcNow().AddDays(1), run.GetProperty("waitsUntil").GetDateTimeOffset());
        Assert.Contains("\"国家图书馆\"", (await SendAsync(_ => new SourceApi(rig.Sources).ListAsync(default))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_Everything_Anew_On_Request()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        var api = new RunApi(rig.Sources, rig.History, rig.Starter, rig.Withdrawal, rig.Time);

        Assert.Equal(400, (await SendAsync(request => api.RunAsync(request, "test", default), request => request.QueryString = new("?full=maybe"))).Status);
        await SendAsync(request => api.RunAsync(request, "test", default), request => request.QueryString = new("?full=true"));
        await rig.ServeAsync();

        Assert.True((await rig.DeliveriesAsync(source))[1].Complete);
        Assert.Null(provider.Lists.Last(request => request.Token is null).From);
        Assert.Equal(RunReason.Manual, (await rig.RunAsync(source, 2)).Because);
    }

    private async Task<SourceApi> SourcesAsync() => new((await HarvestRig.CreateAsync(azurite.NewAccount())).Sources);

    private static Task<Answer> PutAsync(SourceApi api, string id, string body, Action<HttpRequest>? set = null) =>
        SendAsync(request => api.PutAsync(request, id, default), request =>
        {
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
            set?.Invoke(request);
        });

    private static async Task<Answer> SendAsync(Func<HttpRequest, Task<IResult>> call, Action<HttpRequest>? set = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        using var body = new MemoryStream();
        context.Response.Body = body;
        set?.Invoke(context.Request);
        await (await call(context.Request)).ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, context.Response.Headers, Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed record Answer(int Status, IHeaderDictionary Headers, string Text)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    }
}
