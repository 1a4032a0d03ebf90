using System.Text.Json;
using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Notifying;
using IntegrationHub.Operations;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Publishing;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Operations;

/// <summary>Messages that the host gives up are kept with the last failure, and can be sent again or let go.</summary>
public sealed class PoisonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Secret = "s3cr3t-of-the-example-library";

    private static readonly SourceId Source = SourceId.Parse("test");

    [Fact]
    public async Task A_Window_Given_Up_Says_Why_And_Once_Its_Run_Has_Ended_Only_A_New_Run_Helps()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var hub = await HubAsync(provider);
        var body = BodyOf(1);
        await hub.BreakAsync();
        for (var tries = 0; tries < 2; tries++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => hub.Steps.RunAsync(hub.Rig.Queue, body, hub.Rig.Harvester.StepAsync, default));
        }

        Assert.Equal("[]", (await hub.ListAsync()).ToString());
        await hub.Keeper.GiveUpWindowAsync(body, default);
        await hub.Keeper.GiveUpWindowAsync(body, default);

        var kept = Assert.Single((await hub.ListAsync()).EnumerateArray());
        Assert.Equal(("harvest-windows", body, 2, true), (kept.GetProperty("queue").GetString(), kept.GetProperty("body").GetString(), kept.GetProperty("failures").GetInt32(), kept.GetProperty("isReadable").GetBoolean()));
        Assert.Contains("container", kept.GetProperty("why").GetString(), StringComparison.Ordinal);
        var run = await hub.Rig.RunAsync(HarvestRig.SourceOf("test", provider.BaseUrl), 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains(kept.GetProperty("why").GetString()!, run.Failure, StringComparison.Ordinal);

        var refused = await hub.RetryAsync(kept.GetProperty("id").GetString()!);
        Assert.Equal(409, refused.Status);
        Assert.Contains("POST /api/admin/sources/test/run", refused.Text, StringComparison.Ordinal);
        Assert.Equal(204, (await hub.SendAsync(hub.Api.DeleteAsync(kept.GetProperty("id").GetString()!, default))).Status);
        Assert.Equal("[]", (await hub.ListAsync()).ToString());
        Assert.Equal(404, (await hub.RetryAsync(kept.GetProperty("id").GetString()!)).Status);
    }

    [Fact]
    public async Task A_Window_Given_Up_While_Others_Are_At_Work_Is_Taken_Up_Again()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3, set: "one", prefix: "oai:one:");
        provider.Fill(3, set: "two", prefix: "oai:two:");
        var hub = await HubAsync(provider, "one", "two");
        await hub.BreakAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => hub.Steps.RunAsync(hub.Rig.Queue, BodyOf(1), hub.Rig.Harvester.StepAsync, default));
        await hub.Keeper.GiveUpWindowAsync(BodyOf(1), default);
        await hub.Rig.Pages.CreateAsync(default);
        await hub.Rig.LoseMessagesAsync();

        var accepted = await hub.RetryAsync(Assert.Single((await hub.ListAsync()).EnumerateArray()).GetProperty("id").GetString()!);
        await hub.Rig.Queue.SendAsync(new HarvestWindow(Source, 1, 2), default);
        await hub.Rig.ServeAsync();

        Assert.Equal(202, accepted.Status);
        Assert.Equal("[]", (await hub.ListAsync()).ToString());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        Assert.Equal((RunState.Harvested, 6), ((await hub.Rig.RunAsync(source, 1)).State, (await hub.Rig.RecordsAsync(source, 1)).Count));
    }

    [Fact]
    public async Task Link_And_Publish_Requests_Are_Sent_Again_And_Garbage_Can_Only_Be_Deleted()
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider);
        await hub.Keeper.KeepLinkRequestAsync("""{"because":"a test"}""", default);
        await hub.Keeper.KeepPublishRequestAsync("""{"version":3}""", default);
        await hub.Keeper.KeepNotificationAsync("""{"version":3,"to":"portal"}""", default);
        await Assert.ThrowsAsync<JsonException>(() => hub.Steps.RunAsync(hub.Rig.Queue, "<html>", hub.Rig.Harvester.StepAsync, default));
        await hub.Keeper.GiveUpWindowAsync("<html>", default);

        foreach (var message in (await hub.ListAsync()).EnumerateArray())
        {
            var readable = message.GetProperty("isReadable").GetBoolean();
            Assert.Equal(message.GetProperty("queue").GetString() != "harvest-windows", readable);
            Assert.False(string.IsNullOrEmpty(message.GetProperty("why").GetString()));
            Assert.Equal(readable ? 202 : 409, (await hub.RetryAsync(message.GetProperty("id").GetString()!)).Status);
        }

        Assert.Equal((1, 1, 1), (await hub.Links.CountAsync(default), await hub.Publications.CountAsync(default), await hub.Notifications.CountAsync(default)));
        Assert.Equal("<html>", Assert.Single((await hub.ListAsync()).EnumerateArray()).GetProperty("body").GetString());
        Assert.Equal(1, await hub.Rig.Poison.CountAsync(default));
    }

    [Fact]
    public async Task No_Secret_Is_Kept_And_What_Goes_Well_Later_Is_Not_Listed()
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Steps.RunAsync(
            hub.Rig.Queue, BodyOf(1), (_, _) => throw new InvalidOperationException($"It shows {Secret}.\nat length"), default));
        await hub.Steps.RunAsync(hub.Rig.Queue, BodyOf(1), (_, _) => Task.FromResult(StepOutcome.Completed), default);

        var noted = Assert.Single(await hub.Rig.Poison.ListAsync(default).ToListAsync()).Value;
        Assert.Equal((1, "InvalidOperationException: It shows (hidden).", null), (noted.Failures, noted.Why, noted.GivenUp));
        Assert.Equal("[]", (await hub.ListAsync()).ToString());
    }

    private static string BodyOf(int window) => $$"""{"source":"test","run":1,"window":{{window}}}""";

    private async Task<Hub> HubAsync(TestProvider provider, params string[] sets)
    {
        var connection = azurite.NewAccount();
        var hub = new Hub(connection, await HarvestRig.CreateAsync(connection));
        await hub.Links.CreateAsync(default);
        await hub.Publications.CreateAsync(default);
        await hub.Notifications.CreateAsync(default);
        await hub.Rig.Sources.TryAddAsync(HarvestRig.SourceOf("test", provider.BaseUrl, sets), default);
        await hub.Rig.Scheduler.ScheduleAsync(default);
        return hub;
    }

    private sealed class Hub
    {
        private readonly StorageAccount _account;

        public Hub(string connection, HarvestRig rig)
        {
            _account = new StorageAccount(new StorageOptions { ConnectionString = connection });
            Rig = rig;
            Links = new LinkRequestsQueue(_account);
            Publications = new PublishRequestsQueue(_account);
            Notifications = new NotificationsQueue(_account);
            var credentials = new CredentialOptions { Credentials = { ["Example"] = new CredentialSetting { Secret = Secret } } };
            Steps = new QueueSteps(rig.Poison, Options.Create(credentials), rig.Time, NullLogger<QueueSteps>.Instance);
            Keeper = new PoisonKeeper(rig.Poison, rig.Harvester, rig.Queue, Links, Publications, Notifications, rig.Time, NullLogger<PoisonKeeper>.Instance);
            Api = new PoisonApi(rig.Poison, rig.Retry, rig.Queue, Links, Publications, Notifications);
        }

        public HarvestRig Rig { get; }

        public LinkRequestsQueue Links { get; }

        public PublishRequestsQueue Publications { get; }

        public NotificationsQueue Notifications { get; }

        public QueueSteps Steps { get; }

        public PoisonKeeper Keeper { get; }

        public PoisonApi Api { get; }

        /// <summary>Without its container no page can be kept.</summary>
        public Task BreakAsync() => _account.Blobs.GetBlobContainerClient(RawPageBlobs.Container).DeleteAsync();

        public async Task<JsonElement> ListAsync() => JsonDocument.Parse((await SendAsync(Api.ListAsync(default))).Text).RootElement;

        public Task<(int Status, string Text)> RetryAsync(string id) => SendAsync(Api.RetryAsync(id, default));

        public async Task<(int Status, string Text)> SendAsync(Task<IResult> call)
        {
            await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
            using var body = new MemoryStream();
            var context = new DefaultHttpContext { RequestServices = services };
            context.Response.Body = body;
            await (await call).ExecuteAsync(context);
            return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
        }
    }
}
