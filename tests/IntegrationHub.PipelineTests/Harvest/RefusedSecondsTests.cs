using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.PipelineTests.Providers;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>
/// A provider that says seconds in Identify and answers them with badArgument. Nobody had probed it, so each run after the first asked for seconds, and
/// failed, for ever.
/// </summary>
public sealed class RefusedSecondsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Rule5_Asks_For_Days_Where_The_Seconds_That_A_Provider_Claims_Are_Refused()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        provider.Script = request => IsRefused(request) ? TestAnswer.Error("badArgument", "Days only.") : null;
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        provider.Fill(1, "2026-03-01T13:00:00Z", prefix: "oai:later:");

        rig.Time.Advance(source.Every);
        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 2);
        Assert.Equal((RunState.Harvested, OaiGranularity.Day), (run.State, run.Provider?.Granularity));
        Assert.Equal("oai:later:0001", Assert.Single(await rig.RecordsAsync(source, 2)).Id);
        Assert.Equal("2026-02-28", provider.Lists.Last().From);

        // What was learnt is kept: the next run does not try seconds again.
        rig.Time.Advance(source.Every);
        await rig.HarvestAsync();
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 3)).State);
        Assert.Single(provider.Requests, IsRefused);
    }

    private static bool IsRefused(TestRequest request) => request.From?.Contains('T', StringComparison.Ordinal) == true || request.Until?.Contains('T', StringComparison.Ordinal) == true;
}
