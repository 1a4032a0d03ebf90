using System.Buffers;
using System.Globalization;
using System.Net;

namespace IntegrationHub.Records;

/// <summary>Texts as readers see them: NFC, one space between words, no control characters, no markup left over from somebody's web page, no encoding read wrongly.</summary>
internal static class DisplayText
{
    /// <summary>"&amp;amp;amp;lt;" is a text escaped three times; nobody has been seen to do it more often than this.</summary>
    private const int MostRounds = 8;

    // Printable ASCII but & and <, which may begin an entity or a tag. Most texts have nothing else and stay the object they are.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => (char)c).Where(static c => c is not ('&' or '<'))]);

    // A bit for every plain or inert character that tells of no wrong reading either.
    private static readonly ulong[] Untouched = Bits();

    /// <returns>The text cleaned; the same object when there is nothing to clean. Cleaning twice changes nothing.</returns>
    public static string Clean(string text)
    {
        for (var round = 0; round < MostRounds && !IsClean(text); round++)
        {
            var cleaned = CleanOnce(text);
            if (cleaned == text)
            {
                return text;
            }

            text = cleaned;
        }

        return text;
    }

    /// <summary>True when nothing can need cleaning; false when it takes a closer look to know.</summary>
    private static bool IsClean(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text[0] == ' ' || text[^1] == ' ' || text.Contains("  ", StringComparison.Ordinal))
        {
            return false;
        }

        // Latin is found plain by the vector; where another script begins, it would begin again at every other character.
        var special = text.IndexOfAnyExcept(Plain);
        if (special >= 0)
        {
            for (var i = special; i < text.Length; i++)
            {
                var c = text[i];
                if ((Untouched[c >> 6] & (1UL << (c & 63))) == 0 && (!IsInert(c) || Mojibake.MayBeAt(text, i)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Characters that no step touches: printable, NFC whatever stands beside them. Latin letters, Han, kana, CJK and full-width punctuation.</summary>
    private static bool IsInert(char c) =>
        c is >= '\u4E00' and <= '\u9FFF' or >= '\u3001' and <= '\u3029' or >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FE'
            or >= '\uFF01' and <= '\uFF5E' or >= '\u00A1' and <= '\u02FF' and not '\u00AD' or >= '\u2010' and <= '\u2027' or >= '\u2030' and <= '\u205E';

    private static ulong[] Bits()
    {
        var bits = new ulong[(char.MaxValue + 1) / 64];
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (Plain.Contains((char)c) || (IsInert((char)c) && !Mojibake.IsTelling((char)c)))
            {
                bits[c >> 6] |= 1UL << (c & 63);
            }
        }

        return bits;
    }

    private static string CleanOnce(string text)
    {
        text = UnicodeText.WithoutInvalid(text);
        if (!text.IsNormalized())
        {
            text = text.Normalize();
        }

        if (text.Contains('&') && text.Contains(';'))
        {
            text = WebUtility.HtmlDecode(text);
        }

        // Before control characters go: in a wrong reading they are bytes.
        text = Mojibake.Repair(text);
        return Space(text.Contains('<') ? Markup.Strip(text) : text);
    }

    private static string Space(string text)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        var space = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                space = length > 0;
            }
            else if (!IsDropped(c))
            {
                if (space)
                {
                    rented[length++] = ' ';
                    space = false;
                }

                rented[length++] = c;
            }
        }

        var spaced = rented.AsSpan(0, length).SequenceEqual(text) ? text : new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return spaced;
    }

    /// <summary>Control characters, noncharacters, and invisible ones that only disturb: byte-order marks, soft hyphens, bidirectional overrides.</summary>
    private static bool IsDropped(char c) =>
        char.IsControl(c)
        || c is '\u00AD' or '\u200B' or '\uFEFF' or >= '\uFFF0' and <= '\uFFFB' or >= '\uFFFE' or >= '\uFDD0' and <= '\uFDEF'
            or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F' or '\uFFFD'
        || (char.GetUnicodeCategory(c) == UnicodeCategory.Control);
}
