using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>
/// Parses a page as it is; where that fails, repairs it step by step and parses again from the start: first its text, then its namespace
/// prefixes, then by cutting out the record in which it breaks. A clean page pays for none of this.
/// </summary>
internal static class TolerantXml
{
    /// <summary>A page with more broken records than this is a broken page.</summary>
    private const int MaxCuts = 50;

    /// <summary>Each cut costs another pass over the page: so many characters are read again at most, however large the page.</summary>
    private const long MaxReread = 256L * 1024 * 1024;

    public static TParser Parse<TParser>(ReadOnlyMemory<byte> body, Func<XmlNameTable, TParser> create)
        where TParser : AnswerParser => Parse(body, create, new ParseNotes());

    public static TParser Parse<TParser>(ReadOnlyMemory<byte> body, Func<XmlNameTable, TParser> create, ParseNotes notes)
        where TParser : AnswerParser
    {
        try
        {
            var parser = ParseStepwise(body, create, notes);
            notes.Repairs.Add(parser.Repairs);
            return parser;
        }
        catch (PageLimitException e)
        {
            throw new OaiFormatException(e.Message, e);
        }
    }

    private static TParser ParseStepwise<TParser>(ReadOnlyMemory<byte> body, Func<XmlNameTable, TParser> create, ParseNotes notes)
        where TParser : AnswerParser
    {
        var utf8 = PageBytes.Normalize(body, notes.Repairs);
        var (parser, fault) = Attempt((table, guard) => XmlReader.Create(new GuardedBytes(Segment(utf8), guard), Settings(table)), create);
        if (fault is null && !UnclosedSection.IsIn(utf8.Span))
        {
            return parser;
        }

        var text = Encoding.UTF8.GetString(utf8.Span);
        if (!parser.RootSeen && NotOai.LooksLikeHtml(text))
        {
            throw NotOai.Because(null, text);
        }

        text = XmlText.Repair(text, notes.Repairs);
        (parser, fault) = AttemptText(text, null, create);
        if (fault is null)
        {
            return parser;
        }

        if (!parser.RootSeen && XmlText.RepairRoot(text) is { } rooted && AttemptText(rooted, XmlText.Prefixes(rooted, out _), create) is { Parser.RootSeen: true } better)
        {
            notes.Repairs.Add(OaiRepair.IllFormedRoot);
            (text, (parser, fault)) = (rooted, better);
        }

        if (parser.RootSeen && XmlText.RepairRecordEnds(EnvelopeLetters.Repair(text, notes.Repairs), notes.Repairs) is var lettered && lettered != text)
        {
            text = lettered;
            (parser, fault) = AttemptText(text, null, create);
        }

        if (fault is null)
        {
            return parser;
        }

        var prefixes = XmlText.Prefixes(text, out var undeclared);
        var (withPrefixes, secondFault) = AttemptText(text, prefixes, create);
        if (secondFault is null || undeclared > 0 || secondFault.LineNumber != fault.LineNumber || secondFault.LinePosition != fault.LinePosition)
        {
            notes.Repairs.Add(OaiRepair.UndeclaredPrefix, Math.Max(1, undeclared));
            (parser, fault) = (withPrefixes, secondFault);
        }
        else
        {
            prefixes = null;
        }

        for (var cuts = 0; fault is not null && cuts < MaxCuts && cuts * (long)text.Length < MaxReread; cuts++)
        {
            var reason = fault.LineNumber > 0 ? $"not well-formed: {fault.Message}" : fault.Message;
            if (parser.OpenRecord is { } open && XmlText.CutRecord(ref text, open, reason) is { } cut)
            {
                notes.Reject(cut);
            }
            else if (parser.OpenRecord is null && XmlText.CutStray(ref text, fault.LineNumber, fault.LinePosition, reason, out var broken))
            {
                notes.Repairs.Add(OaiRepair.StrayMarkup, broken is null ? 1 : 0);
                notes.Reject(broken);
            }
            else
            {
                break;
            }

            (parser, fault) = AttemptText(text, prefixes, create);
        }

        if (fault is not null && !parser.RootSeen)
        {
            throw NotOai.Because(fault, text);
        }

        notes.BrokenBecause = fault is null ? null : NotOai.Line(fault.Message);
        return parser;
    }

    private static (TParser Parser, XmlException? Fault) AttemptText<TParser>(
        string text, IReadOnlyDictionary<string, string>? prefixes, Func<XmlNameTable, TParser> create)
        where TParser : AnswerParser =>
        Attempt((table, guard) => XmlReader.Create(new GuardedText(text, guard), Settings(table), prefixes is null ? null : Context(table, prefixes)), create, text);

    private static (TParser Parser, XmlException? Fault) Attempt<TParser>(
        Func<XmlNameTable, InputGuard, XmlReader> open, Func<XmlNameTable, TParser> create, string? text = null)
        where TParser : AnswerParser
    {
        var table = new NameTable();
        var parser = create(table);
        var guard = new InputGuard();
        using var reader = open(table, guard);
        guard.Parser = reader;
        try
        {
            parser.Parse(reader);
            return (parser, null);
        }
        catch (XmlException e)
        {
            return (parser, e);
        }
        catch (InputRefusedException e)
        {
            return (parser, new XmlException(e.Message, e));
        }
        catch (OaiFormatException e) when (text is not null)
        {
            throw NotOai.Because(e, text);
        }
        catch (OaiFormatException e)
        {
            return (parser, new XmlException(e.Message, e));
        }
    }

    private static XmlReaderSettings Settings(XmlNameTable table) => new()
    {
        NameTable = table,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static XmlParserContext Context(XmlNameTable table, IReadOnlyDictionary<string, string> prefixes)
    {
        var namespaces = new XmlNamespaceManager(table);
        foreach (var (prefix, uri) in prefixes)
        {
            namespaces.AddNamespace(prefix, uri);
        }

        return new XmlParserContext(table, namespaces, null, XmlSpace.None);
    }

    private static ArraySegment<byte> Segment(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray());
}

/// <summary>What parsing had to do besides parsing.</summary>
internal sealed class ParseNotes
{
    public OaiRepairs Repairs { get; } = new();

    public List<OaiReject> Rejects { get; } = [];

    public string? BrokenBecause { get; set; }

    /// <summary>A record that was cut out, if one was.</summary>
    public void Reject(OaiReject? record)
    {
        if (record is not null)
        {
            Repairs.Add(OaiRepair.IllFormedRecord);
            Rejects.Add(record);
        }
    }
}
