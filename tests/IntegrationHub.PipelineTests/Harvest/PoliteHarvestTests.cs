using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Operations;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>What a source's pace promises its provider, over sources and instances.</summary>
public sealed class PoliteHarvestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Secret = "s3cr3t-of-the-example-library";

    [Theory]
    [InlineData("3600")]
    [InlineData("86400")]
    [InlineData("Tue, 05 May 2026 06:05:05 GMT")]
    public async Task Rule2_What_One_Window_Is_Told_By_A_Busy_Host_Holds_For_Every_Source_And_Instance(string retryAfter)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        provider.Script = request => request.Number == 1 ? TestAnswer.Busy(retryAfter) : null;
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var other = new HarvestRig(connection, rig.Time);
        await StartAsync(rig, HarvestRig.SourceOf("one", provider.BaseUrl));
        await StartAsync(rig, HarvestRig.SourceOf("two", provider.BaseUrl));
        await StartAsync(rig, HarvestRig.SourceOf("three", provider.BaseUrl));

        var told = Assert.IsType<StepOutcome.Later>(await StepAsync(rig, "one"));
        var here = Assert.IsType<StepOutcome.Later>(await StepAsync(rig, "two"));
        var elsewhere = Assert.IsType<StepOutcome.Later>(await StepAsync(other, "three"));

        Assert.Equal(retryAfter == "86400" ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1), told.Delay);
        Assert.Equal((told.Delay, told.Delay), (here.Delay, elsewhere.Delay));
        Assert.Single(provider.Requests);
        rig.Time.Advance(told.Delay);
        await rig.ServeAsync();
        Assert.Equal(RunState.Harvested, (await rig.Runs.FindAsync(SourceId.Parse("three"), 1, default))!.Value.State);
    }

    [Fact]
    public async Task Outside_Its_Hours_A_Source_Waits_In_The_Queue_And_Says_Why()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("night", provider.BaseUrl) with { Pace = new SourcePace { Hours = "22:00-06:00", TimeZone = "Asia/Shanghai" } };
        await StartAsync(rig, source);

        // 05:05:05Z is past one in the afternoon there; ten in the evening there is 14:00Z.
        var wait = Assert.IsType<StepOutcome.Later>(await StepAsync(rig, "night"));

        Assert.Equal(HarvestRig.Start.Date.AddHours(14) - HarvestRig.Start.DateTime, wait.Delay);
        Assert.Empty(provider.Requests);
        var report = RunReport.Of(await rig.RunAsync(source, 1), [await rig.WindowAsync(source, 1)], rig.Time.GetUtcNow());
        Assert.Equal((1, wait.Delay, HarvestRig.Start + wait.Delay), (report.Counts.Waits, report.Counts.Waited, report.WaitsUntil));
        Assert.Contains("22:00-06:00", report.WaitsFor, StringComparison.Ordinal);

        rig.Time.Advance(wait.Delay);
        await rig.ServeAsync();
        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 1)).State);
        Assert.Empty((await rig.WindowAsync(source, 1)).Faults);
    }

    [Fact]
    public async Task When_The_Hours_End_A_Window_Stops_Where_It_Is_And_Goes_On_There_The_Next_Night()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("night", provider.BaseUrl) with { Pace = new SourcePace { Hours = "05:00-05:06" } };
        provider.Script = request =>
        {
            if (request.Token is not null && rig.Time.GetUtcNow() < HarvestRig.Start.AddMinutes(1))
            {
                rig.Time.SetUtcNow(HarvestRig.Start.AddMinutes(1));
            }

            return null;
        };
        await StartAsync(rig, source);

        var wait = Assert.IsType<StepOutcome.Later>(await StepAsync(rig, "night"));
        Assert.Equal(HarvestRig.Start.Date.AddDays(1).AddHours(5), (HarvestRig.Start.AddMinutes(1) + wait.Delay).DateTime);
        rig.Time.Advance(wait.Delay);
        await rig.ServeAsync();

        Assert.Equal(9, (await rig.RecordsAsync(source, 1)).Count);
        // The fourth asks for what has changed during so long a run.
        Assert.Equal(4, provider.Lists.Count());
    }

    [Fact]
    public async Task Long_Distances_Between_Requests_Go_Through_The_Queue()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var asked = new List<DateTimeOffset>();
        provider.Script = _ =>
        {
            asked.Add(rig.Time.GetUtcNow());
            return null;
        };
        var source = HarvestRig.SourceOf("slow", provider.BaseUrl) with { Pace = new SourcePace { RequestsPerMinute = 2 } };
        await StartAsync(rig, source);

        await rig.ServeAsync();

        Assert.Equal(Enumerable.Range(0, 5).Select(request => HarvestRig.Start.AddSeconds(30 * request)), asked);
        Assert.Equal(9, (await rig.RecordsAsync(source, 1)).Count);
        var window = await rig.WindowAsync(source, 1);
        Assert.Equal((3, TimeSpan.FromSeconds(90)), (window.Counts.Waits, window.Counts.Waited));
    }

    [Fact]
    public async Task Short_Distances_Are_Kept_Within_A_Step_Across_Sources()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        var connection = azurite.NewAccount();
        await HarvestRig.CreateAsync(connection);
        var clock = new PauseClock();
        var rig = new HarvestRig(connection, clock);
        var other = new HarvestRig(connection, clock);
        var asked = new List<DateTimeOffset>();
        provider.Script = _ =>
        {
            lock (asked)
            {
                asked.Add(rig.Time.GetUtcNow());
                return null;
            }
        };
        await StartAsync(rig, HarvestRig.SourceOf("one", provider.BaseUrl) with { Pace = new SourcePace { RequestsPerMinute = 30 } });
        await StartAsync(rig, HarvestRig.SourceOf("two", provider.BaseUrl) with { Pace = new SourcePace { RequestsPerMinute = 30 } });

        Task<StepOutcome>[] steps = [StepAsync(rig, "one"), StepAsync(other, "two")];
        while (steps.Count(step => !step.IsCompleted) is > 0 and var atWork)
        {
            // Time goes on only while nobody does anything, so that a request is seen when it was meant to be sent.
            if (clock.Pauses == atWork)
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            await Task.Delay(1);
        }

        Assert.All(await Task.WhenAll(steps), outcome => Assert.Same(StepOutcome.Completed, outcome));
        Assert.Equal(8, asked.Count);
        asked.Sort();
        // The last request may come as late as the one after it is promised early.
        Assert.All(asked.Zip(asked.Skip(2)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(2), $"{pair}"));
        Assert.True(asked[^1] - asked[0] >= TimeSpan.FromSeconds(13), $"{asked[^1] - asked[0]}");
    }

    [Fact]
    public async Task Places_At_A_Host_Are_Counted_Over_Sources_And_Given_Back()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var other = new HarvestRig(connection, rig.Time);
        await StartAsync(rig, HarvestRig.SourceOf("one", provider.BaseUrl));
        await StartAsync(rig, HarvestRig.SourceOf("two", provider.BaseUrl) with { Pace = new SourcePace { Parallel = 1 } });
        StepOutcome? meanwhile = null;
        provider.Before = async request => meanwhile ??= request.Verb == "ListRecords" ? await StepAsync(other, "two") : null;

        Assert.Same(StepOutcome.Completed, await StepAsync(rig, "one"));

        Assert.IsType<StepOutcome.Later>(meanwhile);
        Assert.Contains("pace.parallel", (await rig.Windows.FindAsync(SourceId.Parse("two"), 1, 1, default))!.Value.WaitsFor, StringComparison.Ordinal);
        var host = await HostAsync(rig, provider);
        Assert.Empty(host.AtWork);
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(StepOutcome.Completed, await StepAsync(rig, "two"));
    }

    [Fact]
    public async Task The_Place_Of_A_Worker_That_Died_Is_Its_Windows_Own_And_Free_After_A_While()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("one", provider.BaseUrl) with { Pace = new SourcePace { Parallel = 1 } };
        await StartAsync(rig, source);
        await StartAsync(rig, source with { Id = SourceId.Parse("two") });
        await rig.Hosts.ChangeAsync(
            ProviderHost.NameOf(source), host => host with { AtWork = [new HostLease("one/1/1", null, HarvestRig.Start.AddMinutes(20))] }, default);

        Assert.IsType<StepOutcome.Later>(await StepAsync(rig, "two"));
        Assert.Same(StepOutcome.Completed, await StepAsync(rig, "one"));
        await rig.Hosts.ChangeAsync(
            ProviderHost.NameOf(source), host => host with { AtWork = [new HostLease("one/2/1", null, HarvestRig.Start.AddMinutes(20))] }, default);
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Same(StepOutcome.Completed, await StepAsync(rig, "two"));
    }

    [Fact]
    public async Task A_Host_That_Answers_Nobody_Is_Left_Alone_And_No_Window_Is_Blamed_For_It()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Script = _ => new TestAnswer("Broken", 500);
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var last = HarvestRig.SourceOf("source-11", provider.BaseUrl);
        for (var number = 1; number <= 11; number++)
        {
            await StartAsync(rig, HarvestRig.SourceOf($"source-{number:D2}", provider.BaseUrl));
            Assert.IsType<StepOutcome.Later>(await StepAsync(rig, $"source-{number:D2}"));
        }

        Assert.Equal(10, provider.Requests.Count);
        var window = await rig.WindowAsync(last, 1);
        Assert.Contains("left alone", window.WaitsFor, StringComparison.Ordinal);
        Assert.Equal((1, 0, 0), (window.Counts.Waits, window.FaultsInARow, window.Faults.Count));
    }

    [Fact]
    public async Task Shows_The_Sources_Credential_And_Tells_It_Nobody()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        provider.Script = request => request.Authorization == "Bearer " + Secret ? null : new TestAnswer("Who are you?", 401);
        var rig = await RigAsync(Secret, provider.BaseUrl[..^"/oai".Length]);
        var source = SourceOf(provider);
        await StartAsync(rig, source);
        await rig.ServeAsync();

        var run = await rig.RunAsync(source, 1);
        Assert.Equal((RunState.Harvested, 4), (run.State, run.Counts.Records));
        var told = System.Text.Json.JsonSerializer.Serialize(run, HarvestJson.Default.Run)
            + System.Text.Json.JsonSerializer.Serialize(await rig.WindowAsync(source, 1), HarvestJson.Default.Window);
        Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
        Assert.Contains("\"setting\":\"Example\"", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "Harvest__Credentials__Example__Secret")]
    [InlineData(Secret, "https://elsewhere.example", "Harvest__Credentials__Example__Hosts")]
    public async Task A_Run_Whose_Credential_Is_Missing_Or_Meant_For_Others_Fails_With_A_Sentence_And_Asks_Nothing(string secret, string hosts, string says)
    {
        await using var provider = await TestProvider.StartAsync();
        var rig = await RigAsync(secret, hosts);
        var source = SourceOf(provider);
        await StartAsync(rig, source);

        await rig.ServeAsync();

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("Source example", run.Failure, StringComparison.Ordinal);
        Assert.Contains(says, run.Failure, StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }

    private static Source SourceOf(TestProvider provider) =>
        HarvestRig.SourceOf("example", provider.BaseUrl) with { Credential = new SourceCredential(CredentialScheme.Bearer, "Example") };

    private static async Task StartAsync(HarvestRig rig, Source source)
    {
        await rig.Sources.TryAddAsync(source, default);
        await rig.Starter.StartAsync(source, RunReason.Manual, full: false, default);
    }

    private static Task<StepOutcome> StepAsync(HarvestRig rig, string source) => rig.Harvester.StepAsync(new HarvestWindow(SourceId.Parse(source), 1, 1), default);

    private static async Task<ProviderHost> HostAsync(HarvestRig rig, TestProvider provider) =>
        (await rig.Hosts.FindAsync(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{new Uri(provider.BaseUrl).Port}"), default))!.Value;

    private Task<HarvestRig> RigAsync(string secret, string hosts) => HarvestRig.CreateAsync(
        azurite.NewAccount(), credentials: new CredentialOptions { Credentials = { ["Example"] = new CredentialSetting { Secret = secret, Hosts = hosts } } });
}
