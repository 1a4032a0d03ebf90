using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class KeptHistoryTests
{
    private static readonly Source Source = new() { Id = SourceId.Parse("a1"), Name = "A", BaseUrl = "https://a.example/oai" };

    [Fact]
    public void All_That_Was_Ever_Kept_Lacks_Nothing()
    {
        var history = Of(Full(1), Changes(2), Full(3), Changes(4));

        Assert.Equal([1, 2, 3, 4], history.Runs);
        Assert.Equal((20, null, null), (history.Records, history.Lacks, history.Note));
    }

    [Fact]
    public void A_Complete_Run_Stands_For_All_Before_It_But_Not_For_Who_Came_First()
    {
        var history = Of(Full(1) with { PagesPurged = true }, Changes(2), Full(3), Changes(4));

        Assert.Equal([2, 3, 4], history.Runs);
        Assert.Null(history.Lacks);
        Assert.StartsWith("Pages are kept since run 2 (2026-01-02)", history.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Purged_Pages_After_The_Last_Complete_Run_Are_Lacking()
    {
        Assert.StartsWith("Pages of run 1 are gone", Of(Full(1) with { PagesPurged = true }, Changes(2)).Lacks, StringComparison.Ordinal);
        Assert.StartsWith("Pages of run 2 are gone", Of(Full(1), Changes(2) with { PagesPurged = true }, Changes(3)).Lacks, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_That_Are_Forgotten_Are_Lacking_Unless_A_Later_One_Was_Complete()
    {
        Assert.StartsWith("Its older runs are forgotten", Of(Changes(7)).Lacks, StringComparison.Ordinal);
        Assert.StartsWith("Its older runs are forgotten", KeptHistory.Of(Source.Id, first: 7, []).Lacks, StringComparison.Ordinal);
        Assert.Null(Of(Full(7), Changes(8)).Lacks);
        Assert.Null(KeptHistory.Of(Source.Id, first: 1, []).Lacks);
    }

    [Fact]
    public void A_Run_Of_Which_A_Blob_Is_Missing_Withdraws_Nothing()
    {
        var torn = new KeptRun(Full(2), ["two"], Missing: 1);

        Assert.False(torn.ToDelivery().Complete);
        Assert.Equal(["two"], torn.ToDelivery().Segments);
        Assert.StartsWith("Pages of run 2 are gone", KeptHistory.Of(Source.Id, first: 1, [Kept(Full(1)), torn]).Lacks, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Removal_Needs_No_Pages_And_Withdraws_Everything()
    {
        var removal = new KeptRun(Full(2) with { Because = RunReason.Removal, Counts = HarvestCounts.None, PagesPurged = true }, [], 0);

        Assert.True(removal.ToDelivery().Complete);
        Assert.Null(KeptHistory.Of(Source.Id, first: 1, [Kept(Full(1) with { PagesPurged = true }), removal, Kept(Changes(3))]).Lacks);
    }

    [Fact]
    public void Replays_And_What_Brought_Nothing_To_The_Index_Do_Not_Count()
    {
        Assert.False(KeptRun.Counts(Changes(2) with { Because = RunReason.Replay }));
        Assert.False(KeptRun.Counts(Full(2) with { State = RunState.Discarded }));
        Assert.False(KeptRun.Counts(Full(2) with { State = RunState.Harvesting }));
        Assert.True(KeptRun.Counts(Changes(2) with { State = RunState.Failed }));
    }

    private static KeptHistory Of(params Run[] runs) => KeptHistory.Of(Source.Id, runs[0].Number, [.. runs.Select(Kept)]);

    private static KeptRun Kept(Run run) => new(run, run.PagesPurged ? [] : [$"{run.Number}"], 0);

    private static Run Full(int number) => Changes(number) with { Full = true };

    private static Run Changes(int number) => new()
    {
        Source = Source,
        Number = number,
        State = RunState.Harvested,
        Started = new DateTimeOffset(2026, 1, number, 0, 0, 0, TimeSpan.Zero),
        Counts = new HarvestCounts { Records = 4, Deleted = 1 },
    };
}
