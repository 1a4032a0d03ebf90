using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Linking;

public sealed class LinkingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly (string, BibliographicRecord?)[] Platform =
        [.. Enumerable.Range(0, 30).Select(i => ($"p{i:D2}", (BibliographicRecord?)LinkingHub.Book($"Rivers of the province number {(char)('a' + (i % 26))}{i}", "Li, Wei")))];

    [Fact]
    public async Task Links_Records_Of_Two_Sources_And_Answers_By_Id_And_Key()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, ("a", LinkingHub.Book("紅樓夢研究資料", "俞平伯", "9787020002207")));
        await hub.DeliverAsync("two", 1, false, ("b", LinkingHub.Book("红楼梦研究资料", "(民國)俞平伯撰")));

        Assert.Equal(StepOutcome.Completed, await hub.LinkAsync());

        var founder = IdOf("one", "a");
        var reader = hub.Reader;
        var found = Assert.IsType<ResourceAnswer.Found>(await reader.FindAsync(founder, default));
        Assert.Equal(["a", "b"], found.Resource.Members.Select(member => member.Id));
        Assert.Equal(new ResourceAnswer.MovedTo(founder), await reader.FindAsync(IdOf("two", "b"), default));
        Assert.Equal(new ResourceAnswer.Unknown(), await reader.FindAsync(IdOf("two", "c"), default));
        Assert.Equal(founder, Assert.Single(await reader.FindByKeyAsync(IdentifierScheme.Isbn, "9787020002207", default)).Id);
        Assert.Empty(await reader.FindByKeyAsync(IdentifierScheme.Isbn, "9780306406157", default));
        Assert.Equal([1L], hub.Announced.Distinct());
    }

    [Fact]
    public async Task Withdrawn_Records_Leave_Tombstones_And_Their_Ids_Lead_On()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, ("a", LinkingHub.Book("A history of paper", "Hua, Ming")), ("x", LinkingHub.Book("Alone in the world", "Xu, An")));
        await hub.DeliverAsync("two", 2, false, ("b", LinkingHub.Book("A history of paper", "Hua, M.")));
        await hub.LinkAsync();
        await hub.DeliverAsync("one", 2, false, ("a", null), ("x", null));
        await hub.LinkAsync();

        var reader = hub.Reader;
        Assert.Equal(new ResourceAnswer.MovedTo(IdOf("two", "b")), await reader.FindAsync(IdOf("one", "a"), default));
        Assert.Equal(new ResourceAnswer.Gone(), await reader.FindAsync(IdOf("one", "x"), default));
        var changes = await (await reader.ChangesAsync(1, 2, default))!.ToListAsync();
        Assert.Equal(ChangeKind.Added, changes.Single(change => change.Id == IdOf("two", "b")).Kind);
        Assert.Equal(IdOf("two", "b"), changes.Single(change => change.Id == IdOf("one", "a")).MovedTo);
        Assert.Equal(ChangeKind.Withdrawn, changes.Single(change => change.Id == IdOf("one", "x")).Kind);

        await hub.DeliverAsync("one", 3, false, ("x", LinkingHub.Book("Alone in the world", "Xu, An")));
        await hub.LinkAsync();
        Assert.IsType<ResourceAnswer.Found>(await hub.Reader.FindAsync(IdOf("one", "x"), default));
    }

    [Fact]
    public async Task A_Changed_Record_Splits_The_Resource_That_It_Held_Together()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, ("a", LinkingHub.Book("A history of paper", "Hua, Ming")));
        await hub.DeliverAsync("two", 1, false, ("b", LinkingHub.Book("A history of paper", "Hua, M.")));
        await hub.LinkAsync();
        Assert.Equal(["a b"], await hub.MembersAsync());

        await hub.DeliverAsync("two", 2, false, ("b", LinkingHub.Book("A history of paper, volume 2", "Hua, M.")));
        await hub.LinkAsync();

        Assert.Equal(["a", "b"], await hub.MembersAsync());
        Assert.IsType<ResourceAnswer.Found>(await hub.Reader.FindAsync(IdOf("two", "b"), default));
    }

    [Fact]
    public async Task A_Complete_Delivery_Withdraws_What_It_Does_Not_Name()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, Platform);
        await hub.DeliverAsync("two", 1, false, ("z", LinkingHub.Book("Not of that source", "Zhu, Xi")));
        await hub.LinkAsync();
        Assert.Equal(31, (await hub.MembersAsync()).Count);

        await hub.DeliverAsync("one", 4, true, Platform[..12]);
        await hub.LinkAsync();
        Assert.Equal(["p00", "p01", "p02", "p03", "p04", "p05", "p06", "p07", "p08", "p09", "p10", "p11", "z"], await hub.MembersAsync());

        await hub.DeliverAsync("one", 5, true);
        await hub.LinkAsync();
        Assert.Equal(["z"], await hub.MembersAsync());
    }

    [Fact]
    public async Task First_Deliveries_Of_Several_Sources_Make_One_Version()
    {
        var hub = await NewHubAsync(new LinkingOptions());
        await hub.DeliverAsync("one", 1, true, Platform[..10]);
        await hub.DeliverAsync("one", 2, true, Platform[..8]);
        await hub.DeliverAsync("two", 1, true, ("z", LinkingHub.Book("Not of that source", "Zhu, Xi")));
        await hub.LinkAsync();

        // The second delivery of the first source sweeps, and so ends the step.
        Assert.Equal([1L, 2L], hub.Announced.Distinct());
        Assert.Equal(["p00", "p01", "p02", "p03", "p04", "p05", "p06", "p07", "z"], await hub.MembersAsync());

        var fresh = await NewHubAsync(new LinkingOptions());
        await fresh.DeliverAsync("one", 1, true, Platform[..10]);
        await fresh.DeliverAsync("two", 1, true, ("z", LinkingHub.Book("Not of that source", "Zhu, Xi")));
        await fresh.LinkAsync();
        Assert.Equal([1L], fresh.Announced.Distinct());
    }

    [Fact]
    public async Task A_Complete_Delivery_In_Parts_Sweeps_What_No_Part_Names()
    {
        // Steps of five records: every delivery here is taken in parts.
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, true, Platform[..12]);
        await hub.LinkAsync();
        Assert.Equal(12, (await hub.MembersAsync()).Count);

        await hub.DeliverAsync("one", 2, true, Platform[1..11]);
        await hub.LinkAsync();

        Assert.Equal(["p01", "p02", "p03", "p04", "p05", "p06", "p07", "p08", "p09", "p10"], await hub.MembersAsync());
        Assert.Equal(new ConsumedRun(2), (await hub.Index.ReadManifestAsync(null, default)).Manifest.Consumed[SourceId.Parse("one")]);
    }

    [Fact]
    public async Task A_Reader_Ahead_Of_The_Index_Is_Told_To_Read_Everything()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, Platform[..3]);
        await hub.LinkAsync();

        Assert.Null(await hub.Reader.ChangesAsync(3, 1, default));
        Assert.NotNull(await hub.Reader.ChangesAsync(1, 1, default));
    }

    [Fact]
    public async Task A_Record_That_Is_Listed_But_Unreadable_Stays_As_It_Was()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, true, ("a", LinkingHub.Book("A history of paper", "Hua, Ming")), ("b", LinkingHub.Book("Alone in the world", "Xu, An")));
        await hub.LinkAsync();

        var source = SourceId.Parse("one");
        var segment = SegmentBlobs.NameOf(source, 2, 1, 1);
        await hub.Segments.WriteAsync(segment, [new HarvestedRecord { Id = "a", Datestamp = "" }], default);
        await hub.Segments.DeliverAsync(new Delivery { Source = source, Run = 2, Segments = [segment], Records = 1, Complete = true }, default);
        await hub.LinkAsync();

        Assert.Equal(["a"], await hub.MembersAsync());
    }

    [Fact]
    public async Task What_Is_Delivered_Twice_Or_Unchanged_Makes_No_Version()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, false, Platform);
        await hub.LinkAsync();
        var before = (await hub.Index.ReadManifestAsync(null, default)).Manifest;

        await hub.DeliverAsync("one", 1, false, Platform);
        await hub.DeliverAsync("one", 2, false, Platform);
        await hub.LinkAsync();

        var after = (await hub.Index.ReadManifestAsync(null, default)).Manifest;
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Resources.Blobs, after.Resources.Blobs);
        Assert.Equal(new ConsumedRun(2), after.Consumed[SourceId.Parse("one")]);
        Assert.Empty(await hub.Segments.WaitingAsync(default).ToListAsync());
    }

    [Fact]
    public async Task Partitions_Double_As_The_Index_Grows_And_Old_Versions_Are_Purged()
    {
        var hub = await NewHubAsync(new LinkingOptions { PartitionBytes = 2048, RecordsPerStep = 100, KeptVersions = 1 });
        for (var run = 1; run <= 6; run++)
        {
            await hub.DeliverAsync("one", run, false, [.. Enumerable.Range(run * 100, 60).Select(i => ($"r{i}", (BibliographicRecord?)LinkingHub.Book($"Records of the county {i}", $"Author{i}, A.")))]);
            await hub.LinkAsync();
        }

        var manifest = (await hub.Index.ReadManifestAsync(null, default)).Manifest;
        Assert.True(manifest.Resources.Depth > 2);
        Assert.True(manifest.Resources.Bytes >> manifest.Resources.Depth <= 2048);
        Assert.Equal(360, (await hub.MembersAsync()).Count);
        Assert.Equal(360, manifest.Counters.Resources);
        await hub.DescribeAsync();
        var reader = hub.Reader;
        for (var i = 110; i < 660; i += 100)
        {
            Assert.IsType<ResourceAnswer.Found>(await reader.FindAsync(IdOf("one", $"r{i}"), default));
        }

        var names = await new BlobFolder(hub.Account, IndexBlobs.Container).ListAsync("resources/", default).ToListAsync();
        Assert.True(names.Count <= 2 * manifest.Resources.Blobs.Count);
    }

    [Fact]
    public async Task A_Missing_Segment_Stops_Its_Source_And_No_Other()
    {
        var hub = await NewHubAsync();
        var one = SourceId.Parse("one");
        await hub.Segments.DeliverAsync(new Delivery { Source = one, Run = 1, Segments = ["one/00000001/0000-000000.jsonl.gz"], Records = 1 }, default);
        await hub.DeliverAsync("two", 1, false, ("z", LinkingHub.Book("Not of that source", "Zhu, Xi")));

        await hub.LinkAsync();

        Assert.Equal(["z"], await hub.MembersAsync());
        Assert.Equal(one, Assert.Single(await hub.Segments.WaitingAsync(default).ToListAsync()).Source);
    }

    private static ResourceId IdOf(string source, string id) => ResourceId.Of(new RecordId(SourceId.Parse(source), id));

    private async Task<LinkingHub> NewHubAsync(LinkingOptions? options = null)
    {
        var hub = new LinkingHub(azurite.NewAccount(), options);
        await hub.CreateAsync();
        return hub;
    }
}
