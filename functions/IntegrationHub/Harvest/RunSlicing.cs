using IntegrationHub.Oai;

namespace IntegrationHub.Harvest;

/// <summary>The arithmetic of cutting a slice into ranges of datestamps.</summary>
internal static class RunSlicing
{
    /// <summary>
    /// Ranges of equal length, in order, that cover the slice without a gap. An end that the slice leaves open stays open, so that no odd datestamp
    /// escapes. Where datestamps have seconds, neighbours share one: many a provider keeps fractions, and what lies between two seconds would be in neither.
    /// </summary>
    /// <param name="earliest">Where a slice without a beginning is thought to begin.</param>
    /// <param name="latest">Where a slice without an end is thought to end.</param>
    /// <returns>Fewer than <paramref name="parts"/> where there is no more to be told apart; the slice itself where it can't be cut.</returns>
    public static IReadOnlyList<RunSlice> Cut(RunSlice slice, int parts, DateTimeOffset earliest, DateTimeOffset latest, OaiGranularity granularity)
    {
        var unit = UnitOf(granularity).Ticks;
        var shared = granularity == OaiGranularity.Second ? 1 : 0;
        var first = (slice.From ?? earliest).UtcTicks / unit;
        var last = (slice.Until ?? latest).UtcTicks / unit;
        // Each part is a unit longer than what it begins with, and still shorter than the whole.
        var count = Math.Min(parts, last - first + 1 - shared);
        if (count < 2)
        {
            return [slice];
        }

        var cut = new RunSlice[count];
        for (var i = 0L; i < count; i++)
        {
            cut[i] = slice with { From = i == 0 ? slice.From : At(BeginningOf(i)), Until = i == count - 1 ? slice.Until : At(BeginningOf(i + 1) - 1 + shared) };
        }

        return cut;

        long BeginningOf(long part) => first + (long)((Int128)(last - first + 1) * part / count);

        DateTimeOffset At(long units) => new(units * unit, TimeSpan.Zero);
    }

    public static TimeSpan UnitOf(OaiGranularity granularity) => granularity == OaiGranularity.Day ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1);
}
