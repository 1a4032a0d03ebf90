using IntegrationHub.Linking;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>Linking afresh gives the same: resources, keys, redirects and tombstones; and nothing is seen of it before it is done.</summary>
public sealed class IndexRebuildTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly LinkingOptions Small = new() { PartitionBytes = 1536, RecordsPerStep = 4, KeptVersions = 3 };

    [Fact]
    public async Task Everything_Is_As_It_Was_But_For_The_Version()
    {
        var (hub, _) = await LivedInAsync();
        var before = await hub.DescribeAsync();
        var version = (await hub.Index.ReadManifestAsync(null, default)).Manifest.Version;

        var done = Assert.IsType<RebuildOutcome.Done>(await RebuildOf(hub).RebuildAsync(default));

        Assert.Equal(version + 1, done.Version);
        Assert.Equal(before, await hub.DescribeAsync());
        var verified = await IndexVerifierTests.VerifyAsync(hub);
        Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
        Assert.Null(await hub.Reader.ChangesAsync(version, version + 1, default));
        Assert.Contains(version + 1, hub.Announced);
        Assert.Null(await hub.Index.ReadRebuildAsync(default));

        await hub.DeliverAsync("one", 9, false, ("a9", LinkingHub.Book("The last of the lake", "Su, Shi")));
        await hub.LinkAsync();
        Assert.True((await IndexVerifierTests.VerifyAsync(hub)).Holds);
    }

    [Fact]
    public async Task What_Was_Linked_By_Other_Rules_Is_Linked_By_Those_Of_Today()
    {
        var (hub, _) = await LivedInAsync();
        var stored = await hub.Index.ReadManifestAsync(null, default);
        var sound = await hub.DescribeAsync();

        // As if keys had been made otherwise: the partitions of keys are gone from the manifest.
        await hub.Index.TryCommitAsync(stored, stored.Manifest with { Version = stored.Manifest.Version + 1, Keys = IndexPartitions.Empty }, default);
        Assert.False((await IndexVerifierTests.VerifyAsync(hub)).Holds);
        await RebuildOf(hub).RebuildAsync(default);

        Assert.True((await IndexVerifierTests.VerifyAsync(hub)).Holds);
        Assert.Equal(sound.Split('\n').Where(line => line.Contains(" apart [", StringComparison.Ordinal)), (await hub.DescribeAsync()).Split('\n').Where(line => line.Contains(" apart [", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dying_At_Any_Call_Leaves_The_Old_Version_And_The_Next_Try_Goes_On(bool afterEffect)
    {
        var (hub, connection) = await LivedInAsync();
        var before = await hub.DescribeAsync();
        for (var call = 1; call < 400; call += 3)
        {
            try
            {
                var mortal = new LinkingHub(connection, Small, new MortalTransport(call, afterEffect));
                await RebuildOf(mortal).RebuildAsync(default);
                Assert.True(call > 30, "It never died on its way.");
                return;
            }
            catch (KilledException)
            {
                await LinkingHub.ForgetLeaseAsync(connection);
            }

            Assert.Equal(before, await hub.DescribeAsync());
            Assert.True((await IndexVerifierTests.VerifyAsync(hub)).Holds);
        }

        Assert.Fail("It never got through.");
    }

    private static IndexRebuild RebuildOf(LinkingHub hub) => new(
        hub.Index,
        hub.Decisions,
        new BlobLock(hub.Account, TimeProvider.System),
        (version, _) =>
        {
            hub.Announced.Add(version);
            return Task.CompletedTask;
        },
        Microsoft.Extensions.Options.Options.Create(Small),
        NullLogger<IndexRebuild>.Instance);

    /// <summary>An index with links, changes, ids that lead on, tombstones and decisions.</summary>
    private async Task<(LinkingHub Hub, string Connection)> LivedInAsync()
    {
        var connection = azurite.NewAccount();
        var hub = new LinkingHub(connection, Small);
        await hub.CreateAsync();
        var lake = LinkingHub.Book("Notes from the northern lake", "Su, Shi", "9780306406157");
        await hub.DeliverAsync("one", 1, false, ("a1", lake), ("a2", LinkingHub.Book("A history of paper making", "Ts'ai, Lun")), ("a3", LinkingHub.Book("Only here")), ("a4", LinkingHub.Book("The dream of the stone", "Cao, Xueqin")));
        await hub.LinkAsync();
        await hub.DeliverAsync("two", 1, false, ("b1", lake with { Edition = "2nd" }), ("b2", LinkingHub.Book("A history of paper making", "Ts'ai, Lun")), ("b3", LinkingHub.Book("The dream of the stone", "Cao, Xueqin")), ("b4", LinkingHub.Book("The dream of a stone", "Cao, Xueqin")));
        await hub.LinkAsync();
        await hub.DeliverAsync("one", 2, false, ("a1", null), ("a3", null), ("a2", LinkingHub.Book("A history of paper making in the south", "Ts'ai, Lun")));
        await hub.LinkAsync();
        await hub.Decisions.WriteAsync(Said(DecisionKind.Different, "a4", "b3"), default);
        await hub.Decisions.WriteAsync(Said(DecisionKind.Same, "b1", "b2"), default);
        await hub.LinkAsync();
        return (hub, connection);
    }

    private static CuratorDecision Said(DecisionKind kind, string a, string b)
    {
        var titles = new Dictionary<string, string>
        {
            ["a4"] = "The dream of the stone",
            ["b3"] = "The dream of the stone",
            ["b1"] = "Notes from the northern lake",
            ["b2"] = "A history of paper making",
        };
        JudgedRecord[] records = [Judged(a), Judged(b)];
        return new CuratorDecision
        {
            Id = CuratorDecision.IdOf(kind, records.Select(record => record.RecordId)),
            Kind = kind,
            Groups = kind == DecisionKind.Different ? [[records[0]], [records[1]]] : [records],
            By = "a curator",
            At = DateTimeOffset.UnixEpoch,
        };

        JudgedRecord Judged(string id) => new(Sources.SourceId.Parse(id[0] == 'a' ? "one" : "two"), id, titles[id]);
    }
}
