using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>What is foretold of a delivery is what linking it does.</summary>
public sealed class SourceHoldingsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly (string Id, BibliographicRecord? Record) Shared = ("shared", LinkingHub.Book("A history of paper", "Hua, Ming"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Foretells_What_Goes_Whether_The_Runs_Before_Are_Linked_Or_Wait(bool linked)
    {
        var hub = await NewHubAsync();
        // Of "shared" the other source is the founder, so that it is found by its key only.
        await hub.DeliverAsync("other", 1, true, Shared);
        await hub.LinkAsync();
        await DeliverAsync(1, true, [.. Books(1, 12), Shared], expected: (0, 0));
        await DeliverAsync(2, false, [("b1", null), ("shared", null), ("never-seen", null), .. Books(3, 1), .. Books(20, 1)], expected: (13, 2));
        await DeliverAsync(3, false, [("b1", null), ("shared", null)], expected: (12, 0));
        await DeliverAsync(4, true, [.. Books(4, 3), .. Books(30, 2)], expected: (12, 9));
        await DeliverAsync(5, true, [], expected: (5, 5));

        async Task DeliverAsync(int run, bool complete, (string, BibliographicRecord?)[] records, (long, long) expected)
        {
            await hub.DeliverAsync("one", run, complete, records);
            var delivery = await hub.Segments.WaitingAsync(default).SingleAsync(delivery => delivery.Source == SourceId.Parse("one") && delivery.Run == run);
            Assert.Equal(expected, await new SourceHoldings(hub.Index, hub.Segments, Options.Create(new LinkingOptions())).ForetellAsync(delivery, default));
            if (linked)
            {
                await hub.LinkAsync();
                var holdings = (await hub.Index.ReadManifestAsync(null, default)).Manifest.Holdings!;
                Assert.True(run > 1 || holdings[SourceId.Parse("one")] == 13);
            }
        }
    }

    private static (string, BibliographicRecord?)[] Books(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => ($"b{number}", (BibliographicRecord?)LinkingHub.Book($"Title of the book {number}", $"Author {number}")))];

    private async Task<LinkingHub> NewHubAsync()
    {
        var hub = new LinkingHub(azurite.NewAccount());
        await hub.CreateAsync();
        return hub;
    }
}
