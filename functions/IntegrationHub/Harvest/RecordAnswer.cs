using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>Reads what a provider answers when it is asked for one record, or for identifiers alone.</summary>
internal static class RecordAnswer
{
    /// <returns>A page with the record, or with the reason why there is none: its identifier is known, so nothing is withdrawn for it. Truncated where it should be asked for again.</returns>
    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiPage<CrosswalkedRecord> Read(ReadOnlyMemory<byte> body, string id, MetadataReader<CrosswalkedRecord> records)
    {
        var page = OaiPageReader.Read(body, records);
        if (page.Records.FirstOrDefault(record => record.Header.Identifier == id) is { } found)
        {
            return page with { Records = [found], Rejects = [], Errors = [], Truncated = false };
        }

        return page.Truncated && page.Records.Count == 0
            ? page with { Rejects = [] }
            : page with { Records = [], Rejects = [new OaiReject(id, ReasonOf(page))], Errors = [], Truncated = false };
    }

    /// <summary>Of a page of identifiers, what needs no further request: the deletions, and what could not be read.</summary>
    public static OaiPage<T> Deletions<T>(OaiPage<T> identifiers) => identifiers with { Records = [.. identifiers.Records.Where(record => record.Header.Deleted)] };

    private static string ReasonOf(OaiPage<CrosswalkedRecord> page) =>
        page.Rejects is [var reject, ..] ? reject.Reason
        : page.Errors is [var error, ..] ? $"GetRecord answers {error.Code}: {Text.Or(error.Message, "without a word more")}"
        : page.Records is [var other, ..] ? $"GetRecord answers with another record, {other.Header.Identifier}."
        : "GetRecord answers with no record.";
}
