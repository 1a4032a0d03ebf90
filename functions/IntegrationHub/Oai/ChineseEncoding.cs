using System.Text;

namespace IntegrationHub.Oai;

/// <summary>
/// Which of the two Chinese encodings a text is in, by how often it then uses common characters: both character sets put these together
/// (GB 2312 level 1 holds 3,755, Big5 level 1 holds 5,401), and read in the wrong one a text is a salad of rare ones.
/// </summary>
internal static class ChineseEncoding
{
    /// <summary>Text in Western encodings stays below zero, simplified Chinese is near one, classical Chinese in GBK (half of it beyond level 1) between.</summary>
    private const double Enough = 0.2;

    /// <summary>How clearly the bytes must speak against what was declared.</summary>
    private const double Contradiction = 0.2;

    /// <summary>A few characters contradict nobody.</summary>
    private const int Proof = 8;

    /// <param name="body">In an encoding that keeps ASCII.</param>
    /// <param name="declared">Believed unless the bytes prove otherwise.</param>
    /// <returns>Null: as declared, or not Chinese.</returns>
    public static Encoding? Of(ReadOnlySpan<byte> body, Encoding? declared)
    {
        var gb = Measure(body, Gb);
        var big5 = Measure(body, Big5);
        var (best, found) = gb.Score >= big5.Score ? (PageEncoding.Gb18030, gb) : (PageEncoding.Big5, big5);
        if (found.Score < Enough)
        {
            return null;
        }

        var against = declared == PageEncoding.Gb18030 ? gb.Score : declared == PageEncoding.Big5 ? big5.Score : 0;
        return declared is null || (found.Characters >= Proof && found.Score >= against + Contradiction) ? best : null;
    }

    private static (double Score, int Characters) Measure(ReadOnlySpan<byte> body, ReadCharacter read)
    {
        int common = 0, characters = 0, wrong = 0;
        var neighbours = false;
        for (var at = 0; at < body.Length;)
        {
            if (body[at] < 0x80)
            {
                var next = body[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                if (next < 0)
                {
                    break;
                }

                at += next;
                neighbours = false;
            }

            var length = read(body[at..], out var weight);
            if (length == 0)
            {
                wrong++;
                at++;
                neighbours = false;
                continue;
            }

            at += length;
            if (weight == Weight.Sign)
            {
                continue;
            }

            // a Latin accent before a letter looks like a character too, but one that stands alone
            characters++;
            common += weight == Weight.Common && (neighbours || (at < body.Length && body[at] >= 0x80)) ? 1 : 0;
            neighbours = true;
        }

        return characters + wrong == 0 ? (0, 0) : ((common - (2.0 * wrong)) / (characters + wrong), characters);
    }

    /// <returns>Bytes of the character; 0 for none.</returns>
    private delegate int ReadCharacter(ReadOnlySpan<byte> at, out Weight weight);

    private enum Weight
    {
        /// <summary>Punctuation, which both have and neither is told by.</summary>
        Sign,
        Common,
        Rare,
    }

    private static int Gb(ReadOnlySpan<byte> at, out Weight weight)
    {
        weight = Weight.Rare;
        return at switch
        {
            [>= 0xB0 and <= 0xD7, >= 0xA1 and <= 0xFE, ..] => Is(Weight.Common, out weight),
            [>= 0xA1 and <= 0xA3, >= 0xA1 and <= 0xFE, ..] => Is(Weight.Sign, out weight),
            [>= 0x81 and <= 0xFE, (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFE), ..] => 2,
            [>= 0x81 and <= 0xFE, >= 0x30 and <= 0x39, >= 0x81 and <= 0xFE, >= 0x30 and <= 0x39, ..] => 4,
            _ => 0,
        };
    }

    private static int Big5(ReadOnlySpan<byte> at, out Weight weight)
    {
        weight = Weight.Rare;
        return at switch
        {
            [>= 0xA4 and <= 0xC6, (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE), ..] => Is(Weight.Common, out weight),
            [>= 0xA1 and <= 0xA3, (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE), ..] => Is(Weight.Sign, out weight),
            [>= 0xC9 and <= 0xF9, (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE), ..] => 2,
            _ => 0,
        };
    }

    private static int Is(Weight found, out Weight weight)
    {
        weight = found;
        return 2;
    }
}
