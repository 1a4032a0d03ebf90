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

    private static Resource Changed(int number) => FeedRig.Book(number, "2024-06-01", record => record with { Title = $"改 {number}" });

    private async Task<FeedRig> PublishedAsync(int books)
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
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
