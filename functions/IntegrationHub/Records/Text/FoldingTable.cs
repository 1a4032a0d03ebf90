using System.Buffers;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Records;

/// <summary>What each UTF-16 unit folds to, made once from the Unicode data of the runtime and the pairs of <c>HanVariants.txt</c>.</summary>
internal static class FoldingTable
{
    public const char Separator = '\0';
    public const char Dropped = '\u0001';
    public const char Expanded = '\u0002';

    /// <summary>More than any expansion of one character (U+FDFA: 18 letters in 4 words).</summary>
    public const int LongestExpansion = 32;

    private static readonly Dictionary<char, string> Expansions = [];
    private static readonly char[] Table = Build();

    /// <summary>Characters that may join the one before them under NFKC: a text without any can be folded character by character.</summary>
    public static SearchValues<char> Composing { get; } = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(static c => (char)c).Where(Composes)]);

    public static char Of(char c) => Table[c];

    public static ReadOnlySpan<char> Expansion(char c) => Expansions[c];

    /// <summary>Scripts written without spaces: Han (its planes too, which come as surrogates), kana, bopomofo.</summary>
    public static bool IsSpaceless(char c) => c is >= '\u2E80' and <= '\u31FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uD800' and <= '\uF8FF';

    private static bool Composes(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        // Hangul jamo; half-width kana, whose voicing marks are letters
        || c is >= '\u1100' and <= '\u11FF' or >= '\uFF61' and <= '\uFFDC';

    private static char[] Build()
    {
        var han = HanVariants.Read();
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            var c = (char)i;
            if (char.IsSurrogate(c))
            {
                table[i] = c;
                continue;
            }

            var folded = Fold(c, han);
            table[i] = folded.Length switch
            {
                0 when IsJoiner(c) => Dropped,
                0 => Separator,
                1 => folded[0],
                _ => Expanded,
            };
            if (table[i] == Expanded)
            {
                Expansions[c] = folded;
            }
        }

        return table;
    }

    /// <summary>Folds until nothing changes: lower case may need normalising again and a simplified form may be a variant itself.</summary>
    private static string Fold(char c, Dictionary<char, char> han)
    {
        var text = c.ToString();
        // Noncharacters can't be normalised.
        if (c >= '\uFFFE' || c is >= '\uFDD0' and <= '\uFDEF')
        {
            return string.Empty;
        }

        for (var round = 0; round < 4; round++)
        {
            var next = FoldOnce(text, han);
            if (next == text)
            {
                break;
            }

            text = next;
        }

        return text;
    }

    private static string FoldOnce(string text, Dictionary<char, char> han)
    {
        var folded = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (!rune.IsBmp)
            {
                // Some compatibility ideographs stand for characters of the supplementary planes.
                folded.Append(rune.ToString());
                continue;
            }

            var lower = char.ToLowerInvariant((char)rune.Value);
            var decomposed = lower.ToString().Normalize(NormalizationForm.FormKD);
            // Latin and Greek lose their diacritics; elsewhere (й, が) a mark makes another letter.
            var bare = decomposed[0] is < '\u0250' or >= '\u0370' and <= '\u03FF' ? decomposed : lower.ToString();
            foreach (var part in bare)
            {
                Append(folded, han.GetValueOrDefault(part, part));
            }
        }

        return folded.ToString().Trim();
    }

    private static void Append(StringBuilder folded, char c)
    {
        switch (c)
        {
            case 'ß': folded.Append("ss"); break;
            case 'æ': folded.Append("ae"); break;
            case 'œ': folded.Append("oe"); break;
            case 'þ': folded.Append("th"); break;
            case 'ø': folded.Append('o'); break;
            case 'đ' or 'ð': folded.Append('d'); break;
            case 'ħ': folded.Append('h'); break;
            case 'ł': folded.Append('l'); break;
            case 'ı': folded.Append('i'); break;
            case 'ŧ': folded.Append('t'); break;
            case 'ς': folded.Append('σ'); break;
            case 'ё': folded.Append('е'); break;
            default:
                if (IsKept(c))
                {
                    folded.Append(c);
                }
                else if (!IsJoiner(c) && folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }

                break;
        }
    }

    private static bool IsKept(char c) => !IsJoiner(c) && (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Falls out without parting a word: diacritics, apostrophes, soft hyphens, zero-width and variation marks.</summary>
    private static bool IsJoiner(char c) => c is '\'' or '\u2018' or '\u2019' or '`' or '\u00B4' or '\u00AD' or '\uFEFF'
        or >= '\u02B0' and <= '\u036F' or '\u0483' or >= '\u1AB0' and <= '\u1AFF' or >= '\u1DC0' and <= '\u1DFF'
        or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F'
        or >= '\u20D0' and <= '\u20FF' or '\u3099' or '\u309A' or >= '\uFE00' and <= '\uFE0F' or >= '\uFE20' and <= '\uFE2F';
}
