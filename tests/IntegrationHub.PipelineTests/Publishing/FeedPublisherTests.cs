using System.Text.Json;
using IntegrationHub.Publishing;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Publishing;

public sealed class FeedPublisherTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int MoreCallsThanAPublicationMakes = 400;

    [Fact]
    public async Task Every_Resource_Is_In_The_Feed_Once_Newest_First()
    {
        var rig = await PublishedAsync(123);

        var entries = await rig.WalkAsync("all");

        Assert.Equal(123, entries.Count);
        Assert.Equal(123, entries.Select(IdOf).Distinct().Count());
        await rig.CommitAsync([FeedRig.Book(900)]);
        await rig.PublishAsync();
        Assert.Equal("书 900", (await rig.WalkAsync("all"))[0].GetProperty("metadata").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Publishing_The_Same_Again_Writes_Nothing()
    {
        var rig = await PublishedAsync(60);
        rig.Transport.Forget();

        Assert.Same(StepOutcome.Completed, await rig.PublishAsync());
        Assert.Empty(rig.Transport.Writes);

        // A version of the index in which nothing that a reader sees has changed.
        await rig.CommitAsync([FeedRig.Book(7)]);
        rig.Transport.Forget();
        await rig.PublishAsync();
        Assert.EndsWith("/feed/manifest.json", Assert.Single(rig.Transport.Writes));
    }

    [Fact]
    public async Task An_Arrival_Touches_One_Blob_Of_Each_Of_Its_Categories()
    {
        var rig = await PublishedAsync(230);
        await rig.CommitAsync([FeedRig.Book(900)]);
        rig.Transport.Forget();

        await rig.PublishAsync();

        var listings = rig.Transport.Writes.Where(call => call.Contains("/listings/", StringComparison.Ordinal)).ToList();
        // all, platform, class, division, type, language, period; besides them the log, the places, the version before and the manifest.
        Assert.Equal(7, listings.Count);
        Assert.Equal(11, rig.Transport.Writes.Count());
    }

    [Fact]
    public async Task Changes_And_Withdrawals_Move_Nobody_Else()
    {
        var rig = await PublishedAsync(123);
        var before = (await rig.WalkAsync("all")).Select(IdOf).ToList();

        await rig.CommitAsync([FeedRig.Book(11, "2024-06-01", record => record with { Title = "改", Year = 1800 })], [FeedRig.Book(40).Id]);
        await rig.PublishAsync();

        var after = await rig.WalkAsync("all");
        Assert.Equal(before.Where(id => id != FeedUrls.IdOf(FeedRig.Book(40).Id)), after.Select(IdOf));
        Assert.Equal("改", Assert.Single(await rig.WalkAsync("period/1800-1899")).GetProperty("metadata").GetProperty("title").GetString());
        Assert.Equal(122, (await rig.GetAsync("https://hub.example/opds/2/all")).Json.GetProperty("metadata").GetProperty("numberOfItems").GetInt32());
    }

    [Fact]
    public async Task Reads_Everything_When_Change_Lists_Are_No_Longer_Kept()
    {
        var rig = await PublishedAsync(60);
        await rig.CommitAsync([FeedRig.Book(5, "2024-06-01", record => record with { Title = "改" }), FeedRig.Book(70)], [FeedRig.Book(6).Id], keepChanges: false);

        await rig.PublishAsync();

        var titles = (await rig.WalkAsync("all")).Select(entry => entry.GetProperty("metadata").GetProperty("title").GetString()).ToList();
        Assert.Equal(60, titles.Count);
        Assert.Contains("改", titles);
        Assert.DoesNotContain("书 6", titles);
        Assert.Equal("书 70", titles[0]);
    }

    [Fact]
    public async Task A_Source_That_Becomes_A_Member_Takes_Its_Resources_Along()
    {
        var rig = await PublishedAsync(30);

        rig.Sources[0] = rig.Sources[0] with { Kind = SourceKind.Member };
        await rig.PublishAsync();

        Assert.Equal(30, (await rig.WalkAsync("member/cashl")).Count);
        Assert.Equal(404, (await rig.GetAsync("https://hub.example/opds/2/platform/cashl")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shows_The_Same_Wherever_The_Process_Dies(bool afterTheCall)
    {
        var undisturbed = await PublishedAsync(12);
        await ChangeAsync(undisturbed);
        await undisturbed.PublishAsync();
        var expected = await FeedAsync(undisturbed);
        var account = azurite.NewAccount();
        for (var calls = 0; calls < MoreCallsThanAPublicationMakes; calls++)
        {
            var rig = await PublishedAsync(12, account);
            await ChangeAsync(rig);
            var dying = new FeedRig(account);
            dying.Transport.DieAfter(calls, afterTheCall);
            await Record.ExceptionAsync(dying.PublishAsync);

            // A reader meanwhile sees the one version or the other.
            Assert.Contains((await rig.WalkAsync("all")).Count, (int[])[12, 14]);
            await rig.FreeAsync();
            await rig.PublishAsync();

            Assert.Equal(expected, await FeedAsync(rig));
            await rig.EmptyAsync();
            if (!dying.Transport.Died)
            {
                return;
            }
        }

        Assert.Fail("The process died every time.");
    }

    [Fact]
    public async Task A_Reader_Of_The_Version_Before_Is_Served_Until_Housekeeping_Has_Waited()
    {
        var rig = await PublishedAsync(60);
        var before = await rig.Blobs.ReadManifestAsync(known: null, default);
        await rig.CommitAsync([FeedRig.Book(3, "2024-06-01", record => record with { Title = "改" })]);
        await rig.PublishAsync();
        // Of "all" the versions before are kept.
        var superseded = before.Manifest.Categories["platform/cashl"].Blobs[0].Name!;

        Assert.Equal(0, await rig.Housekeeper.PurgeAsync(default));
        rig.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await rig.Housekeeper.PurgeAsync(default));
        Assert.NotNull(await rig.Blobs.ReadListingAsync(superseded, default));

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(0, await rig.Housekeeper.PurgeAsync(default));
        Assert.Null(await rig.Blobs.ReadListingAsync(superseded, default));
        Assert.Equal(60, (await rig.WalkAsync("all")).Count);
    }

    [Fact]
    public async Task Waits_While_Another_Publishes()
    {
        var rig = await PublishedAsync(10);
        await using var held = await rig.Locks.TryTakeAsync(FeedPublisher.LockName, default);

        Assert.IsType<StepOutcome.Later>(await rig.PublishAsync());
        Assert.Equal(0, await rig.Housekeeper.PurgeAsync(default));
    }

    private static Task ChangeAsync(FeedRig rig) => rig.CommitAsync(
        [.. Enumerable.Range(100, 3).Select(i => FeedRig.Book(i)), FeedRig.Book(3, "2024-06-01", record => record with { Title = "改", Languages = ["fr"] })],
        [FeedRig.Book(4).Id]);

    private async Task<FeedRig> PublishedAsync(int books, string? account = null)
    {
        var rig = await new FeedRig(account ?? azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, books).Select(i => FeedRig.Book(i)));
        Assert.Same(StepOutcome.Completed, await rig.PublishAsync());
        return rig;
    }

    private static async Task<string> FeedAsync(FeedRig rig) =>
        JsonSerializer.Serialize((await rig.Blobs.ReadManifestAsync(known: null, default)).Manifest, FeedManifestJson.Default.FeedManifest);

    private static string? IdOf(JsonElement entry) => entry.GetProperty("metadata").GetProperty("identifier").GetString();
}
