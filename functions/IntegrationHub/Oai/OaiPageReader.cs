using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>
/// Makes a value of one payload. The reader stands on the payload's root element; read as much of it as needed and stop
/// anywhere inside it, on its end, or on the node after its end, never further. An <see cref="XmlException"/> or
/// <see cref="FormatException"/> rejects this record only, with its message as the reason. It may be called again for the
/// same record after a repair, so it must not have effects.
/// </summary>
public delegate T MetadataReader<out T>(XmlReader reader);

/// <summary>Reads the pages of ListRecords, ListIdentifiers and GetRecord as the world really sends them.</summary>
public static class OaiPageReader
{
    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiPage<T> Read<T>(ReadOnlyMemory<byte> body, MetadataReader<T> readMetadata)
    {
        var notes = new ParseNotes();
        var parser = TolerantXml.Parse(body, names => new PageParser<T>(readMetadata, names), notes);
        if (parser.Token is null && TryReadToken(body.Span) is not null)
        {
            // the list was closed too early; to take it for the last page would lose all that follows
            notes.BrokenBecause ??= "The page ends with a resumption token that is outside its list";
        }

        if (!parser.ListSeen && parser.Errors.Count == 0)
        {
            // an empty envelope is a server in trouble; to take it for the end would withdraw all that should have followed
            notes.BrokenBecause ??= "The answer holds neither a list nor an error";
        }

        notes.Repairs.Add(OaiRepair.DoubleEncodedEntity, XmlText.DoubleEncoded(body.Span));
        return new OaiPage<T>
        {
            ResponseDate = parser.ResponseDate,
            Errors = parser.Errors,
            Records = parser.Records,
            Rejects = notes.Rejects.Count == 0 ? parser.Rejects : [.. parser.Rejects, .. notes.Rejects],
            Repairs = notes.Repairs.Count == 0 ? OaiRepairs.None : notes.Repairs,
            ResumptionToken = parser.Token,
            CompleteListSize = parser.CompleteListSize,
            Truncated = notes.BrokenBecause is not null,
            TruncatedBecause = notes.BrokenBecause,
        };
    }

    /// <summary>
    /// The token at the page's end, found without parsing, so that the next page can be fetched meanwhile. Null when there is none or in
    /// doubt; the page's own <see cref="OaiPage{T}.ResumptionToken"/> decides.
    /// </summary>
    public static string? TryReadToken(ReadOnlySpan<byte> body) => TokenScan.Find(body);
}
