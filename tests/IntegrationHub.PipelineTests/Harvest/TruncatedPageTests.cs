using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>Pages of three records that break off within their third one.</summary>
public sealed class TruncatedPageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Keeps_What_Came_Before_The_Break_And_Asks_For_The_Page_Again()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider);
        var breaks = 1;
        provider.Script = request => request.Token?.EndsWith("|3", StringComparison.Ordinal) == true && breaks-- > 0 ? Broken(provider, request) : null;

        await rig.HarvestAsync();

        Assert.Equal(2, provider.Lists.Count(request => request.Token?.EndsWith("|3", StringComparison.Ordinal) == true));
        var records = await rig.RecordsAsync(source, 1);
        Assert.Equal(provider.Records.Select(record => record.Id), records.Select(record => record.Id).Distinct());
        Assert.Equal(12, records.Count);
        Assert.True(Assert.Single(await rig.DeliveriesAsync(source)).Complete);
        var run = await rig.RunAsync(source, 1);
        Assert.Equal((RunState.Harvested, 1, 0), (run.State, run.Counts.Repairs[nameof(OaiRepair.TruncatedPage)], run.Counts.Rejected));
        Assert.Contains("breaks off", Assert.Single((await rig.WindowAsync(source, 1)).Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivers_What_Came_Before_The_Break_Of_A_Page_That_Never_Comes_Whole_And_Asks_No_More_Than_It_May()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider);
        provider.Script = request => request.Token?.EndsWith("|3", StringComparison.Ordinal) == true ? Broken(provider, request) : null;

        await rig.HarvestAsync();

        var options = new HarvestOptions();
        Assert.Equal((options.MaxFaults + 1) * options.MaxAttempts, provider.Lists.Count(request => request.Token is not null));
        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.False(Assert.Single(await rig.DeliveriesAsync(source)).Complete);
        Assert.Equal(provider.Records.Take(5).Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id).Distinct());
    }

    [Fact]
    public async Task Keeps_What_A_Broken_First_Page_Brings_Too()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        var (rig, source) = await SetUpAsync(provider);
        provider.Script = request => request.Verb == "ListRecords" ? Broken(provider, request) : null;

        await rig.HarvestAsync();

        Assert.Equal(RunState.Failed, (await rig.RunAsync(source, 1)).State);
        Assert.Equal(["oai:test:0001", "oai:test:0002"], (await rig.RecordsAsync(source, 1)).Select(record => record.Id).Distinct());
    }

    private static TestAnswer Broken(TestProvider provider, TestRequest request)
    {
        var whole = provider.Honest(request);
        return new TestAnswer(whole[..(whole.LastIndexOf("<dc:title>", StringComparison.Ordinal) + 12)]);
    }

    private async Task<(HarvestRig Rig, Source Source)> SetUpAsync(TestProvider provider)
    {
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl) with { SlicedBy = SlicedBy.Nothing };
        await rig.Sources.TryAddAsync(source, default);
        return (rig, source);
    }
}
