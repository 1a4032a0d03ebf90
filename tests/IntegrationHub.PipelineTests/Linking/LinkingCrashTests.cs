using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>A linker that dies at any of its storage calls, or meets another one, leaves the index that an undisturbed one makes.</summary>
public sealed class LinkingCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dying_At_Any_Call_Gives_The_Same_Index(bool afterEffect)
    {
        var undisturbed = await DeliveredAsync(azurite.NewAccount());
        var connection = azurite.NewAccount();
        var counting = new MortalTransport(int.MaxValue, false);
        await new LinkingHub(undisturbed, transport: counting).LinkAsync();
        var expected = await new LinkingHub(undisturbed).DescribeAsync();
        Assert.Equal(5, (await new LinkingHub(undisturbed).Index.ReadManifestAsync(null, default)).Manifest.Version);

        // Odd calls die before their effect, even ones after it; twice a run, so that the repetition of a step dies too.
        for (var call = afterEffect ? 2 : 1; call <= counting.Calls; call += 2)
        {
            await DeliveredAsync(connection);
            var announced = new List<long>();
            foreach (var diesAt in new[] { call, (call * 7 % counting.Calls) + 1, int.MaxValue })
            {
                var hub = new LinkingHub(connection, transport: new MortalTransport(diesAt, afterEffect));
                try
                {
                    Assert.Equal(StepOutcome.Completed, await hub.LinkAsync());
                }
                catch (KilledException)
                {
                    await LinkingHub.ForgetLeaseAsync(connection);
                }

                var verified = await IndexVerifierTests.VerifyAsync(new LinkingHub(connection));
                Assert.True(verified.Holds, string.Join('\n', verified.Lines()));
                announced.AddRange(hub.Announced);
            }

            var after = new LinkingHub(connection);
            Assert.Equal(expected, await after.DescribeAsync());
            Assert.Empty(await after.Segments.WaitingAsync(default).ToListAsync());
            Assert.Equal((await after.Index.ReadManifestAsync(null, default)).Manifest.Version, announced.Max());
        }
    }

    [Fact]
    public async Task Two_Linkers_At_Once_Give_The_Same_Index()
    {
        var expected = await DeliveredAsync(azurite.NewAccount());
        await new LinkingHub(expected).LinkAsync();

        for (var round = 0; round < 5; round++)
        {
            var connection = await DeliveredAsync(azurite.NewAccount());
            var running = Task.WhenAll(UnlockedAsync(connection), UnlockedAsync(connection));
            await running;
            await new LinkingHub(connection).LinkAsync();
            Assert.Equal(await new LinkingHub(expected).DescribeAsync(), await new LinkingHub(connection).DescribeAsync());
        }
    }

    [Fact]
    public async Task A_Linker_That_Finds_Another_At_Work_Comes_Back_Later()
    {
        var connection = await DeliveredAsync(azurite.NewAccount());
        var hub = new LinkingHub(connection);
        await using var held = await new BlobLock(hub.Account, TimeProvider.System).TryTakeAsync(RecordLinker.LockName, default);

        Assert.IsType<StepOutcome.Later>(await hub.LinkAsync());
    }

    /// <summary>Links while the lease is taken away again and again, as if it had always run out.</summary>
    private static async Task UnlockedAsync(string connection)
    {
        var hub = new LinkingHub(connection);
        for (var attempt = 0; attempt < 20 && await hub.LinkAsync() is StepOutcome.Later; attempt++)
        {
            await LinkingHub.ForgetLeaseAsync(connection);
        }
    }

    /// <summary>Two sources, links between them that a curator undoes one of, a change, deletions, a complete delivery; five steps.</summary>
    private static async Task<string> DeliveredAsync(string connection)
    {
        var hub = new LinkingHub(connection);
        await hub.CreateAsync();
        await hub.ClearAsync();
        await hub.DeliverAsync("one", 1, false, [.. Enumerable.Range(0, 9).Select(i => ($"a{i}", (BibliographicRecord?)Book(i, "Su, Shi")))]);
        await hub.DeliverAsync("one", 3, true, [.. Enumerable.Range(0, 6).Select(i => ($"a{i}", (BibliographicRecord?)Book(i == 2 ? 15 : i, "Su, Shi")))]);
        await hub.DeliverAsync("two", 1, false, [.. Enumerable.Range(0, 8).Select(i => ($"b{i}", i == 5 ? null : Book(i, "S. Su")))]);
        await hub.DecideAsync(DecisionKind.Different, ("one", "a1", Book(1, "Su, Shi")), ("two", "b1", Book(1, "S. Su")));
        return connection;

        static BibliographicRecord Book(int i, string creator) => LinkingHub.Book(LinkingHub.Titles[i], creator);
    }
}
