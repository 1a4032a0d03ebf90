using System.Globalization;

namespace IntegrationHub.Probing;

public enum CountedBy
{
    /// <summary>Nobody: the number is what was seen, and there is more.</summary>
    AtLeast,

    /// <summary>The whole list was read.</summary>
    Counting,

    /// <summary>The provider's own completeListSize.</summary>
    Provider,

    /// <summary>From how densely the datestamps lie that were seen: the order of magnitude, no more.</summary>
    Datestamps,
}

/// <summary>How much there is, and how long a first harvest takes one request after another at the speed that was seen.</summary>
public sealed record HarvestEstimate(long Records, CountedBy By, string How, TimeSpan? FirstHarvest)
{
    /// <param name="list">What was seen of the list.</param>
    internal static HarvestEstimate Of(ListSeen list)
    {
        var (records, by, how) = Count(list);
        TimeSpan? time = list is { PerPage: > 0, MillisecondsPerPage: { } milliseconds }
            ? TimeSpan.FromSeconds(Math.Ceiling(Math.Ceiling(records / (double)list.PerPage) * milliseconds / 1000))
            : null;
        return new HarvestEstimate(records, by, how, time);
    }

    private static (long, CountedBy, string) Count(ListSeen list)
    {
        if (list.Ended)
        {
            return (list.Seen, CountedBy.Counting, "The whole list was read.");
        }

        if (list.Told is { } told && told >= list.Seen)
        {
            return (told, CountedBy.Provider, "The provider says so (completeListSize).");
        }

        if (list is { Oldest: { } oldest, First: { } first, Last: { } last, Now: { } now } && last > first && now > oldest)
        {
            var estimate = (long)Math.Min(list.Seen * ((now - oldest) / (last - first)), 1e12);
            return (Math.Max(estimate, list.Seen + 1), CountedBy.Datestamps, string.Create(CultureInfo.InvariantCulture,
                $"Estimated: {list.Seen} records have datestamps from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, and the list begins at {oldest:yyyy-MM-dd}. The order of magnitude, no more."));
        }

        return (list.Seen, CountedBy.AtLeast, "So many were seen, and there are more: the provider does not say how many.");
    }
}

/// <summary>What was seen of a list, in the order it was given.</summary>
/// <param name="Seen">Records, deleted ones too.</param>
/// <param name="Ended">Nothing came after them.</param>
/// <param name="Told">The provider's count.</param>
/// <param name="First">The first datestamp, of a list in the order of its datestamps; null: of another one.</param>
/// <param name="Last">The last one.</param>
/// <param name="Oldest">Where the list begins.</param>
/// <param name="Now">The provider's clock.</param>
internal sealed record ListSeen(
    long Seen, bool Ended, long? Told, int PerPage, int? MillisecondsPerPage,
    DateTimeOffset? First = null, DateTimeOffset? Last = null, DateTimeOffset? Oldest = null, DateTimeOffset? Now = null);
