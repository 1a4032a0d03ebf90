using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class RunPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 5, 5, 5, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Provided = new(2026, 3, 1, 0, 10, 0, TimeSpan.Zero);
    private static readonly Source Source = new() { Id = SourceId.Parse("a1"), Name = "A", BaseUrl = "https://a.example/oai" };

    private static readonly Cursor Settled = new()
    {
        Source = Source.Id,
        LastRun = 7,
        Since = Provided,
        Scope = Cursor.ScopeOf(Source),
        LastScope = Cursor.ScopeOf(Source),
        NextDue = Now,
    };

    [Fact]
    public void Runs_A_Source_When_It_Is_Due()
    {
        Assert.True(RunPlan.IsDue(Source, new Cursor { Source = Source.Id }, Now));
        Assert.True(RunPlan.IsDue(Source, Settled, Now));
        Assert.False(RunPlan.IsDue(Source, Settled, Now.AddSeconds(-1)));
        Assert.False(RunPlan.IsDue(Source with { Enabled = false }, Settled, Now));
        Assert.False(RunPlan.IsDue(Source, Settled with { Active = true }, Now));
        Assert.True(RunPlan.IsDue(Source with { Sets = ["a"] }, Settled, Now.AddDays(-1)));
    }

    [Fact]
    public void Asks_For_Changes_Only_Where_The_Cursor_Holds()
    {
        Assert.Equal(Provided, RunPlan.Next(Source, Settled, RunReason.Scheduled, full: false, Now).Since);
        Assert.True(RunPlan.Next(Source, Settled, RunReason.Manual, full: true, Now).Full);
        Assert.True(RunPlan.Next(Source with { BaseUrl = "https://b.example/oai" }, Settled, RunReason.Scheduled, full: false, Now).Full);
        Assert.True(RunPlan.Next(Source with { MetadataPrefix = "marc" }, Settled, RunReason.Scheduled, full: false, Now).Full);
        Assert.Equal(8, RunPlan.Next(Source, Settled, RunReason.Scheduled, full: false, Now).Number);
    }

    [Fact]
    public void The_Order_Of_Sets_Is_No_Change_Of_Scope() =>
        Assert.Equal(Cursor.ScopeOf(Source with { Sets = ["a", "b"] }), Cursor.ScopeOf(Source with { Sets = ["b", "a"] }));

    [Theory]
    [InlineData(OaiGranularity.Second, "from=2026-02-28T23%3A55%3A00Z")]
    [InlineData(OaiGranularity.Day, "from=2026-02-28")]
    public void Overlaps_At_The_Precision_Of_The_Provider(OaiGranularity granularity, string expected)
    {
        var run = RunPlan.Next(Source, Settled, RunReason.Scheduled, full: false, Now);
        var provider = new Provider("A", granularity, OaiDeletedRecord.No, "", Now);

        var request = RunPlan.FirstRequest(run, window: 1, provider, TimeSpan.FromMinutes(15));

        Assert.EndsWith(expected, request.ToUri().AbsoluteUri, StringComparison.Ordinal);
    }

    /// <summary>In California it is still the first of March for eight hours of the second: what changes then says so.</summary>
    [Fact]
    public void Overlaps_A_Day_Where_Datestamps_Are_Days()
    {
        var run = RunPlan.Next(Source, Settled with { Since = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero) }, RunReason.Scheduled, full: false, Now);

        var request = RunPlan.FirstRequest(run, window: 1, new Provider("A", OaiGranularity.Day, OaiDeletedRecord.No, "", Now), TimeSpan.FromMinutes(15));

        Assert.EndsWith("from=2026-03-01", request.ToUri().AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Survives_A_Provider_Whose_Clock_Stands_At_The_Beginning_Of_Time()
    {
        var run = RunPlan.Next(Source, Settled with { Since = DateTimeOffset.MinValue }, RunReason.Scheduled, full: false, Now);

        var request = RunPlan.FirstRequest(run, window: 1, new Provider("A", OaiGranularity.Day, OaiDeletedRecord.No, "", Now), TimeSpan.FromMinutes(15));

        Assert.EndsWith("from=0001-01-01", request.ToUri().AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void After_A_Removal_Everything_Is_Asked_For_Again()
    {
        var removal = RunPlan.Next(Source, Settled, RunReason.Removal, full: true, Now);

        var cursor = RunPlan.Begun(Settled, removal);

        Assert.Equal(new Cursor { Source = Source.Id, LastRun = 8 }, cursor);
        Assert.True(RunPlan.Next(Source, cursor, RunReason.Scheduled, full: false, Now).Full);
    }

    [Fact]
    public void Moves_The_Cursor_After_A_Success_Only()
    {
        var run = RunPlan.Next(Source, Settled, RunReason.Scheduled, full: false, Now);
        var good = RunPlan.Ended(Settled, run, new RunOutcome(null, null, HarvestCounts.None, Now.AddDays(-1)), Now.AddHours(1));
        var bad = RunPlan.Ended(Settled, run, new RunOutcome("Broken.", null, HarvestCounts.None, Now.AddDays(-1)), Now.AddHours(1));

        Assert.Equal((Now.AddDays(-1), Now.AddDays(1)), (good.Since, good.NextDue));
        Assert.Equal((Provided, Now.AddHours(1)), (bad.Since, bad.NextDue));
    }

    [Fact]
    public void A_Provider_Without_A_Clock_Leaves_The_Cursor_Where_It_Is()
    {
        var run = RunPlan.Next(Source, Settled, RunReason.Scheduled, full: false, Now);

        Assert.Equal(Provided, RunPlan.Ended(Settled, run, new RunOutcome(null, null, HarvestCounts.None, Since: null), Now).Since);
    }

    [Theory]
    [InlineData(OaiDeletedRecord.No, null, 30, true)]
    [InlineData(OaiDeletedRecord.Transient, null, 30, true)]
    [InlineData(OaiDeletedRecord.No, null, 29, false)]
    [InlineData(OaiDeletedRecord.Persistent, null, 3000, false)]
    [InlineData(OaiDeletedRecord.Persistent, 7, 7, true)]
    [InlineData(OaiDeletedRecord.No, 90, 89, false)]
    public void Reconciles_What_Is_Not_Told_For_Good_And_What_Its_Source_Asks_For(OaiDeletedRecord policy, int? every, int days, bool due)
    {
        var source = Source with { ReconcileEvery = every is { } own ? TimeSpan.FromDays(own) : null };
        var cursor = Settled with { DeletedRecord = policy, LastFull = new FullHarvest(1, Now.AddDays(-days), 100) };

        Assert.Equal(due, RunPlan.IsReconcileDue(source, cursor, TimeSpan.FromDays(30), Now));
    }

    [Fact]
    public void Does_Not_Call_A_First_Harvest_A_Reconcile()
    {
        Assert.False(RunPlan.IsReconcileDue(Source, new Cursor { Source = Source.Id, DeletedRecord = OaiDeletedRecord.No }, TimeSpan.FromDays(30), Now));
        Assert.False(RunPlan.IsReconcileDue(Source with { Sets = ["a"] }, Settled with { DeletedRecord = OaiDeletedRecord.No }, TimeSpan.FromDays(30), Now));
    }

    [Fact]
    public void Remembers_The_Last_Full_Run_And_How_Deletions_Are_Told()
    {
        var full = RunPlan.Next(Source, Settled, RunReason.Manual, full: true, Now) with { Provider = new Provider("A", default, OaiDeletedRecord.Transient, "", Now) };
        var counts = new HarvestCounts { Records = 40 };

        var cursor = RunPlan.Ended(Settled, full, new RunOutcome(null, null, counts, Now), Now);

        Assert.Equal((new FullHarvest(8, Now, 40), OaiDeletedRecord.Transient), (cursor.LastFull, cursor.DeletedRecord));
        Assert.Equal(cursor.LastFull, RunPlan.Ended(cursor, RunPlan.Next(Source, cursor, RunReason.Scheduled, full: false, Now), new RunOutcome(null, null, counts, Now), Now).LastFull);
    }

    [Theory]
    [InlineData(RunState.Discarded, true)]
    [InlineData(RunState.Cancelled, false)]
    public void What_A_Person_Ends_Leaves_The_Cursor_And_Only_Cancelling_Takes_Back_A_Wish(RunState state, bool fullDue)
    {
        var run = RunPlan.Next(Source, Settled, RunReason.Manual, full: true, Now);
        var outcome = new RunOutcome("By a person.", null, HarvestCounts.None, Now) { State = state };

        var cursor = RunPlan.Ended(RunPlan.Begun(Settled, run), run, outcome, retry: Now.AddHours(1));

        Assert.Equal((Provided, fullDue, false, Now.AddDays(1)), (cursor.Since, cursor.FullDue, cursor.Active, cursor.NextDue));
    }

    [Fact]
    public void A_Full_Run_That_Was_Due_Anyway_Was_Not_Merely_Wished_For()
    {
        Assert.True(RunPlan.Next(Source, Settled, RunReason.Manual, full: true, Now).Wished);
        Assert.False(RunPlan.Next(Source, Settled with { FullDue = true }, RunReason.Manual, full: true, Now).Wished);
        Assert.False(RunPlan.Next(Source, Settled, RunReason.Manual, full: false, Now).Wished);
    }
}
