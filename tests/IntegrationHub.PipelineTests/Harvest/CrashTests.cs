using Azure.Data.Tables;
using IntegrationHub.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Harvest;

public sealed class CrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int MoreCallsThanAHarvestMakes = 300;

    /// <summary>Lives at once; each mostly waits for its storage.</summary>
    private const int Abreast = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Brings_The_Same_Wherever_The_Process_Dies(bool afterTheCall)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(5, set: "a", prefix: "oai:a:");
        provider.Fill(4, set: "b", prefix: "oai:b:");
        provider.Records.Add(new TestRecord("oai:b:gone", "2026-02-01T00:00:00Z", "", Deleted: true, Set: "b"));

        await LiveAsync(
            lives => new CrashingTransport(lives, afterTheCall),
            new HarvestOptions { CheckpointBytes = 1 },
            HarvestRig.SourceOf("test", provider.BaseUrl, "a", "b"),
            (rig, source) => AssertHarvestedOnceAsync(rig, source, provider));
    }

    /// <summary>
    /// Cut into windows with a tail, two at work at once, one of them halved. What a death before a write leaves is what a death after the write before it
    /// leaves, so one of the two is enough.
    /// </summary>
    [Fact]
    public async Task Brings_The_Same_Wherever_The_Process_Dies_While_It_Cuts()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Earliest = "2026-01-01T00:00:00Z";
        for (var day = 10; day < 28; day++)
        {
            provider.Records.Add(new TestRecord($"oai:test:{day}", $"2026-0{(day % 2) + 1}-{day}T00:00:00Z", $"Title {day}"));
        }

        provider.Script = request => request.Token?.StartsWith("2026-02-", StringComparison.Ordinal) == true ? TestAnswer.Error("badResumptionToken", "Expired.") : null;

        await LiveAsync(
            lives => new CrashingTransport(lives, afterTheCall: false, onlyWrites: true),
            new HarvestOptions { WindowRecords = 5 },
            HarvestRig.SourceOf("test", provider.BaseUrl) with { Pace = new SourcePace { Parallel = 2 } },
            async (rig, source) =>
            {
                var run = await rig.RunAsync(source, 1);
                Assert.Equal((RunState.Harvested, true), (run.State, run.Tail > 4));
                Assert.True(Assert.Single(await rig.DeliveriesAsync(source)) is { Complete: true });
                Assert.Equal(provider.Records.Select(record => record.Id).Order(), (await rig.RecordsAsync(source, 1)).Select(record => record.Id).Distinct().Order());
                Assert.All(await rig.Windows.ListAsync(source.Id, 1, default), window => Assert.Equal(WindowState.Done, window.Value.State));
            });
    }

    /// <summary>It ended, but its row does not say so, and nobody looks at it any more once there is a newer run.</summary>
    [Fact]
    public async Task Ends_A_Run_Whose_Cursor_Has_Gone_On_Before_It_Starts_The_Next()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        var ended = (await rig.Runs.FindAsync(source.Id, 1, default))!;
        await rig.Runs.TryAdvanceAsync(ended, ended.Value with { State = RunState.Harvesting, Ended = null }, default);

        await rig.Starter.StartAsync(source, RunReason.Manual, full: false, default);

        Assert.True(await rig.RunAsync(source, 1) is { State: RunState.Harvested, Ended: not null });
        Assert.Equal(2, (await rig.CursorAsync(source)).LastRun);
    }

    [Fact]
    public async Task Does_Not_Fail_A_Window_That_Another_Message_Brings_On()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.Scheduler.ScheduleAsync(default);
        var once = 1;
        provider.Before = async request =>
        {
            if (request.Token?.EndsWith("|3", StringComparison.Ordinal) == true && Interlocked.Exchange(ref once, 0) == 1)
            {
                await rig.Harvester.GiveUpAsync($$"""{"source":"{{source.Id}}","run":1,"window":1}""", default);
            }
        };

        await rig.ServeAsync();

        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
    }

    [Fact]
    public async Task Fails_A_Window_In_The_Open_Whose_Last_Worker_Broke_Off()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.Scheduler.ScheduleAsync(default);
        // Without its container no page can be kept.
        await new StorageAccount(new StorageOptions { ConnectionString = connection }).Blobs.GetBlobContainerClient(RawPageBlobs.Container).DeleteAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => rig.Harvester.StepAsync(new HarvestWindow(source.Id, 1, 1), default));

        await rig.Harvester.GiveUpAsync($$"""{"source":"{{source.Id}}","run":1,"window":1}""", default);

        Assert.Equal(RunState.Failed, (await rig.RunAsync(source, 1)).State);
    }

    [Fact]
    public async Task Brings_Back_Nothing_Of_A_Source_That_Was_Deleted_While_A_Run_Began()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        await rig.Withdrawal.DeleteAsync(source.Id, default);

        // A scheduler that has read the source before.
        await rig.Starter.StartAsync(source, RunReason.Scheduled, full: false, default);
        await rig.ServeAsync();

        var run = await rig.RunAsync(source, 3);
        Assert.Equal((RunState.Failed, "Its source was deleted."), (run.State, run.Failure));
        Assert.Equal(2, (await rig.DeliveriesAsync(source)).Max(delivery => delivery.Run));
    }

    [Fact]
    public async Task Resumes_From_The_Stored_Token_After_A_Crash()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.Scheduler.ScheduleAsync(default);
        using var killed = new CancellationTokenSource();
        provider.Before = async request =>
        {
            // By now the first page's checkpoint is stored; later ones may still be on their way.
            if (request.Token?.EndsWith("|9", StringComparison.Ordinal) == true)
            {
                await killed.CancelAsync();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Harvester.StepAsync(new HarvestWindow(source.Id, 1, 1), killed.Token));
        provider.Before = _ => Task.CompletedTask;
        var asked = provider.Requests.Count;

        await rig.ServeAsync();

        Assert.Equal(10, (await rig.RecordsAsync(source, 1)).Count);
        Assert.DoesNotContain(provider.Requests.Skip(asked), request => request.Token is null);
    }

    [Fact]
    public async Task Two_Workers_On_One_Window_Do_No_Harm()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(12);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.Scheduler.ScheduleAsync(default);
        var message = new HarvestWindow(source.Id, 1, 1);
        var second = Task.FromResult(StepOutcome.Completed);
        var once = 1;
        provider.Before = async request =>
        {
            if (request.Token?.EndsWith("|6", StringComparison.Ordinal) == true && Interlocked.Exchange(ref once, 0) == 1)
            {
                // While the first worker waits for this page, another one takes the window and harvests all the rest.
                second = rig.Harvester.StepAsync(message, default);
                await second;
            }
        };

        var first = await rig.Harvester.StepAsync(message, default);

        Assert.Equal(StepOutcome.Completed, first);
        Assert.Equal(StepOutcome.Completed, await second);
        Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id));
        Assert.Single(await rig.DeliveriesAsync(source));
    }

    [Fact]
    public async Task Rule11_Revives_A_Window_That_Lost_Its_Message_And_Fails_It_In_The_Open_At_Last()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount(), new HarvestOptions());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.Scheduler.ScheduleAsync(default);
        Assert.Equal(0, await rig.Reviver.ReviveStuckAsync(default));

        for (var i = 0; i < 3; i++)
        {
            await rig.LoseMessagesAsync();
            rig.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(1, await rig.Reviver.ReviveStuckAsync(default));
        }

        await rig.LoseMessagesAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(0, await rig.Reviver.ReviveStuckAsync(default));

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("without getting on", run.Failure, StringComparison.Ordinal);
    }

    /// <summary>A source of 200 sets waits for hours until the last one's turn comes.</summary>
    [Fact]
    public async Task Calls_No_Window_Stuck_That_Waits_For_Its_Turn()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount(), new HarvestOptions());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.Scheduler.ScheduleAsync(default);

        for (var i = 0; i < 5; i++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(0, await rig.Reviver.ReviveStuckAsync(default));
        }

        await rig.ServeAsync();
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
    }

    [Fact]
    public async Task One_Bad_Source_Stops_Neither_Schedule_Nor_Revival_Of_The_Others()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(3);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection, new HarvestOptions());
        var account = new StorageAccount(new StorageOptions { ConnectionString = connection });
        var (bad, good) = (HarvestRig.SourceOf("bad", provider.BaseUrl), HarvestRig.SourceOf("good", provider.BaseUrl));
        await rig.Sources.TryAddAsync(bad, default);
        await rig.Sources.TryAddAsync(good, default);
        await rig.Cursors.TryAdvanceAsync(null, new Cursor { Source = bad.Id, LastRun = 1 }, default);
        await new Rows(account, RunTable.TableName).TryInsertAsync(new TableEntity("bad", "00000001") { ["Document"] = "{" }, default);
        await new Rows(account, RunTable.TableName).TryInsertAsync(new TableEntity("bad", "00000002") { ["Document"] = "{" }, default);

        Assert.Equal(1, await rig.Scheduler.ScheduleAsync(default));
        await rig.LoseMessagesAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(1, await rig.Reviver.ReviveStuckAsync(default));
    }

    /// <summary>
    /// A process that dies at its first storage call, one that dies at its second, and so on, each on an account of its own, until one comes through;
    /// and each time another process that goes on.
    /// </summary>
    private async Task LiveAsync(Func<int, CrashingTransport> dies, HarvestOptions options, Source source, Func<HarvestRig, Source, Task> check)
    {
        for (var first = 0; first < MoreCallsThanAHarvestMakes; first += Abreast)
        {
            var deaths = await Task.WhenAll(Enumerable.Range(first, Abreast).Select(lives => LiveAsync(dies(lives), options, source, check)));
            if (!deaths.Any(died => died))
            {
                return;
            }
        }

        Assert.Fail("The process died every time.");
    }

    private async Task<bool> LiveAsync(CrashingTransport transport, HarvestOptions options, Source source, Func<HarvestRig, Source, Task> check)
    {
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection, options);
        await rig.Sources.TryAddAsync(source, default);

        await Crashes.TryAsync(() => new HarvestRig(connection, rig.Time, options, transport).HarvestAsync());

        // What the local host does at start; the message that the dead process held is still hidden.
        await rig.Reviver.ReviveAsync(TimeSpan.Zero, default);
        await rig.HarvestAsync();
        await rig.HarvestAsync();

        await check(rig, source);
        return transport.Died;
    }

    private static async Task AssertHarvestedOnceAsync(HarvestRig rig, Source source, TestProvider provider)
    {
        var delivery = Assert.Single(await rig.DeliveriesAsync(source));
        Assert.Equal((1, true, 10), (delivery.Run, delivery.Complete, delivery.Records));
        var records = await rig.RecordsAsync(source, 1);
        Assert.Equal(provider.Records.Select(record => record.Id), records.Select(record => record.Id));
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
        var cursor = await rig.CursorAsync(source);
        Assert.Equal((1, false), (cursor.LastRun, cursor.Active));
        Assert.NotNull(cursor.Since);
    }
}
