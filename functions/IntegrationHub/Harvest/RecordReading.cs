using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>From what a page holds to a line of a segment.</summary>
internal static class RecordReading
{
    /// <returns>Null, with the <paramref name="reject"/>'s reason, where there is nothing to keep.</returns>
    public static HarvestedRecord? Take(OaiRecord<BibliographicRecord> record, out string? reject)
    {
        reject = null;
        var header = record.Header;
        if (header.Deleted)
        {
            return new HarvestedRecord { Id = header.Identifier, Datestamp = header.Datestamp, Sets = header.SetSpecs, Deleted = true };
        }

        if (record.Metadata is not { } metadata)
        {
            reject = "The record has no metadata and is not marked as deleted.";
            return null;
        }

        return new HarvestedRecord
        {
            Id = header.Identifier,
            Datestamp = header.Datestamp,
            Sets = header.SetSpecs,
            Fingerprint = Fingerprint.Of(metadata, header.SetSpecs),
            Record = metadata,
        };
    }
}
