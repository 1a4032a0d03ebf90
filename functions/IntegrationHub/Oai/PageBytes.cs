using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace IntegrationHub.Oai;

/// <summary>
/// Brings a page's bytes into one form: UTF-8 without byte order mark, XML declaration or forbidden control characters.
/// A page that is in order is scanned (vectorised) and sliced, not copied.
/// </summary>
internal static class PageBytes
{
    private const int DeclarationLimit = 512;

    private static readonly SearchValues<byte> s_forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(b => (byte)b).Except([(byte)'\t', (byte)'\n', (byte)'\r'])]);

    public static ReadOnlyMemory<byte> Normalize(ReadOnlyMemory<byte> body, OaiRepairs repairs)
    {
        if (PageEncoding.OfByteOrder(body.Span) is { } wide)
        {
            body = Encoding.UTF8.GetBytes(wide.GetString(body.Span));
        }

        body = SkipBlank(body, repairs);
        var declared = SliceDeclaration(ref body);
        var valid = Utf8.IsValid(body.Span);
        if (PageEncoding.Choose(body.Span, valid, declared, repairs) is { } legacy)
        {
            body = Encoding.UTF8.GetBytes(legacy.GetString(body.Span));
        }
        else if (!valid)
        {
            body = ReplaceInvalid(body.Span, repairs);
        }

        return body.Span.ContainsAny(s_forbidden) ? DropForbidden(body.Span, repairs) : body;
    }

    private static ReadOnlyMemory<byte> SkipBlank(ReadOnlyMemory<byte> body, OaiRepairs repairs)
    {
        var start = SkipMark(body);
        var content = SkipMark(start.TrimStart(" \t\r\n\0"u8));
        if (content.Length < start.Length && content.Span.StartsWith("<?xml"u8))
        {
            repairs.Add(OaiRepair.BlankBeforeDeclaration);
        }

        return content;
    }

    private static ReadOnlyMemory<byte> SkipMark(ReadOnlyMemory<byte> body) => body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    /// <summary>Takes the declaration off: what it says of the encoding is known now, and a wrong version or name would stop the parser.</summary>
    private static string? SliceDeclaration(ref ReadOnlyMemory<byte> body)
    {
        var head = body.Span[..Math.Min(body.Length, DeclarationLimit)];
        var end = head.IndexOf("?>"u8);
        if (!head.StartsWith("<?xml"u8) || head.Length < 6 || head[5] > ' ' || end < 0)
        {
            return null;
        }

        var declaration = Encoding.Latin1.GetString(head[..end]);
        body = body[(end + 2)..];
        var at = declaration.IndexOf("encoding", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : declaration[at..].Split('"', '\'') is [_, var name, ..] ? name.Trim() : null;
    }

    private static byte[] ReplaceInvalid(ReadOnlySpan<byte> body, OaiRepairs repairs)
    {
        var text = Encoding.UTF8.GetString(body);
        repairs.Add(OaiRepair.InvalidUtf8, text.AsSpan().Count('\uFFFD') - body.Count("\uFFFD"u8));
        return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] DropForbidden(ReadOnlySpan<byte> body, OaiRepairs repairs)
    {
        var kept = new byte[body.Length];
        var length = 0;
        var dropped = 0;
        for (var next = body.IndexOfAny(s_forbidden); next >= 0; next = body.IndexOfAny(s_forbidden))
        {
            body[..next].CopyTo(kept.AsSpan(length));
            length += next;
            dropped++;
            body = body[(next + 1)..];
        }

        body.CopyTo(kept.AsSpan(length));
        repairs.Add(OaiRepair.IllegalCharacter, dropped);
        return kept[..(length + body.Length)];
    }
}
