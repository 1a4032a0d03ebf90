using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>Linking that is killed, is short of storage, or whose lock is lost to another linker, ends in the index of an undisturbed run, sound and without waste.</summary>
public sealed class LinkingStarvationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Rounds = 3;
    private const int MostDeliveriesOfAMessage = 60;

    private static string? undisturbedAccount;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Starved_Of_Storage(int seed)
    {
        var connection = azurite.NewAccount();
        var starved = new StarvedTransport(seed);
        await LinkedAsync(connection, () => UnlockedAsync(connection, starved));
        await AssertUndisturbedAsync(connection);
        Assert.All(Enum.GetValues<Fate>(), fate => Assert.True(starved.Met.GetValueOrDefault(fate) > 0, fate.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Killed_At_Random_Again_And_Again(int seed)
    {
        var random = new Random(seed);
        var connection = azurite.NewAccount();
        var deaths = 0;
        await LinkedAsync(connection, async () =>
        {
            for (var outcome = default(StepOutcome); outcome != StepOutcome.Completed;)
            {
                // Long enough a life for a step, not for a round.
                var mortal = new MortalTransport(random.Next(1, 70), afterEffect: random.Next(2) == 0);
                try
                {
                    outcome = await new LinkingHub(connection, transport: mortal).LinkAsync();
                }
                catch (KilledException)
                {
                    deaths++;
                    await LinkingHub.ForgetLeaseAsync(connection);
                    var verified = await IndexVerifierTests.VerifyAsync(new LinkingHub(connection));
                    Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
                }
            }
        });

        await AssertUndisturbedAsync(connection);
        Assert.True(deaths > Rounds, $"Only {deaths} deaths.");
    }

    [Fact]
    public async Task Two_Starved_Linkers_At_Once_Without_A_Lock()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var connection = azurite.NewAccount();
            await LinkedAsync(connection, () => Task.WhenAll(UnlockedAsync(connection, new StarvedTransport(seed)), UnlockedAsync(connection, new StarvedTransport(-seed))));
            await AssertUndisturbedAsync(connection);
        }
    }

    [Fact]
    public async Task A_Linker_That_Stalls_At_Any_Call_While_Another_Links_Everything()
    {
        using var log = new CapturedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var stalls = true;
        for (var call = 1; stalls; call += 9)
        {
            var connection = azurite.NewAccount();
            var round = 0;
            await LinkedAsync(connection, async () =>
            {
                var calls = 0;
                var stalling = new StallingTransport(_ => Interlocked.Increment(ref calls) == call, () => UnlockedAsync(connection, null));
                await UnlockedAsync(connection, stalling, loggers);
                Assert.Empty(await UnnamedAsync(new LinkingHub(connection)));
                stalls = round++ == 0 ? stalling.HasStalled : stalls || stalling.HasStalled;
            });
            await AssertUndisturbedAsync(connection);
        }

        Assert.Contains(log.Lines, line => line.Contains("Another linker went on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Linker_That_Falls_Behind_So_Far_That_The_Decisions_It_Knows_Are_Purged()
    {
        var connection = azurite.NewAccount();
        var options = new LinkingOptions { RecordsPerStep = 100, KeptVersions = 1 };
        var other = new LinkingHub(connection, options);
        await other.CreateAsync();
        await other.DecideAsync(DecisionKind.Different, ("one", "a1", Book(1, "Su, Shi")), ("two", "b1", Book(1, "S. Su")));
        await other.DeliverAsync("one", 1, false, Books("a", "Su, Shi", 0, 9));
        await other.LinkAsync();
        await other.DeliverAsync("two", 1, false, Books("b", "S. Su", 0, 9));
        var behind = new StallingTransport(request => request.Method == RequestMethod.Get && request.Uri.Path.Contains("/decisions/", StringComparison.Ordinal), async () =>
        {
            await LinkingHub.ForgetLeaseAsync(connection);
            await other.DecideAsync(DecisionKind.Same, ("one", "a1", Book(1, "Su, Shi")), ("two", "b1", Book(1, "S. Su")));
            for (var run = 2; run < 5; run++)
            {
                Assert.Equal(StepOutcome.Completed, await other.LinkAsync());
                await other.DeliverAsync("two", run, false, Books("b", "S. Su", 8 + run, 1));
            }
        });

        Assert.Equal(StepOutcome.Completed, await new LinkingHub(connection, options, behind).LinkAsync());

        Assert.True(behind.HasStalled);
        var verified = await IndexVerifierTests.VerifyAsync(other);
        Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
        Assert.Equal(["a0 b0", "a1 b1", "a2 b2", "a3 b3", "a4 b4", "a5 b5", "a6 b6", "a7 b7", "a8 b8", "b10", "b11", "b12"], await other.MembersAsync());
    }

    /// <summary>Links as one that takes the lock from whoever holds it.</summary>
    private static async Task UnlockedAsync(string connection, HttpPipelineTransport? transport, ILoggerFactory? loggers = null)
    {
        for (var tries = 1; tries < MostDeliveriesOfAMessage; tries++)
        {
            try
            {
                if (await new LinkingHub(connection, transport: transport, loggers: loggers).LinkAsync() == StepOutcome.Completed)
                {
                    return;
                }
            }
            catch (Exception e) when (transport is StarvedTransport && StarvedTransport.IsStarving(e))
            {
                // The message comes again.
            }

            await LinkingHub.ForgetLeaseAsync(connection);
        }

        Assert.Fail("It never goes through.");
    }

    /// <summary>Each round's deliveries and decisions, linked as the test has it; then, undisturbed, one more record, whose step clears away what was left.</summary>
    private static async Task LinkedAsync(string connection, Func<Task> linkAsync)
    {
        var hub = new LinkingHub(connection);
        await hub.CreateAsync();
        for (var round = 1; round <= Rounds; round++)
        {
            await DeliverAsync(hub, round);
            await linkAsync();
            var verified = await IndexVerifierTests.VerifyAsync(hub);
            Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
            Assert.Empty(await hub.Segments.WaitingAsync(default).ToListAsync());
        }

        await hub.DeliverAsync("two", 9, false, ("last", LinkingHub.Book("The last of the lake", "Su, Shi")));
        Assert.Equal(StepOutcome.Completed, await hub.LinkAsync());
    }

    private async Task AssertUndisturbedAsync(string connection)
    {
        var undisturbed = new LinkingHub(await UndisturbedAsync());
        var hub = new LinkingHub(connection);
        var verified = await IndexVerifierTests.VerifyAsync(hub);
        Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
        Assert.Equal(await undisturbed.DescribeAsync(), await hub.DescribeAsync());
        Assert.Equal(await undisturbed.DescribeDoubtsAsync(), await hub.DescribeDoubtsAsync());
        Assert.Equal((await undisturbed.Index.ReadManifestAsync(null, default)).Manifest.Version, (await hub.Index.ReadManifestAsync(null, default)).Manifest.Version);
        Assert.Empty(await UnnamedAsync(hub));
    }

    /// <summary>Blobs that neither the manifest nor one of the versions kept names.</summary>
    private static async Task<IReadOnlyList<string>> UnnamedAsync(LinkingHub hub)
    {
        var folder = new BlobFolder(hub.Account, IndexBlobs.Container);
        var names = await folder.ListAsync("", default).ToListAsync();
        var manifests = names.Where(name => name.StartsWith("manifest", StringComparison.Ordinal)).ToList();
        Assert.Equal(1 + new LinkingOptions().KeptVersions, manifests.Count);
        var text = new StringBuilder();
        foreach (var manifest in manifests)
        {
            text.Append(Encoding.UTF8.GetString((await folder.ReadAsync(manifest, default))!.Bytes));
        }

        var named = text.ToString();
        return [.. names.Except(manifests).Where(name => !named.Contains(name, StringComparison.Ordinal))];
    }

    /// <summary>Three sources, links between them; then changes, deletions, a complete delivery and a curator's word; then that word is taken back and another given.</summary>
    private static async Task DeliverAsync(LinkingHub hub, int round)
    {
        switch (round)
        {
            case 1:
                await hub.DeliverAsync("one", 1, true, Books("a", "Su, Shi", 0, 9));
                await hub.DeliverAsync("two", 2, false, Books("b", "S. Su", 0, 8));
                await hub.DeliverAsync("three", 1, false, Books("c", "Su Shi", 4, 7));
                break;
            case 2:
                await hub.DecideAsync(DecisionKind.Different, ("one", "a3", Book(3, "Su, Shi")), ("two", "b3", Book(3, "S. Su")));
                await hub.DecideAsync(DecisionKind.Same, ("one", "a1", Book(1, "Su, Shi")), ("three", "c10", Book(10, "Su Shi")));
                await hub.DeliverAsync("one", 3, true, [.. Books("a", "Su, Shi", 1, 5), ("a7", Book(12, "Su, Shi"))]);
                await hub.DeliverAsync("two", 3, false, ("b5", null), ("b6", Book(14, "S. Su")), ("b4", Book(4, "S. Su")));
                break;
            default:
                await hub.Decisions.TakeBackAsync((await hub.Decisions.ListAsync(default).FirstAsync(decision => decision.Kind == DecisionKind.Different)).Id, default);
                await hub.DecideAsync(DecisionKind.Pin, ("three", "c6", Book(6, "Su Shi")));
                await hub.DeliverAsync("three", 4, false, ("c4", null), ("c9", Book(7, "Su Shi")));
                break;
        }
    }

    private static (string Id, BibliographicRecord? Record)[] Books(string prefix, string creator, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => ($"{prefix}{i}", (BibliographicRecord?)Book(i, creator)))];

    private static BibliographicRecord Book(int i, string creator) =>
        LinkingHub.Book(LinkingHub.Titles[i], creator);

    /// <summary>The account of the undisturbed run, linked once for all tests: those of a class follow one another.</summary>
    private async Task<string> UndisturbedAsync()
    {
        if (undisturbedAccount is null)
        {
            var connection = azurite.NewAccount();
            await LinkedAsync(connection, async () => Assert.Equal(StepOutcome.Completed, await new LinkingHub(connection).LinkAsync()));
            undisturbedAccount = connection;
        }

        return undisturbedAccount;
    }
}
