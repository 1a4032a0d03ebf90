using System.Globalization;
using IntegrationHub.Oai;
using IntegrationHub.Probing;

namespace IntegrationHub.Tests.Probing;

/// <summary>A provider in a function: what it answers to a date argument.</summary>
public sealed class SelectiveHarvestTests
{
    private static readonly DateTimeOffset[] Minutes = [.. Enumerable.Range(0, 5).Select(at => Day(1).AddHours(7).AddMinutes(at))];
    private static readonly DateTimeOffset[] Days = [.. Enumerable.Range(1, 5).Select(Day)];
    private static readonly DateTimeOffset[] FromMidnight = [Day(1), .. Minutes];
    private static readonly DateTimeOffset[] OneDay = [Day(3), Day(3), Day(3)];

    public static TheoryData<string, bool> Lists => new()
    {
        { nameof(Minutes), true }, { nameof(Days), true }, { nameof(OneDay), true }, { nameof(Minutes), false }, { nameof(Days), false }, { nameof(OneDay), false },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Finds_That_An_Honest_Argument_Works(string list, bool until) =>
        Assert.Equal((true, OaiGranularity.Second), Find(list, until, (trial, known) => new DateAnswer([.. known.Where(date => Inside(trial, date))], null)));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Finds_That_It_Is_Ignored(string list, bool until) =>
        Assert.Equal((false, null), Find(list, until, (_, known) => new DateAnswer(known)));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Finds_Days_Where_Seconds_Are_Refused(string list, bool until) => Assert.Equal((true, OaiGranularity.Day), Find(list, until, (trial, known) =>
        trial.Granularity == OaiGranularity.Second ? new DateAnswer([], "badArgument") : new DateAnswer([.. known.Where(date => Inside(trial, date))])));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Finds_Days_Where_Seconds_Never_Match(string list, bool until) => Assert.Equal((true, OaiGranularity.Day), Find(list, until, (trial, known) =>
        trial.Granularity == OaiGranularity.Second ? new DateAnswer([], "noRecordsMatch") : new DateAnswer([.. known.Where(date => Inside(trial, date))])));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Finds_Days_Where_Seconds_Are_Taken_And_Cut_Off(bool until) => Assert.Equal((true, OaiGranularity.Day), Find(nameof(Minutes), until, (trial, known) =>
        new DateAnswer([.. known.Where(date => Inside(trial with { Granularity = OaiGranularity.Day }, date))])));

    /// <summary>The oldest record is of a midnight, and comes all the same.</summary>
    [Fact]
    public void Finds_Days_Where_Until_Is_Taken_For_The_First_Moment_Of_Its_Day() => Assert.Equal((true, OaiGranularity.Day), Find(nameof(FromMidnight), true, (trial, known) =>
        new DateAnswer([.. known.Where(date => trial.Granularity == OaiGranularity.Day ? Inside(trial, date) : date <= new DateTimeOffset(trial.Bound.Date, TimeSpan.Zero))])));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Finds_That_It_Never_Brings_Anything(string list, bool until) =>
        Assert.Equal((false, null), Find(list, until, (_, _) => new DateAnswer([], "noRecordsMatch")));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Finds_That_It_Is_An_Error(string list, bool until) => Assert.Equal((false, null), Find(list, until, (_, _) => new DateAnswer([], "HTTP 500")));

    [Fact]
    public void Takes_A_Bad_Argument_Beyond_The_Oldest_Record_For_An_Answer() => Assert.Equal((true, OaiGranularity.Second), Find(nameof(OneDay), true, (trial, known) =>
        trial.ExpectsSome ? new DateAnswer(known) : new DateAnswer([], "badArgument")));

    [Fact]
    public void Asks_Nothing_Where_No_Datestamp_Is_Known() => Assert.Null(new SelectiveHarvest(false, OaiGranularity.Second, []).Next(null));

    private static (bool?, OaiGranularity?) Find(string list, bool until, Func<DateTrial, DateTimeOffset[], DateAnswer> provider)
    {
        var known = list switch
        {
            nameof(Minutes) => Minutes,
            nameof(Days) => Days,
            nameof(FromMidnight) => FromMidnight,
            _ => OneDay,
        };
        var argument = new SelectiveHarvest(until, OaiGranularity.Second, known);
        (DateTrial Trial, DateVerdict Verdict)? last = null;
        for (var asked = 0; argument.Next(last) is { } trial; asked++)
        {
            Assert.True(asked < 4, "It asks too often.");
            last = (trial, trial.Judge(known, provider(trial, known)));
        }

        var works = SelectiveHarvest.Works(last?.Verdict);
        return (works, works == true ? last!.Value.Trial.Granularity : null);
    }

    private static bool Inside(DateTrial trial, DateTimeOffset date)
    {
        var order = string.CompareOrdinal(OaiDates.Format(date, trial.Granularity), OaiDates.Format(trial.Bound, trial.Granularity));
        return trial.Until ? order <= 0 : order >= 0;
    }

    private static DateTimeOffset Day(int day) => DateTimeOffset.Parse($"2026-01-0{day}T00:00:00Z", CultureInfo.InvariantCulture);
}
