using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.PipelineTests.Providers;

namespace IntegrationHub.PipelineTests.Harvest;

public sealed class IgnoredDatesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Rule6_What_A_Server_Without_From_Lists_Again_Unchanged_Changes_Nothing()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.IgnoresFrom = true;
        provider.Fill(12);
        var connection = azurite.NewAccount();
        var (rig, hub) = (await HarvestRig.CreateAsync(connection), new LinkingHub(connection));
        await hub.CreateAsync();
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        await hub.LinkAsync();
        var before = (await hub.Index.ReadManifestAsync(null, default)).Manifest;

        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();
        Assert.Equal(12, (await rig.RunAsync(source, 2)).Counts.Records);
        await hub.LinkAsync();

        var after = (await hub.Index.ReadManifestAsync(null, default)).Manifest;
        Assert.Equal((before.Version, 2), (after.Version, after.Consumed[source.Id].Run));
    }
}
