using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>Going back is a new version with the old content: sound, noticed by followers, and linked on from.</summary>
public sealed class IndexRollbackTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly LinkingOptions Options = new() { PartitionBytes = 1536, RecordsPerStep = 100, KeptVersions = 5 };

    [Fact]
    public async Task The_Old_Content_Becomes_A_New_Version_Without_A_Change_List()
    {
        var (hub, _, first) = await ThreeVersionsAsync();

        var done = Assert.IsType<RollbackOutcome.Done>(await RollbackOf(hub).RollBackAsync(1, default));

        Assert.Equal((4, 1), (done.Version, done.Of));
        Assert.Equal([new LostRuns(Sources.SourceId.Parse("one"), 2, 3)], done.Lost);
        Assert.Equal(first, await hub.MembersAsync());
        Assert.Contains(4, hub.Announced);
        Assert.Null(await hub.Reader.ChangesAsync(3, 4, default));
        var verified = await IndexVerifierTests.VerifyAsync(hub);
        Assert.True(verified.Holds, string.Join('\n', verified.Lines()));

        await hub.DeliverAsync("one", 4, false, ("a9", LinkingHub.Book("The last of the lake", "Su, Shi")));
        await hub.LinkAsync();
        Assert.NotNull(await hub.Reader.ChangesAsync(4, 5, default));
        Assert.True((await IndexVerifierTests.VerifyAsync(hub)).Holds);
        Assert.Equal([5, 4, 3, 2, 1], (await RollbackOf(hub).VersionsAsync(default)).Select(version => (int)version.Version));
    }

    [Fact]
    public async Task A_Version_That_Is_Not_Kept_Or_Not_Whole_Is_Refused_And_Nothing_Changes()
    {
        var (hub, _, _) = await ThreeVersionsAsync();
        var old = await hub.Index.ReadKeptAsync(1, default);
        await new BlobFolder(hub.Account, IndexBlobs.Container).DeleteAsync(old!.Keys.Blobs.OfType<string>().First(), default);

        var rollback = RollbackOf(hub);

        Assert.Contains("no longer whole", Assert.IsType<RollbackOutcome.Refused>(await rollback.RollBackAsync(1, default)).Reason, StringComparison.Ordinal);
        Assert.Contains("not kept", Assert.IsType<RollbackOutcome.Refused>(await rollback.RollBackAsync(9, default)).Reason, StringComparison.Ordinal);
        Assert.IsType<RollbackOutcome.Refused>(await rollback.RollBackAsync(3, default));
        Assert.Equal(3, (await hub.Index.ReadManifestAsync(null, default)).Manifest.Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dying_At_Any_Call_Leaves_The_Old_Version_Or_The_New_One(bool afterEffect)
    {
        for (var call = 1; call < 100; call++)
        {
            var (hub, connection, first) = await ThreeVersionsAsync();
            try
            {
                var mortal = new LinkingHub(connection, Options, new MortalTransport(call, afterEffect));
                await RollbackOf(mortal).RollBackAsync(1, default);
                return;
            }
            catch (KilledException)
            {
                await LinkingHub.ForgetLeaseAsync(connection);
            }

            Assert.Contains((await hub.Index.ReadManifestAsync(null, default)).Manifest.Version, new long[] { 3, 4 });
            await RollbackOf(hub).RollBackAsync(1, default);
            Assert.Equal(first, await hub.MembersAsync());
            Assert.True((await IndexVerifierTests.VerifyAsync(hub)).Holds);
        }

        Assert.Fail("It never got through.");
    }

    [Fact]
    public async Task A_Linker_That_Stalls_Before_It_Purges_Leaves_What_Was_Gone_Back_To_Meanwhile()
    {
        var (hub, connection, first) = await ThreeVersionsAsync();
        await hub.DeliverAsync("one", 4, false, ("a9", LinkingHub.Book("The last of the lake", "Su, Shi")));
        var done = default(RollbackOutcome);
        var stalling = new StallingTransport(
            request => request.Uri.Query.Contains("comp=list", StringComparison.Ordinal) && request.Uri.Query.Contains("prefix=decisions", StringComparison.Ordinal),
            async () =>
            {
                // Its lease has run out.
                await LinkingHub.ForgetLeaseAsync(connection);
                done = await RollbackOf(hub).RollBackAsync(1, default);
            });

        // It keeps one version, so that what it deletes next is the content of versions 1 and 2.
        await new LinkingHub(connection, new LinkingOptions { PartitionBytes = 1536, RecordsPerStep = 100, KeptVersions = 1 }, stalling).LinkAsync();

        Assert.Equal((5, 1), done is RollbackOutcome.Done { Version: var version, Of: var of } ? (version, of) : default);
        Assert.Equal(5, (await hub.Index.ReadManifestAsync(null, default)).Manifest.Version);
        var verified = await IndexVerifierTests.VerifyAsync(hub);
        Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
        Assert.Equal(first, await hub.MembersAsync());
    }

    private static IndexRollback RollbackOf(LinkingHub hub) =>
        new(hub.Index, hub.Segments, new BlobLock(hub.Account, TimeProvider.System), (version, _) =>
        {
            hub.Announced.Add(version);
            return Task.CompletedTask;
        }, NullLogger<IndexRollback>.Instance);

    private async Task<(LinkingHub Hub, string Connection, IReadOnlyList<string> First)> ThreeVersionsAsync()
    {
        var connection = azurite.NewAccount();
        var hub = new LinkingHub(connection, Options);
        await hub.CreateAsync();
        await hub.DeliverAsync("one", 1, false, [.. Enumerable.Range(0, 6).Select(i => ($"a{i}", (BibliographicRecord?)LinkingHub.Book($"Tales of the lake, told by fisher {(char)('a' + i)}ong", "Su, Shi")))]);
        await hub.LinkAsync();
        var first = await hub.MembersAsync();
        await hub.DeliverAsync("one", 2, false, ("a1", null), ("a7", LinkingHub.Book("A history of bridges", "Mao, Yisheng")));
        await hub.LinkAsync();
        await hub.DeliverAsync("one", 3, false, ("a8", LinkingHub.Book("A mistake", "Nobody")));
        await hub.LinkAsync();
        return (hub, connection, first);
    }
}
