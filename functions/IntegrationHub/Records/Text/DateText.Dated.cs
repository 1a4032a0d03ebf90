namespace IntegrationHub.Records;

/// <content>Dates about a year that is written in full: what stands before it and behind it.</content>
internal static partial class DateText
{
    private static EdtfDate? Dated(ReadOnlySpan<char> text)
    {
        var from = text.IndexOf("i.e.") is >= 0 and var corrected ? corrected + 4 : 0;
        if (Written(text[from..], out var start, out var digits) is not { } year)
        {
            return text.Length == 5 && text[0] == '-' && IsoLength(text[1..]) == 4 ? new EdtfDate($"/{text[1..]}", null, Number(text[1..])) : null;
        }

        var number = text.Slice(from + start, digits);
        if (digits != 4)
        {
            return OfDay(year, Number(number.Slice(4, 2)), digits >= 8 ? Number(number.Slice(6, 2)) : 0);
        }

        var before = text[from..(from + start)].TrimEnd();
        var after = text[(from + start + 4)..];
        var uncertain = after.TrimStart().StartsWith('?');
        after = uncertain ? after.TrimStart()[1..] : after;
        var qualifier = IsApproximate(ref before) ? uncertain ? "%" : "~" : uncertain ? "?" : "";
        return OfDecade(year, after) ?? OfRange(year, before, after, qualifier) ?? OfBounds(year, before, after)
            ?? ((AfterYear(year, after) ?? BeforeYear(year, before)) is { } date ? date with { Edtf = date.Edtf + qualifier } : Year(year, qualifier));
    }

    /// <param name="month">1 to 12, or a season (21 to 24); anything else leaves the year alone.</param>
    private static EdtfDate OfDay(int year, int month, int day) =>
        month is not (>= 1 and <= 12 or >= 21 and <= 24) ? Year(year)
        : month <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new EdtfDate($"{year:D4}-{month:D2}-{day:D2}", year, year)
        : new EdtfDate($"{year:D4}-{month:D2}", year, year);

    private static bool IsApproximate(ref ReadOnlySpan<char> before)
    {
        foreach (var word in Approximate)
        {
            if (before.EndsWith(word, StringComparison.Ordinal) && (before.Length == word.Length || !char.IsAsciiLetter(before[^(word.Length + 1)])))
            {
                before = before[..^word.Length].TrimEnd();
                return true;
            }
        }

        return false;
    }

    private static EdtfDate? OfDecade(int year, ReadOnlySpan<char> after) =>
        year % 10 == 0 && (after.StartsWith("年代") || after is "s" or "'s" || after.StartsWith("s ")) ? Unspecified(year % 100 == 0 && after[0] != '年' ? year / 100 : year / 10, year % 100 == 0 && after[0] != '年' ? 2 : 1) : null;

    private static EdtfDate? OfRange(int year, ReadOnlySpan<char> before, ReadOnlySpan<char> after, string qualifier)
    {
        var rest = after.TrimStart(" 年");
        if (before.EndsWith("between") && rest.StartsWith("and "))
        {
            return Until(year, rest[4..], qualifier);
        }

        foreach (var mark in Ranges)
        {
            if (!rest.StartsWith(mark, StringComparison.Ordinal))
            {
                continue;
            }

            rest = rest[mark.Length..].TrimStart();
            if (rest.IsEmpty || rest is "?" or "9999")
            {
                return mark == "-" ? new EdtfDate($"{year:D4}{qualifier}/..", year, null) : null;
            }

            return Until(year, rest, qualifier) ?? (mark is "-" or "/" && before.IsEmpty ? UntilShort(year, rest) : null);
        }

        return null;
    }

    private static EdtfDate? Until(int year, ReadOnlySpan<char> rest, string qualifier)
    {
        var approximate = AfterApproximate(rest);
        var end = approximate.TrimStart("cp");
        if (IsoLength(end) != 4 || Number(end[..4]) <= year)
        {
            return null;
        }

        var last = Number(end[..4]);
        var uncertain = end[4..].TrimStart().StartsWith('?');
        var endQualifier = approximate.Length < rest.Length || qualifier is "~" ? uncertain ? "%" : "~" : uncertain ? "?" : "";
        return new EdtfDate($"{year:D4}{qualifier}/{last:D4}{endQualifier}", year, last);
    }

    /// <summary>"1998-99", "1998/99": two digits that can be neither a month nor, being less than the year's, a year. 21 to 24 may be EDTF's seasons.</summary>
    private static EdtfDate? UntilShort(int year, ReadOnlySpan<char> rest)
    {
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        if (digits != 2 || rest[2..].TrimStart().Trim("-/.").Length < rest[2..].Trim().Length)
        {
            return null;
        }

        var last = Number(rest[..2]);
        return last is > 12 and not (>= 21 and <= 24) && last > year % 100 ? Span(year, year - (year % 100) + last) : null;
    }

    private static EdtfDate? OfBounds(int year, ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        before is "before" or "not after" || after is "以前" or "年以前" ? new EdtfDate($"/{year:D4}", null, year)
        : before is "after" or "not before" || after is "以后" or "年以后" or "以後" or "年以後" ? new EdtfDate($"{year:D4}/", year, null) : null;

    /// <summary>"2003年5月12日", "2003.05.12", "2003/5", "2003 May 12", "2003年春".</summary>
    private static EdtfDate? AfterYear(int year, ReadOnlySpan<char> after)
    {
        // "2004/05" and "2004/2005" in short are the same.
        if (after.StartsWith('/') && after.Length == 3 && Number(after[1..]) == (year + 1) % 100)
        {
            return null;
        }

        var rest = after.TrimStart();
        if (rest.Length > 1 && rest[0] is '-' or '/' or '.' or '年')
        {
            var separator = rest[0];
            rest = rest[1..].TrimStart();
            if (TakeSmall(ref rest, out var month) && month is >= 1 and <= 12)
            {
                var day = rest.Length > 1 && (rest[0] == separator || rest[0] == '月') && rest[1..].TrimStart() is var behind && TakeSmall(ref behind, out var number) ? number : 0;
                return OfDay(year, month, day);
            }
        }

        rest = rest.TrimStart(" ,.");
        if (SeasonOf(rest, out _) is > 0 and var season)
        {
            return OfDay(year, season, 0);
        }

        var letters = WordLength(rest);
        if (MonthOf(rest[..letters]) is > 0 and var named)
        {
            rest = rest[letters..].TrimStart(" .,-");
            return OfDay(year, named, TakeSmall(ref rest, out var day) ? day : 0);
        }

        return null;
    }

    /// <summary>"12 May 2003", "May 12th, 2003", "01-Jan-1930", "Spring 2003", "12.05.2003", "25/12/2003", "05/2003".</summary>
    private static EdtfDate? BeforeYear(int year, ReadOnlySpan<char> before)
    {
        var rest = before.TrimEnd(" ,.-/'");
        if (rest.IsEmpty)
        {
            return null;
        }

        if (SeasonOf(LastWord(rest), out var whole) is > 0 and var season && whole)
        {
            return OfDay(year, season, 0);
        }

        if (char.IsAsciiDigit(rest[^1]) || IsOrdinal(ref rest))
        {
            if (!TakeSmallBack(ref rest, out var second))
            {
                return null;
            }

            var separator = rest.IsEmpty ? ' ' : rest[^1];
            rest = rest.TrimEnd(" .,-/");
            if (MonthOf(LastWord(rest)) is > 0 and var named)
            {
                return OfDay(year, named, second);
            }

            return TakeSmallBack(ref rest, out var first)
                ? OfNumbers(year, first, second, separator)
                : before[^1] is '/' or '-' or '.' && rest.IsEmpty && second <= 12 ? OfDay(year, second, 0) : null;
        }

        if (MonthOf(LastWord(rest)) is not (> 0 and var month))
        {
            return null;
        }

        rest = rest[..^LastWord(rest).Length].TrimEnd(" .,-");
        _ = IsOrdinal(ref rest);
        return OfDay(year, month, TakeSmallBack(ref rest, out var day) ? day : 0);
    }

    /// <summary>Full stops stand between day, month and year. Slashes and hyphens mean one thing in Britain and another in America, unless the numbers tell.</summary>
    private static EdtfDate? OfNumbers(int year, int first, int second, char separator) =>
        separator == '.' || second == first || (first > 12 && second <= 12) ? OfDay(year, second, first)
        : second > 12 && first <= 12 ? OfDay(year, first, second) : null;

    private static bool IsOrdinal(ref ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || !char.IsAsciiDigit(text[^3]) || text[^2..] is not ("st" or "nd" or "rd" or "th"))
        {
            return false;
        }

        text = text[..^2];
        return true;
    }

    /// <summary>One or two digits at the beginning that no third follows.</summary>
    private static bool TakeSmall(ref ReadOnlySpan<char> text, out int number)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        number = digits is 1 or 2 ? Number(text[..digits]) : ChineseMonth(text, out digits);
        if (number is 0 or > 31)
        {
            return false;
        }

        text = text[digits..];
        return true;
    }

    private static int ChineseMonth(ReadOnlySpan<char> text, out int length)
    {
        var number = text.Length > 0 && !char.IsAsciiDigit(text[0]) ? ChineseNumber.Read(text, out length) : length = 0;
        return number > 0 && length < text.Length && text[length] is '月' or '日' ? number : 0;
    }

    private static bool TakeSmallBack(ref ReadOnlySpan<char> text, out int number)
    {
        var other = text.LastIndexOfAnyExceptInRange('0', '9') + 1;
        number = text.Length - other is 1 or 2 ? Number(text[other..]) : 0;
        if (number is 0 or > 31)
        {
            return false;
        }

        text = text[..other];
        return true;
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text[start..];
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetter(text[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>A month's name or its first three letters or more; 0 for anything else.</summary>
    private static int MonthOf(ReadOnlySpan<char> word)
    {
        foreach (var (name, month) in word.Length >= 3 ? Months : [])
        {
            if (name.AsSpan().StartsWith(word, StringComparison.Ordinal))
            {
                return month;
            }
        }

        return 0;
    }

    private static int SeasonOf(ReadOnlySpan<char> text, out bool whole)
    {
        foreach (var (name, season) in Seasons)
        {
            if (text.StartsWith(name, StringComparison.Ordinal) && (text.Length == name.Length || !char.IsAsciiLetter(text[name.Length])))
            {
                whole = text.Length == name.Length;
                return season;
            }
        }

        whole = false;
        return 0;
    }
}
