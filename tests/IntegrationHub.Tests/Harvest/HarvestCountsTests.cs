using CsCheck;
using IntegrationHub.Harvest;

namespace IntegrationHub.Tests.Harvest;

public sealed class HarvestCountsTests
{
    [Theory]
    [InlineData("not well-formed: 'x' is an unexpected token. Line 17, position 1,003.", "not well-formed: '…' is an unexpected token. Line #, position #.")]
    [InlineData("the identifier has 12,000 characters, 1,024 at most are taken; it begins: oai:a", "the identifier has # characters, # at most are taken")]
    [InlineData("The record has no title.", "The record has no title.")]
    public void Rejects_Of_One_Kind_Have_One_Reason(string reason, string kind) => Assert.Equal(kind, RejectReason.Of(reason));

    [Fact]
    public void The_Most_Frequent_Reasons_Are_Told_Apart_And_None_Is_Lost() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 1000]).Array[0, 80].Sample(rejects =>
        {
            var sum = rejects.Aggregate(HarvestCounts.None, (counts, reject) => counts + new HarvestCounts
            {
                Rejected = reject.Item2,
                Reasons = new Dictionary<string, long> { [$"Reason {(char)('A' + reject.Item1)}"] = reject.Item2 },
            });

            Assert.Equal(sum.Rejected, sum.Reasons.Values.Sum());
            Assert.True(sum.Reasons.Count <= RejectReason.MostKinds);
        });

    [Fact]
    public void Dropped_Elements_Are_Listed_Most_Frequent_First_And_The_Rest_Together()
    {
        var pages = Enumerable.Range(1, 80).Select(i => new HarvestCounts { Dropped = new Dictionary<string, long> { ["mods often"] = 3, [$"mods e{i:D2}"] = i } });
        var sum = pages.Aggregate((one, other) => one + other);

        Assert.Equal("mods often", sum.Dropped.First().Key);
        Assert.Equal(HarvestCounts.OtherElements, sum.Dropped.Last().Key);
        Assert.Equal(HarvestCounts.MostDropped, sum.Dropped.Count);
        Assert.Equal((80 * 3) + (80 * 81 / 2), sum.Dropped.Values.Sum());
        Assert.Equal(sum.Dropped.Values.SkipLast(1).OrderDescending(), sum.Dropped.Values.SkipLast(1));
    }

    [Fact]
    public void The_Slowest_Page_Of_All_Is_Kept()
    {
        HarvestCounts[] counts = [HarvestCounts.None, Slow(5), Slow(80), HarvestCounts.None, Slow(30)];

        Assert.Equal(80, counts.Aggregate((one, other) => one + other).Slowest!.Milliseconds);
        Assert.Null((HarvestCounts.None + HarvestCounts.None).Slowest);
        Assert.Null(SlowPage.Of(TimeSpan.Zero, new Uri("https://library.example/oai")));

        static HarvestCounts Slow(int milliseconds) => new() { Slowest = SlowPage.Of(TimeSpan.FromMilliseconds(milliseconds), new Uri("https://library.example/oai?verb=ListRecords")) };
    }

    [Fact]
    public void A_List_Begun_Again_Forgets_What_It_Listed_And_Not_How_Its_Provider_Was()
    {
        var counts = new HarvestCounts { Pages = 4, Records = 9, Rejected = 1, Waits = 2, Waited = TimeSpan.FromMinutes(3), Faults = 1, Slowest = new SlowPage(7, "https://library.example/oai") };

        Assert.Equal(counts with { Pages = 0, Records = 0, Rejected = 0 }, counts.Restarted() with { Repairs = counts.Repairs, Reasons = counts.Reasons, Formats = counts.Formats, Dropped = counts.Dropped });
    }
}
