using System.Buffers;
using System.Text;

namespace IntegrationHub.Records;

/// <summary>
/// Texts that somebody read in the wrong encoding, put right where that can be proven: UTF-8 read as Windows-1252 or Latin-1 ("cafÃ©"), GBK or Big5 read as
/// Latin-1 ("ÖÐ¹úÍ¼Êé¹Ý"), UTF-8 read as GBK ("涓浗鍥句功棣"). A proof needs all three: (1) every character of the text can have come out of the wrong reading, so
/// one that can't (a Han character among Latin ones) clears the whole text; (2) the bytes read strictly in the right encoding, to characters that exist;
/// (3) no reading as given remains, see <see cref="CannotBeMeant"/> and <see cref="CommonHan"/>. What lost bytes on the way (锟斤拷, U+FFFD, a question
/// mark for a byte) can't be put right and stays as it is.
/// </summary>
internal static class Mojibake
{
    /// <summary>Characters that bytes 80 to 9F are in Windows-1252, in that order; a blank where there is none.</summary>
    private const string Windows1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>Han from a wrong reading come from all over the code, those of a text from the few hundred that make up three quarters of any text.</summary>
    private const double LeastCommon = 0.5;
    private const int LeastHan = 3;

    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;
    private static readonly Encoding Big5 = CodePagesEncodingProvider.Instance.GetEncoding(950, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;

    // What the first two bytes of a Han character in UTF-8 (E4 80 to E9 BF) are in GBK: hardly ever in a text, in every third place of one read wrongly.
    private static readonly SearchValues<char> Utf8InGbk = SearchValues.Create(LeadsInGbk());

    private static readonly SearchValues<char> Continuing = SearchValues.Create([.. Enumerable.Range(0x80, 0x40).Select(static c => (char)c), .. Windows1252.Where(static c => c != ' ')]);

    /// <summary>True for a character after which a closer look may be due: a byte 80 to BF read as Windows-1252, or a Han character that GBK makes of UTF-8.</summary>
    public static bool IsTelling(char c) => Continuing.Contains(c) || Utf8InGbk.Contains(c);

    /// <summary>A cheap look: false where there is nothing to repair.</summary>
    /// <param name="at">The place of a telling character.</param>
    public static bool MayBeAt(ReadOnlySpan<char> text, int at) => text[at] <= '\u2122'
        ? at > 0 && text[at - 1] is >= '\u00A1' and <= '\u00F4'
        : text[(at + 1)..Math.Min(text.Length, at + 4)].ContainsAny(Utf8InGbk);

    /// <returns>The text as it was meant; the same object where nothing is proven.</returns>
    public static string Repair(string text)
    {
        // Some texts went through it twice. A repaired text is shorter, so this ends.
        for (var repaired = RepairOnce(text); ; repaired = RepairOnce(text))
        {
            if (ReferenceEquals(repaired, text))
            {
                return text;
            }

            text = repaired;
        }
    }

    private static string RepairOnce(string text)
    {
        var other = text.AsSpan(Math.Max(0, text.AsSpan().IndexOfAnyExceptInRange('\0', '~')));
        if (other.ContainsAnyInRange('\u00A1', '\u00F4'))
        {
            return other.ContainsAny(Continuing) ? RepairLatin(text) : text;
        }

        return other.ContainsAnyInRange('\u4E00', '\u9FFF') && other.IndexOfAny(Utf8InGbk) is >= 0 and var han && other[(han + 1)..].ContainsAny(Utf8InGbk) ? RepairGbk(text) : text;
    }

    private static string RepairLatin(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (!TryByte(text[i], out bytes[i]))
                {
                    return text;
                }
            }

            var read = bytes.AsSpan(0, text.Length);
            if (System.Text.Unicode.Utf8.IsValid(read))
            {
                var utf8 = Encoding.UTF8.GetString(read);
                return CannotBeMeant(text, read) && IsText(utf8) ? utf8 : text;
            }

            // Latin texts have accents one at a time, or two; and letters of a legacy encoding that isn't Chinese decode to rare characters.
            var gbk = Gbk.GetString(read);
            var isGbk = IsChinese(gbk, text);
            var big5 = Big5.GetString(read);
            var isBig5 = IsChinese(big5, text);
            return isGbk == isBig5 ? text : isGbk ? gbk : big5;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool TryByte(char c, out byte value)
    {
        value = (byte)c;
        if (c <= 0xFF)
        {
            return true;
        }

        var place = Windows1252.IndexOf(c, StringComparison.Ordinal);
        value = (byte)(0x80 + place);
        return place >= 0;
    }

    /// <summary>
    /// A place in a text of valid UTF-8 that no orthography explains: a C1 control code; two sequences side by side; a sequence of four; "â€" and "â„" with a third;
    /// Ã beside a small letter, with a sign between, or Â behind anything but a capital: capitals stand in no word so.
    /// "CAFÉ»", "VOILÀ…" and the like have none, though their bytes are UTF-8 too.
    /// </summary>
    private static bool CannotBeMeant(string text, ReadOnlySpan<byte> bytes)
    {
        if (text.AsSpan().ContainsAnyInRange('\u0080', '\u009F'))
        {
            return true;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (bytes[i] < 0xC2)
            {
                continue;
            }

            var length = bytes[i] < 0xE0 ? 2 : bytes[i] < 0xF0 ? 3 : 4;
            var next = i + length < text.Length ? text[i + length] : ' ';
            if (length == 4 || next >= '\u00C2' || (bytes[i] == 0xE2 && text[i + 1] is '€' or '„'))
            {
                return true;
            }

            var before = i > 0 ? text[i - 1] : ' ';
            if ((bytes[i] == 0xC3 && (char.IsLower(before) || char.IsLower(next))) || (bytes[i] == 0xC2 && !char.IsUpper(before)))
            {
                return true;
            }

            i += length - 1;
        }

        return false;
    }

    /// <summary>Characters that exist and can stand in a text.</summary>
    private static bool IsText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse || rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Nothing but ASCII, Han and Chinese punctuation, enough Han, most of them common ones; and given as runs of signs and letters that no Latin text has.</summary>
    private static bool IsChinese(string decoded, string given)
    {
        int han = 0, common = 0;
        foreach (var c in decoded)
        {
            if (c is >= '\u4E00' and <= '\u9FFF')
            {
                han++;
                common += CommonHan.Contains(c) ? 1 : 0;
            }
            else if (c is not (<= '~' or >= '\u3000' and <= '\u301F' or >= '\uFF01' and <= '\uFF5E' or '·' or '—' or '…' or '“' or '”' or '‘' or '’'))
            {
                return false;
            }
        }

        return han >= LeastHan && common >= han * LeastCommon && LongestRun(given) >= 4;
    }

    private static int LongestRun(string given)
    {
        int longest = 0, run = 0;
        foreach (var c in given)
        {
            run = c > '~' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string RepairGbk(string text)
    {
        var bytes = Gbk.GetBytes(text);
        if (!System.Text.Unicode.Utf8.IsValid(bytes) || Gbk.GetString(bytes) != text)
        {
            return text;
        }

        var utf8 = Encoding.UTF8.GetString(bytes);
        return IsChinese(utf8, text) && IsText(utf8) ? utf8 : text;
    }

    private static char[] LeadsInGbk()
    {
        var leads = new List<char>();
        for (var lead = 0xE4; lead <= 0xE9; lead++)
        {
            for (var trail = 0x80; trail <= 0xBF; trail++)
            {
                var c = Gbk.GetString([(byte)lead, (byte)trail]);
                if (c.Length == 1 && c[0] is >= '\u4E00' and <= '\u9FFF' && !CommonHan.Contains(c[0]))
                {
                    leads.Add(c[0]);
                }
            }
        }

        return [.. leads];
    }
}
