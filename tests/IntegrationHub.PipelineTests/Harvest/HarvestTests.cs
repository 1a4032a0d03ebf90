using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Harvest;

public sealed class HarvestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Brings_Every_Page_And_Hands_Over_One_Complete_Delivery()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var delivery = Assert.Single(await rig.DeliveriesAsync(source));
        Assert.True(delivery.Complete);
        Assert.Equal(10, delivery.Records);
        var records = await rig.RecordsAsync(source, 1);
        Assert.Equal(provider.Records.Select(record => record.Id), records.Select(record => record.Id));
        Assert.Equal("Title oai:test:1", records[0].Record!.Title);
        Assert.All(records, record => Assert.Equal(32, record.Fingerprint!.Length));
        Assert.Single(rig.Announced);

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Harvested, run.State);
        Assert.Equal((4, 10, 0, 0), (run.Counts.Pages, run.Counts.Records, run.Counts.Deleted, run.Counts.Rejected));
        Assert.Single(provider.Requests, request => request.Verb == "Identify");
    }

    [Fact]
    public async Task Keeps_Every_Raw_Page()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider, new HarvestOptions());

        await rig.HarvestAsync();

        var range = Assert.Single((await rig.WindowAsync(source, 1)).Checkpoints);
        var pages = await rig.Pages.ReadAsync(RawPageBlobs.NameOf(source.Id, 1, 1, range.First), default);
        Assert.Equal(4, pages!.Count);
        Assert.EndsWith("verb=ListRecords&metadataPrefix=oai_dc", pages[0].RequestUri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule3_And_Rule4_Goes_On_From_The_Providers_Own_Clock_With_An_Overlap()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        Assert.Equal(At("2026-03-01T12:00:00Z"), (await rig.CursorAsync(source)).Since);

        provider.Records.Add(new TestRecord("oai:test:late", "2026-03-01T11:50:00Z", "Indexed late"));
        provider.Now = "2026-03-02T12:00:00Z";
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();

        Assert.Equal("2026-03-01T11:45:00Z", provider.Lists.Last().From);
        Assert.Equal("oai:test:late", Assert.Single(await rig.RecordsAsync(source, 2)).Id);
        Assert.False((await rig.DeliveriesAsync(source))[1].Complete);
        Assert.Equal(At("2026-03-02T12:00:00Z"), (await rig.CursorAsync(source)).Since);
    }

    [Fact]
    public async Task Asks_A_Server_Of_Day_Precision_For_Days()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Days = true;
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.HarvestAsync();

        Assert.Equal("2026-02-28", provider.Lists.Last().From);
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 2)).State);
    }

    [Fact]
    public async Task Takes_No_Records_Match_For_A_Normal_End()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        provider.Now = "2026-03-02T12:00:00Z";
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.HarvestAsync();

        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 2)).State);
        Assert.Single(await rig.DeliveriesAsync(source));
        Assert.Equal(At("2026-03-02T12:00:00Z"), (await rig.CursorAsync(source)).Since);
    }

    [Fact]
    public async Task Passes_Deletions_On()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(2);
        provider.Records.Add(new TestRecord("oai:test:gone", "2026-02-01T00:00:00Z", "", Deleted: true));
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var gone = Assert.Single(await rig.RecordsAsync(source, 1), record => record.Deleted);
        Assert.Equal("oai:test:gone", gone.Id);
        Assert.Null(gone.Record);
        Assert.Equal(1, (await rig.RunAsync(source, 1)).Counts.Deleted);
    }

    [Fact]
    public async Task Harvests_Each_Set_In_A_Window_Of_Its_Own()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4, set: "a", prefix: "oai:a:");
        provider.Fill(5, set: "b", prefix: "oai:b:");
        provider.Fill(2, set: "c", prefix: "oai:c:");
        var (rig, source) = await SetUpAsync(provider, sets: ["a", "b"]);

        await rig.HarvestAsync();

        Assert.Equal(9, (await rig.RecordsAsync(source, 1)).Count);
        Assert.Equal(4, (await rig.WindowAsync(source, 1, 1)).Counts.Records);
        Assert.Equal(5, (await rig.WindowAsync(source, 1, 2)).Counts.Records);
        Assert.Single(provider.Requests, request => request.Verb == "Identify");
    }

    [Fact]
    public async Task Delivers_What_Other_Windows_Brought_When_One_Fails()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4, set: "a", prefix: "oai:a:");
        provider.Script = request => request.Set == "b" ? TestAnswer.Error("badArgument", "No such set.") : null;
        var (rig, source) = await SetUpAsync(provider, sets: ["a", "b"]);

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("Set b: The provider answers badArgument: No such set. Compare the source's sets", run.Failure, StringComparison.Ordinal);
        Assert.False(Assert.Single(await rig.DeliveriesAsync(source)).Complete);
        Assert.Equal(4, (await rig.RecordsAsync(source, 1)).Count);
        Assert.Null((await rig.CursorAsync(source)).Since);
    }

    [Fact]
    public async Task Rule10_Calls_A_Run_Without_Anything_Usable_A_Failure()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Records.Add(new TestRecord("oai:test:1", "2026-01-01T00:00:00Z", ""));
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("all 1 records were rejected", run.Failure, StringComparison.Ordinal);
        Assert.Equal("oai:test:1", Assert.Single((await rig.WindowAsync(source, 1)).Rejects).Id);
        Assert.Empty(await rig.DeliveriesAsync(source));
        Assert.Null((await rig.CursorAsync(source)).Since);
    }

    [Fact]
    public async Task Asks_For_Everything_Again_When_The_Scope_Has_Changed()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4, set: "a");
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        var stored = (await rig.Sources.FindAsync(source.Id, default))!;
        await rig.Sources.TryReplaceAsync(stored, source with { Sets = ["a"] }, default);

        await rig.HarvestAsync();

        Assert.Null(provider.Lists.Last(request => request.Set == "a").From);
        Assert.True((await rig.DeliveriesAsync(source))[1].Complete);
    }

    [Fact]
    public async Task Ends_A_Step_In_Time_And_Goes_On_With_The_Next()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider, new HarvestOptions { StepTime = TimeSpan.FromMinutes(1), StuckAfter = TimeSpan.FromMinutes(2) });
        provider.Before = request =>
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        };

        await rig.HarvestAsync();

        Assert.All(rig.Waits, wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.Equal(3, rig.Waits.Count);
        Assert.Equal(10, (await rig.RecordsAsync(source, 1)).Count);
    }

    [Fact]
    public async Task Withdraws_The_Records_Of_A_Deleted_Source_And_Never_Uses_A_Run_Number_Twice()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();

        await rig.Withdrawal.DeleteAsync(source.Id, default);

        var withdrawal = (await rig.DeliveriesAsync(source))[1];
        Assert.True(withdrawal.Complete);
        Assert.Empty(withdrawal.Segments);
        Assert.Equal(2, withdrawal.Run);
        Assert.Null(await rig.Sources.FindAsync(source.Id, default));

        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 3)).State);
        Assert.True((await rig.RunAsync(source, 3)).Full);
    }

    [Fact]
    public async Task Starts_No_Second_Run_While_One_Is_At_Work()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);

        var first = await rig.Starter.StartAsync(source, RunReason.Manual, full: false, default);
        var second = await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);

        Assert.True(first.Started);
        Assert.False(second.Started);
        Assert.Equal(1, second.Run.Number);
        await rig.ServeAsync();
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
    }

    [Fact]
    public async Task Gives_Up_A_Poisoned_Window_In_The_Open()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await SetUpAsync(provider);
        await rig.Scheduler.ScheduleAsync(default);

        await rig.Harvester.GiveUpAsync($$"""{"source":"{{source.Id}}","run":1,"window":1}""", default);
        await rig.Harvester.GiveUpAsync("not ours", default);

        Assert.Equal(RunState.Failed, (await rig.RunAsync(source, 1)).State);
        Assert.False((await rig.CursorAsync(source)).Active);
        Assert.Equal(StepOutcome.Completed, await rig.Harvester.StepAsync(new HarvestWindow(source.Id, 1, 1), default));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private async Task<(HarvestRig Rig, IntegrationHub.Sources.Source Source)> SetUpAsync(
        TestProvider provider, HarvestOptions? options = null, params string[] sets)
    {
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount(), options);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl, sets);
        await rig.Sources.TryAddAsync(source, default);
        return (rig, source);
    }
}
