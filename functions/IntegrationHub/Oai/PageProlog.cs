using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace IntegrationHub.Oai;

/// <summary>What stands before a page's root element: marks, blanks, declarations, and what PHP had to say.</summary>
internal static partial class PageProlog
{
    private const int DeclarationLimit = 512;

    /// <summary>Warnings come in dozens; what begins later than this is another document that quotes an answer.</summary>
    private const int StrayLimit = 64 * 1024;

    /// <summary>Takes the prolog off: what it says of the encoding is known then, and a wrong version, name or place would stop the parser.</summary>
    public static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> body, OaiRepairs repairs, out string? encoding)
    {
        encoding = null;
        for (var declarations = 0; ;)
        {
            body = SkipBlank(body, repairs);
            if (SliceDeclaration(ref body, out var named))
            {
                encoding ??= named;
                repairs.Add(OaiRepair.DuplicateDeclaration, declarations++ == 1 ? 1 : 0);
            }
            else if (StrayText(body.Span) is > 0 and var length)
            {
                body = body[length..];
                repairs.Add(OaiRepair.StrayText);
            }
            else
            {
                return body;
            }
        }
    }

    /// <summary>
    /// Writes into a page what only its Content-Type said, where the page itself is silent and is no UTF-8: pages are stored, and read again
    /// without their headers.
    /// </summary>
    public static byte[] Declare(byte[] body, string? charset, OaiRepairs repairs)
    {
        if (PageEncoding.Named(charset) is null or UTF8Encoding || Utf8.IsValid(body) || PageEncoding.OfByteOrder(body) is not null)
        {
            return body;
        }

        var found = new OaiRepairs();
        var rest = Take(body, found, out var declared);
        if (declared is not null)
        {
            return body;
        }

        repairs.Add(found);
        return [.. Encoding.ASCII.GetBytes($"<?xml version=\"1.0\" encoding=\"{charset!.Trim('"', '\'', ' ')}\"?>"), .. rest.Span];
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

    private static bool SliceDeclaration(ref ReadOnlyMemory<byte> body, out string? encoding)
    {
        encoding = null;
        var head = body.Span[..Math.Min(body.Length, DeclarationLimit)];
        var end = head.IndexOf("?>"u8);
        if (!head.StartsWith("<?xml"u8) || head.Length < 6 || head[5] > ' ' || end < 0)
        {
            return false;
        }

        var declaration = Encoding.Latin1.GetString(head[..end]);
        body = body[(end + 2)..];
        var at = declaration.IndexOf("encoding", StringComparison.OrdinalIgnoreCase);
        encoding = at >= 0 && declaration[at..].Split('"', '\'') is [_, var name, ..] && name.Trim() is { Length: > 0 } named ? named : null;
        return true;
    }

    /// <summary>How much stands before the answer that is no part of it; 0 where there is nothing, or no answer behind it.</summary>
    private static int StrayText(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length, StrayLimit)];
        if (head.StartsWith("<OAI-PMH"u8) || head.StartsWith("<?"u8) || head.StartsWith("<!--"u8))
        {
            return 0;
        }

        var text = Encoding.Latin1.GetString(head);
        if (Root().Match(text) is not { Success: true, Index: > 0 } root || (Doctype().IsMatch(text) && !NotOai.LooksLikeHtml(text)))
        {
            return 0;
        }

        var declaration = text.LastIndexOf("<?xml ", root.Index, StringComparison.Ordinal);
        return declaration > 0 ? declaration : root.Index;
    }

    [GeneratedRegex(@"<(?:[\w.-]+:)?OAI-PMH[\s>]", RegexOptions.IgnoreCase)]
    private static partial Regex Root();

    [GeneratedRegex(@"^\s*<!DOCTYPE", RegexOptions.IgnoreCase)]
    private static partial Regex Doctype();
}
