using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>What linking made of each run's records is written down once, exactly, however many steps it took.</summary>
public sealed class LinkedRunTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SourceId One = SourceId.Parse("one");

    [Fact]
    public async Task Counts_What_Was_New_Changed_Unchanged_And_Withdrawn_Over_Several_Steps()
    {
        // Steps of five records: each delivery is taken in parts.
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, true, Books(1, 12));
        await hub.LinkAsync();
        await hub.DeliverAsync("one", 2, true, [("b1", null), ("b2", LinkingHub.Book("Another title", "Xu, An")), ("b99", null), .. Books(3, 8), .. Books(40, 2)]);
        await hub.LinkAsync();

        await AssertAsync(hub, 1, isNew: 12);
        // b1 says that it is deleted; b11 and b12 are not named; b99 was never held.
        var second = await AssertAsync(hub, 2, isNew: 2, changed: 1, unchanged: 8, withdrawn: 3);
        Assert.Equal((await hub.Index.ReadManifestAsync(null, default)).Manifest.Version, second.Version);
        Assert.NotNull(second.At);
    }

    [Fact]
    public async Task Tells_The_Runs_Of_One_Step_Apart()
    {
        var hub = await NewHubAsync(new LinkingOptions());
        await hub.DeliverAsync("one", 1, false, [.. Books(1, 4), ("x", LinkingHub.Book("Alone in the world", "Xu, An"))]);
        await hub.DeliverAsync("one", 2, false, ("b1", null), ("b2", LinkingHub.Book("Another title", "Xu, An")), Books(3, 1)[0]);
        await hub.DeliverAsync("one", 3, false, [.. Books(1, 2), ("x", null)]);
        await hub.DeliverAsync("one", 4, true, Books(1, 1));
        await hub.LinkAsync();
        Assert.Equal([1L], hub.Announced.Distinct());

        await AssertAsync(hub, 1, isNew: 5);
        await AssertAsync(hub, 2, changed: 1, unchanged: 1, withdrawn: 1);
        await AssertAsync(hub, 3, isNew: 1, changed: 1, withdrawn: 1);
        await AssertAsync(hub, 4, unchanged: 1, withdrawn: 3);
    }

    [Fact]
    public async Task A_Run_That_Changed_Nothing_And_One_That_Was_Empty_Are_Linked_Too()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, true);
        await hub.DeliverAsync("one", 2, false, Books(1, 2));
        await hub.DeliverAsync("one", 3, false, Books(1, 2));
        await hub.LinkAsync();

        await AssertAsync(hub, 1);
        await AssertAsync(hub, 2, isNew: 2);
        await AssertAsync(hub, 3, unchanged: 2);
    }

    [Fact]
    public async Task A_Run_Is_Not_Linked_While_Part_Of_It_Waits()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, Books(1, 10));
        var delivery = Assert.Single(await hub.Segments.WaitingAsync(default).ToListAsync());
        await new BlobFolder(hub.Account, SegmentBlobs.Container).DeleteAsync(delivery.Segments[1], default);
        await hub.LinkAsync();

        Assert.Null(await hub.Linked.FindAsync(One, 1, default));
        Assert.Equal(5, Assert.Single((await hub.Index.ReadManifestAsync(null, default)).Manifest.Linked).New);

        await hub.DeliverAsync("one", 1, false, Books(1, 10));
        await hub.LinkAsync();

        await AssertAsync(hub, 1, isNew: 10);
    }

    [Fact]
    public async Task What_Is_Delivered_Again_After_It_Was_Linked_Counts_Once()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, Books(1, 3));
        await hub.LinkAsync();
        await hub.DeliverAsync("one", 2, false, Books(8, 1));
        await hub.LinkAsync();

        await hub.DeliverAsync("one", 1, false, Books(1, 3));
        await hub.LinkAsync();

        await AssertAsync(hub, 1, isNew: 3);
        Assert.Equal([2], (await hub.Index.ReadManifestAsync(null, default)).Manifest.Linked.Select(run => run.Run));
    }

    [Fact]
    public async Task A_Replay_Counts_As_Itself_Though_Its_Records_Bear_The_Run_That_Harvested_Them()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, true, Books(1, 3));
        await hub.LinkAsync();
        var segment = SegmentBlobs.NameOf(One, 2, 1, 1);
        await hub.Segments.WriteAsync(
            segment,
            [.. Enumerable.Range(1, 2).Select(i => new HarvestedRecord { Id = $"b{i}", Datestamp = "2024-01-01", Run = 1, Fingerprint = $"read better {i}", Record = LinkingHub.Book($"Rivers {i}", "Li, Wei") })],
            default);
        await hub.Segments.DeliverAsync(new Delivery { Source = One, Run = 2, Segments = [segment], Records = 2, Complete = true }, default);
        await hub.LinkAsync();

        await AssertAsync(hub, 1, isNew: 3);
        await AssertAsync(hub, 2, changed: 2, withdrawn: 1);
    }

    private static async Task<LinkedRun> AssertAsync(LinkingHub hub, int run, int isNew = 0, int changed = 0, int unchanged = 0, int withdrawn = 0)
    {
        var linked = await hub.Linked.FindAsync(One, run, default);
        Assert.NotNull(linked);
        Assert.Equal((isNew, changed, unchanged, withdrawn), (linked.New, linked.Changed, linked.Unchanged, linked.Withdrawn));
        return linked;
    }

    private static (string, BibliographicRecord?)[] Books(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => ($"b{i}", (BibliographicRecord?)LinkingHub.Book($"Rivers of the province number {(char)('a' + (i % 26))}{i}", "Li, Wei")))];

    private async Task<LinkingHub> NewHubAsync(LinkingOptions? options = null)
    {
        var hub = new LinkingHub(azurite.NewAccount(), options);
        await hub.CreateAsync();
        return hub;
    }
}
