using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>From what a page holds to the lines of a segment.</summary>
internal static class RecordReading
{
    /// <returns>Why there is nothing to keep of the record; null where there is.</returns>
    public static string? RejectOf(OaiRecord<CrosswalkedRecord> record) =>
        record.Header.Deleted || record.Metadata is not null ? null : "The record has no metadata and is not marked as deleted.";

    public static bool IsDeletion(OaiRecord<CrosswalkedRecord> record) => record.Header.Deleted || record.Metadata is { Withdrawn: true };

    /// <summary>In the page's order, each made when it is asked for; then what could not be read, as far as it is known by name.</summary>
    /// <param name="page">What was read.</param>
    /// <param name="access">What the source's admin says about free access.</param>
    /// <param name="run">The run that it was first read by, where that is not the one at work.</param>
    public static IEnumerable<HarvestedRecord> Lines(OaiPage<CrosswalkedRecord> page, SourceAccess access, int? run = null)
    {
        foreach (var record in page.Records)
        {
            yield return Line(record, access, run);
        }

        foreach (var reject in page.Rejects)
        {
            if (reject.Identifier is { } id)
            {
                yield return Unreadable(id);
            }
        }
    }

    private static HarvestedRecord Line(OaiRecord<CrosswalkedRecord> record, SourceAccess access, int? run)
    {
        var header = record.Header;
        if (IsDeletion(record))
        {
            return new HarvestedRecord { Id = header.Identifier, Datestamp = header.Datestamp, Sets = header.SetSpecs, Deleted = true, Run = run };
        }

        if (record.Metadata is not { } read)
        {
            return Unreadable(header.Identifier);
        }

        var metadata = access.Apply(read, header.SetSpecs);
        return new HarvestedRecord
        {
            Id = header.Identifier,
            Datestamp = header.Datestamp,
            Sets = header.SetSpecs,
            Fingerprint = Fingerprint.Of(metadata, header.SetSpecs),
            Record = metadata,
            Run = run,
        };
    }

    private static HarvestedRecord Unreadable(string id) => new() { Id = id, Datestamp = "" };
}
