using IntegrationHub.Harvest;
using IntegrationHub.Notifying;
using IntegrationHub.Operations;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Operations;

public sealed class HousekeeperTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Purges_Segments_Then_Pages_Then_Rows_But_Never_What_Waits_Nor_The_Last_Run()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        var delivery = Assert.Single(await rig.DeliveriesAsync(source));
        var segment = delivery.Segments[0];
        var page = RawPageBlobs.NameOf(source.Id, 1, 1, (await rig.WindowAsync(source, 1)).Checkpoints[0].First);
        var housekeeper = await HousekeeperAsync(rig, connection);

        rig.Time.Advance(TimeSpan.FromDays(8));
        await housekeeper.PurgeAsync(default);
        Assert.NotEmpty(await rig.Segments.ReadAsync(segment, default));

        await rig.Segments.TakeAwayAsync(delivery, default);
        await housekeeper.PurgeAsync(default);
        await Assert.ThrowsAsync<FileNotFoundException>(() => rig.Segments.ReadAsync(segment, default));
        Assert.NotNull(await rig.Pages.ReadAsync(page, default));

        rig.Time.Advance(TimeSpan.FromDays(30));
        await housekeeper.PurgeAsync(default);
        Assert.Null(await rig.Pages.ReadAsync(page, default));

        rig.Time.Advance(TimeSpan.FromDays(90));
        await housekeeper.PurgeAsync(default);
        Assert.NotNull(await rig.Runs.FindAsync(source.Id, 1, default));

        await rig.HarvestAsync();
        await housekeeper.PurgeAsync(default);
        Assert.Null(await rig.Runs.FindAsync(source.Id, 1, default));
        Assert.NotNull(await rig.Runs.FindAsync(source.Id, 2, default));
    }

    [Fact]
    public async Task Keeps_All_Of_A_Held_Run_However_Long_It_Waits()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl) with { Guards = new SourceGuards { WithdrawnShare = 0 } };
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        provider.Records.RemoveAt(0);
        await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
        await rig.ServeAsync();
        var checkpoint = (await rig.WindowAsync(source, 2)).Checkpoints[0].First;

        rig.Time.Advance(TimeSpan.FromDays(400));
        await (await HousekeeperAsync(rig, connection)).PurgeAsync(default);

        Assert.Equal(RunState.Held, (await rig.RunAsync(source, 2)).State);
        Assert.NotEmpty(await rig.Segments.ReadAsync(SegmentBlobs.NameOf(source.Id, 2, 1, checkpoint), default));
        Assert.NotNull(await rig.Pages.ReadAsync(RawPageBlobs.NameOf(source.Id, 2, 1, checkpoint), default));
    }

    private static async Task<Housekeeper> HousekeeperAsync(HarvestRig rig, string connection)
    {
        var account = new StorageAccount(new StorageOptions { ConnectionString = connection });
        var feed = new FeedBlobs(account);
        var search = new SearchBlobs(account);
        var locks = new BlobLock(account, rig.Time);
        var options = Options.Create(new PublishingOptions());
        var (subscriptions, deliveries) = (new SubscriptionTable(account), new DeliveryTable(account));
        await Task.WhenAll(search.CreateAsync(default), feed.CreateAsync(default), locks.CreateAsync(default), subscriptions.CreateAsync(default), deliveries.CreateAsync(default));
        var notifications = new NotificationUpkeep(
            subscriptions, deliveries, new NotificationsQueue(account), new FeedNewsReader(feed, new PublishedFeed(feed, options, rig.Time)), Options.Create(new NotifyingOptions()), rig.Time);
        return new Housekeeper(
            rig.Runs, rig.History, rig.Pages, rig.Segments, rig.Poison, new FeedHousekeeper(feed, search, locks, options, rig.Time), notifications, Options.Create(new OperationsOptions()), rig.Time, NullLogger<Housekeeper>.Instance);
    }
}
