using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Oai;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IntegrationHub.Providing;

/// <summary>
/// The hub as an OAI-PMH 2.0 provider of what it has published. Lists are in the order of the publication log, so a harvester that reads page after page
/// while the hub publishes loses nothing: what changes comes again at the end. Descriptions are the index's, as it is now.
/// </summary>
public sealed partial class OaiProvider(
    LogReader log, PublishedFeed feed, IndexReader index, SourceList listSources, TimeProvider time, IOptions<PublishingOptions> options, ILogger<OaiProvider> logger) : IDisposable
{
    public const string Route = "api/oai";

    internal const int PageSize = 100;

    /// <summary>A list's page is a hundred lookups in the index: more harvesters at once would only make each other, and the feed's readers, wait.</summary>
    internal const int MostAtOnce = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turns = new(MostAtOnce);
    private bool _warned;

    private readonly Uri _baseUrl = new($"{options.Value.PublicUrl.TrimEnd('/')}/{Route}");
    private readonly string _prefix = $"oai:{options.Value.RepositoryIdentifier}:";

    /// <summary>Any of the six verbs, by GET or POST (section 3.1.1). Under load 503 with Retry-After, as section 3.1.2.2 has it.</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken ct)
    {
        if (!await _turns.WaitAsync(Patience, ct))
        {
            request.HttpContext.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            var body = await AnswerAsync(await ArgumentsAsync(request, ct), ct);
            return new FeedAnswer("text/xml; charset=utf-8", FeedETag.Of(body), "no-cache", new AnswerBody(body));
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private static async Task<IEnumerable<KeyValuePair<string, string>>> ArgumentsAsync(HttpRequest request, CancellationToken ct)
    {
        IEnumerable<KeyValuePair<string, StringValues>> given;
        try
        {
            given = request.HasFormContentType ? await request.ReadFormAsync(ct) : request.Query;
        }
        catch (InvalidDataException)
        {
            // Too many or too long for a form: no verb has such arguments.
            given = [];
        }

        return given.SelectMany(argument => argument.Value, (argument, value) => KeyValuePair.Create(argument.Key, value ?? ""));
    }

    private async Task<byte[]> AnswerAsync(IEnumerable<KeyValuePair<string, string>> arguments, CancellationToken ct)
    {
        var answer = new GatewayAnswer(_baseUrl, time.GetUtcNow());
        if (GatewayArguments.Read(arguments, out var error, OaiGranularity.Second) is not { } request)
        {
            return answer.Error(null, error!);
        }

        return request.Verb switch
        {
            OaiVerb.Identify => answer.Identify(request, await IdentifyAsync(ct), OaiGranularity.Second, [RepositoryIdentifier.Describe(options.Value.RepositoryIdentifier)]),
            OaiVerb.ListMetadataFormats => request.Identifier is { } id && await FindAsync(id, ct) is null ? answer.Error(request, Unknown(id)) : answer.Formats(request, ProviderFormats.All),
            OaiVerb.ListSets => request.ResumptionToken is null
                ? answer.Sets(request, ProviderSetSpecs.List(await feed.CurrentAsync(ct)))
                : answer.Error(request, new OaiError(OaiErrorCodes.BadResumptionToken, "ListSets is one page here and gives no token")),
            OaiVerb.GetRecord => await GetRecordAsync(request, answer, ct),
            _ => await ListAsync(request, answer, ct),
        };
    }

    private async Task<OaiIdentify> IdentifyAsync(CancellationToken ct)
    {
        if (!_warned && options.Value.IsAnonymous)
        {
            // Here, since a host on Azure passes on only what is logged while something is asked of it.
            _warned = true;
            Log.Anonymous(logger, options.Value.AdminEmail, options.Value.RepositoryIdentifier, options.Value.PublicUrl);
        }

        var version = await feed.CurrentAsync(ct);
        var first = version.Manifest.Log is [var oldest, ..] ? oldest.First.At : OaiDates.Format(time.GetUtcNow(), OaiGranularity.Second);
        return new OaiIdentify
        {
            RepositoryName = version.Consortium.Name.Text,
            ProtocolVersion = "2.0",
            AdminEmails = [options.Value.AdminEmail],
            EarliestDatestamp = first,
            DeletedRecord = OaiDeletedRecord.Persistent,
            Compression = ["gzip"],
        };
    }

    private async Task<byte[]> GetRecordAsync(GatewayArguments request, GatewayAnswer answer, CancellationToken ct)
    {
        if (await FindAsync(request.Identifier!, ct) is not { } entry)
        {
            return answer.Error(request, Unknown(request.Identifier!));
        }

        return ProviderFormats.Has(request.MetadataPrefix!)
            ? answer.Records(request, await RecordsAsync([entry], request.MetadataPrefix!, withMetadata: true, ct), null)
            : answer.Error(request, UnknownFormat(request.MetadataPrefix!));
    }

    private async Task<byte[]> ListAsync(GatewayArguments request, GatewayAnswer answer, CancellationToken ct)
    {
        var place = request.ResumptionToken is { } token
            ? ProviderToken.Read(token)
            : new ProviderToken(request.Verb, request.MetadataPrefix!, ProviderDates.From(request.From), ProviderDates.Until(request.Until), request.Set, null, 0);
        if (place is null || place.Verb != request.Verb || (place.Last is not null && !ProviderFormats.Has(place.MetadataPrefix)))
        {
            return answer.Error(request, new OaiError(OaiErrorCodes.BadResumptionToken, "Not a token that this repository gave for this verb"));
        }

        if (!ProviderFormats.Has(place.MetadataPrefix))
        {
            return answer.Error(request, UnknownFormat(place.MetadataPrefix));
        }

        // One more than a page tells whether another follows.
        var found = await (place.Set is { } set
            ? log.ReadInAsync(place.From, place.Until, place.Last, category => ProviderSetSpecs.Holds(set, category), PageSize + 1, ct)
            : log.ReadAsync(place.From, place.Until, place.Last, _ => true, PageSize + 1, ct));
        if (found.Count == 0)
        {
            return answer.Error(request, new OaiError(OaiErrorCodes.NoRecordsMatch, "Nothing was published or withdrawn so"));
        }

        var page = found.Take(PageSize).ToList();
        var next = found.Count > PageSize ? (place with { Last = page[^1].Key, Cursor = place.Cursor + page.Count }).Write() : "";
        var records = await RecordsAsync(page, place.MetadataPrefix, request.Verb == OaiVerb.ListRecords, ct);
        // As long as the list is now; the hub may publish while it is read.
        int? size = place is { Set: null, Until: null } ? place.Cursor + await log.CountAsync(place.From, place.Last, ct) : null;
        return answer.Records(request, records, next.Length > 0 || place.Last is not null ? (next, size, place.Cursor) : null);
    }

    private async Task<IReadOnlyList<StaticRecord>> RecordsAsync(IReadOnlyList<LogEntry> entries, string metadataPrefix, bool withMetadata, CancellationToken ct)
    {
        var sources = withMetadata ? await listSources(ct) : [];
        var provenance = new Provenance(sources);
        var names = sources.ToDictionary(source => source.Id, source => source.Name);
        var records = new List<StaticRecord>(entries.Count);
        foreach (var entry in entries)
        {
            // What has left the index since is deleted already, and will come again when that is published.
            var resource = withMetadata && entry.Kind != ChangeKind.Withdrawn && await index.FindAsync(entry.Id, ct) is ResourceAnswer.Found found ? found.Resource : null;
            var header = new OaiHeader(_prefix + entry.Id, entry.At, ProviderSetSpecs.Of(entry.In), Deleted: entry.Kind == ChangeKind.Withdrawn || (withMetadata && resource is null));
            records.Add(resource is null
                ? new StaticRecord(header, "", [])
                : new StaticRecord(header, ProviderFormats.Write(metadataPrefix, ProvidedResource.Of(header.Identifier, resource, id => names.GetValueOrDefault(id, id.ToString()))), [.. provenance.Of(resource, entry.At)]));
        }

        return records;
    }

    private async Task<LogEntry?> FindAsync(string identifier, CancellationToken ct) =>
        identifier.StartsWith(_prefix, StringComparison.Ordinal) && ResourceId.TryParse(identifier[_prefix.Length..], out var id) ? await log.FindAsync(id, ct) : null;

    private static OaiError Unknown(string identifier) => new(OaiErrorCodes.IdDoesNotExist, $"There is no '{identifier}' here");

    private static OaiError UnknownFormat(string prefix) => new(OaiErrorCodes.CannotDisseminateFormat, $"Not available as '{prefix}'");

    private static partial class Log
    {
        [LoggerMessage(EventId = 601, EventName = "AnonymousProvider", Level = LogLevel.Warning,
            Message = "Harvesters are told the examples {AdminEmail} and {RepositoryIdentifier} at {PublicUrl}: set Publishing:AdminEmail and Publishing:RepositoryIdentifier before anyone keeps identifiers of this hub.")]
        public static partial void Anonymous(ILogger logger, string adminEmail, string repositoryIdentifier, string publicUrl);
    }
}
