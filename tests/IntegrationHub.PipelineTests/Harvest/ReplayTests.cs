using IntegrationHub.Harvest;
using IntegrationHub.Operations;
using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.PipelineTests.Harvest;

public sealed class ReplayTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int MoreWritesThanAReplayMakes = 100;

    [Fact]
    public async Task Reads_Kept_Pages_Anew_Without_Asking_Anybody()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(20);
        provider.Records.Add(new TestRecord("oai:test:gone", "2026-02-01T00:00:00Z", "", Deleted: true));
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        var before = await rig.CursorAsync(source);
        var asked = provider.Requests.Count;
        source = await ChangeAsync(rig, source, access: AccessPolicy.None);

        var start = await rig.Replay.StartAsync(source, null, default);
        await rig.ServeAsync();

        Assert.True(start.Start!.Started);
        Assert.Equal(asked, provider.Requests.Count);
        var (old, anew) = (await rig.RecordsAsync(source, 1), await rig.RecordsAsync(source, 2));
        Assert.Equal(old.Select(record => (record.Id, record.Datestamp, record.Deleted)), anew.Select(record => (record.Id, record.Datestamp, record.Deleted)));
        Assert.All(old.Where(record => !record.Deleted), record => Assert.Equal(AccessStatus.Unknown, record.Record!.Access.Status));
        Assert.All(anew.Where(record => !record.Deleted), record => Assert.Equal(AccessStatus.Restricted, record.Record!.Access.Status));
        var (run, first) = (await rig.RunAsync(source, 2), await rig.RunAsync(source, 1));
        Assert.Equal((RunState.Harvested, RunReason.Replay, false), (run.State, run.Because, run.Full));
        Assert.Equal((first.Counts.Pages, first.Counts.Bytes, first.Counts.Records, first.Counts.Deleted), (run.Counts.Pages, run.Counts.Bytes, run.Counts.Records, run.Counts.Deleted));
        Assert.True(run.Slices.Count > 1);
        Assert.False((await rig.DeliveriesAsync(source)).Single(delivery => delivery.Run == 2).Complete);
        Assert.Equal(before with { LastRun = 2 }, await rig.CursorAsync(source));
        Assert.Null(await rig.Pages.ReadAsync(RawPageBlobs.NameOf(source.Id, 2, 1, 1001), default));
    }

    [Fact]
    public async Task Lets_The_Newest_Version_Of_Each_Record_Win_In_The_Index_Whatever_Its_Datestamp()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(6);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var hub = new LinkingHub(connection);
        await hub.CreateAsync();
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();

        // The second run changes one record, deletes another, and brings a third back to an older datestamp, as a provider does whose backup was played in.
        provider.Records[0] = provider.Records[0] with { Title = "Changed", Datestamp = "2026-03-01T11:50:00Z" };
        provider.Records[1] = provider.Records[1] with { Deleted = true, Datestamp = "2026-03-01T11:51:00Z" };
        provider.Records[5] = provider.Records[5] with { Title = "Restored", Datestamp = "2025-01-01T00:00:00Z" };
        provider.IgnoresFrom = true;
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();
        await LinkAsync(hub);
        var truth = await TitlesAsync(hub);
        Assert.Contains("Restored", truth);

        source = await ChangeAsync(rig, source, access: AccessPolicy.None);
        await rig.Replay.StartAsync(source, 1, default);
        await rig.ServeAsync(2);
        await LinkAsync(hub);

        Assert.Equal(truth, await TitlesAsync(hub));
        await foreach (var resource in hub.Reader.ReadAllAsync((await hub.Index.ReadManifestAsync(null, default)).Manifest, default))
        {
            Assert.All(resource.Members, member => Assert.Equal(AccessStatus.Restricted, member.Record.Access.Status));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Brings_The_Same_Wherever_The_Process_Dies(bool afterTheCall)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(20);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();
        var truth = (await rig.RecordsAsync(source, 1)).Select(record => record.Id).ToList();
        var asked = provider.Requests.Count;
        var last = 1;

        for (var lives = 0; lives < MoreWritesThanAReplayMakes; lives++)
        {
            var transport = new CrashingTransport(lives, afterTheCall, onlyWrites: true);
            try
            {
                var mortal = new HarvestRig(connection, rig.Time, transport: transport);
                await mortal.Replay.StartAsync(source, null, default);
                await mortal.ServeAsync();
            }
            catch (Exception e) when (e is DiedException || (e is AggregateException many && many.InnerExceptions.All(inner => inner is DiedException)))
            {
                // As meant.
            }

            await rig.Scheduler.ScheduleAsync(default);
            await rig.Reviver.ReviveAsync(TimeSpan.Zero, default);
            await rig.ServeAsync();

            var cursor = await rig.CursorAsync(source);
            Assert.False(cursor.Active);
            if (cursor.LastRun > last)
            {
                last = cursor.LastRun;
                Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, last)).State);
                Assert.Equal(truth, (await rig.RecordsAsync(source, last)).Select(record => record.Id));
            }

            if (!transport.Died)
            {
                Assert.True(last > 1);
                Assert.Equal(asked, provider.Requests.Count);
                return;
            }
        }

        Assert.Fail("The process died every time.");
    }

    [Fact]
    public async Task Goes_On_Where_A_Step_Had_Had_Its_Time()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(20);
        // Every page ends a step.
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount(), new HarvestOptions { StepTime = TimeSpan.Zero });
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        await rig.HarvestAsync();

        await rig.Replay.StartAsync(source, null, default);
        await rig.ServeAsync();

        Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 2)).Select(record => record.Id));
        Assert.True((await rig.WindowAsync(source, 2)).Claim > 1);
    }

    [Fact]
    public async Task Says_So_When_Pages_Are_Purged_While_It_Reads_Them()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        await rig.Replay.StartAsync(source, null, default);
        await rig.Pages.PurgeAsync(source.Id, 1, default);

        await rig.ServeAsync();

        var run = await rig.RunAsync(source, 2);
        Assert.Equal((RunState.Failed, "The pages of run 1 were purged meanwhile. Replay the source again."), (run.State, run.Failure));
    }

    [Fact]
    public async Task Is_Started_And_Refused_Over_Http()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        var api = new ReplayApi(rig.Sources, rig.Replay, rig.Time);
        var nothing = await SendAsync(request => api.ReplaySourceAsync(request, "test", default));
        await rig.HarvestAsync();

        var started = await SendAsync(request => api.ReplayRunAsync(request, "test", "1", default));
        var again = await SendAsync(request => api.ReplaySourceAsync(request, "test", default));
        await rig.ServeAsync();
        var ofReplay = await SendAsync(request => api.ReplayRunAsync(request, "test", "2", default));

        Assert.Equal((409, 202, 409, 409), (nothing.Status, started.Status, again.Status, ofReplay.Status));
        Assert.Contains("?full=true", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("Run 2 of 'test' is at work", again.Text.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Run 2 is a replay itself", ofReplay.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await SendAsync(request => api.ReplaySourceAsync(request, "unknown", default))).Status);
        Assert.Equal(404, (await SendAsync(request => api.ReplayRunAsync(request, "test", "first", default))).Status);
        Assert.Equal(RunReason.Replay, (await rig.RunAsync(source, 2)).Because);
    }

    private static async Task<(int Status, string Text)> SendAsync(Func<HttpRequest, Task<IResult>> send)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Response.Body = body;
        await (await send(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private static async Task LinkAsync(LinkingHub hub)
    {
        while (await hub.Segments.WaitingAsync(default).AnyAsync())
        {
            await hub.LinkAsync();
        }
    }

    private static async Task<List<string>> TitlesAsync(LinkingHub hub)
    {
        var titles = new List<string>();
        await foreach (var resource in hub.Reader.ReadAllAsync((await hub.Index.ReadManifestAsync(null, default)).Manifest, default))
        {
            titles.AddRange(resource.Members.Select(member => member.Record.Title));
        }

        return [.. titles.Order(StringComparer.Ordinal)];
    }

    private static async Task<Source> ChangeAsync(HarvestRig rig, Source source, AccessPolicy access)
    {
        var stored = (await rig.Sources.FindAsync(source.Id, default))!;
        return (await rig.Sources.TryReplaceAsync(stored, stored.Value with { Access = access }, default))!.Value;
    }

    private async Task<(HarvestRig Rig, Source Source)> SetUpAsync(TestProvider provider)
    {
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);
        return (rig, source);
    }
}
