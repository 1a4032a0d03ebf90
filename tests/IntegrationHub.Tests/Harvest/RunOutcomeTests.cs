using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class RunOutcomeTests
{
    private static readonly DateTimeOffset Clock = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Run Full = new() { Source = new Source { Id = SourceId.Parse("a1"), Name = "A", BaseUrl = "https://a.example/oai" }, Number = 3, Full = true, Slices = [new RunSlice(), new RunSlice()] };
    private static readonly Run Changes = Full with { Full = false, Since = Clock.AddDays(-1) };

    private static readonly Window Done = new()
    {
        Source = SourceId.Parse("a1"),
        Run = 3,
        Number = 1,
        State = WindowState.Done,
        Counts = new HarvestCounts { Pages = 1, Records = 5, Deleted = 1 },
        Checkpoints = [new CheckpointRange(1001, 2), new CheckpointRange(2001, 1)],
    };

    private static readonly Window Failed = Done with { Number = 2, State = WindowState.Failed, Failure = "Gone." };

    [Fact]
    public void Names_The_Segments_That_Count_In_Their_Order()
    {
        var delivery = RunOutcome.Of(Full, [Done]).Delivery!;

        Assert.Equal(["a1/00000003/0001-001001.jsonl.gz", "a1/00000003/0001-001002.jsonl.gz", "a1/00000003/0001-002001.jsonl.gz"], delivery.Segments);
        Assert.Equal((6, true), (delivery.Records, delivery.Complete));
    }

    [Fact]
    public void An_Empty_Set_Of_Changes_Is_A_Success_With_Nothing_To_Link()
    {
        var outcome = RunOutcome.Of(Changes, [Done with { Counts = HarvestCounts.None }]);

        Assert.Equal((RunState.Harvested, null), (outcome.State, outcome.Delivery));
    }

    [Fact]
    public void A_Provider_That_Suddenly_Has_Nothing_Is_Not_Believed()
    {
        var outcome = RunOutcome.Of(Full, [Done with { Counts = HarvestCounts.None }]);

        Assert.Equal((RunState.Failed, null), (outcome.State, outcome.Delivery));
    }

    [Fact]
    public void All_Rejected_Is_A_Failure()
    {
        var outcome = RunOutcome.Of(Changes, [Done with { Counts = new HarvestCounts { Rejected = 9 }, Rejects = [new HarvestReject("x", "No title.")] }]);

        Assert.Equal(RunState.Failed, outcome.State);
        Assert.Contains("No title.", outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Rejected_Record_Without_An_Identifier_Makes_The_Delivery_Incomplete()
    {
        var named = RunOutcome.Of(Full, [Done with { Counts = new HarvestCounts { Records = 5, Rejected = 1 } }]).Delivery!;
        var nameless = RunOutcome.Of(Full, [Done with { Counts = new HarvestCounts { Records = 5, Rejected = 1, Nameless = 1 } }]).Delivery!;

        Assert.Equal((6, true), (named.Records, named.Complete));
        Assert.Equal((5, false), (nameless.Records, nameless.Complete));
    }

    [Fact]
    public void A_Failed_Window_Makes_The_Delivery_Incomplete_And_Delivers_What_It_Brought_Before()
    {
        var outcome = RunOutcome.Of(Full, [Done, Failed]);

        Assert.Equal(RunState.Failed, outcome.State);
        Assert.False(outcome.Delivery!.Complete);
        Assert.Equal((6, 12), (outcome.Delivery.Segments.Count, outcome.Delivery.Records));
        Assert.Equal(3, RunOutcome.Of(Full, [Failed]).Delivery!.Segments.Count);
        Assert.Null(RunOutcome.Of(Full, [Failed with { Counts = HarvestCounts.None, Checkpoints = [] }]).Delivery);
    }

    [Fact]
    public void Takes_The_Clock_Of_Identify_Or_Else_Of_The_Earliest_First_Page()
    {
        var provider = new Provider("A", default, default, "", Clock);
        Assert.Equal(Clock, RunOutcome.Of(Full with { Provider = provider }, [Done with { FirstAnsweredAt = Clock.AddHours(1) }]).Since);
        Assert.Equal(Clock, RunOutcome.Of(Full, [Done with { FirstAnsweredAt = Clock.AddHours(1) }, Done with { FirstAnsweredAt = Clock }]).Since);
        Assert.Null(RunOutcome.Of(Full, [Done with { FirstAnsweredAt = Clock }, Done]).Since);
    }

    [Fact]
    public void What_Was_Decided_From_Outside_Delivers_Nothing()
    {
        var outcome = RunOutcome.Decided(Full with { Ending = RunState.Cancelled, Failure = "Cancelled by a person." }, [Done]);

        Assert.Equal((RunState.Cancelled, "Cancelled by a person.", null, 5), (outcome.State, outcome.Failure, outcome.Delivery, outcome.Counts.Records));
    }

    [Fact]
    public void An_Objection_Keeps_Back_What_A_Failed_Run_Brought_And_Nothing_That_Was_Approved()
    {
        var failed = RunOutcome.Decided(Full with { Ending = RunState.Failed, Objection = "Too much." }, [Done, Failed]);
        var approved = RunOutcome.Decided(Full with { State = RunState.Held, Ending = RunState.Harvested, Objection = "Too much." }, [Done]);

        Assert.Equal((RunState.Failed, null), (failed.State, failed.Delivery));
        Assert.EndsWith("What it brought is not linked: Too much.", failed.Failure, StringComparison.Ordinal);
        Assert.Equal((RunState.Harvested, true), (approved.State, approved.Delivery!.Complete));
    }

    [Fact]
    public void A_Window_Taken_Up_Again_Too_Late_Makes_No_Success_Of_A_Failed_Run()
    {
        var outcome = RunOutcome.Decided(Full with { Ending = RunState.Failed }, [Done, Failed with { State = WindowState.Harvesting }]);

        Assert.Equal((RunState.Failed, false), (outcome.State, outcome.Delivery!.Complete));
        Assert.Contains("taken up again", outcome.Failure, StringComparison.Ordinal);
    }
}
