using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>Years and days out of dates as catalogues write them: "2000-04", "[1999]", "c1998", "1998-2001", "20040216", "民國85年".</summary>
internal static partial class DateText
{
    private const int Earliest = 1000;
    private const int Latest = 2099;

    /// <summary>
    /// The first year that is written in full, or counted within a reign ("光緒三年"); two digits never make a year, an open decade ("199-?") or the span
    /// of a reign neither. "1998 [i.e. 1999]" is 1999.
    /// </summary>
    public static int? YearOf(ReadOnlySpan<char> text)
    {
        if (text.Length > 10 && text.IndexOf("i.e.", StringComparison.Ordinal) is >= 0 and var corrected && Written(text[(corrected + 4)..], out _, out _) is { } year)
        {
            return year;
        }

        return Written(text, out _, out _) ?? (text.ContainsAnyInRange('\u3007', '\u9FFF') ? InChinese(text) : null);
    }

    /// <param name="start">Where the number begins that the year is of.</param>
    /// <param name="digits">4: a year, 6: a year and month, 8 or more: a day.</param>
    private static int? Written(ReadOnlySpan<char> text, out int start, out int digits)
    {
        start = digits = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!IsDigit(text[i]))
            {
                i++;
                continue;
            }

            start = i;
            var number = 0;
            while (i < text.Length && IsDigit(text[i]))
            {
                number = i - start < 8 ? (number * 10) + DigitOf(text[i]) : number;
                i++;
            }

            digits = i - start;
            var year = digits switch
            {
                4 => number,
                8 when IsDay(number) => number / 10000,
                6 when number % 100 is >= 1 and <= 12 => number / 100,
                14 => number / 10000,
                _ => 0,
            };
            if (year is >= Earliest and <= Latest && !IsNegative(text, start, i))
            {
                return year;
            }
        }

        return null;
    }

    /// <summary>A day in ISO form; a month or a year stands for its last day, so that no embargo ends early.</summary>
    public static DateOnly? LastDayOf(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if ((i > 0 && IsDigit(text[i - 1])) || !int.TryParse(text.Slice(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < Earliest or > Latest)
            {
                continue;
            }

            var rest = text[(i + 4)..];
            if (!TryPart(ref rest, out var month) || month is < 1 or > 12)
            {
                return new DateOnly(year, 12, 31);
            }

            var last = DateTime.DaysInMonth(year, month);
            return new DateOnly(year, month, TryPart(ref rest, out var day) && day >= 1 && day <= last ? day : last);
        }

        return null;
    }

    /// <summary>True for a point in time ("2004-02-16T12:15:34Z"): repositories stamp arrivals so, and issue dates hardly ever.</summary>
    public static bool IsTimestamp(ReadOnlySpan<char> text) => text.Length >= 16 && text[4] == '-' && text[10] is 'T' or ' ' && text[13] == ':';

    private static bool TryPart(ref ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        var start = text.Length > 0 && text[0] is '-' or '/' or '.' or '年' or '月' ? 1 : -1;
        if (start < 0)
        {
            return false;
        }

        var end = start;
        while (end < text.Length && end - start < 2 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (!int.TryParse(text[start..end], NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        text = text[end..];
        return true;
    }

    private static bool IsDay(int number) => number / 100 % 100 is >= 1 and <= 12 && number % 100 is >= 1 and <= 31;

    /// <summary>"-0500", "公元前1046年" and "1046 BC" are before the common era. A hyphen after a digit is a range or a date's own.</summary>
    private static bool IsNegative(ReadOnlySpan<char> text, int start, int end) =>
        (start == 1 && text[0] == '-') || text[..start].TrimEnd().EndsWith("公元前") || text[end..].TrimStart().StartsWith("BC", StringComparison.OrdinalIgnoreCase)
        || text[end..].TrimStart().StartsWith("B.C", StringComparison.OrdinalIgnoreCase);

    /// <summary>"二〇〇三年", or a year of a reign.</summary>
    private static int? InChinese(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('年') is >= 4 and var end && !text[..(end - 4)].EndsWith("前") && text.Slice(end - 4, 4) is var digits && digits.IndexOfAny("十百廿卅") < 0)
        {
            var year = ChineseNumber.Read(digits, out var length);
            if (length == 4 && year is >= Earliest and <= Latest)
            {
                return year;
            }
        }

        return ReignYears.Find(text) is { } reign && reign.First == reign.Last ? reign.First : null;
    }

    private static bool IsDigit(char c) => char.IsAsciiDigit(c) || c is >= '０' and <= '９';

    private static int DigitOf(char c) => c <= '9' ? c - '0' : c - '０';
}
