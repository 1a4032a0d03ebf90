using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// The punctuation that the International Standard Bibliographic Description puts between the parts of a description. MARC 21 writes it at the end of the part
/// before it, where a part alone has no use for it.
/// </summary>
internal static class IsbdMarks
{
    /// <summary>Words that end with a full stop of their own.</summary>
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "jr", "sr", "dr", "st", "mr", "mrs", "ms", "co", "inc", "ltd", "corp", "cie", "gmbh", "bros", "etc", "al", "ed", "eds", "hrsg", "aufl", "vol", "vols", "bd", "no", "nos", "nr", "pt", "pts", "ser", "suppl",
        "dept", "univ", "ca", "cm", "mm", "min", "sec", "col", "fl", "ill", "illus", "p", "pp", "v", "rev", "enl", "fasc", "t", "ph.d", "assoc", "bull", "int", "j", "mass", "conn", "d.c", "n.j", "n.y");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Unknown = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "s.l", "s. l", "sine loco", "n.p", "n. p", "o.o", "б.м", "s.n", "s. n", "sine nomine", "n. pub", "n.pub", "o.v", "б.и", "place of publication not identified", "publisher not identified",
        "出版地不详", "出版者不详", "出版地不詳", "出版者不詳", "出版地不明", "出版者不明", "S.l. : s.n").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByText = Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>The text without the marks at its end and without half a pair of brackets; the same object where there is nothing to take away.</returns>
    public static string Trim(string text)
    {
        if (text.Length == 0 || (char.IsLetterOrDigit(text[^1]) && text[0] != '['))
        {
            return text;
        }

        var kept = text.AsSpan();
        int length;
        do
        {
            length = kept.Length;
            kept = kept.TrimEnd();
            if (kept.IsEmpty)
            {
                break;
            }

            if (kept[^1] is ',' or ':' or ';' or '，' or '：' or '；' || (kept[^1] is '/' or '=' or '+' && (kept.Length == 1 || kept[^2] == ' ')) || (kept[^1] == '.' && IsEnd(kept[..^1])))
            {
                kept = kept[..^1];
            }
        }
        while (kept.Length < length);

        kept = kept.Length > 1 && kept[0] == '[' && !kept.Contains(']') ? kept[1..] : kept;
        kept = kept.Length > 1 && kept[^1] == ']' && !kept.Contains('[') ? kept[..^1] : kept;
        return kept.Length == text.Length ? text : kept.ToString();
    }

    /// <summary>What cataloguers write for a place or a publisher that nobody knows: <c>[S.l.]</c>, <c>s.n.</c>, <c>[出版地不详]</c>.</summary>
    public static bool IsUnknown(string text) => Unknown.Contains(text.AsSpan().Trim(" []()?.,:"));

    /// <summary>Whether a full stop after that text ends it, and neither an initial, an abbreviation nor a thought.</summary>
    private static bool IsEnd(ReadOnlySpan<char> before)
    {
        if (before.IsEmpty || before[^1] == '.')
        {
            return before.IsEmpty;
        }

        var word = before[(before.LastIndexOfAny(' ', '-', '[') + 1)..];
        return !(word.Length == 1 && char.IsUpper(word[0])) && !(word.Length > 2 && word[^2] == '.') && !ByText.Contains(word);
    }
}
