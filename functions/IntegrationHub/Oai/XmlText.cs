using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>Repairs on the text of a page that did not parse.</summary>
internal static partial class XmlText
{
    private const int LongestReference = 32;

    private static readonly SearchValues<char> s_suspects = SearchValues.Create("&<\uFFFE\uFFFF");

    /// <summary>What providers mean by the prefixes that they forget to declare.</summary>
    private static readonly Dictionary<string, string> s_wellKnown = new()
    {
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["marc"] = "http://www.loc.gov/MARC21/slim",
        ["mods"] = "http://www.loc.gov/mods/v3",
        ["oai"] = "http://www.openarchives.org/OAI/2.0/",
        ["oai_dc"] = "http://www.openarchives.org/OAI/2.0/oai_dc/",
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["xlink"] = "http://www.w3.org/1999/xlink",
        ["xsi"] = "http://www.w3.org/2001/XMLSchema-instance",
    };

    /// <summary>Entities, references, bare ampersands and less-than signs, forbidden characters. CDATA sections and comments keep theirs.</summary>
    public static string Repair(string text, OaiRepairs repairs)
    {
        var repaired = new StringBuilder(text.Length + 64);
        var sections = new TextSections(text);
        var at = 0;
        while (text.AsSpan(at).IndexOfAny(s_suspects) is var next && next >= 0)
        {
            repaired.Append(text, at, next);
            at += next;
            at = text[at] switch
            {
                '&' => RepairReference(text, at, repaired, repairs),
                '<' => RepairTag(text, at, sections, repaired, repairs),
                _ => Drop(at, repairs),
            };
        }

        return repaired.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Every prefix that the page uses with the namespace it stands for, as far as the page or custom tells.</summary>
    public static IReadOnlyDictionary<string, string> Prefixes(string text, out int undeclared)
    {
        var declared = new Dictionary<string, string>();
        foreach (Match match in Declaration().Matches(text))
        {
            var uri = match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value;
            if (!uri.StartsWith("http://www.w3.org/XML/1998/namespace", StringComparison.Ordinal) && !uri.StartsWith("http://www.w3.org/2000/xmlns/", StringComparison.Ordinal))
            {
                declared.TryAdd(match.Groups[1].Value, uri);
            }
        }

        var used = UsedPrefix().Matches(text).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value).Where(prefix => !prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase)).ToHashSet();
        undeclared = used.Count(prefix => !declared.ContainsKey(prefix));
        return used.ToDictionary(
            prefix => prefix,
            prefix => declared.GetValueOrDefault(prefix) ?? s_wellKnown.GetValueOrDefault(prefix) ?? $"urn:undeclared:{prefix}");
    }

    /// <summary>Takes the record that begins at <paramref name="open"/> out, up to where the next one or the end of the list begins; null when none does.</summary>
    public static OaiReject? CutRecord(ref string text, OpenItem open, string reason) =>
        Offset(text, open.Line, open.Position - 1) is { } start && text[start] == '<' ? CutRecord(ref text, start, open.Name, reason) : null;

    /// <summary>
    /// Takes out what stands at that place between two records: a tag that belongs to neither, or a record whose own start tag is broken.
    /// </summary>
    /// <param name="reject">The record; null: there was none.</param>
    public static bool CutStray(ref string text, int line, int position, string reason, out OaiReject? reject)
    {
        reject = null;
        if (Offset(text, line, position) is not { } fault || text.LastIndexOf('<', fault) is not (>= 0 and var start) || AfterRecord().Match(text, start) is not { Success: true } after)
        {
            return false;
        }

        if (after.Index == start)
        {
            // what follows it may be the end of the list, which nobody can do without
            reject = Record().IsMatch(text, start) ? CutRecord(ref text, start, "record", reason) : null;
            return reject is not null;
        }

        text = string.Concat(text.AsSpan(0, start), text.AsSpan(after.Index));
        return true;
    }

    /// <summary>A start tag of a record with another record or the list's end right behind it was meant to be the end tag.</summary>
    public static string RepairRecordEnds(string text, OaiRepairs repairs)
    {
        var count = 0;
        var repaired = MistypedEnd().Replace(text, tag =>
        {
            count++;
            return tag.Value.Insert(1, "/");
        });
        repairs.Add(OaiRepair.StrayMarkup, count);
        return repaired;
    }

    /// <summary>Makes the root's start tag one that parses, of its name and its namespaces; null when there is no root.</summary>
    public static string? RepairRoot(string text)
    {
        if (Root().Match(text) is not { Success: true } root || text.AsSpan(0, root.Index).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var declarations = Declaration().Matches(root.Value).DistinctBy(match => match.Groups[1].Value).Select(match => match.Value);
        var unprefixed = DefaultNamespace().Match(root.Value);
        return $"<{root.Groups[1].Value}{unprefixed.Value}{string.Concat(declarations)}>{text[(root.Index + root.Length)..]}";
    }

    /// <summary>How many references were escaped once more than they should. Of names only those that HTML knows: "R&amp;amp;D;" is a text.</summary>
    public static int DoubleEncoded(ReadOnlySpan<byte> body)
    {
        var count = 0;
        for (var at = body.IndexOf("&amp;"u8); at >= 0; at = body.IndexOf("&amp;"u8))
        {
            body = body[(at + 5)..];
            var end = body[..Math.Min(body.Length, LongestReference)].IndexOf((byte)';');
            if (end > 0 && (char.IsAsciiLetter((char)body[0]) || body[0] == '#') && IsReference($"&{Encoding.Latin1.GetString(body[..(end + 1)])}"))
            {
                count++;
            }
        }

        return count;
    }

    /// <param name="number">Of a character reference: decimal, or hexadecimal behind an x.</param>
    public static bool IsLegal(ReadOnlySpan<char> number)
    {
        var hex = number[0] is 'x';
        return int.TryParse(hex ? number[1..] : number, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && (code > 0xFFFF ? code <= 0x10FFFF : XmlConvert.IsXmlChar((char)code));
    }

    private static bool IsReference(string text) => Reference().IsMatch(text) && WebUtility.HtmlDecode(text) != text;

    private static int Drop(int at, OaiRepairs repairs)
    {
        repairs.Add(OaiRepair.IllegalCharacter);
        return at + 1;
    }

    private static int RepairReference(string text, int at, StringBuilder repaired, OaiRepairs repairs)
    {
        var match = Reference().Match(text, at);
        if (!match.Success)
        {
            repaired.Append("&amp;");
            repairs.Add(OaiRepair.UnescapedMarkup);
            return at + 1;
        }

        var name = match.Groups[1].Value;
        if (name[0] == '#')
        {
            if (IsLegal(name.AsSpan(1)))
            {
                repaired.Append(match.ValueSpan);
            }
            else
            {
                repairs.Add(OaiRepair.IllegalCharacter);
            }
        }
        else if (name is "amp" or "lt" or "gt" or "quot" or "apos")
        {
            repaired.Append(match.ValueSpan);
        }
        else if (WebUtility.HtmlDecode(match.Value) is var character && character != match.Value)
        {
            repaired.Append(character);
            repairs.Add(OaiRepair.UndeclaredEntity);
        }
        else
        {
            repaired.Append("&amp;").Append(name).Append(';');
            repairs.Add(OaiRepair.UnescapedMarkup);
        }

        return at + match.Length;
    }

    private static int RepairTag(string text, int at, TextSections sections, StringBuilder repaired, OaiRepairs repairs)
    {
        var rest = text.AsSpan(at);
        if (sections.LengthAt(at, out var isText) is > 0 and var length)
        {
            repaired.Append(rest[..length]);
            return at + length;
        }

        if (!isText && rest.Length > 1 && (rest[1] is '/' or '!' or '?' or ':' or '_' || char.IsLetter(rest[1])))
        {
            repaired.Append('<');
        }
        else
        {
            repaired.Append("&lt;");
            repairs.Add(OaiRepair.UnescapedMarkup);
        }

        return at + 1;
    }

    private static OaiReject? CutRecord(ref string text, int start, string name, string reason)
    {
        var next = name.Equals("header", StringComparison.OrdinalIgnoreCase) ? AfterHeader() : AfterRecord();
        if (next.Match(text, start + 1) is not { Success: true } after)
        {
            return null;
        }

        var record = text[start..after.Index];
        text = string.Concat(text.AsSpan(0, start), text.AsSpan(after.Index));
        var identifier = Identifier().Match(record) is { Success: true, Groups: var groups } && groups[1].Length <= OaiLimits.Identifier
            ? WebUtility.HtmlDecode(groups[1].Value)
            : null;
        return new OaiReject(identifier, reason);
    }

    /// <returns>The offset of that place; null where there is none.</returns>
    private static int? Offset(string text, int lines, int position)
    {
        var at = 0;
        for (var line = 1; line < lines; line++)
        {
            var end = text.AsSpan(at).IndexOfAny('\r', '\n');
            if (end < 0)
            {
                return null;
            }

            at += end + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
            {
                at++;
            }
        }

        at += position - 1; // positions count from one
        return at >= 0 && at < text.Length ? at : null;
    }

    [GeneratedRegex(@"\G&(#[0-9]{1,8}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,30});")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\sxmlns:([\w.-]+)\s*=\s*(?:""([^""'<>]+)""|'([^""'<>]+)')")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"</?([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*\s*=\s*[""']")]
    private static partial Regex UsedPrefix();

    [GeneratedRegex(@"<(?:[\w.-]{1,40}:)?record\s*>(?=\s*(?:<(?:[\w.-]{1,40}:)?(?:record|resumptionToken)\b|</(?:[\w.-]{1,40}:)?ListRecords\b))", RegexOptions.IgnoreCase)]
    private static partial Regex MistypedEnd();

    [GeneratedRegex(@"\G<(?:[\w.-]+:)?record\b", RegexOptions.IgnoreCase)]
    private static partial Regex Record();

    [GeneratedRegex(@"<(?:[\w.-]+:)?record\b[^<>]*>\s*<(?:[\w.-]+:)?header\b[^<>/]*>|<(?:[\w.-]+:)?resumptionToken\b|</(?:[\w.-]+:)?(?:ListRecords|ListIdentifiers|GetRecord)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AfterRecord();

    [GeneratedRegex(@"<(?:[\w.-]+:)?header\b|<(?:[\w.-]+:)?resumptionToken\b|</(?:[\w.-]+:)?(?:ListRecords|ListIdentifiers|GetRecord)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AfterHeader();

    [GeneratedRegex(@"<(?:[\w.-]+:)?identifier\s*>\s*([^<>]*[^<>\s])\s*<")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"<((?:[\w.-]+:)?OAI-PMH)\b[^<>]*>?", RegexOptions.IgnoreCase)]
    private static partial Regex Root();

    [GeneratedRegex(@"\sxmlns\s*=\s*(?:""[^""'<>]+""|'[^""'<>]+')")]
    private static partial Regex DefaultNamespace();
}
