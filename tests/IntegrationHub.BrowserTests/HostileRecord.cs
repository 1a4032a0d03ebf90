using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace IntegrationHub.BrowserTests;

/// <summary>
/// A record that an attacker wrote: markup in every field, addresses that are scripts. It goes the way of every record: harvested, linked, published.
/// </summary>
internal static class HostileRecord
{
    /// <summary>Of a title that would run, were it taken for markup. Each runs under a name of its own in <c>window.hostile</c>.</summary>
    public const string Title = "Hostilerecord <img src=x onerror=\"window.hostile='title'\"><script>window.hostile='script'</script> & \"quotes\"";

    public const string Creator = "</a><svg onload=\"window.hostile='creator'\">";

    private const string Source = "hostile";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static string Repository => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Repository xmlns="http://www.openarchives.org/OAI/2.0/static-repository" xmlns:oai="http://www.openarchives.org/OAI/2.0/">
          <Identify>
            <oai:repositoryName>{Escape("<b onmouseover=\"window.hostile='name'\">Hostile</b>")}</oai:repositoryName>
            <oai:baseURL>http://gateway.example.org/oai/hostile.example.org/hostile.xml</oai:baseURL>
            <oai:protocolVersion>2.0</oai:protocolVersion>
            <oai:adminEmail>samples@example.org</oai:adminEmail>
            <oai:earliestDatestamp>2021-01-11</oai:earliestDatestamp>
            <oai:deletedRecord>no</oai:deletedRecord>
            <oai:granularity>YYYY-MM-DD</oai:granularity>
          </Identify>
          <ListMetadataFormats>
            <oai:metadataFormat>
              <oai:metadataPrefix>oai_dc</oai:metadataPrefix>
              <oai:schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</oai:schema>
              <oai:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</oai:metadataNamespace>
            </oai:metadataFormat>
          </ListMetadataFormats>
          <ListRecords metadataPrefix="oai_dc">
            <oai:record>
              <oai:header>
                <oai:identifier>oai:hostile.example.org:1</oai:identifier>
                <oai:datestamp>2021-02-24</oai:datestamp>
              </oai:header>
              <oai:metadata>
                <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <dc:title>{Escape(Title)}</dc:title>
                  <dc:creator>{Escape(Creator)}</dc:creator>
                  <dc:description>{Escape("<iframe srcdoc=\"<script>parent.hostile='abstract'</script>\"></iframe>")}</dc:description>
                  <dc:subject>{Escape("<details open ontoggle=\"window.hostile='subject'\">")}</dc:subject>
                  <dc:publisher>{Escape("<input autofocus onfocus=\"window.hostile='publisher'\">")}</dc:publisher>
                  <dc:identifier>{Escape("javascript:window.hostile='identifier'")}</dc:identifier>
                  <dc:identifier>{Escape("data:text/html,<script>opener.hostile='data'</script>")}</dc:identifier>
                  <dc:identifier>{Escape("https://example.org/\" onclick=\"window.hostile='address'")}</dc:identifier>
                  <dc:rights>{Escape("<a href=\"javascript:window.hostile='rights'\">Free access</a>")}</dc:rights>
                  <dc:type>book</dc:type>
                  <dc:language>en</dc:language>
                </oai_dc:dc>
              </oai:metadata>
            </oai:record>
          </ListRecords>
        </Repository>
        """;

    /// <summary>Adds its provider to the hub and waits until the record is found.</summary>
    public static async Task PublishAsync(HttpClient http, string hub, CancellationToken ct)
    {
        await SendAsync(HttpMethod.Put, $"api/admin/static-repositories/{Source}", "text/xml", Repository);
        await SendAsync(HttpMethod.Put, $"api/admin/sources/{Source}", "application/json", JsonSerializer.Serialize(new { name = "敌意来源", nameEnglish = "Hostile source", kind = "platform", baseUrl = $"{hub}/oai/static/{Source}" }));
        await SendAsync(HttpMethod.Post, $"api/admin/sources/{Source}/run?full=true", "application/json", "");
        while (await FoundAsync() == 0)
        {
            await Task.Delay(Pause, ct);
        }

        async Task SendAsync(HttpMethod method, string path, string mediaType, string body)
        {
            using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)) };
            using var answer = await http.SendAsync(request, ct);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync(ct)}");
        }

        async Task<int> FoundAsync()
        {
            using var answer = await http.GetAsync(new Uri("api/search?query=hostilerecord", UriKind.Relative), ct);
            if (!answer.IsSuccessStatusCode)
            {
                // not published yet
                return 0;
            }

            using var hits = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
            return hits.RootElement.GetProperty("total").GetInt32();
        }
    }

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);
}
