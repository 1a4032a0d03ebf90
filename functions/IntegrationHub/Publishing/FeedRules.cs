using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using IntegrationHub.Publishing.Checking;

namespace IntegrationHub.Publishing;

/// <summary>How much a specification insists (RFC 2119).</summary>
public enum FeedSeverity
{
    /// <summary>MUST, MUST NOT, or what can't be right in any reading: a link that leads nowhere, a count that is wrong.</summary>
    Must,

    /// <summary>SHOULD, SHOULD NOT or RECOMMENDED.</summary>
    Should,
}

/// <summary>Something in a document that a specification forbids.</summary>
/// <param name="Rule">What it demands, in a word or two.</param>
/// <param name="Place">Where: a JSON path, or the title of an entry.</param>
public sealed record FeedFault(string Rule, string Place, string Reason, FeedSeverity Severity = FeedSeverity.Must);

/// <summary>
/// The rules for one document by itself: OPDS 2.0 (drafts.opds.io/opds-2.0) with what it uses of the Readium Web Publication Manifest; OPDS 1.2
/// (specs.opds.io/opds-1.2) with Atom (RFC 4287) and feed paging (RFC 5005). Stricter than the published schemas, which let much of it pass.
/// What only several documents show is in <see cref="FeedChecker"/>.
/// </summary>
public static class FeedRules
{
    /// <summary>Entities could make a gigabyte of a kilobyte or read files: a feed has no use for a DTD.</summary>
    private static readonly XmlReaderSettings NoDtd = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <returns>Every fault, in order of the document.</returns>
    public static IReadOnlyList<FeedFault> Check(FeedFormat format, ReadOnlyMemory<byte> document)
    {
        var faults = new List<FeedFault>();
        try
        {
            if (format == FeedFormat.Opds2)
            {
                using var json = JsonDocument.Parse(document);
                new Opds2Rules(faults).Check(json.RootElement);
            }
            else
            {
                new AtomRules(faults).Check(ReadXml(document));
            }
        }
        catch (Exception broken) when (broken is JsonException or XmlException)
        {
            faults.Add(new FeedFault("well-formed", "document", broken.Message));
        }

        return faults;
    }

    internal static XElement ReadXml(ReadOnlyMemory<byte> document)
    {
        using var stream = new MemoryStream(document.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, NoDtd);
        return XDocument.Load(reader).Root!;
    }
}
