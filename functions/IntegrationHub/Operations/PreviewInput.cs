using System.Security;
using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Operations;

/// <summary>
/// What an admin pastes to see what becomes of it: a whole answer of a provider, one <c>record</c> with header and metadata, or a bare payload. The latter two are put into an
/// envelope, so that they are read, and repaired, exactly as a harvest would.
/// </summary>
internal static class PreviewInput
{
    private const string Envelope = "http://www.openarchives.org/OAI/2.0/";

    /// <param name="sets">setSpecs that a bare payload is said to be in.</param>
    /// <param name="mistake">What is wrong, and what to send instead; null where there is a page.</param>
    public static ReadOnlyMemory<byte> Page(ReadOnlyMemory<byte> body, IReadOnlyList<string> sets, out string? mistake)
    {
        mistake = null;
        var wide = PageEncoding.OfByteOrder(body.Span);
        var rest = PageProlog.Take(wide is null ? body : Encoding.UTF8.GetBytes(wide.GetString(body.Span)), new OaiRepairs(), out var encoding);
        encoding = wide is null ? encoding : null;
        if (rest.IsEmpty)
        {
            mistake = "The body is empty: send a record's metadata in XML, a record with its header, or a whole page.";
            return default;
        }

        var root = RootOf(rest.Span);
        if (root is null)
        {
            mistake = $"This is not XML: it begins with '{Encoding.UTF8.GetString(rest.Span[..Math.Min(rest.Length, 40)]).ReplaceLineEndings(" ")}'. Send a record's metadata, a record with its header, or a whole page.";
            return default;
        }

        if (root == "!DOCTYPE")
        {
            mistake = "This begins with a document type (<!DOCTYPE …>), which no record within a page may have: send what follows it.";
            return default;
        }

        return root switch
        {
            "OAI-PMH" => body,
            "ListRecords" or "GetRecord" => Wrap(encoding, $"<OAI-PMH xmlns=\"{Envelope}\">", rest, "</OAI-PMH>"),
            "record" when IsOaiRecord(rest.Span) => Wrap(encoding, $"<OAI-PMH xmlns=\"{Envelope}\"><ListRecords>", rest, "</ListRecords></OAI-PMH>"),
            // a payload may be in no namespace, so the envelope must not lend it one
            _ => Wrap(
                encoding,
                $"<o:OAI-PMH xmlns:o=\"{Envelope}\"><o:ListRecords><o:record><o:header><o:identifier>{RecordPreview.Nameless}</o:identifier><o:datestamp>2000-01-01</o:datestamp>{string.Concat(sets.Select(set => $"<o:setSpec>{SecurityElement.Escape(set)}</o:setSpec>"))}</o:header><o:metadata>",
                rest,
                "</o:metadata></o:record></o:ListRecords></o:OAI-PMH>"),
        };
    }

    /// <summary>Local name of the first start tag, or !DOCTYPE; null where there is neither.</summary>
    private static string? RootOf(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            text = text.TrimStart(" \t\r\n"u8);
            if (text.StartsWith("<!--"u8) || text.StartsWith("<?"u8))
            {
                var end = text.IndexOf(text[1] == '!' ? "-->"u8 : "?>"u8);
                if (end < 0)
                {
                    return null;
                }

                text = text[(end + 2)..].TrimStart((byte)'>');
                continue;
            }

            if (text.Length < 2 || text[0] != '<')
            {
                return null;
            }

            var name = text[1..];
            var length = name.IndexOfAny(" \t\r\n/>"u8);
            var qualified = Encoding.UTF8.GetString(length < 0 ? name : name[..length]);
            return length == 0 || !(char.IsLetter(qualified[0]) || qualified[0] is '_' or '!') ? null : qualified[(qualified.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
    }

    /// <summary>MARCXML calls its records so, too.</summary>
    private static bool IsOaiRecord(ReadOnlySpan<byte> record) =>
        (record.IndexOf("<header"u8) >= 0 || record.IndexOf(":header"u8) >= 0) && (record.IndexOf("<metadata"u8) >= 0 || record.IndexOf(":metadata"u8) >= 0 || record.IndexOf("deleted"u8) >= 0);

    private static byte[] Wrap(string? encoding, string before, ReadOnlyMemory<byte> content, string after)
    {
        var declaration = encoding is null ? string.Empty : $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>";
        return [.. Encoding.UTF8.GetBytes(declaration + before), .. content.Span, .. Encoding.ASCII.GetBytes(after)];
    }
}
