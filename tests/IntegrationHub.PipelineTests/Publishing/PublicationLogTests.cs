using IntegrationHub.Linking;
using IntegrationHub.Publishing;

namespace IntegrationHub.PipelineTests.Publishing;

public sealed class PublicationLogTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Every_Resource_Has_One_Entry_And_What_Changes_Goes_To_The_End()
    {
        var rig = await PublishedAsync(60);
        var first = await EntriesAsync(rig);
        Assert.Equal(60, first.Count);
        Assert.Single(first.Select(entry => entry.At).Distinct());
        Assert.All(first, entry => Assert.Equal((ChangeKind.Added, 1), (entry.Kind, entry.Version)));

        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.CommitAsync([Changed(7), FeedRig.Book(900)], [FeedRig.Book(8).Id]);
        await rig.PublishAsync();

        var entries = await EntriesAsync(rig);
        Assert.Equal(61, entries.Count);
        Assert.Equal(first.Where(entry => entry.Id != FeedRig.Book(7).Id && entry.Id != FeedRig.Book(8).Id).Select(entry => entry.Key), entries.Take(58).Select(entry => entry.Key));
        Assert.Equal(
            new[] { (FeedRig.Book(7).Id, ChangeKind.Changed), (FeedRig.Book(8).Id, ChangeKind.Withdrawn), (FeedRig.Book(900).Id, ChangeKind.Added) }.Order(),
            entries.Skip(58).Select(entry => (entry.Id, entry.Kind)).Order());
        Assert.All(entries.Skip(58), entry => Assert.True(string.CompareOrdinal(entry.At, first[0].At) > 0));
        Assert.Contains("platform/cashl", entries.Single(entry => entry.Kind == ChangeKind.Withdrawn).In);
    }

    [Fact]
    public async Task A_Withdrawn_Resource_Keeps_Its_Entry_Until_It_Comes_Back()
    {
        var rig = await PublishedAsync(12);
        await rig.CommitAsync([], [FeedRig.Book(3).Id]);
        await rig.PublishAsync();
        // Everything is read again: what was withdrawn before is not withdrawn again.
        await rig.CommitAsync([FeedRig.Book(50)], keepChanges: false);
        await rig.PublishAsync();
        var gone = Assert.Single(await EntriesAsync(rig), entry => entry.Kind == ChangeKind.Withdrawn);
        Assert.Equal((FeedRig.Book(3).Id, 2), (gone.Id, gone.Version));

        await rig.CommitAsync([FeedRig.Book(3)]);
        await rig.PublishAsync();

        var back = Assert.Single(await EntriesAsync(rig), entry => entry.Id == FeedRig.Book(3).Id);
        Assert.Equal((ChangeKind.Added, 4), (back.Kind, back.Version));
        Assert.Equal(13, (await rig.WalkAsync("all")).Count);
    }

    [Fact]
    public async Task A_Feed_That_Was_Published_Without_A_Log_Gets_One()
    {
        var rig = await PublishedAsync(12);
        var stored = await rig.Blobs.ReadManifestAsync(known: null, default);
        var places = new FeedPlaces(rig.Blobs, stored.Manifest.Places);
        var unlogged = await places.ReadAllAsync(default).ToDictionaryAsync(line => line.Id, line => (ResourcePlaces?)(line with { At = null }));
        var older = stored.Manifest with { Log = [], Places = await places.WriteAsync(unlogged, 12, 1, default) };
        Assert.True(await rig.Blobs.TryCommitAsync(stored, older, default));

        await rig.PublishAsync();

        Assert.Equal(12, (await EntriesAsync(rig)).Count);
        Assert.Equal(stored.Manifest.Categories["all"], (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.Categories["all"] with { Blobs = stored.Manifest.Categories["all"].Blobs });
    }

    [Fact]
    public async Task Blobs_That_Become_Small_Are_Joined()
    {
        var rig = await PublishedAsync(30);
        for (var round = 0; round < 5; round++)
        {
            await rig.CommitAsync(Enumerable.Range(round * 5, 5).Select(i => Changed(i)));
            await rig.PublishAsync();
        }

        Assert.Single((await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.Log);
        Assert.Equal(30, (await EntriesAsync(rig)).Select(entry => entry.Id).Distinct().Count());
    }

    [Fact]
    public async Task Housekeeping_Keeps_The_Log()
    {
        var rig = await PublishedAsync(12);
        await rig.Housekeeper.PurgeAsync(default);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.Housekeeper.PurgeAsync(default);

        Assert.Equal(12, (await EntriesAsync(rig)).Count);
    }

    [Theory]
    [InlineData(20, 100)]
    [InlineData(10, 100)]
    public async Task Pages_Of_Another_Size_Are_No_News_And_What_Was_Withdrawn_Stays_So(int pageSize, int listingEntries)
    {
        var connection = azurite.NewAccount();
        var rig = await PublishedAsync(60, connection);
        await rig.CommitAsync([Changed(7)], [FeedRig.Book(8).Id]);
        await rig.PublishAsync();
        var before = await EntriesAsync(rig);

        var options = new PublishingOptions { PublicUrl = "https://hub.example", PageSize = pageSize, ListingEntries = listingEntries, NewArrivals = 25, Revalidate = TimeSpan.Zero };
        var other = new FeedRig(connection, options);
        other.Time.Advance(TimeSpan.FromHours(1));
        await other.PublishAsync();
        // The new cut is stored: the same again changes nothing.
        var cut = await other.Blobs.ReadManifestAsync(known: null, default);
        await other.PublishAsync();

        Assert.Equal(before.Select(entry => (entry.Key, entry.Kind, entry.Version)), (await EntriesAsync(other)).Select(entry => (entry.Key, entry.Kind, entry.Version)));
        Assert.Equal(cut.ETag, (await other.Blobs.ReadManifestAsync(known: null, default)).ETag);
        Assert.Equal((3, pageSize, 59), (cut.Manifest.Version, cut.Manifest.PageSize, cut.Manifest.Categories["all"].Count));
        Assert.Equal(59, (await other.WalkAsync("all")).Count);
    }

    [Fact]
    public async Task What_Changes_Or_Leaves_While_The_Feed_Is_Cut_Anew_Is_News()
    {
        var connection = azurite.NewAccount();
        var rig = await PublishedAsync(30, connection);
        await rig.CommitAsync([Changed(7), FeedRig.Book(900)], [FeedRig.Book(8).Id]);

        await new FeedRig(connection, new PublishingOptions { PublicUrl = "https://hub.example", PageSize = 20, ListingEntries = 100, Revalidate = TimeSpan.Zero }).PublishAsync();

        var entries = await EntriesAsync(rig);
        Assert.Equal(
            new[] { (FeedRig.Book(7).Id, ChangeKind.Changed), (FeedRig.Book(8).Id, ChangeKind.Withdrawn), (FeedRig.Book(900).Id, ChangeKind.Added) }.Order(),
            entries.Skip(28).Select(entry => (entry.Id, entry.Kind)).Order());
    }

    /// <summary>As the index goes back: older content as its next version, without a change list.</summary>
    [Fact]
    public async Task A_Return_To_Older_Content_Is_The_Next_Version_With_News_Of_What_Differs()
    {
        var rig = await PublishedAsync(30);
        var before = (await rig.WalkAsync("all")).Select(entry => entry.GetProperty("metadata").GetProperty("title").GetString()).Order().ToList();
        await rig.CommitAsync([Changed(7), FeedRig.Book(900)], [FeedRig.Book(8).Id]);
        await rig.PublishAsync();

        await rig.CommitAsync([FeedRig.Book(7), FeedRig.Book(8)], [FeedRig.Book(900).Id], keepChanges: false);
        await rig.PublishAsync();

        Assert.Equal(before, (await rig.WalkAsync("all")).Select(entry => entry.GetProperty("metadata").GetProperty("title").GetString()).Order());
        var entries = await EntriesAsync(rig);
        Assert.Equal(
            new[] { (FeedRig.Book(7).Id, ChangeKind.Changed), (FeedRig.Book(8).Id, ChangeKind.Added), (FeedRig.Book(900).Id, ChangeKind.Withdrawn) }.Order(),
            entries.Where(entry => entry.Version == 3).Select(entry => (entry.Id, entry.Kind)).Order());
        Assert.Equal(31, entries.Count);
    }

    [Fact]
    public async Task A_Version_Is_One_That_Readers_Can_Tell_From_The_One_Before()
    {
        var rig = await PublishedAsync(12);
        await rig.CommitAsync([FeedRig.Book(3)]);
        await rig.PublishAsync();
        var unchanged = (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest;
        Assert.Equal((1, 2, 0), (unchanged.Version, unchanged.IndexVersion, unchanged.Kept.Count));

        rig.Sources[0] = rig.Sources[0] with { Name = "别名" };
        await rig.PublishAsync();
        var renamed = (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest;

        Assert.Equal((2, 2), (renamed.Version, renamed.IndexVersion));
        Assert.True(string.CompareOrdinal(renamed.At, unchanged.At) > 0);
    }

    [Fact]
    public async Task The_Last_Versions_Can_Be_Read_Whole()
    {
        var rig = await PublishedAsync(60);
        for (var round = 0; round < 5; round++)
        {
            await rig.CommitAsync([FeedRig.Book(round, change: record => record with { Title = $"改 {round}" }), FeedRig.Book(900 + round)]);
            await rig.PublishAsync();
        }

        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.Housekeeper.PurgeAsync(default);
        rig.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(await rig.Housekeeper.PurgeAsync(default) > 0);

        var kept = (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.Kept;
        Assert.Equal([3, 4, 5], kept.Select(version => version.Version));
        foreach (var version in kept)
        {
            var manifest = (await rig.Blobs.ReadKeptAsync(version.Name, default))!;
            var listings = await Task.WhenAll(manifest.Categories["all"].Blobs.Select(blob => rig.Blobs.ReadListingAsync(blob.Name!, default)));
            Assert.Equal((version.Version, version.At, 59 + version.Version), (manifest.Version, manifest.At, listings.Sum(lines => lines!.CountFrom(0))));
        }
    }

    private static Resource Changed(int number) => FeedRig.Book(number, "2024-06-01", record => record with { Title = $"改 {number}" });

    private async Task<FeedRig> PublishedAsync(int books, string? connection = null)
    {
        var rig = await new FeedRig(connection ?? azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, books).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        return rig;
    }

    /// <summary>In the order of the log.</summary>
    private static async Task<List<LogEntry>> EntriesAsync(FeedRig rig)
    {
        var entries = new List<LogEntry>();
        foreach (var blob in (await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest.Log)
        {
            var lines = (await rig.Blobs.ReadLogAsync(blob.Name, default))!;
            Assert.Equal(blob.Count, lines.Count);
            entries.AddRange(Enumerable.Range(0, lines.Count).Select(i => PublicationLog.Parse(lines[i])));
        }

        Assert.Equal(entries.Select(entry => entry.Key).Order(), entries.Select(entry => entry.Key));
        return entries;
    }
}
