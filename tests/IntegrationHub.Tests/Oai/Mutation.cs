using System.Text;
using CsCheck;

namespace IntegrationHub.Tests.Oai;

/// <summary>One thing that goes wrong with a page on its way from a database to the hub.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">Where, in millionths of the page's length.</param>
/// <param name="Length">How far, in bytes.</param>
/// <param name="Number">Whatever else there is to choose.</param>
internal sealed record Mutation(MutationKind Kind, int At, int Length, int Number)
{
    public static readonly Gen<Mutation> Any = Of(Enum.GetValues<MutationKind>());

    private static readonly string[] s_markup =
    [
        "<record>", "</record>", "<header>", "</header>", "<metadata>", "</metadata>", "</ListRecords>", "<ListRecords>", "</OAI-PMH>", "<OAI-PMH>", "<resumptionToken>x</resumptionToken>",
        "<error code='x'/>", "<Record>", "</RECORD>", "<br>", "</p>", "<![CDATA[", "]]>", "<!--", "-->", "--", "<?php", "?>", "<?xml version='1.0'?>", "<", ">", "\"", "'", "=", " x=y ", "<a:b>", "<a b='", "</", "<!", "<identifier>",
    ];

    private static readonly string[] s_references =
        ["&", "&nbsp;", "&bogus;", "&#0;", "&#x1F;", "&#xD800;", "&#xFFFF;", "&#x110000;", "&#99999999999;", "&amp;eacute;", "&#;", "&#x;", "&;", "&eacute", "&" + new string('a', 300) + ";"];

    private static readonly string[] s_doctypes =
    [
        "<!DOCTYPE OAI-PMH>", "<!DOCTYPE html>", "<!DOCTYPE a SYSTEM 'http://169.254.169.254/'>", "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>&d;", "<!ENTITY % x SYSTEM 'file:///etc/passwd'>", "<!ATTLIST a b CDATA #REQUIRED>",
    ];

    private static readonly string[] s_encodings = ["utf-8", "utf-16", "utf-16BE", "utf-32", "gb18030", "big5", "windows-1252", "iso-8859-1", "shift_jis", "utf-7", "IBM037", "hz-gb-2312", ""];

    public static Gen<Mutation> Of(params MutationKind[] kinds) =>
        Gen.Select(Gen.OneOfConst(kinds), Gen.Int[0, 1_000_000], Gen.Int[0, 300], Gen.Int[0, 1_000_000], (kind, at, length, number) => new Mutation(kind, at, length, number));

    /// <summary>The page, damaged; never the array given.</summary>
    public byte[] Of(byte[] page)
    {
        var at = Math.Min(page.Length, (int)((long)At * page.Length / 1_000_000));
        if (Number % 2 == 0 && page.AsSpan(at).IndexOfAny((byte)'<', (byte)'>') is var tag && tag >= 0)
        {
            // most that goes wrong does so at the seams
            at += tag + (Number % 4 / 2);
        }

        var end = Math.Min(page.Length, at + Length);
        ReadOnlySpan<byte> before = page.AsSpan(0, at), span = page.AsSpan(at, end - at), after = page.AsSpan(end), rest = page.AsSpan(at);
        return Kind switch
        {
            MutationKind.Delete => [.. before, .. after],
            MutationKind.Cut => [.. before],
            MutationKind.Duplicate => [.. before, .. span, .. span, .. after],
            MutationKind.Repeat => [.. before, .. Enumerable.Repeat(span.ToArray(), 1 + (Number % 50)).SelectMany(bytes => bytes), .. after],
            MutationKind.Swap => [.. before, .. after[..Math.Min(Length, after.Length)], .. span, .. after[Math.Min(Length, after.Length)..]],
            MutationKind.Flip => [.. before, .. span.Length == 0 ? [] : (byte[])[(byte)(span[0] ^ (1 << (Number % 8)))], .. rest[Math.Min(1, span.Length)..]],
            MutationKind.Noise => [.. before, .. Bytes(Length % 20), .. rest],
            MutationKind.Overwrite => [.. before, .. Bytes(span.Length), .. after],
            MutationKind.Zeros => [.. before, .. new byte[Length], .. after],
            MutationKind.Control => [.. before, (byte)(Number % 0x20), .. rest],
            MutationKind.Markup => [.. before, .. Utf8(s_markup), .. rest],
            MutationKind.Reference => [.. before, .. Utf8(s_references), .. rest],
            MutationKind.Doctype => [.. before, .. Utf8(s_doctypes), .. rest],
            MutationKind.Letters => [.. before, .. Other(span), .. after],
            MutationKind.Nesting => [.. before, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Number % 3 == 0 ? "<record>" : "<a>", Length * 20))), .. rest],
            MutationKind.Attributes => [.. before, .. Encoding.UTF8.GetBytes($"<a {string.Concat(Enumerable.Range(0, Length * 5).Select(i => $"b{i}='' "))}>"), .. rest],
            MutationKind.HugeAttribute => [.. before, .. Encoding.UTF8.GetBytes($"<a b='{new string('x', Length * 200)}'/>"), .. rest],
            MutationKind.HugeName => [.. before, .. Encoding.UTF8.GetBytes($"<{new string('x', Length * 200)}>"), .. rest],
            MutationKind.Declaration => Declared(page),
            MutationKind.Recoding => [.. before, .. Known(Choose(s_encodings)).GetBytes(Encoding.UTF8.GetString(Number % 3 == 0 ? span : rest)), .. Number % 3 == 0 ? after : []],
            MutationKind.Line => [.. before, .. "\r\n"u8, .. rest],
            _ => throw new InvalidOperationException($"{Kind}"),
        };
    }

    private static Encoding Known(string name) => name is "" or "utf-7" ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private static byte[] Other(ReadOnlySpan<byte> letters)
    {
        var other = letters.ToArray();
        for (var i = 0; i < other.Length; i++)
        {
            other[i] ^= char.IsAsciiLetter((char)other[i]) ? (byte)0x20 : (byte)0;
        }

        return other;
    }

    private byte[] Declared(byte[] page)
    {
        var start = page.AsSpan().StartsWith("<?xml"u8) && page.AsSpan().IndexOf("?>"u8) is var end && end > 0 ? end + 2 : 0;
        return [.. Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='{Choose(s_encodings)}'?>"), .. page.AsSpan(start)];
    }

    private byte[] Utf8(string[] choices) => Encoding.UTF8.GetBytes(Choose(choices));

    private string Choose(string[] choices) => choices[Number / 4 % choices.Length];

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(Number).NextBytes(bytes);
        return bytes;
    }
}

internal enum MutationKind
{
    Delete,
    Cut,
    Duplicate,
    Repeat,
    Swap,
    Flip,
    Noise,
    Overwrite,
    Zeros,
    Control,
    Markup,
    Reference,
    Doctype,
    Letters,
    Nesting,
    Attributes,
    HugeAttribute,
    HugeName,
    Declaration,
    Recoding,
    Line,
}
