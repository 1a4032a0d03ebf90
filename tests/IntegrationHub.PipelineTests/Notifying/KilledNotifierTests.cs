using IntegrationHub.Notifying;
using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.PipelineTests.Publishing;

namespace IntegrationHub.PipelineTests.Notifying;

/// <summary>The process that tells subscribers dies at each of its storage calls, before or after the call took effect; the next one goes on.</summary>
public sealed class KilledNotifierTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wherever_It_Dies_Everybody_Is_Told_All_Under_One_Id(bool afterEffect)
    {
        for (var diesAt = 1; ; diesAt++)
        {
            await using var receiver = await TestReceiver.StartAsync();
            // One try fails, so that the way to the next one is died on too.
            receiver.Script = (number, _) => Microsoft.AspNetCore.Http.Results.StatusCode(number == 1 ? 500 : 204);
            var connection = azurite.NewAccount();
            var rig = await NotifyRig.CreateAsync(connection);
            await rig.PutAsync(receiver.Url);
            await rig.PutAsync(receiver.Url, "second");
            await rig.PublishAsync();

            var transport = new MortalTransport(diesAt, afterEffect);
            var lived = await LivesAsync(new NotifyRig(connection, rig.Feed, transport));
            // The host delivers again what the dead process had taken; here its messages are gone, and the reviver has to find out.
            await rig.LoseMessagesAsync();
            await rig.Upkeep.ReviveAsync(default);
            await rig.SettleAsync();

            foreach (var id in new[] { "portal", "second" })
            {
                var (told, delivery) = (receiver.Requests.Where(request => request.Id == $"msg_{id}_2").ToList(), Assert.Single(await rig.DeliveriesAsync(id)));
                Assert.True(delivery.State == DeliveryState.Delivered, $"Died at call {diesAt}: {id} is {delivery}");
                Assert.Single(told.Select(request => request.Text).Distinct());
                // The failed try, and one that was not noted.
                Assert.InRange(told.Count, 1, 3);
            }

            if (lived)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task A_Message_That_Is_Delivered_Twice_Does_Not_Multiply()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Script = (number, _) => Microsoft.AspNetCore.Http.Results.StatusCode(number <= 2 ? 500 : 204);
        var rig = await NotifyRig.CreateAsync(azurite.NewAccount());
        await rig.PutAsync(receiver.Url);
        await rig.PublishAsync();
        for (var i = 0; i < 5; i++)
        {
            await rig.Queue.SendAsync(new Notify(2), default);
            await rig.Queue.SendAsync(new Notify(2, "portal"), default);
        }

        await rig.ServeAsync();
        Assert.Single(receiver.Requests);
        await rig.SettleAsync();

        Assert.Equal(3, receiver.Requests.Count);
    }

    [Fact]
    public async Task A_Publication_That_Dies_Before_Its_Announcement_Is_Announced_By_Whoever_Comes_Next()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var connection = azurite.NewAccount();
        var rig = await NotifyRig.CreateAsync(connection);
        await rig.PutAsync(receiver.Url);
        await rig.ServeAsync();
        var dying = new FeedRig(connection, announce: (_, _) => throw new KilledException());

        await rig.Feed.CommitAsync([FeedRig.Book(500)]);
        await Assert.ThrowsAsync<KilledException>(dying.PublishAsync);
        await rig.ServeAsync();
        Assert.Empty(receiver.Requests);

        // Its message comes again, and finds the work done.
        await rig.Feed.PublishAsync();
        await rig.ServeAsync();
        Assert.Equal("msg_portal_2", Assert.Single(receiver.Requests).Id);

        // Or the message is lost too, and the reviver sees that nobody was told.
        await rig.Feed.CommitAsync([FeedRig.Book(501)]);
        await Assert.ThrowsAsync<KilledException>(dying.PublishAsync);
        await rig.Upkeep.ReviveAsync(default);
        await rig.ServeAsync();
        Assert.Equal("msg_portal_3", receiver.Requests[^1].Id);
    }

    private static async Task<bool> LivesAsync(NotifyRig rig)
    {
        try
        {
            await rig.ServeAsync();
            return true;
        }
        catch (Exception e) when (e is KilledException || (e as AggregateException)?.InnerExceptions.All(inner => inner is KilledException) == true)
        {
            return false;
        }
    }
}
