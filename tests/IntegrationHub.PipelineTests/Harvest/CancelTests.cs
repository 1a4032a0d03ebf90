using IntegrationHub.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Harvest;

public sealed class CancelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Stops_A_Window_At_Its_Next_Checkpoint_And_Delivers_Nothing()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(30);
        var (rig, source) = await StartedAsync(provider, azurite.NewAccount());
        provider.Before = async request =>
        {
            if (request.Token?.EndsWith("|9", StringComparison.Ordinal) == true)
            {
                await rig.Interventions.CancelAsync(source.Id, 1, default);
            }
        };

        var step = await rig.Harvester.StepAsync(new HarvestWindow(source.Id, 1, 1), default);

        Assert.Equal(StepOutcome.Completed, step);
        Assert.True(provider.Lists.Count() < 8, "It went on after its checkpoint was refused.");
        Assert.True(await rig.RunAsync(source, 1) is { State: RunState.Cancelled, Failure: "Cancelled by a person.", Ended: not null });
        Assert.Equal(WindowState.Failed, (await rig.WindowAsync(source, 1)).State);
        Assert.Empty(await rig.DeliveriesAsync(source));
        Assert.True(await rig.CursorAsync(source) is { Active: false, Since: null });
    }

    [Fact]
    public async Task Its_Messages_End_Quietly_And_The_Source_Can_Run_Again_At_Once()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await StartedAsync(provider, azurite.NewAccount());
        await rig.Interventions.CancelAsync(source.Id, 1, default);

        Assert.True((await rig.Starter.StartAsync(source, RunReason.Manual, full: false, default)).Started);
        await rig.ServeAsync();

        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 2)).State);
        Assert.Equal(2, Assert.Single(await rig.DeliveriesAsync(source)).Run);
        Assert.False((await rig.Interventions.CancelAsync(source.Id, 2, default)).Done);
    }

    [Fact]
    public async Task Takes_Back_The_Wish_For_Everything_But_No_Full_Run_That_Was_Due()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await StartedAsync(provider, azurite.NewAccount());
        await rig.Interventions.CancelAsync(source.Id, 1, default);
        Assert.True((await rig.CursorAsync(source)).FullDue);
        await rig.Starter.StartAsync(source, RunReason.Manual, full: false, default);
        await rig.ServeAsync();
        var before = await rig.CursorAsync(source);

        await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
        await rig.Interventions.CancelAsync(source.Id, 3, default);

        var after = await rig.CursorAsync(source);
        Assert.Equal((before.Since, false, false), (after.Since, after.FullDue, after.Active));
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();
        Assert.True(await rig.RunAsync(source, 4) is { Full: false, State: RunState.Harvested });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_Cancelled_Or_Not_But_Never_Half_Wherever_The_Process_Dies(bool afterTheCall)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4, set: "a", prefix: "oai:a:");
        provider.Fill(4, set: "b", prefix: "oai:b:");
        for (var lives = 0; ; lives++)
        {
            var (rig, source) = await StartedAsync(provider, azurite.ConnectionString, $"cancelled-{(afterTheCall ? "after" : "before")}-{lives}", "a", "b");

            var transport = new CrashingTransport(lives, afterTheCall, onlyWrites: true);
            await Crashes.TryAsync(() => new HarvestRig(azurite.ConnectionString, rig.Time, transport: transport).Interventions.CancelAsync(source.Id, 1, default));

            await rig.Reviver.ReviveAsync(TimeSpan.Zero, default);
            await rig.ServeAsync();
            var run = await rig.RunAsync(source, 1);
            var cancelled = lives > 0 || afterTheCall;
            Assert.Equal(cancelled ? RunState.Cancelled : RunState.Harvested, run.State);
            Assert.Equal(cancelled ? 0 : 1, (await rig.DeliveriesAsync(source)).Count);
            Assert.Equal((false, cancelled), ((await rig.CursorAsync(source)).Active, (await rig.CursorAsync(source)).FullDue));
            await rig.Sources.TryRemoveAsync((await rig.Sources.FindAsync(source.Id, default))!, default);
            if (!transport.Died)
            {
                Assert.InRange(lives, 4, 20);
                return;
            }
        }
    }

    private static async Task<(HarvestRig Rig, Source Source)> StartedAsync(TestProvider provider, string connection, string id = "test", params string[] sets)
    {
        var rig = await HarvestRig.CreateAsync(connection);
        var source = HarvestRig.SourceOf(id, provider.BaseUrl, sets);
        await rig.Sources.TryAddAsync(source, default);
        await rig.Scheduler.ScheduleAsync(default);
        return (rig, source);
    }
}
