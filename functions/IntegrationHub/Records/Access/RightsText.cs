using System.Buffers;
using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>Reads one rights statement: embargo dates, licences, vocabulary terms, then phrases in Chinese and English.</summary>
internal static class RightsText
{
    /// <summary>Evidence quotes no more of a statement than a reader needs to judge it.</summary>
    private const int LongestQuote = 300;

    private static readonly AccessEvidence[] Nothing = [];

    // What must be followed by a date at once: elsewhere it speaks of opening hours or of a publisher ("Available from ProQuest, 1998").
    private static readonly string[] BeforeDate = ["available from", "available after", "available on", "restricted until", "closed until", "not available until", "release date", "open from", "公开日期", "开放日期", "开放时间", "解密日期", "公開日期", "開放日期", "開放時間"];

    private static readonly SearchValues<string> AnyBeforeDate = SearchValues.Create(BeforeDate, StringComparison.OrdinalIgnoreCase);

    /// <summary>Everything that the statement says about access, the most telling piece first: a licence and a restriction beside it are two. Nothing: it says nothing.</summary>
    public static AccessEvidence[] ReadAll(string text)
    {
        if (text.Length == 0)
        {
            return Nothing;
        }

        var folded = TextFolding.Fold(text);
        if (EmbargoEnd(text, folded) is { } end)
        {
            return Licences.TryRead(text, folded, out var later) ? [OfEmbargo(end), later] : [OfEmbargo(end)];
        }

        if (Licences.TryRead(text, folded, out var licence))
        {
            if (AccessPhrases.IsAboutMetadata(folded))
            {
                return [licence with { Says = AccessStatus.Unknown, Value = Quote(text), Strength = EvidenceStrength.Weak }];
            }

            return AccessPhrases.Restricts(folded) ? [licence, new AccessEvidence(EvidenceKind.Statement, AccessStatus.Restricted, Quote(text), EvidenceStrength.Moderate)] : [licence];
        }

        return AccessRightsTerms.Of(text, folded) is { } term ? [term]
            : AccessPhrases.Read(folded) is var (says, strength) ? [new AccessEvidence(EvidenceKind.Statement, says, Quote(text), strength)]
            : Nothing;
    }

    /// <param name="end">The first day on which it is free.</param>
    public static AccessEvidence OfEmbargo(DateOnly end) =>
        new(EvidenceKind.Embargo, AccessStatus.Embargoed, end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), EvidenceStrength.Strong);

    /// <param name="text">A date in a field that can hold nothing but the end of an embargo (DataCite's Available beside embargoed access, OpenAIRE's embargoenddate, 506 $g). A month or a year stands for its last day.</param>
    public static AccessEvidence? OfEmbargoDate(string text) => LatestDay(text) is { } end ? OfEmbargo(end) : null;

    /// <summary>A statement's beginning, as long as evidence may be.</summary>
    internal static string Quote(string text)
    {
        if (text.Length <= LongestQuote)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static DateOnly? EmbargoEnd(string text, string folded)
    {
        if (AccessPhrases.NamesEmbargo(folded))
        {
            return LatestDay(text);
        }

        if (!text.AsSpan().ContainsAny(AnyBeforeDate))
        {
            return null;
        }

        foreach (var phrase in BeforeDate)
        {
            if (text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
                && text.AsSpan(at + phrase.Length).TrimStart(" :：至为") is [>= '0' and <= '9', ..] date && DateText.LastDayOf(date[..Math.Min(date.Length, 12)]) is { } end)
            {
                return end;
            }
        }

        return null;
    }

    /// <summary>Of several dates the last one: no embargo shall end early because the day of deposit stands beside it.</summary>
    private static DateOnly? LatestDay(ReadOnlySpan<char> text)
    {
        DateOnly? latest = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]) || (at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] is '-' or '.' && at > 1 && char.IsAsciiDigit(text[at - 2]))))
            {
                continue;
            }

            // From the beginning of each number on, no farther than a date goes.
            if (DateText.LastDayOf(text[at..Math.Min(text.Length, at + 11)]) is { } day && (latest is null || day > latest))
            {
                latest = day;
            }
        }

        return latest;
    }
}
