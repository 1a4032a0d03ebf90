namespace IntegrationHub.Records;

/// <summary>
/// Where in a journal, out of one text: <c>Vol. 3, no. 2 (2001), p. 17-25</c>, <c>Bd. 12 (1998), S. 5-9</c>, <c>第3卷第2期</c>, <c>3:2&lt;17</c> (MARC 21, 773 $q). Only what is plain: numbers that a word or a mark
/// tells from each other.
/// </summary>
internal readonly record struct HostNumbering(string? Volume, string? Issue, string? Pages)
{
    private enum Kind
    {
        None,
        Volume,
        Issue,
        Pages,
        Other,
    }

    public static HostNumbering Read(string text)
    {
        var found = default(HostNumbering);
        var kind = Kind.None;
        var mark = '\0';
        for (var i = 0; i < text.Length;)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var end = EndOfNumber(text, i);
                var number = text[i..end].Replace('–', '-');
                var suffix = end < text.Length ? OfSuffix(text[end]) : Kind.None;
                found = found.With(suffix != Kind.None ? suffix : kind != Kind.None ? kind : found.KindOf(number, mark, isFirst: i == 0), number);
                (kind, mark) = (Kind.None, '\0');
                i = suffix == Kind.None ? end : end + 1;
            }
            else if (char.IsLetter(text[i]))
            {
                var end = i + 1;
                while (end < text.Length && char.IsLetter(text[end]) && OfSuffix(text[end]) == Kind.None)
                {
                    end++;
                }

                // A month or a name between a number's label and the number is no label.
                kind = OfWord(text.AsSpan(i, end - i));
                i = end;
            }
            else
            {
                mark = char.IsWhiteSpace(text[i]) ? mark : text[i];
                i++;
            }
        }

        return found;
    }

    private static int EndOfNumber(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '-' or '–' or '/' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    private static Kind OfSuffix(char c) => c switch
    {
        '卷' => Kind.Volume,
        '期' or '号' or '號' => Kind.Issue,
        '页' or '頁' => Kind.Pages,
        '年' or '月' or '日' => Kind.Other,
        _ => Kind.None,
    };

    private static Kind OfWord(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[16];
        if (word.Length > lower.Length)
        {
            return Kind.Other;
        }

        return lower[..word.ToLowerInvariant(lower)] switch
        {
            "vol" or "v" or "volume" or "bd" or "band" or "jg" or "jahrg" or "jahrgang" or "tome" or "t" or "卷" or "第" => word[0] == '第' ? Kind.None : Kind.Volume,
            "no" or "nr" or "n" or "iss" or "issue" or "heft" or "h" or "num" or "number" or "期" => Kind.Issue,
            "p" or "pp" or "page" or "pages" or "s" or "seite" or "seiten" or "页" => Kind.Pages,
            _ => Kind.Other,
        };
    }

    /// <summary>Without a word: <c>12:3&lt;45</c>, <c>12(3)</c>, <c>12 (1998) 45-67</c>.</summary>
    private Kind KindOf(string number, char mark, bool isFirst)
    {
        if (mark == '<' || (Volume is not null && number.Contains('-', StringComparison.Ordinal)))
        {
            return Kind.Pages;
        }

        var isYear = number.Length == 4 && DateText.YearOf(number) is not null;
        return isFirst && !isYear ? Kind.Volume : Volume is not null && mark is ':' or '(' && !isYear ? Kind.Issue : Kind.Other;
    }

    private HostNumbering With(Kind kind, string number) => kind switch
    {
        Kind.Volume when Volume is null => this with { Volume = number },
        Kind.Issue when Issue is null => this with { Issue = number },
        Kind.Pages when Pages is null => this with { Pages = number },
        _ => this,
    };
}
