using System.Text;

namespace IntegrationHub.Oai;

/// <summary>One request, as a value. <see cref="ResumptionToken"/> is exclusive (section 3.5): where it is set, every other argument is left out.</summary>
public sealed record OaiRequest
{
    /// <summary>May carry a query string of its own (<c>…/oai.php?repo=a</c>); the arguments are appended to it.</summary>
    public required Uri BaseUrl { get; init; }

    public required OaiVerb Verb { get; init; }

    public string? MetadataPrefix { get; init; }

    public string? Set { get; init; }

    /// <summary>Inclusive, sent at <see cref="Granularity"/>.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Inclusive, sent at <see cref="Granularity"/>.</summary>
    public DateTimeOffset? Until { get; init; }

    public OaiGranularity Granularity { get; init; }

    public string? Identifier { get; init; }

    public string? ResumptionToken { get; init; }

    /// <summary>Shown to whom it is for; null: the hub asks as anybody would.</summary>
    public OaiCredential? Credential { get; init; }

    /// <summary>The base URL itself, without arguments: a static repository's file.</summary>
    public bool IsFile { get; init; }

    public static OaiRequest File(Uri address) => new() { BaseUrl = address, Verb = OaiVerb.Identify, IsFile = true };

    public static OaiRequest Identify(Uri baseUrl) => new() { BaseUrl = baseUrl, Verb = OaiVerb.Identify };

    public static OaiRequest ListSets(Uri baseUrl) => new() { BaseUrl = baseUrl, Verb = OaiVerb.ListSets };

    public static OaiRequest ListMetadataFormats(Uri baseUrl, string? identifier = null) =>
        new() { BaseUrl = baseUrl, Verb = OaiVerb.ListMetadataFormats, Identifier = identifier };

    public static OaiRequest ListRecords(Uri baseUrl, string metadataPrefix) =>
        new() { BaseUrl = baseUrl, Verb = OaiVerb.ListRecords, MetadataPrefix = metadataPrefix };

    public static OaiRequest ListIdentifiers(Uri baseUrl, string metadataPrefix) =>
        new() { BaseUrl = baseUrl, Verb = OaiVerb.ListIdentifiers, MetadataPrefix = metadataPrefix };

    public static OaiRequest GetRecord(Uri baseUrl, string metadataPrefix, string identifier) =>
        new() { BaseUrl = baseUrl, Verb = OaiVerb.GetRecord, MetadataPrefix = metadataPrefix, Identifier = identifier };

    /// <summary>The request for the page after the one that carried <paramref name="resumptionToken"/>.</summary>
    public OaiRequest Resume(string resumptionToken) => new() { BaseUrl = BaseUrl, Verb = Verb, ResumptionToken = resumptionToken, Credential = Credential };

    /// <summary>The arguments of an address that <see cref="ToUri"/> has made, those of the base URL's own query among them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ArgumentsOf(Uri address) =>
        from argument in address.Query.TrimStart('?').Split('&')
        let pair = argument.Split('=', 2)
        where pair.Length == 2
        select KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1]));

    /// <summary>The GET address, every value percent-encoded (tokens hold spaces, slashes and ampersands).</summary>
    public Uri ToUri()
    {
        if (IsFile)
        {
            return BaseUrl;
        }

        var url = new StringBuilder(BaseUrl.GetLeftPart(UriPartial.Path));
        var query = BaseUrl.Query.TrimStart('?').TrimEnd('&');
        url.Append('?').Append(query).Append(query.Length > 0 ? "&" : "").Append("verb=").Append(Verb);
        if (ResumptionToken is not null)
        {
            Append("resumptionToken", ResumptionToken);
            return new Uri(url.ToString());
        }

        Append("identifier", Identifier);
        Append("metadataPrefix", MetadataPrefix);
        Append("set", Set);
        Append("from", From is { } from ? OaiDates.Format(from, Granularity) : null);
        Append("until", Until is { } until ? OaiDates.Format(until, Granularity) : null);
        return new Uri(url.ToString());

        void Append(string name, string? value)
        {
            if (value is not null)
            {
                url.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }
}
