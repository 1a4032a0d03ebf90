using IntegrationHub.Probing;

namespace IntegrationHub.Tests.Probing;

public sealed class HarvestEstimateTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Counts_A_List_That_Was_Read_Whole() => AssertEstimate(150, CountedBy.Counting, new ListSeen(150, Ended: true, Told: 9000, 100, 40));

    [Fact]
    public void Believes_The_Provider_Where_It_Can_Be_True() => AssertEstimate(9000, CountedBy.Provider, new ListSeen(200, Ended: false, Told: 9000, 100, 40));

    [Fact]
    public void Does_Not_Believe_In_Less_Than_Was_Seen() => AssertEstimate(200, CountedBy.AtLeast, new ListSeen(200, Ended: false, Told: 0, 100, 40));

    [Fact]
    public void Estimates_By_Datestamps_Where_They_Are_In_Order() =>
        AssertEstimate(20_000, CountedBy.Datestamps, new ListSeen(200, Ended: false, Told: null, 100, 40, Start, Start.AddDays(1), Start, Start.AddDays(100)));

    [Fact]
    public void Says_How_Long_A_First_Harvest_Takes_At_The_Seen_Speed() =>
        Assert.Equal(TimeSpan.FromSeconds(180), HarvestEstimate.Of(new ListSeen(200, Ended: false, Told: 9000, 100, 2000)).FirstHarvest);

    private static void AssertEstimate(long records, CountedBy by, ListSeen list)
    {
        var estimate = HarvestEstimate.Of(list);

        Assert.Equal((records, by), (estimate.Records, estimate.By));
        Assert.NotEmpty(estimate.How);
    }
}
