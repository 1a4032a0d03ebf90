using CsCheck;
using IntegrationHub.Harvest;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Harvest;

public sealed class RunSlicingTests
{
    private static readonly DateTimeOffset Earliest = new(1995, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[Earliest.AddYears(-1).Ticks, Latest.AddYears(1).Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    /// <summary>As a provider compares: datestamps cut down to what it can tell apart, both ends inclusive.</summary>
    [Theory]
    [InlineData(OaiGranularity.Day)]
    [InlineData(OaiGranularity.Second)]
    public void Slices_Cover_Every_Datestamp_However_Often_They_Are_Cut(OaiGranularity granularity) =>
        Gen.Select(Gen.Int[2, 64], Gen.Int[2, 5], Gen.Int[0, 63], Instants).Sample((parts, again, which, datestamp) =>
        {
            var slices = RunSlicing.Cut(new RunSlice(), parts, Earliest, Latest, granularity).ToList();
            var chosen = which % slices.Count;
            slices.AddRange(RunSlicing.Cut(slices[chosen], again, Earliest, Latest, granularity));
            slices.RemoveAt(chosen);

            Assert.InRange(slices.Count(slice => Holds(slice, datestamp, granularity)), 1, granularity == OaiGranularity.Day ? 1 : 2);
        });

    /// <summary>A provider that keeps fractions of seconds compares them with bounds that have none.</summary>
    [Fact]
    public void Leaves_No_Fraction_Of_A_Second_Out() =>
        Gen.Select(Gen.Int[2, 64], Instants).Sample((parts, datestamp) =>
            Assert.Contains(
                RunSlicing.Cut(new RunSlice(), parts, Earliest, Latest, OaiGranularity.Second),
                slice => (slice.From is null || datestamp >= slice.From) && (slice.Until is null || datestamp <= slice.Until)));

    [Theory]
    [InlineData(OaiGranularity.Day)]
    [InlineData(OaiGranularity.Second)]
    public void Halving_Comes_To_An_End(OaiGranularity granularity) =>
        Instants.Sample(datestamp =>
        {
            var slice = new RunSlice("a");
            for (var halved = 0; ; halved++)
            {
                var halves = RunSlicing.Cut(slice, 2, Earliest, Latest, granularity);
                if (halves is [var whole])
                {
                    Assert.Equal(slice, whole);
                    return;
                }

                Assert.Equal(2, halves.Count);
                Assert.All(halves, half => Assert.NotEqual(slice, half));
                Assert.InRange(halved, 0, 40);
                slice = halves.First(half => Holds(half, datestamp, granularity));
            }
        });

    [Fact]
    public void Cuts_Days_Into_Days() => Assert.Equal(
        [new RunSlice("a", null, Day(1)), new RunSlice("a", Day(2), Day(3)), new RunSlice("a", Day(4), Day(5))],
        RunSlicing.Cut(new RunSlice("a", null, Day(5)), 3, Day(1), Latest, OaiGranularity.Day));

    [Fact]
    public void Leaves_Both_Ends_Open_And_Makes_No_More_Parts_Than_Can_Be_Told_Apart()
    {
        var slices = RunSlicing.Cut(new RunSlice(), 64, Day(1), Day(3).AddHours(7), OaiGranularity.Day);

        Assert.Equal([new RunSlice(null, null, Day(1)), new RunSlice(null, Day(2), Day(2)), new RunSlice(null, Day(3), null)], slices);
        Assert.Single(RunSlicing.Cut(new RunSlice(null, Day(2), Day(2)), 2, Day(1), Day(3), OaiGranularity.Day));
        Assert.Single(RunSlicing.Cut(new RunSlice(null, Day(9)), 2, Day(1), Day(3), OaiGranularity.Day));
    }

    private static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);

    private static bool Holds(RunSlice slice, DateTimeOffset datestamp, OaiGranularity granularity) =>
        (slice.From is not { } from || OaiDates.Compare(datestamp, from, granularity) >= 0)
        && (slice.Until is not { } until || OaiDates.Compare(datestamp, until, granularity) <= 0);
}
