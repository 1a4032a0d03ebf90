using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegrationHub.Sources;

/// <summary>A span of each day, by the clocks of a place: <c>22:00-06:00</c> is a night. What follows the hyphen is their end, and no part of them.</summary>
public sealed partial class HoursOfDay
{
    private readonly TimeOnly _from;
    private readonly TimeOnly _until;
    private readonly TimeZoneInfo _zone;

    private HoursOfDay(TimeOnly from, TimeOnly until, TimeZoneInfo zone) => (_from, _until, _zone) = (from, until, zone);

    /// <summary>Of a pace that has hours and is valid; null for any other.</summary>
    public static HoursOfDay? Of(SourcePace pace) =>
        TryParse(pace.Hours, out var from, out var until) && FindZone(pace.TimeZone) is { } zone ? new HoursOfDay(from, until, zone) : null;

    internal static bool TryParse(string? text, out TimeOnly from, out TimeOnly until)
    {
        (from, until) = (default, default);
        var parts = Shape().Match(text ?? "");
        return parts.Success && Read(parts.Groups[1].Value, out from) && Read(parts.Groups[2].Value, out until) && from != until;

        // A day ends at 24:00, and begins at 00:00.
        static bool Read(string time, out TimeOnly at) =>
            TimeOnly.TryParseExact(time == "24:00" ? "00:00" : time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out at);
    }

    /// <summary>UTC for null; null where there is no such zone.</summary>
    internal static TimeZoneInfo? FindZone(string? name) =>
        name is null ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>When they begin next; null while they last.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (time.IsBetween(_from, _until))
        {
            return null;
        }

        var begin = local.Date + _from.ToTimeSpan();
        begin = begin > local.DateTime ? begin : begin.AddDays(1);
        // In the hour that summer time leaves out they begin when it is over.
        while (_zone.IsInvalidTime(begin))
        {
            begin = begin.AddMinutes(1);
        }

        // In the hour that comes twice they begin with the first one, unless that is over.
        var offset = _zone.IsAmbiguousTime(begin) ? _zone.GetAmbiguousTimeOffsets(begin).Max() : _zone.GetUtcOffset(begin);
        var first = new DateTimeOffset(begin, offset);
        return first > now ? first : new DateTimeOffset(begin, _zone.GetUtcOffset(begin));
    }

    [GeneratedRegex(@"^(\d\d:\d\d)-(\d\d:\d\d)\z")]
    private static partial Regex Shape();
}
