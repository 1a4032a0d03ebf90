using IntegrationHub.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>Providers whose ListRecords is broken, harvested by ListIdentifiers and GetRecord.</summary>
public sealed class IdentifierHarvestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Asks_For_Each_Record_That_Is_Not_Deleted_Once()
    {
        await using var provider = await BrokenAsync(10);
        provider.Records[4] = provider.Records[4] with { Deleted = true };
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var records = await rig.RecordsAsync(source, 1);
        Assert.Equal(provider.Records.Select(record => (record.Id, record.Deleted)), records.Select(record => (record.Id, record.Deleted)).Order());
        Assert.Equal(provider.Records.Where(record => !record.Deleted).Select(record => record.Id), Got(provider).Order());
        Assert.Empty(provider.Lists);
        Assert.Equal(4, provider.Requests.Count(request => request.Verb == "ListIdentifiers"));
        Assert.True(Assert.Single(await rig.DeliveriesAsync(source)).Complete);
        var run = await rig.RunAsync(source, 1);
        Assert.Equal((RunState.Harvested, ListVerb.ListIdentifiers, 9, 1), (run.State, run.Provider!.ListBy, run.Counts.Records, run.Counts.Deleted));
    }

    [Fact]
    public async Task Goes_By_What_The_Sources_Own_Probe_Has_Found()
    {
        await using var provider = await BrokenAsync(7);
        var (rig, source) = await SetUpAsync(provider, listBy: null);
        await rig.Probes.KeepAsync(source, await rig.Probe.ProbeAsync(source, default), default);
        var asked = provider.Requests.Count;

        await rig.HarvestAsync();

        Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id));
        Assert.DoesNotContain(provider.Requests.Skip(asked), request => request.Verb == "ListRecords");
    }

    [Fact]
    public async Task Asks_For_What_Has_Changed_Only()
    {
        await using var provider = await BrokenAsync(5);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        provider.Records.Add(new TestRecord("oai:test:new", "2026-03-01T11:59:00Z", "New"));
        var asked = provider.Requests.Count;
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.HarvestAsync();

        Assert.Equal("oai:test:new", Assert.Single(await rig.RecordsAsync(source, 2)).Id);
        Assert.Equal("2026-03-01T11:45:00Z", provider.Requests.Skip(asked).Single(request => request.Verb == "ListIdentifiers").From);
    }

    [Theory]
    [InlineData("idDoesNotExist", 200)]
    [InlineData("cannotDisseminateFormat", 200)]
    [InlineData("", 404)]
    public async Task A_Record_That_The_Provider_Lists_And_Does_Not_Give_Is_Rejected_And_Still_Names_Itself(string code, int status)
    {
        await using var provider = await BrokenAsync(7);
        var (rig, source) = await SetUpAsync(provider);
        Refuse(provider, "oai:test:0004", () => code.Length > 0 ? TestAnswer.Error(code, "Odd.") : new TestAnswer("Where?", status));

        await rig.HarvestAsync();

        var records = await rig.RecordsAsync(source, 1);
        Assert.Equal(7, records.Count);
        Assert.True(records.Single(record => record.Id == "oai:test:0004").IsUnreadable);
        Assert.True(Assert.Single(await rig.DeliveriesAsync(source)).Complete);
        var reject = Assert.Single((await rig.WindowAsync(source, 1)).Rejects);
        Assert.Equal("oai:test:0004", reject.Id);
        Assert.Contains(code.Length > 0 ? code : "404", reject.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_Back_To_The_Record_That_It_Was_At_When_The_Provider_Was_Busy()
    {
        await using var provider = await BrokenAsync(30);
        provider.PageSize = 30;
        var (rig, source) = await SetUpAsync(provider, parallel: 1);
        var refusals = 1;
        Refuse(provider, "oai:test:0020", () => refusals-- > 0 ? TestAnswer.Busy("86400") : null);

        await rig.HarvestAsync();

        Assert.Contains(TimeSpan.FromDays(1), rig.Waits);
        Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id));
        Assert.Equal(31, Got(provider).Count());
        // Without what the run's tail asks for a day later.
        Assert.Equal(2, provider.Requests.Count(request => request is { Verb: "ListIdentifiers", From: null }));
        Assert.Equal(1, (await rig.WindowAsync(source, 1)).Counts.Waits);
    }

    [Fact]
    public async Task Goes_On_Within_A_Page_Of_Identifiers_When_Steps_Are_Short()
    {
        await using var provider = await BrokenAsync(12);
        provider.PageSize = 12;
        // Every answer ends a step.
        var (rig, source) = await SetUpAsync(provider, parallel: 1, stepTime: TimeSpan.Zero);

        await rig.HarvestAsync();

        Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id));
        Assert.Equal(12, Got(provider).Count());
    }

    [Fact]
    public async Task Finds_Its_Place_Again_On_A_Page_That_Has_Changed_Meanwhile()
    {
        await using var provider = await BrokenAsync(10);
        provider.PageSize = 20;
        var (rig, source) = await SetUpAsync(provider, parallel: 1);
        var refusals = 1;
        Refuse(provider, "oai:test:0005", () =>
        {
            if (refusals-- <= 0)
            {
                return null;
            }

            lock (provider.Records)
            {
                provider.Records.RemoveRange(0, 3);
            }

            return TestAnswer.Busy("60");
        });

        await rig.HarvestAsync();

        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"oai:test:{number:D4}"), (await rig.RecordsAsync(source, 1)).Select(record => record.Id));
    }

    [Fact]
    public async Task One_Record_That_Always_Fails_Costs_Nothing_But_Itself()
    {
        await using var provider = await BrokenAsync(8);
        var (rig, source) = await SetUpAsync(provider);
        Refuse(provider, "oai:test:0003", () => new TestAnswer("Stack trace", 500));
        Refuse(provider, "oai:test:0005", () => TestAnswer.Html);

        await rig.HarvestAsync();

        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
        var window = await rig.WindowAsync(source, 1);
        Assert.Equal((6, 2), (window.Counts.Records, window.Counts.Rejected));
        Assert.Equal(["oai:test:0003", "oai:test:0005"], window.Rejects.Select(reject => reject.Id).Order());
        Assert.Equal(1, window.Attempt);
    }

    [Fact]
    public async Task Fails_In_The_Open_When_No_Record_Can_Be_Had()
    {
        await using var provider = await BrokenAsync(8);
        var (rig, source) = await SetUpAsync(provider);
        provider.Script = request => request.Verb == "GetRecord" ? new TestAnswer("Stack trace", 500) : null;

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("500", run.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_What_A_Broken_Page_Of_Identifiers_Names_Before_It_Asks_For_It_Again()
    {
        await using var provider = await BrokenAsync(8);
        provider.PageSize = 8;
        var (rig, source) = await SetUpAsync(provider);
        var breaks = 1;
        var broken = provider.Script;
        provider.Script = request => request.Verb == "ListIdentifiers" && breaks-- > 0 && provider.Honest(request) is var whole
            ? new TestAnswer(whole[..whole.IndexOf("oai:test:0005", StringComparison.Ordinal)])
            : broken(request);

        await rig.HarvestAsync();

        Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id).Distinct());
        Assert.InRange(Got(provider).Count(), 8, 9);
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
    }

    [Fact]
    public async Task Is_Replayed_As_It_Was_Read()
    {
        await using var provider = await BrokenAsync(8);
        provider.Records[1] = provider.Records[1] with { Deleted = true };
        var (rig, source) = await SetUpAsync(provider);
        Refuse(provider, "oai:test:0004", () => TestAnswer.Error("idDoesNotExist"));
        Refuse(provider, "oai:test:0006", () => new TestAnswer("Where?", 404));
        await rig.HarvestAsync();
        var asked = provider.Requests.Count;

        await rig.Replay.StartAsync(source, null, default);
        await rig.ServeAsync();

        Assert.Equal(asked, provider.Requests.Count);
        Assert.Equal(
            (await rig.RecordsAsync(source, 1)).Select(record => (record.Id, record.Fingerprint, record.Deleted)),
            (await rig.RecordsAsync(source, 2)).Select(record => (record.Id, record.Fingerprint, record.Deleted)));
        var counts = (await rig.RunAsync(source, 2)).Counts;
        Assert.Equal((5, 1, 2, 0), (counts.Records, counts.Deleted, counts.Rejected, counts.Nameless));
    }

    [Fact]
    public async Task Brings_The_Same_Wherever_The_Process_Dies()
    {
        await using var provider = await BrokenAsync(2);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);

        for (var lives = 0; lives < 100; lives++)
        {
            var source = HarvestRig.SourceOf($"crash-{lives}", provider.BaseUrl) with { ListBy = ListVerb.ListIdentifiers };
            await rig.Sources.TryAddAsync(source, default);
            var transport = new CrashingTransport(lives, lives % 2 == 0, onlyWrites: true);
            try
            {
                await new HarvestRig(connection, rig.Time, transport: transport).HarvestAsync();
            }
            catch (Exception e) when (e is DiedException || (e is AggregateException many && many.InnerExceptions.All(inner => inner is DiedException)))
            {
                // As meant.
            }

            await rig.Reviver.ReviveAsync(TimeSpan.Zero, default);
            await rig.HarvestAsync();
            await rig.HarvestAsync();

            Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id));
            Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
            await rig.Sources.TryRemoveAsync((await rig.Sources.FindAsync(source.Id, default))!, default);
            if (!transport.Died)
            {
                return;
            }
        }

        Assert.Fail("The process died every time.");
    }

    private static IEnumerable<string> Got(TestProvider provider) =>
        provider.Requests.Where(request => request.Verb == "GetRecord").Select(request => request.Identifier!);

    private static async Task<TestProvider> BrokenAsync(int records)
    {
        var provider = await TestProvider.StartAsync();
        provider.Fill(records);
        provider.Script = request => request.Verb == "ListRecords" ? new TestAnswer("Stack trace", 500) : null;
        return provider;
    }

    private static void Refuse(TestProvider provider, string id, Func<TestAnswer?> answer)
    {
        var before = provider.Script;
        provider.Script = request => request.Verb == "GetRecord" && request.Identifier == id && answer() is { } refusal ? refusal : before(request);
    }

    private async Task<(HarvestRig Rig, Source Source)> SetUpAsync(
        TestProvider provider, ListVerb? listBy = ListVerb.ListIdentifiers, int parallel = 4, TimeSpan? stepTime = null)
    {
        var options = new HarvestOptions { CheckpointBytes = 1 };
        options.StepTime = stepTime ?? options.StepTime;
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount(), options);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl) with { ListBy = listBy, Pace = new SourcePace { Parallel = parallel } };
        await rig.Sources.TryAddAsync(source, default);
        return (rig, source);
    }
}
