using System.Globalization;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Sources;

public sealed class HoursOfDayTests
{
    [Theory]
    // by day
    [InlineData("09:00-17:00", null, "2026-05-05T08:59:59Z", "2026-05-05T09:00:00Z")]
    [InlineData("09:00-17:00", null, "2026-05-05T09:00:00Z", null)]
    [InlineData("09:00-17:00", null, "2026-05-05T16:59:59Z", null)]
    [InlineData("09:00-17:00", null, "2026-05-05T17:00:00Z", "2026-05-06T09:00:00Z")]
    // over midnight
    [InlineData("22:00-06:00", null, "2026-05-05T23:30:00Z", null)]
    [InlineData("22:00-06:00", null, "2026-05-05T05:59:59Z", null)]
    [InlineData("22:00-06:00", null, "2026-05-05T06:00:00Z", "2026-05-05T22:00:00Z")]
    [InlineData("18:00-24:00", null, "2026-05-05T23:59:59Z", null)]
    [InlineData("18:00-24:00", null, "2026-05-05T00:00:00Z", "2026-05-05T18:00:00Z")]
    // elsewhere
    [InlineData("22:00-06:00", "Asia/Shanghai", "2026-05-05T14:00:00Z", null)]
    [InlineData("22:00-06:00", "Asia/Shanghai", "2026-05-05T13:00:00Z", "2026-05-05T14:00:00Z")]
    [InlineData("22:00-06:00", "Asia/Shanghai", "2026-05-05T22:00:00Z", "2026-05-06T14:00:00Z")]
    // the day that summer time begins: 02:00 is 03:00, and 22:00 an hour earlier than the day before
    [InlineData("22:00-06:00", "Europe/Berlin", "2026-03-29T05:00:00Z", "2026-03-29T20:00:00Z")]
    [InlineData("22:00-06:00", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-28T21:00:00Z")]
    // an hour that does not come, and one that comes twice
    [InlineData("02:30-05:00", "Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("02:30-05:00", "Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("02:30-05:00", "Europe/Berlin", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")]
    public void Says_When_The_Hours_Begin(string hours, string? zone, string now, string? begins) =>
        Assert.Equal(
            begins is null ? null : DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture),
            HoursOfDay.Of(new SourcePace { Hours = hours, TimeZone = zone })!.NextAfter(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_Pace_Without_Hours_Has_None() => Assert.Null(HoursOfDay.Of(new SourcePace()));
}
