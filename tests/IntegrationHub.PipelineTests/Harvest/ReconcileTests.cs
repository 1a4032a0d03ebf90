using IntegrationHub.Harvest;
using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>The three policies of OAI-PMH for deletions (section 2.5.1), down to the index.</summary>
public sealed class ReconcileTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Rule9_Persistent_Deletions_Are_Told_And_Nothing_Is_Asked_For_Twice()
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider, "persistent");
        provider.Records[0] = provider.Records[0] with { Deleted = true, Datestamp = "2026-03-02T11:00:00Z" };

        var told = await hub.NextDayAsync();
        var later = await hub.AfterDaysAsync(100);

        Assert.Equal((RunReason.Scheduled, false), (told.Because, told.Full));
        Assert.Equal((RunReason.Scheduled, false), (later.Because, later.Full));
        Assert.Equal(39, await hub.HeldAsync());
    }

    [Fact]
    public async Task A_Source_May_Ask_To_Reconcile_What_Is_Said_To_Be_Persistent()
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider, "persistent", TimeSpan.FromDays(7));
        provider.Records.RemoveAt(0);

        Assert.False((await hub.AfterDaysAsync(6)).Full);
        Assert.Equal(RunReason.Reconcile, (await hub.NextDayAsync()).Because);
        Assert.Equal(39, await hub.HeldAsync());
    }

    [Theory]
    [InlineData("no")]
    [InlineData("transient")]
    public async Task Rule9_What_Goes_Silently_Under_The_Other_Policies_Is_Found_By_A_Full_Run_In_Time(string policy)
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider, policy);
        provider.Records.RemoveRange(0, 5);

        Assert.False((await hub.NextDayAsync()).Full);
        Assert.False((await hub.AfterDaysAsync(28)).Full);
        Assert.Equal(40, await hub.HeldAsync());

        var reconcile = await hub.NextDayAsync();
        Assert.Equal((RunReason.Reconcile, true, RunState.Harvested), (reconcile.Because, reconcile.Full, reconcile.State));
        Assert.Equal(35, await hub.HeldAsync());

        Assert.False((await hub.NextDayAsync()).Full);
    }

    [Fact]
    public async Task Rule9_Transient_Deletions_That_Are_Told_Need_Not_Wait_For_It()
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider, "transient");
        provider.Records[0] = provider.Records[0] with { Deleted = true, Datestamp = "2026-03-02T11:00:00Z" };

        Assert.False((await hub.NextDayAsync()).Full);
        Assert.Equal(39, await hub.HeldAsync());
    }

    [Fact]
    public async Task Rule9_A_Reconcile_That_Finds_Most_Of_A_Source_Gone_Asks_First()
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider, "no");
        provider.Records.RemoveRange(0, 30);

        var held = await hub.AfterDaysAsync(30);

        Assert.Equal((RunReason.Reconcile, RunState.Held), (held.Because, held.State));
        Assert.Equal(40, await hub.HeldAsync());
        await hub.Rig.Interventions.ApproveAsync(hub.Source.Id, held.Number, default);
        Assert.Equal(10, await hub.HeldAsync());
    }

    [Fact]
    public async Task A_Reconcile_That_Failed_Is_Tried_Again()
    {
        await using var provider = await TestProvider.StartAsync();
        var hub = await HubAsync(provider, "no");
        provider.Script = request => request.Verb == "ListRecords" ? TestAnswer.Error("badArgument", "Ill today.") : null;
        Assert.Equal(RunState.Failed, (await hub.AfterDaysAsync(30)).State);
        provider.Script = _ => null;

        var again = await hub.NextDayAsync();

        Assert.Equal((RunReason.Reconcile, true, RunState.Harvested), (again.Because, again.Full, again.State));
    }

    private async Task<LinkedHub> HubAsync(TestProvider provider, string policy, TimeSpan? every = null)
    {
        provider.DeletedRecord = policy;
        provider.PageSize = 50;
        provider.Fill(40);
        var connection = azurite.NewAccount();
        var hub = new LinkedHub(await HarvestRig.CreateAsync(connection), new LinkingHub(connection), HarvestRig.SourceOf("test", provider.BaseUrl) with { ReconcileEvery = every });
        await hub.Linking.CreateAsync();
        await hub.Rig.Sources.TryAddAsync(hub.Source, default);
        Assert.True((await hub.AfterDaysAsync(0)).Full);
        Assert.Equal(40, await hub.HeldAsync());
        return hub;
    }

    private sealed record LinkedHub(HarvestRig Rig, LinkingHub Linking, Source Source)
    {
        public Task<Run> NextDayAsync() => AfterDaysAsync(1);

        /// <returns>The run that is due then.</returns>
        public async Task<Run> AfterDaysAsync(int days)
        {
            Rig.Time.Advance(TimeSpan.FromDays(days));
            await Rig.HarvestAsync();
            return await Rig.RunAsync(Source, (await Rig.CursorAsync(Source)).LastRun);
        }

        public async Task<long> HeldAsync()
        {
            await Linking.LinkAsync();
            return (await Linking.Index.ReadManifestAsync(null, default)).Manifest.Counters.Members;
        }
    }
}
