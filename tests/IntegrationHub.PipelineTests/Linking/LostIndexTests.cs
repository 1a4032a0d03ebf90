using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.PipelineTests.EndToEnd;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>A hub whose index is lost gets the same one back from its raw pages, and nobody who reads the feed sees anything of it.</summary>
public sealed class LostIndexTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task One_Command_Brings_Back_Ids_Members_Links_And_What_Curators_Have_Said()
    {
        await using var rig = await LostIndexRig.LivedInAsync(azurite.NewAccount());
        var version = (await rig.ManifestAsync()).Manifest.Version;
        var before = await rig.Hub.DescribeAsync();
        var content = await HubContent.ReadAsync(rig.Connection, default);
        AssertLived(before);
        var asked = rig.One.Requests.Count;
        await rig.LoseIndexAsync();

        var (exitCode, output) = await rig.RebuildAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains("The index is lost: index/manifest.json is gone.", output, StringComparison.Ordinal);
        Assert.Contains("  one: runs 1 to 3, ", output, StringComparison.Ordinal);
        Assert.Contains("  linked: run 3 of one; ", output, StringComparison.Ordinal);
        Assert.Equal(asked, rig.One.Requests.Count);
        Assert.Equal(before, await rig.Hub.DescribeAsync());
        Assert.Equal(version + 1, (await rig.ManifestAsync()).Manifest.Version);
        Assert.Null(await rig.Hub.Index.ReadRebuildAsync(default));
        await AssertHoldsAsync(rig);

        await rig.PublishAsync();
        HubContent.AssertEqual(content, await HubContent.ReadAsync(rig.Connection, default), "after the rebuild");
        rig.Change("one", "a10", record => record with { Title = "Salt wells in Sichuan" });
        await rig.DayAsync();
        await AssertHoldsAsync(rig);
    }

    [Fact]
    public async Task Until_Then_Nothing_Is_Linked_Onto_Nothing_And_The_Feed_Stays_As_It_Is()
    {
        await using var rig = await LostIndexRig.LivedInAsync(azurite.NewAccount());
        var feed = await rig.FeedAsync();
        var members = (await rig.ManifestAsync()).Manifest.Counters.Members;
        await rig.LoseIndexAsync();
        rig.One.Records.Add(LostIndexRig.Book("a20", "Tea and horse caravans", "Li, Si", rig.One.Now));

        await rig.DayAsync();

        Assert.Null((await rig.ManifestAsync()).ETag);
        Assert.NotEmpty(await rig.Hub.Segments.WaitingAsync(default).ToListAsync());
        Assert.Equal(feed, await rig.FeedAsync());

        Assert.Equal(0, (await rig.RebuildAsync()).ExitCode);
        await rig.Hub.LinkAsync();
        await rig.PublishAsync();

        Assert.Empty(await rig.Hub.Segments.WaitingAsync(default).ToListAsync());
        Assert.Equal(members + 1, (await rig.ManifestAsync()).Manifest.Counters.Members);
        Assert.Equal(feed.Resources + 1, (await rig.FeedAsync()).Resources);
        await AssertHoldsAsync(rig);
    }

    [Fact]
    public async Task Blobs_That_Are_Gone_Are_A_Loss_Too()
    {
        await using var rig = await LostIndexRig.LivedInAsync(azurite.NewAccount());
        var before = await rig.Hub.DescribeAsync();
        var lost = (await rig.ManifestAsync()).Manifest.Resources.Blobs.OfType<string>().First();
        await new BlobFolder(rig.Hub.Account, IndexBlobs.Container).DeleteAsync(lost, default);

        var (exitCode, output) = await rig.RebuildAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains(lost, output, StringComparison.Ordinal);
        Assert.Equal(before, await rig.Hub.DescribeAsync());
        await AssertHoldsAsync(rig);
    }

    [Fact]
    public async Task Says_Which_Source_Lacks_Pages_And_Does_Nothing_Before_Someone_Says_So()
    {
        await using var rig = await LostIndexRig.LivedInAsync(azurite.NewAccount());
        await rig.PurgeAsync("two", 1);
        await rig.LoseIndexAsync();

        var (refused, said) = await rig.RebuildAsync();

        Assert.Equal(1, refused);
        Assert.Contains("    NOT WHOLE. Pages of run 1 are gone, and no later harvest brought everything. POST /api/admin/sources/two/run?full=true", said, StringComparison.Ordinal);
        Assert.Null((await rig.ManifestAsync()).ETag);

        Assert.Equal(0, (await rig.RebuildAsync(incomplete: true)).ExitCode);
        Assert.Equal(["one", "three", "two"], (await rig.ManifestAsync()).Manifest.Holdings!.Keys.Select(source => source.Value).Order(StringComparer.Ordinal));
        await AssertHoldsAsync(rig);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dying_At_Any_Call_Shows_Nothing_And_The_Next_Try_Goes_On(bool afterEffect)
    {
        await using var rig = await LostIndexRig.LivedInAsync(azurite.NewAccount());
        var before = await rig.Hub.DescribeAsync();
        await rig.LoseIndexAsync();
        for (var call = 1; call < 1000; call += 7)
        {
            try
            {
                Assert.IsType<RebuildOutcome.Done>(await RebuildAsync(new StorageAccount(new StorageOptions { ConnectionString = rig.Connection }, new MortalTransport(call, afterEffect), TimeSpan.FromMilliseconds(5))));
                Assert.True(call > 30, "It never died on its way.");
                Assert.Equal(before, await rig.Hub.DescribeAsync());
                await AssertHoldsAsync(rig);
                return;
            }
            catch (KilledException)
            {
                await LinkingHub.ForgetLeaseAsync(rig.Connection);
            }

            if ((await rig.ManifestAsync()).ETag is not null)
            {
                // It died after its commit.
                Assert.Equal(before, await rig.Hub.DescribeAsync());
                await AssertHoldsAsync(rig);
                await rig.LoseIndexAsync();
            }
        }

        Assert.Fail("It never got through.");
    }

    private static async Task<RebuildOutcome> RebuildAsync(StorageAccount account)
    {
        var runs = new RunTable(account);
        var pages = new RawPageBlobs(account);
        var (archive, _) = await new KeptHarvests(new SourceTable(account), runs, new KeptPages(runs, new WindowTable(account), pages), pages).ListAsync(default);
        var rebuild = new LostIndexRebuild(
            new IndexBlobs(account), new DecisionTable(account), new BlobLock(account, TimeProvider.System), static (_, _) => Task.CompletedTask, Options.Create(LostIndexRig.Small), NullLoggerFactory.Instance);
        return await rebuild.RebuildAsync(archive, known: 40, static (_, _) => { }, default);
    }

    /// <summary>Without all this the comparison would compare little.</summary>
    private static void AssertLived(string described)
    {
        string Id(string source, string id) => ResourceId.Of(new RecordId(SourceId.Parse(source), id)).ToString();
        var lines = described.Split('\n').Where(line => line.Contains(" apart [", StringComparison.Ordinal)).ToList();
        Assert.Contains(lines, line => line.StartsWith($"{Id("two", "b1")} [{Id("one", "a1")}]", StringComparison.Ordinal) && line.Contains("c1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{Id("one", "a2")} []", StringComparison.Ordinal) && line.Contains("b2", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{Id("one", "a5")} []", StringComparison.Ordinal) && line.Contains("b5", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{Id("two", "b3")} []", StringComparison.Ordinal));
        Assert.Contains($"[\"id:{Id("one", "a3")}\"]", described, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith($"{Id("one", "a12")} [{Id("three", "c2")}]", StringComparison.Ordinal));
        Assert.Contains($"[\"id:{Id("two", "b6")}\"]", described, StringComparison.Ordinal);
    }

    private static async Task AssertHoldsAsync(LostIndexRig rig)
    {
        var verified = await IndexVerifierTests.VerifyAsync(rig.Hub);
        Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
    }
}
