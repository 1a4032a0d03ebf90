using System.Xml;

namespace IntegrationHub.Benchmarks;

/// <summary>The least that any harvester must do: get every page with a bare HttpClient and walk over it with a bare XmlReader.</summary>
internal static class Floor
{
    /// <returns>Records seen.</returns>
    public static async Task<int> HarvestAsync(Uri baseUrl)
    {
        using var http = new HttpClient();
        var records = 0;
        for (string? token = string.Empty; token is not null;)
        {
            var page = await http.GetByteArrayAsync(baseUrl + (token.Length == 0 ? "?verb=ListRecords&metadataPrefix=oai_dc" : "?verb=ListRecords&resumptionToken=" + token));
            records += Walk(page, out token);
        }

        return records;
    }

    /// <returns>Records on the page.</returns>
    public static int Walk(byte[] page, out string? token)
    {
        var records = 0;
        token = null;
        using var reader = XmlReader.Create(new MemoryStream(page, writable: false));
        while (reader.Read())
        {
            // deeper ones are a format's own
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == 2 && reader.LocalName == "record")
            {
                records++;
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "resumptionToken")
            {
                token = reader.ReadElementContentAsString() is { Length: > 0 } next ? next : null;
            }
        }

        return records;
    }
}
