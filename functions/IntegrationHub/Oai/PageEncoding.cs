using System.Text;

namespace IntegrationHub.Oai;

/// <summary>Which encoding a page is really in. What it declares is believed unless its bytes prove otherwise.</summary>
internal static class PageEncoding
{
    /// <summary>So many UTF-8 sequences, and no error, are no accident in an encoding of pairs; in Windows-1252 a single one is none.</summary>
    private const int Proof = 8;

    public static Encoding Gb18030 { get; } = Legacy("GB18030");

    public static Encoding Big5 { get; } = Legacy("big5");

    public static Encoding Windows1252 { get; } = Legacy("windows-1252");

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
    /// <param name="body">In an encoding that keeps ASCII.</param>
    /// <param name="valid">Whether it is faultless UTF-8.</param>
    /// <param name="declared">By name; null where nothing was.</param>
    /// <param name="repairs">Where the answer contradicts <paramref name="declared"/>.</param>
    public static Encoding? Choose(ReadOnlySpan<byte> body, bool valid, string? declared, OaiRepairs repairs)
    {
        var named = Named(declared) is { } encoding and not UTF8Encoding ? encoding : null;
        var chosen = valid ? named is not null && IsProvenUtf8(body, named) ? null : named
            : named is null ? Undeclared(body)
            : named == Gb18030 || named == Big5 || named == Windows1252 ? ChineseEncoding.Of(body, named) ?? named
            : named;
        if (chosen != named)
        {
            repairs.Add(OaiRepair.MislabelledEncoding);
        }

        return chosen;
    }

    private static bool IsProvenUtf8(ReadOnlySpan<byte> body, Encoding named) =>
        !Ascii.IsValid(body) && Multibyte(body).Good >= (named == Windows1252 ? 1 : Proof);

    private static Encoding? Undeclared(ReadOnlySpan<byte> body)
    {
        var (good, bad) = Multibyte(body);
        return good > bad ? null : ChineseEncoding.Of(body, null) ?? Windows1252;
    }

    /// <summary>ISO-8859-1 is read as its superset Windows-1252, and the GB family as GB18030, as browsers do: what calls itself the former is often the latter.</summary>
    public static Encoding? Named(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        return name.Trim('"', '\'', ' ').ToUpperInvariant() switch
        {
            "UTF8" or "UTF-8" or "US-ASCII" or "ASCII" => Encoding.UTF8,
            "ISO-8859-1" or "LATIN1" or "LATIN-1" or "ISO8859-1" or "ISO_8859-1" or "WINDOWS-1252" or "CP1252" => Windows1252,
            "GB2312" or "GBK" or "GB18030" or "GB_2312-80" or "EUC-CN" or "CP936" or "X-GBK" => Gb18030,
            "BIG5" or "BIG-5" or "BIG5-HKSCS" or "BIG5HKSCS" or "CP950" or "MS950" or "X-BIG5" => Big5,
            // the bytes have shown already that they are not: only a page whose text was recoded on the way says so
            "UTF-16" or "UTF-32" or "UCS-2" => Encoding.UTF8,
            // a declaration that could be read in ASCII does not stand in EBCDIC
            _ => CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding && encoding.GetBytes("<?xml").AsSpan().SequenceEqual("<?xml"u8) ? encoding : null,
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
}
