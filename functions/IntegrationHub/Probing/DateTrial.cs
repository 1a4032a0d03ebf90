using IntegrationHub.Oai;

namespace IntegrationHub.Probing;

/// <summary>One question to a provider's date arguments, and how its answer is judged.</summary>
/// <param name="Until">Asks with <c>until</c> instead of <c>from</c>.</param>
/// <param name="Bound">The argument's value.</param>
/// <param name="Granularity">It is sent at.</param>
/// <param name="ExpectsSome">A record at the very bound is known: an empty answer would lose it. Else the range holds nothing that is known.</param>
internal sealed record DateTrial(bool Until, DateTimeOffset Bound, OaiGranularity Granularity, bool ExpectsSome)
{
    /// <param name="known">Datestamps of a page that was asked for without dates.</param>
    public DateVerdict Judge(IReadOnlyList<DateTimeOffset> known, DateAnswer answer)
    {
        if (answer.Error is { } error && error != OaiErrorCodes.NoRecordsMatch)
        {
            // outside its range of datestamps a provider may call any date a bad argument: it has looked at it, then
            return error == OaiErrorCodes.BadArgument && !ExpectsSome ? DateVerdict.Works : DateVerdict.Refused;
        }

        if (answer.Datestamps.Count == 0)
        {
            return ExpectsSome ? DateVerdict.Loses : DateVerdict.Works;
        }

        if (Until && ExpectsSome && Granularity == OaiGranularity.Second && !answer.Datestamps.Any(IsTheBound))
        {
            // what was known at the bound came among the first, and comes among the first of a list that ends there
            return DateVerdict.Loses;
        }

        var outside = answer.Datestamps.Where(date => IsOutside(date, Granularity)).ToList();
        if (outside.Count == 0)
        {
            return !ExpectsSome || known.Any(date => IsOutside(date, Granularity)) ? DateVerdict.Works : DateVerdict.Brings;
        }

        return Granularity == OaiGranularity.Second && !outside.Any(date => IsOutside(date, OaiGranularity.Day)) ? DateVerdict.Coarser : DateVerdict.Ignored;
    }

    private bool IsTheBound(DateTimeOffset datestamp) => OaiDates.Compare(datestamp, Bound, Granularity) == 0;

    private bool IsOutside(DateTimeOffset datestamp, OaiGranularity granularity)
    {
        // as text, so that what is compared is what was asked
        var order = string.CompareOrdinal(OaiDates.Format(datestamp, granularity), OaiDates.Format(Bound, granularity));
        return Until ? order > 0 : order < 0;
    }
}

/// <summary>What a provider answered to a <see cref="DateTrial"/>.</summary>
/// <param name="Error">Code of its protocol error, or what stands for one.</param>
internal sealed record DateAnswer(IReadOnlyList<DateTimeOffset> Datestamps, string? Error = null);

internal enum DateVerdict
{
    Works,

    /// <summary>It brings what it should; whether it leaves out what it should is still open.</summary>
    Brings,

    /// <summary>Records came that are outside the range.</summary>
    Ignored,

    /// <summary>Seconds are taken and treated as days.</summary>
    Coarser,

    /// <summary>The argument is answered with an error.</summary>
    Refused,

    /// <summary>Records that are inside the range did not come.</summary>
    Loses,
}
