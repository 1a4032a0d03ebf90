using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Notifying;
using IntegrationHub.PipelineTests.Publishing;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.PipelineTests.Notifying;

/// <summary>Webhooks from the publication to the receiver.</summary>
public sealed class WebhookTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_New_Version_Is_Told_Once_With_What_Has_Changed_And_A_Signature_That_Verifies()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        Assert.Equal(201, (await rig.PutAsync(receiver.Url)).Status);
        await rig.SettleAsync();
        // What was published before it came is no news.
        Assert.Empty(receiver.Requests);

        rig.Feed.Time.Advance(TimeSpan.FromHours(1));
        await rig.Feed.CommitAsync([FeedRig.Book(500), FeedRig.Book(3, "2024-06-01", record => record with { Title = "改" })], [FeedRig.Book(4).Id]);
        await rig.Feed.PublishAsync();
        // Nothing new: said again, told once.
        await rig.Feed.PublishAsync();
        await rig.SettleAsync();

        var told = Assert.Single(receiver.Requests);
        Assert.Equal(("POST", "application/json", "msg_portal_2"), (told.Method, told.Headers.ContentType.ToString(), told.Id));
        Assert.Equal("feed.published", told.Json.GetProperty("type").GetString());
        Assert.Equal((await rig.Feed.Blobs.ReadManifestAsync(known: null, default)).Manifest.At, told.Json.GetProperty("timestamp").GetString());
        var news = told.News;
        Assert.Equal(
            (2, 1, 12, 1, 1, 1),
            (news.GetProperty("version").GetInt64(), news.GetProperty("previousVersion").GetInt64(), news.GetProperty("resources").GetInt32(), news.GetProperty("added").GetInt32(), news.GetProperty("changed").GetInt32(), news.GetProperty("withdrawn").GetInt32()));
        Assert.Equal("https://hub.example/api/changes?since=1", news.GetProperty("links").GetProperty("changes").GetString());
        Assert.Equal([SignatureOf(told, NotifyRig.OldSecret)], told.Headers["webhook-signature"].ToString().Split(' '));
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await rig.DeliveriesAsync()).State);
    }

    [Fact]
    public async Task While_A_Secret_Is_Exchanged_Both_Sign()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url, more: "\"secrets\":[\"New\",\"old\"]");

        await rig.PublishAsync();
        await rig.SettleAsync();

        var told = Assert.Single(receiver.Requests);
        Assert.Equal([SignatureOf(told, NotifyRig.NewSecret), SignatureOf(told, NotifyRig.OldSecret)], told.Headers["webhook-signature"].ToString().Split(' '));
    }

    [Fact]
    public async Task Failures_Are_Tried_Again_Under_The_Same_Id_With_Growing_Waits_And_A_New_Time()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (number, _) => number < 3 ? Results.StatusCode(500) : Results.Ok();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        await rig.ServeAsync();
        var first = Assert.Single(await rig.DeliveriesAsync());
        Assert.InRange(first.NotBefore - first.TriedAt!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));

        await rig.SettleAsync();

        Assert.Equal(3, receiver.Requests.Count);
        Assert.Single(receiver.Requests.Select(request => request.Id).Distinct());
        Assert.Single(receiver.Requests.Select(request => request.Text).Distinct());
        Assert.Equal(3, receiver.Requests.Select(request => request.Headers["webhook-timestamp"].ToString()).Distinct().Count());
        Assert.All(receiver.Requests, request => Assert.Equal(SignatureOf(request, NotifyRig.OldSecret), request.Headers["webhook-signature"].ToString()));
        Assert.Equal((DeliveryState.Delivered, 2), (await rig.DeliveriesAsync() is [var done] ? (done.State, done.Failures) : default));
    }

    [Fact]
    public async Task Retry_After_Is_Heeded()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (_, _) => new Busy();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        await rig.ServeAsync();

        var waits = Assert.Single(await rig.DeliveriesAsync());
        Assert.Equal(TimeSpan.FromHours(3), waits.NotBefore - waits.TriedAt);
        Assert.Contains("503", waits.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Is_Given_Up_Is_Logged_Listed_And_Delivered_Again_When_Asked_For()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var works = false;
        receiver.Script = (_, _) => works ? Results.Ok() : Results.Text("no room", statusCode: 507);
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        await rig.SettleAsync();

        Assert.Equal(4, receiver.Requests.Count);
        Assert.Contains("Subscriber portal was not told of version 2 of the feed, after 4 failures: It answers 507: no room", Assert.Single(rig.Log.Lines), StringComparison.Ordinal);
        Assert.Equal(new NotificationFigures(1, 0, 0, 1), await rig.Upkeep.ReadAsync(default));
        var dead = Assert.Single((await NotifyRig.AskAsync(_ => rig.Api.ListDeliveriesAsync("portal", default))).Body.EnumerateArray());
        Assert.Equal(("Dead", 507), (dead.GetProperty("state").GetString(), dead.GetProperty("status").GetInt32()));

        works = true;
        Assert.Equal(404, (await NotifyRig.AskAsync(_ => rig.Api.RedeliverAsync("portal", "9", default))).Status);
        Assert.Equal(202, (await NotifyRig.AskAsync(_ => rig.Api.RedeliverAsync("portal", "2", default))).Status);
        await rig.SettleAsync();

        Assert.Equal(DeliveryState.Delivered, Assert.Single(await rig.DeliveriesAsync()).State);
        Assert.Equal(receiver.Requests[0].Id, receiver.Requests[^1].Id);
    }

    [Fact]
    public async Task A_Later_Version_Takes_The_Place_Of_One_That_Waits_And_Tells_All_That_It_Would_Have_Told()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var works = false;
        receiver.Script = (_, _) => works ? Results.Ok() : Results.StatusCode(500);
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        await rig.ServeAsync();
        await rig.PublishAsync();
        await rig.ServeAsync();
        Assert.Equal([DeliveryState.Superseded, DeliveryState.Waiting], (await rig.DeliveriesAsync()).Select(delivery => delivery.State));
        // The receiver's trouble goes on: publishing often must not make a dead one look alive.
        Assert.Equal(2, (await rig.DeliveriesAsync())[1].Failures);

        works = true;
        await rig.SettleAsync();

        var told = receiver.Requests[^1];
        Assert.Equal((3, 1, 2), (told.News.GetProperty("version").GetInt64(), told.News.GetProperty("previousVersion").GetInt64(), told.News.GetProperty("added").GetInt32()));
        Assert.Equal([DeliveryState.Superseded, DeliveryState.Delivered], (await rig.DeliveriesAsync()).Select(delivery => delivery.State));
    }

    [Fact]
    public async Task A_Dead_Delivery_Is_Made_Good_By_The_Next_Version()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (number, _) => number <= 4 ? Results.StatusCode(500) : Results.Ok();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        await rig.SettleAsync();
        await rig.PublishAsync();
        await rig.SettleAsync();

        Assert.Equal(1, receiver.Requests[^1].News.GetProperty("previousVersion").GetInt64());
        Assert.Equal([DeliveryState.Dead, DeliveryState.Delivered], (await rig.DeliveriesAsync()).Select(delivery => delivery.State));
    }

    [Fact]
    public async Task Gone_Ends_The_Subscription_And_An_Admin_May_Begin_It_Again()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (number, _) => number == 1 ? Results.StatusCode(410) : Results.Ok();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        await rig.SettleAsync();
        await rig.PublishAsync();
        await rig.SettleAsync();
        Assert.Single(receiver.Requests);
        var ended = (await NotifyRig.AskAsync(_ => rig.Api.GetAsync("portal", default))).Body;
        Assert.False(ended.GetProperty("active").GetBoolean());
        Assert.Contains("410", ended.GetProperty("ended").GetString(), StringComparison.Ordinal);
        Assert.Equal(409, (await NotifyRig.AskAsync(_ => rig.Api.RedeliverAsync("portal", "2", default))).Status);

        var again = await rig.PutAsync(receiver.Url);
        await rig.SettleAsync();

        Assert.Equal(200, again.Status);
        Assert.False(again.Body.TryGetProperty("ended", out _));
        Assert.Equal((3, 1), (receiver.Requests[^1].News.GetProperty("version").GetInt64(), receiver.Requests[^1].News.GetProperty("previousVersion").GetInt64()));
    }

    [Fact]
    public async Task A_Paused_Webhook_Is_Told_Later_What_It_Has_Missed()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url, more: "\"secrets\":[\"Old\"],\"active\":false");
        await rig.PublishAsync();
        await rig.PublishAsync();
        await rig.ServeAsync();
        Assert.Empty(receiver.Requests);

        await rig.PutAsync(receiver.Url);
        await rig.SettleAsync();

        Assert.Equal((3, 1), (Assert.Single(receiver.Requests).News.GetProperty("version").GetInt64(), receiver.Requests[0].News.GetProperty("previousVersion").GetInt64()));
    }

    [Fact]
    public async Task A_Test_Sends_A_Ping_And_Tells_The_Answer()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (number, _) => number == 1 ? Results.Ok() : Results.Text("wrong signature", statusCode: 401);
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url, more: "\"secrets\":[\"Old\"],\"active\":false");

        var good = (await NotifyRig.AskAsync(_ => rig.Api.TestAsync("portal", default))).Body;
        var bad = (await NotifyRig.AskAsync(_ => rig.Api.TestAsync("portal", default))).Body;

        Assert.Equal((true, 200), (good.GetProperty("delivered").GetBoolean(), good.GetProperty("status").GetInt32()));
        Assert.Equal("It answers 401: wrong signature", bad.GetProperty("why").GetString());
        Assert.All(receiver.Requests, request => Assert.Equal("ping", request.Json.GetProperty("type").GetString()));
        Assert.All(receiver.Requests, request => Assert.Equal(SignatureOf(request, NotifyRig.OldSecret), request.Headers["webhook-signature"].ToString()));
        Assert.Empty(await rig.DeliveriesAsync());
    }

    [Fact]
    public async Task Private_Addresses_Are_Not_Connected_To_And_Redirects_Not_Followed()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (_, _) => Results.Redirect("https://elsewhere.example/");
        var connection = azurite.NewAccount();
        var open = await NotifyRig.CreateAsync(connection);
        await open.PutAsync(receiver.Url);
        var guarded = new NotifyRig(connection, open.Feed, allowPrivate: false);

        Assert.Contains("wants to be asked elsewhere", (await NotifyRig.AskAsync(_ => open.Api.TestAsync("portal", default))).Body.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("private address", (await NotifyRig.AskAsync(_ => guarded.Api.TestAsync("portal", default))).Body.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Single(receiver.Requests);
        Assert.Equal(400, (await guarded.PutAsync(receiver.Url)).Status);
    }

    [Fact]
    public async Task Secrets_Are_Named_And_Never_Told()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (_, _) => Results.StatusCode(500);
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        await rig.SettleAsync();

        var typed = await rig.PutAsync(receiver.Url, more: $"\"secrets\":[\"{NotifyRig.NewSecret}\"]");
        var told = string.Join('\n', rig.Log.Lines.Append((await NotifyRig.AskAsync(_ => rig.Api.ListAsync(default))).Body.ToString())
            .Append((await NotifyRig.AskAsync(_ => rig.Api.ListDeliveriesAsync("portal", default))).Body.ToString()).Append(typed.Body.ToString()));

        Assert.Equal(400, typed.Status);
        Assert.DoesNotContain("whsec_", told, StringComparison.Ordinal);
        Assert.Contains("Old", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_Deliveries_Are_Forgotten_But_Not_What_The_Subscriber_Knows()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        for (var i = 0; i < 3; i++)
        {
            await rig.PublishAsync();
            await rig.SettleAsync();
        }

        rig.Feed.Time.Advance(TimeSpan.FromDays(31));
        await rig.Upkeep.PurgeAsync(default);

        Assert.Equal(4, Assert.Single(await rig.DeliveriesAsync()).Version);
        Assert.Equal(204, (await NotifyRig.AskAsync(_ => rig.Api.DeleteAsync("portal", default))).Status);
        Assert.Empty(await rig.DeliveriesAsync());
        Assert.Equal(404, (await NotifyRig.AskAsync(_ => rig.Api.DeleteAsync("portal", default))).Status);
    }

    /// <summary>As a receiver computes it.</summary>
    private static string SignatureOf(Received request, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{request.Id}.{request.Headers["webhook-timestamp"]}.{request.Text}");
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }

    private sealed class Busy : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = 503;
            httpContext.Response.Headers.RetryAfter = "10800";
            return Task.CompletedTask;
        }
    }
}
