using System.Security.Cryptography;
using IntegrationHub.Notifying;
using IntegrationHub.PipelineTests.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.PipelineTests.Notifying;

/// <summary>The hub as a WebSub hub of its own feed, from discovery to the lease's end (https://www.w3.org/TR/websub/).</summary>
public sealed class WebSubTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Root = "https://hub.example/opds/2";
    private const string Hub = "https://hub.example/api/websub";

    [Fact]
    public async Task A_Subscriber_Finds_The_Hub_Confirms_And_Is_Sent_The_Topic_Signed()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = Confirm;
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        Assert.Equal($"<{Hub}>; rel=\"hub\", <{Root}>; rel=\"self\"", (await rig.Feed.GetAsync(Root)).Headers.Link.ToString());

        Assert.Equal(202, (await SubscribeAsync(rig, receiver, ("hub.secret", "shh"), ("hub.lease_seconds", "3600"))).Status);
        await rig.SettleAsync();
        var asked = QueryHelpers.ParseQuery(Assert.Single(receiver.Requests).Query);
        Assert.Equal(("GET", "subscribe", Root, "3600", "x"), (receiver.Requests[0].Method, asked["hub.mode"].ToString(), asked["hub.topic"].ToString(), asked["hub.lease_seconds"].ToString(), asked["key"].ToString()));

        await rig.PublishAsync();
        await rig.SettleAsync();

        var sent = receiver.Requests[^1];
        Assert.Equal(2, receiver.Requests.Count);
        Assert.Equal(("POST", "?key=x", "application/opds+json"), (sent.Method, sent.Query, sent.Headers.ContentType.ToString()));
        Assert.Equal($"<{Hub}>; rel=\"hub\", <{Root}>; rel=\"self\"", sent.Headers.Link.ToString());
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData("shh"u8, sent.Body))}", sent.Headers["X-Hub-Signature"].ToString());
        Assert.Equal((await rig.Feed.GetAsync(Root)).Text, sent.Text);
        Assert.DoesNotContain("shh", (await NotifyRig.AskAsync(_ => rig.Api.ListAsync(default))).Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_Does_Not_Confirm_Is_No_Subscriber_And_Who_Is_One_Stays_One()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (_, _) => Results.NotFound();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await SubscribeAsync(rig, receiver);
        await rig.SettleAsync();
        Assert.Empty(await rig.Subscriptions.ListAsync(default).ToListAsync());

        receiver.Script = Confirm;
        await SubscribeAsync(rig, receiver);
        await rig.SettleAsync();
        receiver.Script = (_, request) => request.Method == "GET" ? Results.Text("another challenge") : Results.Ok();
        // Somebody else wants to end it in its name.
        await rig.SubscribeAsync(("hub.mode", "unsubscribe"), ("hub.topic", Root), ("hub.callback", $"{receiver.Url}?key=x"));
        await rig.SettleAsync();
        await rig.PublishAsync();
        await rig.SettleAsync();

        Assert.Equal("POST", receiver.Requests[^1].Method);
        receiver.Script = Confirm;
        await rig.SubscribeAsync(("hub.mode", "unsubscribe"), ("hub.topic", Root), ("hub.callback", $"{receiver.Url}?key=x"));
        await rig.SettleAsync();
        Assert.Empty(await rig.Subscriptions.ListAsync(default).ToListAsync());
        Assert.Empty(await rig.Deliveries.ListAsync(null, default).ToListAsync());
    }

    [Fact]
    public async Task A_Lease_Ends_Unless_It_Is_Renewed()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = Confirm;
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await SubscribeAsync(rig, receiver, ("hub.lease_seconds", "3600"));
        await rig.SettleAsync();
        rig.Feed.Time.Advance(TimeSpan.FromMinutes(50));
        await SubscribeAsync(rig, receiver, ("hub.lease_seconds", "3600"));
        await rig.SettleAsync();
        rig.Feed.Time.Advance(TimeSpan.FromMinutes(50));
        await rig.PublishAsync();
        await rig.SettleAsync();
        Assert.Equal("POST", receiver.Requests[^1].Method);

        rig.Feed.Time.Advance(TimeSpan.FromMinutes(20));
        var before = receiver.Requests.Count;
        await rig.PublishAsync();
        await rig.ServeAsync();
        await rig.Upkeep.PurgeAsync(default);

        Assert.Equal(before, receiver.Requests.Count);
        Assert.Empty(await rig.Subscriptions.ListAsync(default).ToListAsync());
    }

    [Fact]
    public async Task A_Topic_That_Says_The_Same_Is_Not_Sent_Again()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = Confirm;
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        const string Topic = "https://hub.example/opds/1/type/article";
        await rig.SubscribeAsync(("hub.mode", "subscribe"), ("hub.topic", Topic), ("hub.callback", receiver.Url));
        await rig.SettleAsync();
        for (var number = 900; number < 903; number++)
        {
            // Each third book is an article.
            await ChangeFeedTests.NextAsync(rig.Feed, [FeedRig.Book(number)], []);
            await rig.SettleAsync();
        }

        // What the topic was when it subscribed is not known, so the first version is sent; 901 and 902 are no articles.
        var sent = Assert.Single(receiver.Requests, request => request.Method == "POST");
        Assert.StartsWith("application/atom+xml", sent.Headers.ContentType.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, (await rig.Deliveries.ListAsync(null, default).ToListAsync()).Count(row => row.Value.State == DeliveryState.Delivered));
    }

    [Fact]
    public async Task Who_Fails_For_Days_Has_To_Ask_Anew()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (number, request) => request.Method == "GET" ? Confirm(number, request) : Results.StatusCode(500);
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await SubscribeAsync(rig, receiver);
        await rig.SettleAsync();
        await rig.PublishAsync();
        await rig.SettleAsync();

        Assert.Equal(4, receiver.Requests.Count(request => request.Method == "POST"));
        Assert.Empty(await rig.Subscriptions.ListAsync(default).ToListAsync());
        Assert.Empty(await rig.Deliveries.ListAsync(null, default).ToListAsync());
        Assert.Empty(rig.Log.Lines);
    }

    [Theory]
    [InlineData("hub.mode", "publish")]
    [InlineData("hub.topic", "https://elsewhere.example/feed")]
    [InlineData("hub.topic", "https://hub.example/opds/2/all?page=3")]
    [InlineData("hub.callback", "http://portal.example/hook")]
    [InlineData("hub.callback", "hook")]
    [InlineData("hub.lease_seconds", "-5")]
    public async Task Mistakes_Are_Told_As_Text(string field, string value)
    {
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        var fields = new Dictionary<string, string> { ["hub.mode"] = "subscribe", ["hub.topic"] = Root, ["hub.callback"] = "https://portal.example/hook", [field] = value };

        var answer = await rig.SubscribeAsync([.. fields.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(field, answer.Text, StringComparison.Ordinal);
        Assert.Empty(await rig.Subscriptions.ListAsync(default).ToListAsync());
    }

    private static IResult Confirm(int number, Received request) => request.Method == "GET" ? Results.Text(QueryHelpers.ParseQuery(request.Query)["hub.challenge"].ToString()) : Results.Ok();

    private static Task<(int Status, string Text)> SubscribeAsync(NotifyRig rig, TestReceiver receiver, params IEnumerable<(string, string)> more) =>
        rig.SubscribeAsync([("hub.mode", "subscribe"), ("hub.topic", Root), ("hub.callback", $"{receiver.Url}?key=x"), .. more]);
}
