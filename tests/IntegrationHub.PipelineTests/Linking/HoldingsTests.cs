using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>The manifest's count of each source's records is what the resources hold, whatever has come and gone.</summary>
public sealed class HoldingsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SourceId One = SourceId.Parse("one");
    private static readonly SourceId Two = SourceId.Parse("two");

    [Fact]
    public async Task Follow_What_Comes_Changes_Goes_And_Is_Swept()
    {
        var hub = await NewHubAsync();
        Assert.Equal(new Dictionary<SourceId, long>(), (await hub.Index.ReadManifestAsync(null, default)).Manifest.Holdings);

        // "shared" is one resource of both sources; steps of five records take deliveries in parts.
        await hub.DeliverAsync("one", 1, true, [.. Books(1, 12), ("shared", LinkingHub.Book("A history of paper", "Hua, Ming"))]);
        await hub.DeliverAsync("two", 1, false, [.. Books(30, 3), ("shared", LinkingHub.Book("A history of paper", "Hua, M."))]);
        await AssertAsync(hub, 13, 4);

        await hub.DeliverAsync("one", 2, false, ("b1", null), ("b2", null), ("b99", null), ("b3", LinkingHub.Book("Another title of the third", "Xu, An")));
        await AssertAsync(hub, 11, 4);

        await hub.DeliverAsync("one", 3, true, Books(5, 2));
        await AssertAsync(hub, 2, 4);

        await hub.DeliverAsync("one", 4, true);
        await AssertAsync(hub, null, 4);
    }

    [Fact]
    public async Task Are_Counted_Afresh_Where_An_Older_Manifest_Does_Not_Tell_Them()
    {
        var hub = await NewHubAsync();
        await hub.DeliverAsync("one", 1, true, Books(1, 7));
        await hub.DeliverAsync("two", 1, true, Books(30, 2));
        await hub.LinkAsync();
        var folder = new BlobFolder(hub.Account, IndexBlobs.Container);
        var older = JsonNode.Parse((await folder.ReadAsync(IndexBlobs.ManifestName, default))!.Bytes)!.AsObject();
        Assert.True(older.Remove("holdings"));
        await folder.WriteAsync(IndexBlobs.ManifestName, JsonSerializer.SerializeToUtf8Bytes(older), default);
        Assert.Null((await hub.Index.ReadManifestAsync(null, default)).Manifest.Holdings);

        await hub.DeliverAsync("one", 2, false, ("b1", null));

        await AssertAsync(hub, 6, 2);
    }

    private static async Task AssertAsync(LinkingHub hub, long? one, long? two)
    {
        await hub.LinkAsync();
        var holdings = (await hub.Index.ReadManifestAsync(null, default)).Manifest.Holdings;
        Assert.NotNull(holdings);
        Assert.Equal((one, two), (Of(One), Of(Two)));
        await hub.DescribeAsync();

        long? Of(SourceId source) => holdings.TryGetValue(source, out var held) ? held : null;
    }

    private static (string, BibliographicRecord?)[] Books(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => ($"b{i}", (BibliographicRecord?)LinkingHub.Book($"Rivers of the province number {(char)('a' + (i % 26))}{i}", "Li, Wei")))];

    private async Task<LinkingHub> NewHubAsync()
    {
        var hub = new LinkingHub(azurite.NewAccount());
        await hub.CreateAsync();
        return hub;
    }
}
