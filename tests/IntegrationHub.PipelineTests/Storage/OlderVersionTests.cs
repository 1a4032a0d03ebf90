using System.IO.Hashing;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationHub.PipelineTests.Storage;

/// <summary>"Going back to an older version of the index" in functions/STORAGE.md: what the feed makes of it.</summary>
public sealed class OlderVersionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SourceId Library = SourceId.Parse("library");

    [Fact]
    public async Task An_Older_Version_Is_What_Readers_See_And_What_Goes_On()
    {
        await using var hub = await HubAsync();
        await BringAsync(hub, run: 1, "庐山集", "Critique of Pure Reason");
        await BringAsync(hub, run: 2, "A mistake");
        await BringAsync(hub, run: 3, "Another mistake");
        Assert.Equal((3, 4), await ShownAsync(hub));
        var before = await PlaceOfFirstAsync(hub);

        Assert.IsType<RollbackOutcome.Done>(await hub.GetRequiredService<IndexRollback>().RollBackAsync(1, default));
        await hub.GetRequiredService<FeedPublisher>().PublishAsync(new PublishFeed(4), default);

        Assert.Equal((4, 2), await ShownAsync(hub));
        Assert.Equal(before, await PlaceOfFirstAsync(hub));

        await BringAsync(hub, run: 4, "The Brothers Karamazov");
        await BringAsync(hub, run: 5, "War and Peace");
        Assert.Equal((6, 4), await ShownAsync(hub));
        var manifests = await Folder(hub, "index").ListAsync("manifests/", default).ToListAsync();
        Assert.Equal(["manifests/0000000004.json", "manifests/0000000005.json"], manifests);
        Assert.Equal(4, await hub.GetRequiredService<IndexReader>().ReadAllAsync((await hub.GetRequiredService<IndexBlobs>().ReadManifestAsync(null, default)).Manifest, default).CountAsync());
    }

    private static async Task BringAsync(ServiceProvider hub, int run, params string[] titles)
    {
        var segments = hub.GetRequiredService<SegmentBlobs>();
        var name = SegmentBlobs.NameOf(Library, run, 1, 1001);
        await segments.WriteAsync(name, titles.Select((title, i) => RecordOf($"oai:library:{run}-{i}", title)), default);
        await segments.DeliverAsync(new Delivery { Source = Library, Run = run, Segments = [name], Records = titles.Length }, default);
        await hub.GetRequiredService<RecordLinker>().LinkAsync(new LinkRecords($"run {run}"), default);
        await hub.GetRequiredService<FeedPublisher>().PublishAsync(new PublishFeed(run), default);
    }

    private static HarvestedRecord RecordOf(string id, string title)
    {
        var record = new BibliographicRecord { Title = title, Creators = [$"Author of {title}"] };
        return new HarvestedRecord { Id = id, Datestamp = "2026-01-01", Fingerprint = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(title))), Record = record };
    }

    private static async Task<(long Version, int Resources)> ShownAsync(ServiceProvider hub)
    {
        var shown = await hub.GetRequiredService<PublicationState>().ReadAsync(default);
        return (shown.IndexVersion, shown.Resources);
    }

    /// <summary>The first entry of "all", by its listing line.</summary>
    private static async Task<string> PlaceOfFirstAsync(ServiceProvider hub)
    {
        var manifest = JsonNode.Parse((await Folder(hub, "feed").ReadAsync("manifest.json", default))!.Bytes)!;
        var listing = await Folder(hub, "feed").ReadAsync((string)manifest["categories"]!["all"]!["blobs"]![0]!["name"]!, default);
        return Encoding.UTF8.GetString(JsonLines.Unpack(listing!.Bytes)).Split('\n')[0];
    }

    private static BlobFolder Folder(ServiceProvider hub, string container) => new(hub.GetRequiredService<StorageAccount>(), container);

    private async Task<ServiceProvider> HubAsync()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("AzureWebJobsStorage", (string?)azurite.NewAccount()), KeyValuePair.Create("Linking:ManifestAge", (string?)"00:00:00")])
            .Build();
        var hub = new ServiceCollection().AddLogging().AddIntegrationHub(settings).BuildServiceProvider();
        foreach (var service in hub.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(default);
        }

        return hub;
    }
}
