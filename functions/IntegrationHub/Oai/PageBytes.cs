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
    private static readonly SearchValues<byte> s_forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(b => (byte)b).Except([(byte)'\t', (byte)'\n', (byte)'\r'])]);

    public static ReadOnlyMemory<byte> Normalize(ReadOnlyMemory<byte> body, OaiRepairs repairs)
    {
        if (PageEncoding.OfByteOrder(body.Span) is { } wide)
        {
            body = Encoding.UTF8.GetBytes(wide.GetString(body.Span));
        }

        body = PageProlog.Take(body, repairs, out var declared);
        var valid = Utf8.IsValid(body.Span);
        if (PageEncoding.Choose(body.Span, valid, declared, repairs) is { } legacy)
        {
            body = valid ? Encoding.UTF8.GetBytes(legacy.GetString(body.Span)) : MixedText.ToUtf8(body.Span, legacy, repairs);
        }
        else if (!valid)
        {
            body = ReplaceInvalid(body.Span, repairs);
        }

        return body.Span.ContainsAny(s_forbidden) ? DropForbidden(body.Span, repairs) : body;
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
