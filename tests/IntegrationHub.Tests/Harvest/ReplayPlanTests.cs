using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class ReplayPlanTests
{
    private static readonly Source Source = new() { Id = SourceId.Parse("a1"), Name = "A", BaseUrl = "https://a.example/oai" };

    [Fact]
    public void Begins_With_The_Last_Complete_Run_And_Reads_All_Later_Ones_In_Order()
    {
        Run[] runs = [Full(1), Changes(2), Full(3), Changes(4) with { State = RunState.Failed }, Changes(5)];

        Assert.Equal([3, 4, 5], Numbers(ReplayPlan.Choose(runs, null)));
        Assert.Equal([4, 5], Numbers(ReplayPlan.Choose(runs, 4)));
    }

    [Fact]
    public void Never_Begins_Before_A_Run_That_Withdrew_What_It_Did_Not_Name()
    {
        Run[] runs = [Full(1), Changes(2), Full(3)];

        var read = Assert.IsType<ReplayChoice.Read>(ReplayPlan.Choose(runs, 2));

        Assert.Equal([3], read.Kept.Select(run => run.Number));
        Assert.Contains("Run 3 brought everything anew", read.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Full_Run_That_Was_Not_Complete_Withdrew_Nothing()
    {
        var nameless = Full(2) with { Counts = new HarvestCounts { Records = 5, Nameless = 1, Rejected = 1 } };

        Assert.Equal([1, 2], Numbers(ReplayPlan.Choose([Full(1), nameless], null)));
    }

    [Fact]
    public void Brings_Nothing_Back_Of_A_Source_That_Was_Deleted_In_Between()
    {
        var removal = Full(2) with { Because = RunReason.Removal, Counts = HarvestCounts.None };

        Assert.Equal([3], Numbers(ReplayPlan.Choose([Full(1), removal, Changes(3)], null)));
        Assert.IsType<ReplayChoice.Refused>(ReplayPlan.Choose([Full(1), removal], null));
    }

    [Theory]
    [InlineData(RunState.Discarded)]
    [InlineData(RunState.Cancelled)]
    public void Runs_That_Brought_Nothing_To_The_Index_Do_Not_Count(RunState state)
    {
        Run[] runs = [Full(1), Full(2) with { State = state }, Changes(3)];

        Assert.Equal([1, 3], Numbers(ReplayPlan.Choose(runs, null)));
        Assert.Contains($"Run 2 has brought nothing to the index ({state})", Refusal(ReplayPlan.Choose(runs, 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_For_A_Person_To_Decide_On_A_Held_Run() =>
        Assert.Contains("Run 2 is held", Refusal(ReplayPlan.Choose([Full(1), Full(2) with { State = RunState.Held }], null)), StringComparison.Ordinal);

    [Fact]
    public void Says_Since_Which_Run_Pages_Are_Kept()
    {
        Run[] runs = [Full(1) with { PagesPurged = true }, Changes(2) with { PagesPurged = true }, Changes(3)];

        var read = Assert.IsType<ReplayChoice.Read>(ReplayPlan.Choose(runs, null));
        Assert.Equal([3], read.Kept.Select(run => run.Number));
        Assert.StartsWith("Pages are kept since run 3 (2026-01-03).", read.Note, StringComparison.Ordinal);
        Assert.Equal("The pages of run 2 are purged. Pages are kept since run 3 (2026-01-03).", Refusal(ReplayPlan.Choose(runs, 2)));
        Assert.Contains("?full=true", Refusal(ReplayPlan.Choose(runs[..2], null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Replay_Is_Not_Replayed_But_What_It_Read_Is()
    {
        Run[] runs = [Full(1), Changes(2) with { Because = RunReason.Replay }, Changes(3)];

        Assert.Equal([1, 3], Numbers(ReplayPlan.Choose(runs, null)));
        Assert.Contains("Run 2 is a replay itself", Refusal(ReplayPlan.Choose(runs, 2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1, 3, 20, 0, 2)]
    [InlineData(4, 5000, 1, 1, 1)]
    [InlineData(32, 300, 700)]
    public void Shares_All_Checkpoints_Out_In_Order_Each_Once(int parallel, params int[] checkpoints)
    {
        var kept = checkpoints.Select((count, index) => (Run: (index * 2) + 1, Checkpoints: count)).ToList();

        var slices = ReplayPlan.Slices(kept, parallel);

        var all = kept.SelectMany(run => Enumerable.Range(1, run.Checkpoints).Select(number => (run.Run, number))).ToList();
        Assert.Equal(all, slices.SelectMany(slice => all.Where(at => at.Run >= slice.Replay!.First && at.Run <= slice.Replay.Last).Skip(slice.Replay!.Skip).Take(slice.Replay.Take)));
        Assert.InRange(slices.Count, 1, 257);
    }

    [Fact]
    public void Leaves_The_Cursor_As_It_Is()
    {
        var now = new DateTimeOffset(2026, 5, 5, 5, 5, 5, TimeSpan.Zero);
        var cursor = new Cursor { Source = Source.Id, LastRun = 7, Since = now.AddDays(-3), Scope = "s", LastScope = "l", NextDue = now.AddHours(-1), FullDue = true };
        var replay = ReplayPlan.Next(Source, cursor, [], null, now);

        var begun = RunPlan.Begun(cursor, replay);
        var ended = RunPlan.Ended(begun, replay, RunOutcome.Of(replay, []), now);

        Assert.Equal(cursor with { LastRun = 8, Active = true }, begun);
        Assert.Equal(cursor with { LastRun = 8 }, ended);
    }

    private static Run Full(int number) => Changes(number) with { Full = true, Since = null };

    private static Run Changes(int number) => new()
    {
        Source = Source,
        Number = number,
        State = RunState.Harvested,
        Started = new DateTimeOffset(2026, 1, number, 0, 0, 0, TimeSpan.Zero),
        Counts = new HarvestCounts { Pages = 1, Records = 5 },
        Slices = [new RunSlice()],
    };

    private static IEnumerable<int> Numbers(ReplayChoice choice) => Assert.IsType<ReplayChoice.Read>(choice).Kept.Select(run => run.Number);

    private static string Refusal(ReplayChoice choice) => Assert.IsType<ReplayChoice.Refused>(choice).Reason;
}
