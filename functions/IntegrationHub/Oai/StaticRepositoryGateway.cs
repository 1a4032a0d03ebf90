namespace IntegrationHub.Oai;

/// <summary>
/// Answers OAI-PMH 2.0 requests from a <see cref="StaticRepository"/>. Stateless: a list is ordered by datestamp and identifier, and its tokens name the
/// last record sent. A token outlives a restart, but not a change of the file (badResumptionToken).
/// </summary>
public static class StaticRepositoryGateway
{
    public const int DefaultPageSize = 100;

    /// <summary>An OAI-PMH answer in UTF-8 (<c>text/xml</c>), protocol errors included: HTTP status 200 always.</summary>
    /// <param name="repository">What is served.</param>
    /// <param name="arguments">Of the query string or the form body, in order, repetitions included.</param>
    /// <param name="baseUrl">The public address of this repository, without arguments.</param>
    /// <param name="now">The response date.</param>
    /// <param name="pageSize">Records a page.</param>
    public static byte[] Answer(
        StaticRepository repository, IEnumerable<KeyValuePair<string, string>> arguments, Uri baseUrl, DateTimeOffset now, int pageSize = DefaultPageSize)
    {
        var answer = new GatewayAnswer(baseUrl, now);
        if (GatewayArguments.Read(arguments, out var error) is not { } request)
        {
            return answer.Error(null, error!);
        }

        return request.Verb switch
        {
            OaiVerb.Identify => answer.Identify(request, repository),
            OaiVerb.ListMetadataFormats => ListMetadataFormats(repository, request, answer),
            OaiVerb.ListSets => ListSets(repository, request, answer),
            OaiVerb.GetRecord => GetRecord(repository, request, answer),
            _ => List(repository, request, answer, pageSize),
        };
    }

    /// <summary>The same without a server in between.</summary>
    public static OaiFetch.Page Answer(StaticRepository repository, OaiRequest request, TimeProvider time, int pageSize = DefaultPageSize)
    {
        var began = time.GetTimestamp();
        // The base URL's own arguments are none of the protocol's.
        var arguments = OaiRequest.ArgumentsOf((request with { BaseUrl = new Uri(request.BaseUrl.GetLeftPart(UriPartial.Path)) }).ToUri());
        var (uri, body) = (request.ToUri(), Answer(repository, arguments, request.BaseUrl, time.GetUtcNow(), pageSize));
        return new OaiFetch.Page(body, uri, uri, time.GetElapsedTime(began), OaiRepairs.None);
    }

    private static byte[] ListMetadataFormats(StaticRepository repository, GatewayArguments request, GatewayAnswer answer)
    {
        // an item exists only as a record in some format, so that noMetadataFormats can't occur here
        OaiMetadataFormat[] formats = [.. repository.Formats.Where(format => request.Identifier is not { } id || Find(repository, format.Prefix, id) is not null)];
        return formats.Length == 0 ? answer.Error(request, UnknownIdentifier(request)) : answer.Formats(request, formats);
    }

    private static byte[] ListSets(StaticRepository repository, GatewayArguments request, GatewayAnswer answer)
    {
        if (request.ResumptionToken is not null)
        {
            return answer.Error(request, new OaiError(OaiErrorCodes.BadResumptionToken, "ListSets is one page here and gives no token"));
        }

        return repository.Sets.Count == 0 ? answer.Error(request, NoSets()) : answer.Sets(request, repository.Sets);
    }

    private static byte[] GetRecord(StaticRepository repository, GatewayArguments request, GatewayAnswer answer)
    {
        var (id, prefix) = (request.Identifier!, request.MetadataPrefix!);
        if (Find(repository, prefix, id) is { } record)
        {
            return answer.Records(request, [record], null);
        }

        var exists = repository.Formats.Any(format => Find(repository, format.Prefix, id) is not null);
        return answer.Error(request, exists ? UnknownFormat(prefix) : UnknownIdentifier(request));
    }

    private static byte[] List(StaticRepository repository, GatewayArguments request, GatewayAnswer answer, int pageSize)
    {
        var place = new GatewayToken(repository.Fingerprint, request.Verb, request.MetadataPrefix ?? "", request.From, request.Until, request.Set, "", "", 0);
        if (request.ResumptionToken is { } text)
        {
            if (GatewayToken.Read(text) is not { } token || token.Verb != request.Verb || token.Fingerprint != repository.Fingerprint)
            {
                return answer.Error(request, new OaiError(OaiErrorCodes.BadResumptionToken, "The token is not of this list, or the list has changed since: start again"));
            }

            place = token;
        }

        if (!repository.Records.TryGetValue(place.MetadataPrefix, out var all))
        {
            return answer.Error(request, UnknownFormat(place.MetadataPrefix));
        }

        if (place.Set is not null && repository.Sets.Count == 0)
        {
            return answer.Error(request, NoSets());
        }

        var selected = all.Where(record => Selects(place, record.Header)).ToList();
        var page = selected.SkipWhile(record => !IsAfter(record.Header, place)).Take(pageSize).ToList();
        if (page.Count == 0)
        {
            return answer.Error(request, new OaiError(OaiErrorCodes.NoRecordsMatch, "No records match"));
        }

        var end = place.Cursor + page.Count;
        var next = end < selected.Count ? (place with { LastDatestamp = page[^1].Header.Datestamp, LastIdentifier = page[^1].Header.Identifier, Cursor = end }).Write() : "";
        return answer.Records(request, page, next.Length > 0 || place.Cursor > 0 ? (next, selected.Count, place.Cursor) : null);
    }

    private static bool Selects(GatewayToken place, OaiHeader header) =>
        (place.From is null || string.CompareOrdinal(header.Datestamp, place.From) >= 0)
        && (place.Until is null || string.CompareOrdinal(header.Datestamp, place.Until) <= 0)
        && (place.Set is not { } set || header.SetSpecs.Any(spec => spec == set || spec.StartsWith(set + ":", StringComparison.Ordinal)));

    private static bool IsAfter(OaiHeader header, GatewayToken place) =>
        string.CompareOrdinal(header.Datestamp, place.LastDatestamp) is var order
        && (order > 0 || (order == 0 && string.CompareOrdinal(header.Identifier, place.LastIdentifier) > 0));

    private static StaticRecord? Find(StaticRepository repository, string prefix, string identifier) =>
        repository.Records.TryGetValue(prefix, out var records) ? Array.Find(records, record => record.Header.Identifier == identifier) : null;

    private static OaiError UnknownIdentifier(GatewayArguments request) => new(OaiErrorCodes.IdDoesNotExist, $"There is no '{request.Identifier}' here");

    private static OaiError UnknownFormat(string prefix) => new(OaiErrorCodes.CannotDisseminateFormat, $"Not available as '{prefix}'");

    private static OaiError NoSets() => new(OaiErrorCodes.NoSetHierarchy, "This repository has no sets");
}
