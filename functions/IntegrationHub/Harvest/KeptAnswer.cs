using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>Reads an answer as a run once kept it: what stands in it is all there will ever be, so nothing is asked again.</summary>
internal static class KeptAnswer
{
    public static OaiPage<CrosswalkedRecord> Read(OaiFetch.Page page, MetadataReader<CrosswalkedRecord> records)
    {
        var arguments = OaiRequest.ArgumentsOf(page.RequestUri).ToLookup(argument => argument.Key, argument => argument.Value);
        var verb = arguments["verb"].LastOrDefault();
        var id = verb == nameof(OaiVerb.GetRecord) ? arguments["identifier"].LastOrDefault() : null;
        OaiPage<CrosswalkedRecord> read;
        try
        {
            read = id is not null ? RecordAnswer.Read(page.Body, id, records)
                : verb == nameof(OaiVerb.ListIdentifiers) ? RecordAnswer.Deletions(OaiPageReader.Read(page.Body, records))
                : OaiPageReader.Read(page.Body, records);
        }
        catch (OaiFormatException e)
        {
            return new OaiPage<CrosswalkedRecord> { Rejects = [new OaiReject(id, $"What was kept of it can't be read: {e.Message}")] };
        }

        if (id is not null && read.Truncated)
        {
            return read with { Truncated = false, Rejects = [new OaiReject(id, $"What was kept of it breaks off: {read.TruncatedBecause}")] };
        }

        if (!read.Truncated)
        {
            return read;
        }

        var repairs = new OaiRepairs();
        repairs.Add(read.Repairs);
        repairs.Add(OaiRepair.TruncatedPage);
        return read with { Truncated = false, TruncatedBecause = null, Rejects = [], Repairs = repairs };
    }
}
