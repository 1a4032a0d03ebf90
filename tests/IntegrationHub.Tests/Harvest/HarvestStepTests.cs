using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class HarvestStepTests
{
    private static readonly HarvestOptions Options = new();
    private static readonly DateTimeOffset Now = new(2026, 5, 5, 5, 5, 5, TimeSpan.Zero);
    private static readonly Window Begun = new() { Source = SourceId.Parse("a1"), Run = 1, Number = 1, Moved = Now };
    private static readonly Window UnderWay = Begun with { Token = "t", Counts = new HarvestCounts { Pages = 1 } };

    [Fact]
    public void Follows_A_New_Token() => Assert.Equal(new PageVerdict.Follow("next"), After("asked", Page("next", items: 1)));

    [Fact]
    public void Ends_Without_A_Token() => Assert.IsType<PageVerdict.End>(After("asked", Page(null, items: 1)));

    [Theory]
    [InlineData(OaiErrorCodes.NoRecordsMatch)]
    [InlineData("NoRecordsMatch")]
    public void Ends_When_No_Records_Match(string code) => Assert.IsType<PageVerdict.End>(After(null, Page(null, 0, code)));

    [Fact]
    public void Follows_The_Token_Of_An_Empty_Page_But_Not_For_Ever()
    {
        Assert.IsType<PageVerdict.Follow>(After("asked", Page("next", 0), emptyBefore: 99));
        Assert.IsType<PageVerdict.Faulty>(After("asked", Page("next", 0), emptyBefore: 100));
    }

    [Fact]
    public void Takes_Records_That_Come_With_An_Error() => Assert.IsType<PageVerdict.Follow>(After("asked", Page("next", 1, OaiErrorCodes.BadArgument)));

    [Theory]
    [InlineData("asked")]
    [InlineData("before")]
    public void Refuses_A_Token_That_It_Has_Followed(string next) =>
        Assert.False(Assert.IsType<PageVerdict.Faulty>(After("asked", Page(next, 1), known: "before")).Transient);

    [Fact]
    public void Refuses_A_Token_That_No_Address_Can_Carry()
    {
        Assert.IsType<PageVerdict.Follow>(After("asked", Page(new string('文', 7000), 1)));
        Assert.False(Assert.IsType<PageVerdict.Faulty>(After("asked", Page(new string('x', 7001), 1))).Transient);
    }

    [Fact]
    public void Asks_Again_For_A_Page_That_Breaks_Off() =>
        Assert.True(Assert.IsType<PageVerdict.Faulty>(After("asked", new OaiPage<int> { Truncated = true, TruncatedBecause = "End of file." })).Transient);

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Waits_For_A_Passing_Fault_So_Often(int faults, bool waits) =>
        Assert.Equal(waits, HarvestStep.AfterFault(UnderWay with { FaultsInARow = faults }, transient: true, Options) == FaultVerdict.Wait);

    [Fact]
    public void Waits_Only_Once_Before_The_First_Page()
    {
        Assert.Equal(FaultVerdict.Wait, HarvestStep.AfterFault(Begun, transient: true, Options));
        Assert.Equal(FaultVerdict.Fail, HarvestStep.AfterFault(Begun with { FaultsInARow = 1 }, transient: true, Options));
    }

    [Fact]
    public void Restarts_A_Window_Whose_Token_Is_Dead_But_Not_For_Ever()
    {
        Assert.Equal(FaultVerdict.Restart, HarvestStep.AfterFault(UnderWay, transient: false, Options));
        Assert.Equal(FaultVerdict.Fail, HarvestStep.AfterFault(UnderWay with { Attempt = 3 }, transient: false, Options));
        Assert.Equal(FaultVerdict.Fail, HarvestStep.AfterFault(Begun, transient: false, Options));
    }

    [Fact]
    public void Starts_From_Nothing_When_It_Restarts()
    {
        var window = HarvestStep.Restart(UnderWay with { Checkpoints = [new CheckpointRange(1001, 2)], Claim = 7 });

        Assert.Null(window.Token);
        Assert.Empty(window.Checkpoints);
        Assert.Equal(HarvestCounts.None, window.Counts);
        Assert.Equal((2, 7), (window.Attempt, window.Claim));
    }

    [Fact]
    public void Waits_Longer_With_Each_Fault_Up_To_An_Hour()
    {
        Assert.Equal(TimeSpan.FromSeconds(15), HarvestStep.WaitAfterFault(UnderWay, Options));
        Assert.Equal(TimeSpan.FromMinutes(2), HarvestStep.WaitAfterFault(UnderWay with { FaultsInARow = 3 }, Options));
        Assert.Equal(TimeSpan.FromHours(1), HarvestStep.WaitAfterFault(UnderWay with { FaultsInARow = 50 }, Options));
    }

    [Fact]
    public void Does_Not_Call_A_Window_Stuck_That_Waits_As_It_Was_Told()
    {
        var waiting = UnderWay with { NotBefore = Now.AddDays(1) };
        Assert.False(HarvestStep.IsIdle(waiting, TimeSpan.FromMinutes(20), Now.AddHours(23)));
        Assert.True(HarvestStep.IsIdle(waiting, TimeSpan.FromMinutes(20), Now.AddDays(1).AddMinutes(20)));
        Assert.True(HarvestStep.IsIdle(waiting, TimeSpan.Zero, Now));
        Assert.False(HarvestStep.IsIdle(waiting with { State = WindowState.Done }, TimeSpan.Zero, Now));
    }

    [Fact]
    public void Numbers_Of_Two_Claims_Never_Meet()
    {
        var ranges = CheckpointRange.Append(CheckpointRange.Append([], CheckpointRange.FirstOf(1)), CheckpointRange.FirstOf(1) + 1);
        Assert.Equal([new CheckpointRange(1001, 2)], ranges);
        Assert.Equal([new CheckpointRange(1001, 2), new CheckpointRange(2001, 1)], CheckpointRange.Append(ranges, CheckpointRange.FirstOf(2)));
    }

    private static PageVerdict After(string? asked, OaiPage<int> page, string? known = null, int emptyBefore = 0) =>
        HarvestStep.AfterPage(asked, page, token => token == known, emptyBefore);

    private static OaiPage<int> Page(string? token, int items, params string[] errors) => new()
    {
        ResumptionToken = token is null ? null : new OaiResumptionToken(token, null, null, null),
        Records = [.. Enumerable.Range(0, items).Select(i => new OaiRecord<int>(new OaiHeader($"id{i}", "", [], false), i))],
        Errors = [.. errors.Select(code => new OaiError(code, ""))],
    };
}
