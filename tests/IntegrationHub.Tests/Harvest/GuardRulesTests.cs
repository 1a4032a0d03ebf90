using IntegrationHub.Harvest;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class GuardRulesTests
{
    private static readonly HarvestOptions Settings = new();
    private static readonly SourceGuards Silent = new();

    [Theory]
    [InlineData(1000, 812, "It would withdraw 812 of 1,000 records (81.2 %); the setting Harvest__WithdrawnShare allows 20 %.")]
    [InlineData(1000, 201, "It would withdraw 201 of 1,000 records (20.1 %); the setting Harvest__WithdrawnShare allows 20 %.")]
    [InlineData(1000, 200, null)]
    [InlineData(12, 11, "It would withdraw 11 of 12 records (91.7 %); the setting Harvest__WithdrawnShare allows 20 %.")]
    [InlineData(12, 10, null)]
    [InlineData(5, 2, null)]
    [InlineData(0, 0, null)]
    public void Withdrawals_Above_The_Share_Are_Objected_To_Unless_They_Are_Few(long held, long withdrawn, string? objection) =>
        Assert.Equal(objection, GuardRules.OfWithdrawals(Silent, new Holdings(held, withdrawn), Settings));

    [Theory]
    [InlineData(0.0, 1, true)]
    [InlineData(0.0, 0, false)]
    [InlineData(0.4, 2, false)]
    [InlineData(0.4, 3, true)]
    [InlineData(1.0, 5, false)]
    public void A_Share_Of_The_Sources_Own_Knows_No_Floor(double share, long withdrawn, bool objects) =>
        Assert.Equal(objects, GuardRules.OfWithdrawals(new SourceGuards { WithdrawnShare = share }, new Holdings(5, withdrawn), Settings) is not null);

    [Theory]
    [InlineData(700, 300, "It rejected 300 of 1,000 records (30 %); the setting Harvest__RejectedShare allows 25 %.")]
    [InlineData(940, 60, "It rejected 60 of 1,000 records (6 %); the runs before it rejected 1 %. The source's guards.rejectedShare says how many are well.")]
    [InlineData(960, 40, null)]
    [InlineData(5, 10, null)]
    public void Rejects_Above_The_Share_Or_Far_Above_What_Was_Usual_Are_Objected_To(long records, long rejected, string? objection) =>
        Assert.Equal(objection, GuardRules.OfRejects(Silent, Counts(records, rejected), Counts(990, 10), Settings));

    [Fact]
    public void A_Source_Without_A_History_Is_Judged_By_The_Share_Alone() =>
        Assert.Null(GuardRules.OfRejects(Silent, Counts(800, 200), HarvestCounts.None, Settings));

    [Fact]
    public void A_Source_That_Names_Its_Share_Of_Rejects_Is_Not_Measured_By_Its_History()
    {
        var guards = new SourceGuards { RejectedShare = 0.5 };

        Assert.Null(GuardRules.OfRejects(guards, Counts(600, 400), Counts(1000, 0), Settings));
        Assert.EndsWith("the source's guards.rejectedShare allows 50 %.", GuardRules.OfRejects(guards, Counts(400, 600), Counts(1000, 0), Settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300, 1000, 1000L, "It asked for everything and brings 300 records, of 1,000 that are known (30 %); the next run would not ask for the others.")]
    [InlineData(500, 1000, 1000L, null)]
    [InlineData(300, 400, 1000L, null)]
    [InlineData(300, 1000, null, null)]
    [InlineData(1, 11, 11L, null)]
    public void An_Incomplete_Full_Run_That_Brings_Less_Than_Half_Is_Not_Believed(long records, long held, long? lastFull, string? objection) =>
        Assert.Equal(objection, GuardRules.OfYield(Silent, Counts(records, 0), new Holdings(held, 0), lastFull, Settings));

    [Fact]
    public void Holdings_Are_Counted_Only_Where_They_Decide()
    {
        var changes = new Run { Source = new Source { Id = SourceId.Parse("a1"), Name = "A", BaseUrl = "https://a.example/oai" }, Number = 2 };
        var delivery = new Delivery { Source = changes.Source.Id, Run = 2 };

        Assert.False(GuardRules.AsksForHoldings(changes, delivery, new HarvestCounts { Records = 5000, Deleted = 10 }, Settings));
        Assert.True(GuardRules.AsksForHoldings(changes, delivery, new HarvestCounts { Records = 5000, Deleted = 11 }, Settings));
        Assert.True(GuardRules.AsksForHoldings(changes, delivery with { Complete = true }, HarvestCounts.None, Settings));
        Assert.True(GuardRules.AsksForHoldings(changes with { Source = changes.Source with { Guards = new SourceGuards { WithdrawnShare = 0.1 } } }, delivery, new HarvestCounts { Deleted = 1 }, Settings));
    }

    private static HarvestCounts Counts(long records, long rejected) => new() { Records = records, Rejected = rejected };
}
