using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class CutPlanTests
{
    private static readonly DateTimeOffset Clock = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HarvestOptions Options = new() { WindowRecords = 1000 };

    private static readonly Run Full = new()
    {
        Source = new Source { Id = SourceId.Parse("a1"), Name = "A", BaseUrl = "https://a.example/oai" },
        Number = 1,
        Full = true,
        Slices = [new RunSlice()],
    };

    private static readonly Run Ranged = Full with { Slices = [new RunSlice(null, Clock.AddDays(-1), Clock)] };
    private static readonly Window First = new() { Source = Full.Source.Id, Run = 1, Number = 1 };

    [Theory]
    [InlineData(2000, null)]
    [InlineData(2001, 4)]
    [InlineData(9500, 10)]
    [InlineData(1_000_000, 64)]
    public void Cuts_A_List_That_Is_Too_Large_Into_Windows_Of_The_Wished_Size(long size, int? parts) =>
        Assert.Equal(parts, After(Full, new ListSeen(1, size, []))?.Parts);

    [Fact]
    public void Takes_A_List_Of_Untold_Size_For_A_Large_One_When_It_Goes_On_And_On()
    {
        Assert.Null(After(Full, new ListSeen(CutPlan.PagesOfLarge - 1, null, [])));
        Assert.Equal(16, After(Full, new ListSeen(CutPlan.PagesOfLarge, null, []))!.Parts);
        Assert.Equal(16, After(Full, new ListSeen(2, null, []), isLast: true)!.Parts);
        // A part that tells no size either: the first cut is all that can be known.
        Assert.Null(After(Ranged, new ListSeen(CutPlan.PagesOfLarge, null, [])));
    }

    [Fact]
    public void Cuts_Nothing_That_Is_Not_To_Be_Cut()
    {
        var large = new ListSeen(1, 100_000, []);
        Assert.NotNull(After(Full, large));
        Assert.Null(After(Full with { Full = false, Since = Clock }, large));
        Assert.Null(After(Full with { Source = Full.Source with { SlicedBy = SlicedBy.Nothing } }, large));
        Assert.Null(After(Full with { Source = Full.Source with { SlicedBy = SlicedBy.Sets } }, large));
        Assert.Null(After(Full with { Source = Full.Source with { StaticRepository = true } }, large));
        Assert.Null(After(Full with { Because = RunReason.Replay }, large));
        Assert.Null(After(Full with { Tail = 1 }, large));
        Assert.Null(After(Full, large, window: First with { Indivisible = true }));
    }

    [Fact]
    public void A_Provider_That_Tells_The_Same_Wrong_Size_For_Every_Range_Does_Not_Cut_For_Ever()
    {
        var run = Full;
        for (var window = 1; window <= run.Slices.Count; window++)
        {
            if (After(run, new ListSeen(1, 1_000_000, []), window: First with { Number = window }) is { } cut)
            {
                run = run.Cut(window, RunSlicing.Cut(cut.Slice, cut.Parts, Clock.AddYears(-30), Clock, OaiGranularity.Second));
            }
        }

        Assert.Equal(256, run.Slices.Count);
    }

    [Fact]
    public void Sees_That_A_Provider_Does_Not_Heed_Its_Dates_From_Most_Of_A_Page()
    {
        Assert.Equal((1, false, null), Told(Clock.AddDays(-5), Clock.AddDays(-4), Clock.AddHours(-1)));
        Assert.Equal((1, null, false), Told(Clock.AddDays(5), Clock.AddDays(4), Clock.AddHours(-1)));
        Assert.Null(Told(Clock.AddDays(-5), Clock.AddHours(-3), Clock.AddHours(-1)));

        (int, bool?, bool?)? Told(params DateTimeOffset[] datestamps) =>
            After(Ranged, new ListSeen(1, null, datestamps)) is { } cut ? (cut.Parts, cut.FromWorks, cut.UntilWorks) : null;
    }

    private static WindowCut? After(Run run, ListSeen seen, bool isLast = false, Window? window = null) =>
        CutPlan.AfterPage(
            run, window ?? First, RunPlan.FirstRequest(run, (window ?? First).Number, new Provider("A", OaiGranularity.Second, default, "", Clock), TimeSpan.Zero), seen, isLast, Options);
}
