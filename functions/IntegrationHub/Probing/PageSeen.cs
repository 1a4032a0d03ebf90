using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Probing;

/// <summary>A page of a list as it came, and what was read of it.</summary>
internal sealed partial record PageSeen(OaiFetch.Page Fetch, OaiPage<CrosswalkedRecord> Page)
{
    public IEnumerable<DateTimeOffset> Datestamps => Page.Records.Select(record => OaiDates.Parse(record.Header.Datestamp)).OfType<DateTimeOffset>();

    /// <summary>Records, readable or not: what the provider calls a record.</summary>
    public int Count => Page.Records.Count + Page.Rejects.Count;

    /// <summary>Nothing follows it.</summary>
    public bool IsLast => Page.ResumptionToken is null && !Page.Truncated;

    public string? DeclaredEncoding =>
        Declaration().Match(Encoding.Latin1.GetString(Fetch.Body.AsSpan(0, Math.Min(Fetch.Body.Length, 200)))) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <returns>The page; or why it is none, as the end of a sentence.</returns>
    public static (PageSeen? Page, string Fault) Read(OaiFetch fetch, MetadataReader<CrosswalkedRecord> readMetadata)
    {
        switch (fetch)
        {
            case OaiFetch.Busy busy:
                return (null, $"the provider asks for peace until {busy.RetryAfter} have passed");
            case OaiFetch.Failed failed:
                return (null, string.Create(CultureInfo.InvariantCulture, $"{failed.Reason}{(failed.FirstBytes.Length > 0 ? $": {failed.FirstBytes}" : "")}"));
            case OaiFetch.Page page:
                try
                {
                    var read = OaiPageReader.Read(page.Body, readMetadata);
                    return read.Errors is [var error, ..] && read.Records.Count == 0 && !IsEmptyList(error)
                        ? (null, $"the provider answers {error.Code}{(error.Message.Length > 0 ? $": {error.Message}" : "")}")
                        : read is { Truncated: true, Records.Count: 0, Rejects.Count: 0 }
                        ? (null, read.TruncatedBecause!)
                        : (new PageSeen(page, read), "");
                }
                catch (OaiFormatException e)
                {
                    return (null, e.Message);
                }

            default:
                throw new InvalidOperationException("There is no other kind of answer.");
        }
    }

    private static bool IsEmptyList(OaiError error) => string.Equals(error.Code, OaiErrorCodes.NoRecordsMatch, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""^\s*(?:\xEF\xBB\xBF)?\s*<\?xml[^>]*\bencoding\s*=\s*["'](?<name>[\w.:-]{1,40})["']""", RegexOptions.IgnoreCase)]
    private static partial Regex Declaration();
}
