using System.Globalization;

namespace IntegrationHub.Oai;

/// <summary>How finely a repository selects by datestamp (section 3.3.2). Every repository understands days.</summary>
public enum OaiGranularity
{
    Day,
    Second,
}

/// <summary>UTCdatetime (section 3.3), written strictly and read leniently.</summary>
public static class OaiDates
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string SecondFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The instant in UTC, cut down (never rounded up) to the granularity.</summary>
    public static string Format(DateTimeOffset instant, OaiGranularity granularity) =>
        instant.UtcDateTime.ToString(granularity == OaiGranularity.Day ? DayFormat : SecondFormat, CultureInfo.InvariantCulture);

    /// <summary>The order of what <see cref="Format"/> writes: instants that a provider can't tell apart are equal.</summary>
    public static int Compare(DateTimeOffset one, DateTimeOffset other, OaiGranularity granularity) =>
        string.CompareOrdinal(Format(one, granularity), Format(other, granularity));

    /// <summary>Reads what repositories really send: days, seconds, fractions, offsets, a missing Z (taken as UTC). Null when it is no date.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
}
