using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>Reads an answer as a run once kept it: what stands in it is all there will ever be, so nothing is asked again.</summary>
internal static class KeptAnswer
{
    public static OaiPage<BibliographicRecord> Read(OaiFetch.Page page, MetadataReader<BibliographicRecord> records)
    {
        OaiPage<BibliographicRecord> read;
        try
        {
            read = OaiPageReader.Read(page.Body, records);
        }
        catch (OaiFormatException e)
        {
            return new OaiPage<BibliographicRecord> { Rejects = [new OaiReject(null, $"A page that was kept can't be read: {e.Message}")] };
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
