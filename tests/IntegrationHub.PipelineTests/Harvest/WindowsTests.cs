using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>A large harvest, cut into windows.</summary>
public sealed class WindowsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Window = 10;

    private static readonly HarvestOptions Small = new() { CheckpointBytes = 1, WindowRecords = Window };

    [Fact]
    public async Task Cuts_A_Large_List_By_Date_And_Brings_All_Of_It()
    {
        await using var provider = await StartAsync();
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var run = await AssertBroughtAsync(rig, source, provider);
        Assert.Equal(11, run.Slices.Count);
        Assert.Equal(11, run.Tail);
        Assert.All(await WindowsAsync(rig, source), window => Assert.InRange(window.Counts.Records, 0, 2 * Window));
        // What was found out of the provider's dates is kept.
        Assert.True((await rig.Findings.FindAsync(source.Id, default))!.Value is { FromWorks: true, UntilWorks: true });
        Assert.True(Assert.Single(await rig.DeliveriesAsync(source)).Complete);
    }

    [Fact]
    public async Task Asks_Nothing_Twice_Of_A_Provider_That_Was_Probed()
    {
        await using var provider = await StartAsync();
        var (rig, source) = await SetUpAsync(provider);
        await LearnAsync(rig, source, works: true, records: 100);

        await rig.HarvestAsync();

        await AssertBroughtAsync(rig, source, provider);
        Assert.DoesNotContain(provider.Lists, request => request is { Token: null, From: null, Until: null });
        Assert.All(provider.Lists.GroupBy(request => (request.From, request.Until, request.Token)), same => Assert.Single(same));
    }

    /// <summary>A platform that has loaded its past in one hour, and said that it goes back to 1990.</summary>
    [Fact]
    public async Task Balances_A_Distribution_That_Is_All_In_One_Place()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Earliest = "1990-01-01T00:00:00Z";
        provider.PageSize = 5;
        provider.Fill(100);
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var run = await AssertBroughtAsync(rig, source, provider);
        Assert.All(await WindowsAsync(rig, source), window => Assert.InRange(window.Counts.Records, 0, 2 * Window));
        Assert.InRange(run.Slices.Count, 10, 120);
    }

    [Fact]
    public async Task Rule1_Halves_Only_The_Window_Whose_Token_Dies()
    {
        await using var provider = await StartAsync();
        var (rig, source) = await SetUpAsync(provider);
        await LearnAsync(rig, source, works: true, records: 100);
        var sick = "";
        provider.Script = request =>
        {
            // The first window that comes to a second page never gets beyond it.
            var range = request.Token?.Split('|') is [var from, var until, ..] ? $"{from}|{until}|" : "";
            sick = sick.Length == 0 ? range : sick;
            return range.Length > 0 && range == sick ? TestAnswer.Error("badResumptionToken", "Expired.") : null;
        };

        await rig.HarvestAsync();

        var run = await AssertBroughtAsync(rig, source, provider);
        // Ten windows, and one of them in two; and the tail.
        Assert.Equal(12, run.Slices.Count);
        Assert.Single(await WindowsAsync(rig, source), window => window.Faults.Count > 0);
        Assert.Equal(1, provider.Lists.Count(request => request.Token is { } token && token.StartsWith(sick, StringComparison.Ordinal)));
        Assert.All(provider.Lists.GroupBy(request => (request.From, request.Until, request.Token)), same => Assert.Single(same));
    }

    /// <summary>No token works at all: what comes on first pages is enough, if the ranges are small enough.</summary>
    [Fact]
    public async Task Harvests_A_Provider_Whose_Tokens_Are_Always_Dead()
    {
        await using var provider = await StartAsync(20);
        provider.Script = request => request.Token is null ? null : TestAnswer.Error("badResumptionToken", "Expired.");
        var (rig, source) = await SetUpAsync(provider, new HarvestOptions());

        await rig.HarvestAsync();

        await AssertBroughtAsync(rig, source, provider);
    }

    [Fact]
    public async Task Fails_A_Window_That_Can_Not_Be_Divided_Any_More()
    {
        await using var provider = await TestProvider.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            provider.Records.Add(new TestRecord($"oai:test:{i}", "2026-01-01T00:00:00Z", $"Title {i}"));
        }

        provider.Script = request => request.Token is null ? null : TestAnswer.Error("badResumptionToken", "Expired.");
        var (rig, source) = await SetUpAsync(provider, new HarvestOptions());

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("Expired.", run.Failure, StringComparison.Ordinal);
        // Two windows share a second, and it may be this one.
        var failed = (await WindowsAsync(rig, source)).Where(window => window.State == WindowState.Failed).ToList();
        Assert.InRange(failed.Count, 1, 2);
        Assert.All(failed, window => Assert.Equal(3, window.Attempt));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Leaves_The_List_Of_A_Provider_Whole_That_Does_Not_Heed_Dates(bool ignoresFrom, bool ignoresUntil)
    {
        await using var provider = await StartAsync();
        (provider.IgnoresFrom, provider.IgnoresUntil) = (ignoresFrom, ignoresUntil);
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        await AssertBroughtAsync(rig, source, provider);
        var known = (await rig.Findings.FindAsync(source.Id, default))!.Value;
        Assert.Equal((!ignoresFrom, !ignoresUntil), (known.FromWorks, known.UntilWorks));
        // Twenty pages and three questions: no page is asked for again.
        Assert.Equal(23, provider.Lists.Count());

        var asked = provider.Lists.Count();
        await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
        await rig.ServeAsync();
        Assert.Equal(20, provider.Lists.Count() - asked);
    }

    /// <summary>It was probed before somebody broke it: the first window that sees it takes the whole list, and the others have nothing left to do.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Does_Not_Harvest_Everything_Once_A_Window_When_The_Provider_No_Longer_Heeds_Dates(bool ignoresFrom, bool ignoresUntil)
    {
        await using var provider = await StartAsync();
        (provider.IgnoresFrom, provider.IgnoresUntil) = (ignoresFrom, ignoresUntil);
        var (rig, source) = await SetUpAsync(provider);
        await LearnAsync(rig, source, works: true, records: 100);

        await rig.HarvestAsync();

        await AssertBroughtAsync(rig, source, provider);
        Assert.True((await rig.Findings.FindAsync(source.Id, default))!.Value is { FromWorks: false } or { UntilWorks: false });
        Assert.InRange(provider.Lists.Count(), 20, 60);
    }

    [Fact]
    public async Task Cuts_A_List_Of_Days_At_Days()
    {
        await using var provider = await StartAsync();
        provider.Days = true;
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var run = await AssertBroughtAsync(rig, source, provider);
        Assert.InRange(run.Slices.Count, 8, 20);
        Assert.All(run.Slices.Take(run.Tail!.Value - 1), slice => Assert.Equal(TimeSpan.Zero, slice.From?.TimeOfDay ?? TimeSpan.Zero));
        // No day twice, but in the tail.
        Assert.Equal(100, (await WindowsAsync(rig, source)).Where(window => !run.IsTail(window.Number)).Sum(window => window.Counts.Records));
    }

    [Fact]
    public async Task Cuts_By_The_Highest_Sets_Where_An_Admin_Says_So_And_Withdraws_Nothing_Then()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Sets.AddRange([("a", "A"), ("a:b", "A, B"), ("c:d", "D"), ("e", "E")]);
        provider.Fill(8, set: "a", prefix: "oai:a:");
        provider.Fill(7, set: "c:d", prefix: "oai:d:");
        provider.Fill(6, set: "e", prefix: "oai:e:");
        var (rig, source) = await SetUpAsync(provider, slicedBy: SlicedBy.Sets);

        await rig.HarvestAsync();

        Assert.Equal(["a", "c:d", "e"], (await rig.RunAsync(source, 1)).Slices.Select(slice => slice.Set));
        Assert.Equal(21, (await rig.RecordsAsync(source, 1)).Count);
        Assert.False(Assert.Single(await rig.DeliveriesAsync(source)).Complete);

        provider.Now = "2026-03-02T12:00:00Z";
        await rig.Starter.StartAsync(source, RunReason.Manual, full: false, default);
        Assert.Equal([new RunSlice()], (await rig.RunAsync(source, 2)).Slices);
    }

    [Fact]
    public async Task Cuts_Each_Chosen_Set_By_Date_And_Is_Complete()
    {
        await using var provider = await StartAsync(60, set: "a");
        provider.Fill(4, set: "b", prefix: "oai:b:");
        var (rig, source) = await SetUpAsync(provider, sets: ["a", "b"]);

        await rig.HarvestAsync();

        var run = await AssertBroughtAsync(rig, source, provider);
        Assert.Equal(6, run.Slices.Take(run.Tail!.Value - 1).Count(slice => slice is { Set: "a", IsRanged: true }));
        Assert.Single(run.Slices, slice => slice is { Set: "b", IsRanged: false });
        Assert.Equal(["a", "b"], run.Slices.Skip(run.Tail.Value - 1).Select(slice => slice.Set));
        Assert.True(Assert.Single(await rig.DeliveriesAsync(source)).Complete);
    }

    [Fact]
    public async Task Cuts_A_List_Of_Untold_Size_Once_It_Goes_On_And_On()
    {
        await using var provider = await StartAsync();
        provider.TellsSize = false;
        provider.PageSize = 3;
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        var run = await AssertBroughtAsync(rig, source, provider);
        Assert.Equal(17, run.Slices.Count);
    }

    [Fact]
    public async Task Leaves_A_Run_Of_Changes_In_One_Window()
    {
        await using var provider = await StartAsync();
        var (rig, source) = await SetUpAsync(provider, slicedBy: SlicedBy.Nothing);
        await rig.HarvestAsync();
        Assert.Single((await rig.RunAsync(source, 1)).Slices);
        await ChangeAsync(rig, source, source with { SlicedBy = null });
        provider.Now = "2026-03-02T12:00:00Z";
        for (var i = 0; i < 50; i++)
        {
            provider.Records.Add(new TestRecord($"oai:new:{i}", "2026-03-02T00:00:00Z", $"New {i}"));
        }

        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 2);
        Assert.Equal((1, 50L), (run.Slices.Count, run.Counts.Records));
        Assert.Equal("2026-03-01T11:45:00Z", Assert.Single(provider.Lists, request => request.From is not null).From);
    }

    /// <summary>It leaves a range that is still to be listed for one that has been listed already, and would be withdrawn.</summary>
    [Fact]
    public async Task Catches_In_The_Tail_What_Has_Moved_During_The_Run()
    {
        await using var provider = await StartAsync();
        var (rig, source) = await SetUpAsync(provider, parallel: SourcePace.MostParallel);
        await LearnAsync(rig, source, works: true, records: 100);
        var moved = provider.Records[50];
        await rig.Scheduler.ScheduleAsync(default);
        await rig.Harvester.StepAsync(new HarvestWindow(source.Id, 1, 1), default);
        var windows = (await rig.RunAsync(source, 1)).Slices.Count;
        await rig.Harvester.StepAsync(new HarvestWindow(source.Id, 1, windows), default);
        lock (provider.Records)
        {
            provider.Records[50] = moved with { Datestamp = "2026-03-01T12:00:30Z", Title = "As it is now" };
        }

        await rig.ServeAsync();

        var run = await AssertBroughtAsync(rig, source, provider);
        Assert.Equal(windows + 1, run.Tail);
        Assert.Equal("As it is now", Assert.Single(await rig.RecordsAsync(source, 1), record => record.Id == moved.Id).Record!.Title);
        Assert.Equal("2026-03-01T11:45:00Z", provider.Lists.Last().From);
    }

    [Fact]
    public async Task Has_No_More_Windows_At_Work_Than_The_Sources_Pace_Allows()
    {
        await using var provider = await StartAsync();
        var (rig, source) = await SetUpAsync(provider, parallel: 3);
        await LearnAsync(rig, source, works: true, records: 100);
        var lists = new HashSet<string>();
        var (most, open) = (0, 0);
        provider.Before = async request =>
        {
            if (request.Verb != "ListRecords")
            {
                return;
            }

            // From a window's request until its answer; the worker's next one comes only then.
            lock (lists)
            {
                open++;
                most = Math.Max(most, open);
            }

            await Task.Yield();
            var others = (await rig.Windows.ListAsync(source.Id, 1, default)).Count(window => window.Value.State == WindowState.Harvesting);
            lock (lists)
            {
                open--;
                lists.Add($"{others}");
            }
        };

        await rig.Scheduler.ScheduleAsync(default);
        await rig.ServeAsync(workers: 8);

        await AssertBroughtAsync(rig, source, provider);
        Assert.Contains("3", lists);
        Assert.All(lists, atWork => Assert.InRange(int.Parse(atWork, CultureInfo.InvariantCulture), 1, 3));
        // Each window asks for one page, and one ahead.
        Assert.InRange(most, 1, 6);
    }

    [Fact]
    public async Task A_Wish_For_Everything_Outlives_A_Failed_Run()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        provider.Script = request => request.Verb == "ListRecords" ? TestAnswer.Error("badArgument", "Ill today.") : null;
        await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
        await rig.ServeAsync();
        Assert.Equal(RunState.Failed, (await rig.RunAsync(source, 2)).State);

        provider.Script = _ => null;
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.HarvestAsync();
        Assert.True(await rig.RunAsync(source, 3) is { Full: true, State: RunState.Harvested });

        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.HarvestAsync();
        Assert.False((await rig.RunAsync(source, 4)).Full);
    }

    private static async Task<TestProvider> StartAsync(int records = 100, string? set = null)
    {
        var provider = await TestProvider.StartAsync();
        provider.Earliest = "2026-01-01T00:00:00Z";
        provider.PageSize = 5;
        var first = DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture);
        // Evenly until the provider's now.
        for (var i = 0; i < records; i++)
        {
            var datestamp = first.AddMinutes(i * (59.4 * 24 * 60 / records)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            provider.Records.Add(new TestRecord($"oai:test:{i:D4}", datestamp, $"Title {i}", Set: set));
        }

        return provider;
    }

    private static async Task<List<Window>> WindowsAsync(HarvestRig rig, Source source) => [.. (await rig.Windows.ListAsync(source.Id, 1, default)).Select(window => window.Value)];

    private static async Task<Run> AssertBroughtAsync(HarvestRig rig, Source source, TestProvider provider)
    {
        var run = await rig.RunAsync(source, 1);
        Assert.Null(run.Failure);
        Assert.Equal(RunState.Harvested, run.State);
        var brought = (await rig.RecordsAsync(source, 1)).Select(record => record.Id).ToHashSet();
        Assert.Equal(provider.Records.Select(record => record.Id).Order(), brought.Order());
        Assert.Equal(run.Slices.Count, (await WindowsAsync(rig, source)).Count);
        return run;
    }

    private static Task LearnAsync(HarvestRig rig, Source source, bool works, long records) => rig.Findings.TryLearnAsync(
        null,
        new ProviderFindings
        {
            Source = source.Id,
            BaseUrl = source.BaseUrl,
            MetadataPrefix = source.MetadataPrefix,
            At = HarvestRig.Start,
            Granularity = OaiGranularity.Second,
            FromWorks = works,
            UntilWorks = works,
            Records = records,
        },
        default);

    private static async Task ChangeAsync(HarvestRig rig, Source source, Source changed) =>
        await rig.Sources.TryReplaceAsync((await rig.Sources.FindAsync(source.Id, default))!, changed, default);

    private async Task<(HarvestRig Rig, Source Source)> SetUpAsync(
        TestProvider provider, HarvestOptions? options = null, SlicedBy? slicedBy = null, int parallel = 4, params string[] sets)
    {
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount(), options ?? Small);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl, sets) with { SlicedBy = slicedBy, Pace = new SourcePace { Parallel = parallel } };
        await rig.Sources.TryAddAsync(source, default);
        return (rig, source);
    }
}
