using System.Text;

namespace IntegrationHub.Oai;

/// <summary>Which encoding a page is really in. What it declares is believed unless its bytes prove otherwise.</summary>
internal static class PageEncoding
{
    /// <summary>So many UTF-8 sequences in a row, and no error, are no accident in another encoding.</summary>
    private const int Proof = 8;

    private static readonly Encoding s_gb18030 = Legacy("GB18030");
    private static readonly Encoding s_windows1252 = Legacy("windows-1252");

    /// <summary>UTF-16 or UTF-32 by byte order mark, or UTF-16 by its first character; null for anything that keeps ASCII.</summary>
    public static Encoding? OfByteOrder(ReadOnlySpan<byte> body) => body switch
    {
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xFF, 0xFE, ..] or [(byte)'<', 0, _, 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, (byte)'<', 0, _, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>Null: UTF-8, faultless or best treated so.</summary>
    /// <param name="valid">Whether the body is faultless UTF-8.</param>
    public static Encoding? Choose(ReadOnlySpan<byte> body, bool valid, string? declared, OaiRepairs repairs)
    {
        var named = Named(declared);
        if (named is not null and not UTF8Encoding)
        {
            if (!valid || Ascii.IsValid(body) || Multibyte(body).Good < Proof)
            {
                return named;
            }

            repairs.Add(OaiRepair.MislabelledEncoding);
            return null;
        }

        if (valid)
        {
            return null;
        }

        var (good, bad) = Multibyte(body);
        if (good > bad)
        {
            return null;
        }

        repairs.Add(OaiRepair.MislabelledEncoding);
        return LooksLikeGb(body) ? s_gb18030 : s_windows1252;
    }

    /// <summary>ISO-8859-1 is read as its superset Windows-1252, and the GB family as GB18030, as browsers do: what calls itself the former is often the latter.</summary>
    private static Encoding? Named(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        return name.ToUpperInvariant() switch
        {
            "UTF8" or "UTF-8" or "US-ASCII" or "ASCII" => Encoding.UTF8,
            "ISO-8859-1" or "LATIN1" or "LATIN-1" or "ISO8859-1" => s_windows1252,
            "GB2312" or "GBK" or "GB18030" or "GB_2312-80" or "EUC-CN" or "CP936" => s_gb18030,
            // the bytes have shown already that they are not: only a page whose text was recoded on the way says so
            "UTF-16" or "UTF-32" or "UCS-2" => Encoding.UTF8,
            _ => CodePagesEncodingProvider.Instance.GetEncoding(name),
        };
    }

    private static Encoding Legacy(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;

    private static (int Good, int Bad) Multibyte(ReadOnlySpan<byte> body)
    {
        int good = 0, bad = 0;
        for (var at = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF); at >= 0; at = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF))
        {
            body = body[at..];
            if (Rune.DecodeFromUtf8(body, out _, out var used) == System.Buffers.OperationStatus.Done)
            {
                good++;
            }
            else
            {
                bad++;
            }

            body = body[used..];
        }

        return (good, bad);
    }

    /// <summary>Chinese in GB2312 is pairs of high bytes; a Latin accent stands between ASCII letters.</summary>
    private static bool LooksLikeGb(ReadOnlySpan<byte> body)
    {
        int pairs = 0, singles = 0;
        for (var i = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF); i >= 0 && i < body.Length;)
        {
            if (body[i] < 0x80)
            {
                var next = body[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                i = next < 0 ? body.Length : i + next;
            }
            else if (i + 1 < body.Length && body[i] is >= 0x81 and <= 0xFE && body[i + 1] is >= 0x80 and <= 0xFE)
            {
                pairs++;
                i += 2;
            }
            else
            {
                singles++;
                i++;
            }
        }

        return pairs > singles;
    }
}
