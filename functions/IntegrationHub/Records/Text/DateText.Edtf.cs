using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>A date in EDTF level 1 (ISO 8601-2, annex A) with the years that it covers.</summary>
/// <param name="Edtf">"2003", "2003-05-12", "2003-21" (spring), "1998?", "1990~", "199X", "1998/2001", "1998/.." (still coming), "/1998" (begin unknown), "-1045".</param>
/// <param name="First">First year, to sort by; null where the beginning is unknown.</param>
/// <param name="Last">Last year; null where there is no end, or it is unknown.</param>
internal readonly record struct EdtfDate(string Edtf, int? First, int? Last);

/// <content>
/// Dates in EDTF. What a text leaves ambiguous is left out, never guessed: "03/04/2003" is the year only, and so is "2004/05". An unspecified digit takes no
/// qualifier ("[199-?]" is "199X"): being open is all that it says. "Between 1990 and 1995" is the interval, as level 1 has no "one of".
/// </content>
internal static partial class DateText
{
    private const int LongestDate = 80;

    private static readonly string[] Approximate = ["ca.", "ca", "circa", "c.", "approximately", "approx.", "about", "around", "um", "vers", "约", "約", "大约", "大約"];
    private static readonly string[] Ranges = ["-", "~", "/", "to ", "until ", "bis ", "至", "到"];

    /// <summary>Month names in English, German and French by a beginning that no other month has, and how many letters that takes at least.</summary>
    private static readonly (string Name, int Month)[] Months =
    [
        ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6), ("july", 7), ("august", 8), ("september", 9), ("october", 10), ("november", 11), ("december", 12),
        ("januar", 1), ("februar", 2), ("märz", 3), ("mai", 5), ("juni", 6), ("juli", 7), ("oktober", 10), ("dezember", 12),
        ("janvier", 1), ("février", 2), ("mars", 3), ("avril", 4), ("juin", 6), ("juillet", 7), ("août", 8), ("septembre", 9), ("octobre", 10), ("novembre", 11), ("décembre", 12),
    ];

    private static readonly (string Name, int Season)[] Seasons =
        [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24), ("春", 21), ("夏", 22), ("秋", 23), ("冬", 24)];

    /// <returns>EDTF level 1, or null where nothing is certain enough.</returns>
    public static string? EdtfOf(string text) => IsPlain(text) ? text : DateOf(text)?.Edtf;

    /// <summary>The date with its first and last year. Where <see cref="YearOf"/> reads a year, it lies between them.</summary>
    public static EdtfDate? DateOf(string text)
    {
        var year = YearOf(text);
        if (IsPlain(text))
        {
            return new EdtfDate(text, year, year);
        }

        var date = text.Length <= LongestDate ? Parse(text) : null;
        return year is not { } stated || (date is { } read && (read.First ?? stated) <= stated && stated <= (read.Last ?? stated)) ? date : Year(stated);
    }

    /// <summary>"2004", "2004-05" or "2004-05-12": most dates are, and need no other text.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text) => text.Length is 4 or 7 or 10 && IsoLength(text) == text.Length;

    /// <returns>How many characters of an ISO date (year, month or day) <paramref name="text"/> begins with: 0, 4, 7 or 10.</returns>
    private static int IsoLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 4 || text[..4].ContainsAnyExceptInRange('0', '9') || Number(text[..4]) is < Earliest or > Latest || (text.Length > 4 && char.IsAsciiDigit(text[4])))
        {
            return 0;
        }

        if (Part(text, 4) is not (>= 1 and <= 12 and var month))
        {
            return 4;
        }

        return Part(text, 7) is >= 1 and var day && day <= DateTime.DaysInMonth(Number(text[..4]), month) ? 10 : 7;
    }

    /// <summary>Two digits behind a hyphen; 0 for anything else.</summary>
    private static int Part(ReadOnlySpan<char> text, int at) =>
        text.Length >= at + 3 && text[at] == '-' && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && (text.Length == at + 3 || !char.IsAsciiDigit(text[at + 3])) ? Number(text.Slice(at + 1, 2)) : 0;

    private static int Number(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static EdtfDate Year(int year, string qualifier = "") => new($"{year:D4}{qualifier}", year, year);

    private static EdtfDate Span(int first, int last) => new($"{first:D4}/{last:D4}", first, last);

    private static EdtfDate? Parse(string text)
    {
        Span<char> room = stackalloc char[LongestDate];
        var plain = Plain(text, room);
        return BeforeChrist(plain) ?? Already(plain) ?? Dated(plain) ?? Open(plain) ?? Century(plain) ?? (InChinese(plain) is { } counted ? Year(counted) : Reign(plain));
    }

    /// <summary>Lower case, ASCII digits, one kind of hyphen, no brackets, no signs of copyright.</summary>
    private static ReadOnlySpan<char> Plain(string text, Span<char> room)
    {
        for (var i = 0; i < text.Length; i++)
        {
            room[i] = text[i] switch
            {
                >= '０' and <= '９' and var c => (char)(c - '０' + '0'),
                '–' or '—' or '－' or '‐' or '‑' or '−' => '-',
                '～' or '〜' => '~',
                '／' => '/',
                '，' => ',',
                '［' or '］' or '[' or ']' or '(' or ')' or '（' or '）' or '<' or '>' or '〔' or '〕' or '【' or '】' or '©' or '℗' => ' ',
                var c => char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c),
            };
        }

        var plain = room[..text.Length].Trim(" ,;:");
        return plain.EndsWith("/..") || plain.StartsWith("../") ? plain : plain.Trim(" .,;:");
    }

    private static EdtfDate? Reign(ReadOnlySpan<char> text) => ReignYears.Find(text) is { } reign ? reign.First == reign.Last ? Year(reign.First) : Span(reign.First, reign.Last) : null;

    /// <summary>"公元前1046年", "1046 B.C.": the year before 1 is 0 in EDTF. "-0500" is so already.</summary>
    private static EdtfDate? BeforeChrist(ReadOnlySpan<char> text)
    {
        if (text.Length == 5 && text[0] == '-' && text[1] == '0' && !text[1..].ContainsAnyExceptInRange('0', '9') && text[1..] is not "0000")
        {
            return new EdtfDate(text.ToString(), -Number(text[1..]), -Number(text[1..]));
        }

        var digits = text.StartsWith("公元前") ? text[3..].TrimStart() : text;
        var number = ChineseNumber.Read(digits, out var length);
        var rest = digits[length..].TrimStart();
        var before = digits.Length < text.Length ? rest is "年" or "" : rest is "bc" or "b.c" or "bce";
        return before && number > 1 ? new EdtfDate($"-{number - 1:D4}", 1 - number, 1 - number) : null;
    }

    /// <summary>What is EDTF already: "1998~", "199X", "1998-05-01/1998-06-30" (with times too), "1998/..", "../1998", "1998/".</summary>
    private static EdtfDate? Already(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0)
        {
            return EndOf(text) is { Edtf: not ("" or "..") } date ? date : null;
        }

        return EndOf(text[..slash]) is { } from && EndOf(text[(slash + 1)..]) is { } to && (from.First ?? to.Last) is not null && !(from.First > to.Last)
            ? new EdtfDate($"{from.Edtf}/{to.Edtf}", from.First, to.Last) : null;
    }

    private static EdtfDate? EndOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text is "" or "..")
        {
            return new EdtfDate(text.ToString(), null, null);
        }

        var length = IsoLength(text);
        if (length == 0)
        {
            return text.Length == 4 && text.IndexOfAnyExceptInRange('0', '9') is >= 2 and var known && text[known..].IndexOfAnyExcept('x') < 0 && Number(text[..2]) is >= 10 and <= 20 ? Unspecified(Number(text[..known]), 4 - known) : null;
        }

        var rest = text[length..];
        return rest is "" or "?" or "~" or "%" || (length == 10 && rest[0] == 't') ? new EdtfDate(text[..(rest.Length == 1 ? length + 1 : length)].ToString(), Number(text[..4]), Number(text[..4])) : null;
    }

    /// <summary>"19--", "19uu", "199-", "199u", "1990s", "199?" and the like, which no other digit follows.</summary>
    private static EdtfDate? Open(ReadOnlySpan<char> text)
    {
        text = AfterApproximate(text);
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits is not (2 or 3) || Number(text[..2]) is < 10 or > 20)
        {
            return null;
        }

        var open = text[digits..];
        var unknown = open.IndexOfAnyExcept("-u?x_");
        unknown = unknown < 0 ? open.Length : unknown;
        var isOpen = digits == 2 ? unknown is 2 or 3 : unknown is 1 or 2;
        // "19-?" could be a day or a number.
        return isOpen && (digits == 3 || open[1] != '?' || open[0] == '?') && open[unknown..].Trim(" .,") is "" ? Unspecified(Number(text[..digits]), 4 - digits) : null;
    }

    /// <summary>"19th century", "20世纪", "20世纪80年代".</summary>
    private static EdtfDate? Century(ReadOnlySpan<char> text)
    {
        text = AfterApproximate(text);
        var number = ChineseNumber.Read(text, out var length);
        var rest = text[length..].TrimStart();
        if (number is not (>= 11 and <= 21))
        {
            return null;
        }

        if (rest.StartsWith("世纪") || rest.StartsWith("世紀"))
        {
            var decade = ChineseNumber.Read(rest[2..], out var took);
            return took > 0 && decade % 10 == 0 && decade < 100 && rest[(2 + took)..].StartsWith("年代") ? Unspecified(((number - 1) * 10) + (decade / 10), 1) : Unspecified(number - 1, 2);
        }

        return rest is "th century" or "st century" or "th cent" or "st cent" ? Unspecified(number - 1, 2) : null;
    }

    private static EdtfDate Unspecified(int known, int digits)
    {
        var scale = digits == 1 ? 10 : 100;
        return new EdtfDate(string.Concat(known.ToString(CultureInfo.InvariantCulture), "XX".AsSpan(0, digits)), known * scale, (known * scale) + scale - 1);
    }

    private static ReadOnlySpan<char> AfterApproximate(ReadOnlySpan<char> text)
    {
        foreach (var word in Approximate)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return text[word.Length..].TrimStart();
            }
        }

        return text;
    }
}
