using IntegrationHub.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>Nothing is linked here: what was delivered counts as held.</summary>
public sealed class GuardTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Rule9_A_Run_That_Would_Withdraw_Too_Much_Halts_And_Asks()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HarvestedAsync(provider);
        var before = await rig.CursorAsync(source);
        provider.Records.RemoveRange(0, 30);

        await RunAllAsync(rig, source);

        var run = await rig.RunAsync(source, 2);
        Assert.Equal((RunState.Held, null, null), (run.State, run.Ended, run.Failure));
        Assert.Equal("It would withdraw 30 of 40 records (75 %); the setting Harvest__WithdrawnShare allows 20 %.", run.Objection);
        Assert.Single(await rig.DeliveriesAsync(source));
        Assert.Equal(before.Since, (await rig.CursorAsync(source)).Since);
        Assert.Contains(rig.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("30 of 40", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starts_No_Further_Run_By_Itself_While_One_Is_Held()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HeldAsync(provider);

        for (var day = 0; day < 3; day++)
        {
            rig.Time.Advance(TimeSpan.FromDays(1));
            await rig.HarvestAsync();
            await rig.Reviver.ReviveAsync(TimeSpan.Zero, default);
        }

        Assert.Equal(2, (await rig.CursorAsync(source)).LastRun);
        Assert.Equal(RunState.Held, (await rig.RunAsync(source, 2)).State);
    }

    [Fact]
    public async Task Links_What_Was_Approved_As_If_No_Guard_Had_Spoken()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HeldAsync(provider);
        rig.Time.Advance(TimeSpan.FromDays(3));

        var said = await rig.Interventions.ApproveAsync(source.Id, 2, default);

        Assert.True(said is { Done: true, Run: { State: RunState.Harvested, Approved: not null, Ended: not null } });
        Assert.True((await rig.DeliveriesAsync(source))[1] is { Run: 2, Complete: true });
        Assert.Equal(10, (await rig.RecordsAsync(source, 2)).Count);
        Assert.True(await rig.CursorAsync(source) is { Active: false, FullDue: false, LastFull: { Run: 2, Records: 10 } });
        Assert.False((await rig.Interventions.ApproveAsync(source.Id, 2, default)).Done);
        Assert.False((await rig.Interventions.DiscardAsync(source.Id, 2, default)).Done);
    }

    [Fact]
    public async Task Forgets_What_Was_Discarded_And_Still_Owes_A_Full_Run()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HeldAsync(provider);
        var since = (await rig.CursorAsync(source)).Since;

        Assert.True(await rig.Interventions.DiscardAsync(source.Id, 2, default) is { Done: true, Run.State: RunState.Discarded });

        Assert.Single(await rig.DeliveriesAsync(source));
        Assert.True(await rig.CursorAsync(source) is { Active: false, FullDue: true, LastFull.Run: 1 } cursor && cursor.Since == since);
        provider.Records.Clear();
        provider.Fill(40);
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();
        Assert.True(await rig.RunAsync(source, 3) is { Full: true, State: RunState.Harvested });
    }

    [Fact]
    public async Task A_Run_Started_By_Hand_Takes_The_Place_Of_A_Held_One()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HeldAsync(provider);
        provider.Records.Clear();
        provider.Fill(40);

        await RunAllAsync(rig, source);

        Assert.True(await rig.RunAsync(source, 2) is { State: RunState.Discarded, Failure: "A newer run was started by hand instead." });
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 3)).State);
        Assert.Equal([1, 3], (await rig.DeliveriesAsync(source)).Select(delivery => delivery.Run));
    }

    [Fact]
    public async Task A_Held_Run_Ends_With_Its_Source()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HeldAsync(provider);

        await rig.Withdrawal.DeleteAsync(source.Id, default);

        Assert.True(await rig.RunAsync(source, 2) is { State: RunState.Discarded, Failure: "Its source was deleted." });
        Assert.Equal([1, 3], (await rig.DeliveriesAsync(source)).Select(delivery => delivery.Run));
    }

    /// <summary>As after a move to other software: nothing is missing, and everything would be gone.</summary>
    [Fact]
    public async Task Halts_When_Every_Identifier_Has_Changed()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HarvestedAsync(provider);
        provider.Records.Clear();
        provider.Fill(40, prefix: "oai:new:");

        await RunAllAsync(rig, source);

        Assert.Contains("40 of 40 records (100 %)", (await rig.RunAsync(source, 2)).Objection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_Once_About_Deletions_That_The_Overlap_Tells_Again()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HarvestedAsync(provider);
        Delete(provider, 20, "2026-03-02T11:59:00Z");
        provider.Now = "2026-03-02T12:00:00Z";
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();
        Assert.Contains("20 of 40 records (50 %)", (await rig.RunAsync(source, 2)).Objection, StringComparison.Ordinal);
        await rig.Interventions.ApproveAsync(source.Id, 2, default);

        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();

        Assert.True(await rig.RunAsync(source, 3) is { State: RunState.Harvested, Counts.Deleted: 20 });
    }

    [Fact]
    public async Task Links_Nothing_Of_A_Failed_Run_That_Would_Withdraw_Too_Much()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HarvestedAsync(provider, sets: ["a", "b"]);
        Delete(provider, 20, "2026-03-02T11:59:00Z");
        provider.Now = "2026-03-02T12:00:00Z";
        provider.Script = request => request.Set == "b" ? TestAnswer.Error("badArgument", "Ill today.") : null;
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 2);
        Assert.Equal(RunState.Failed, run.State);
        Assert.EndsWith("What it brought is not linked: It would withdraw 20 of 40 records (50 %); the setting Harvest__WithdrawnShare allows 20 %.", run.Failure, StringComparison.Ordinal);
        Assert.Single(await rig.DeliveriesAsync(source));
    }

    [Fact]
    public async Task Halts_When_Far_More_Records_Are_Rejected_Than_Before()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, source) = await HarvestedAsync(provider, count: 200);
        provider.Now = "2026-03-02T12:00:00Z";
        provider.Fill(180, "2026-03-02T00:00:00Z", prefix: "oai:more:");
        provider.Records.AddRange(Enumerable.Range(1, 20).Select(n => new TestRecord($"oai:untitled:{n}", "2026-03-02T01:00:00Z", "")));
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 2);
        Assert.Equal(RunState.Held, run.State);
        Assert.StartsWith("It rejected 20 of 200 records (10 %); the runs before it rejected 0 %.", run.Objection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Share_That_The_Source_Names_Is_Taken_At_Its_Word()
    {
        await using var provider = await TestProvider.StartAsync();
        var (rig, lenient) = await HarvestedAsync(provider, guards: new SourceGuards { WithdrawnShare = 1 });
        var strict = HarvestRig.SourceOf("strict", provider.BaseUrl) with { Guards = new SourceGuards { WithdrawnShare = 0 } };
        await rig.Sources.TryAddAsync(strict, default);
        await rig.HarvestAsync();
        provider.Records.RemoveAt(0);
        await RunAllAsync(rig, strict);
        provider.Records.RemoveRange(0, 38);
        await RunAllAsync(rig, lenient);

        Assert.Equal("It would withdraw 1 of 40 records (2.5 %); the source's guards.withdrawnShare allows 0 %.", (await rig.RunAsync(strict, 2)).Objection);
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(lenient, 2)).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Links_What_Was_Approved_Once_Wherever_The_Process_Dies(bool afterTheCall)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        var rig = await HarvestRig.CreateAsync(azurite.ConnectionString);
        for (var lives = 0; ; lives++)
        {
            var source = HarvestRig.SourceOf($"approved-{(afterTheCall ? "after" : "before")}-{lives}", provider.BaseUrl) with { Guards = new SourceGuards { WithdrawnShare = 0 } };
            await rig.Sources.TryAddAsync(source, default);
            await rig.HarvestAsync();
            var gone = provider.Records[0];
            provider.Records.RemoveAt(0);
            await RunAllAsync(rig, source);
            provider.Records.Insert(0, gone);

            var transport = new CrashingTransport(lives, afterTheCall, onlyWrites: true);
            await Crashes.TryAsync(() => new HarvestRig(azurite.ConnectionString, rig.Time, transport: transport).Interventions.ApproveAsync(source.Id, 2, default));

            // The person who got no answer asks again.
            await rig.Reviver.ReviveAsync(TimeSpan.Zero, default);
            await rig.Interventions.ApproveAsync(source.Id, 2, default);
            Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 2)).State);
            Assert.Equal([1, 2], (await rig.DeliveriesAsync(source)).Select(delivery => delivery.Run));
            Assert.True(await rig.CursorAsync(source) is { Active: false, LastFull.Run: 2 });
            await rig.Sources.TryRemoveAsync((await rig.Sources.FindAsync(source.Id, default))!, default);
            if (!transport.Died)
            {
                Assert.InRange(lives, 3, 20);
                return;
            }
        }
    }

    private static void Delete(TestProvider provider, int count, string datestamp)
    {
        for (var i = 0; i < count; i++)
        {
            provider.Records[i] = provider.Records[i] with { Deleted = true, Datestamp = datestamp };
        }
    }

    private static async Task RunAllAsync(HarvestRig rig, Source source)
    {
        await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
        await rig.ServeAsync();
    }

    private async Task<(HarvestRig Rig, Source Source)> HeldAsync(TestProvider provider)
    {
        var (rig, source) = await HarvestedAsync(provider);
        provider.Records.RemoveRange(0, 30);
        await RunAllAsync(rig, source);
        Assert.Equal(RunState.Held, (await rig.RunAsync(source, 2)).State);
        return (rig, source);
    }

    private async Task<(HarvestRig Rig, Source Source)> HarvestedAsync(TestProvider provider, int count = 40, SourceGuards? guards = null, string[]? sets = null)
    {
        provider.Fill(count, set: sets?[0]);
        provider.PageSize = 50;
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl, sets ?? []) with { Guards = guards ?? new() };
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
        return (rig, source);
    }
}
