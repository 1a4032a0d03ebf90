using IntegrationHub.Oai;

namespace IntegrationHub.Probing;

/// <summary>
/// Whether a date argument filters, found with few questions (DESIGN 5.5): first a bound at which a record is known, at the granularity that the provider
/// claims; in days where seconds fail; and a range in which nothing can be where that leaves it open.
/// </summary>
/// <param name="Until">The argument is <c>until</c> instead of <c>from</c>.</param>
/// <param name="Known">Datestamps of a page that was asked for without dates.</param>
internal sealed record SelectiveHarvest(bool Until, OaiGranularity Claimed, IReadOnlyList<DateTimeOffset> Known)
{
    /// <summary>What to ask next; null: nothing.</summary>
    public DateTrial? Next((DateTrial Trial, DateVerdict Verdict)? last) => (last, Known.Count) switch
    {
        (_, 0) => null,
        (null, _) => AtTheEdge(Claimed),
        ({ Trial.Granularity: OaiGranularity.Second, Verdict: DateVerdict.Refused or DateVerdict.Loses or DateVerdict.Coarser }, _) => AtTheEdge(OaiGranularity.Day),
        ({ Verdict: DateVerdict.Brings } tried, _) => new DateTrial(Until, tried.Trial.Bound.AddDays(Until ? -1 : 1), tried.Trial.Granularity, ExpectsSome: false),
        _ => null,
    };

    /// <summary>What the last answer says of the argument. Null: nothing.</summary>
    public static bool? Works(DateVerdict? last) => last is { } verdict ? verdict == DateVerdict.Works : null;

    // from the newest datestamp known, until the oldest: of a page in any order, the most is outside; but not until a midnight, which comes also where a moment
    // is taken for the first one of its day
    private DateTrial AtTheEdge(OaiGranularity granularity) => new(
        Until, Until ? Known.Where(date => date.TimeOfDay > TimeSpan.Zero && granularity == OaiGranularity.Second).DefaultIfEmpty(Known.Min()).Min() : Known.Max(), granularity, ExpectsSome: true);
}
