using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IntegrationHub.Publishing;

/// <summary>Answers what portals ask about single things: a resource by its id, and whether what an identifier or address names can be had free.</summary>
public sealed class Lookup(IndexReader index, PublishedFeed feed, TimeProvider time, IOptions<PublishingOptions> options)
{
    /// <summary>Items of a batch.</summary>
    public const int MostItems = 100;

    /// <summary>Resources that one answer lists: the ISSN of a journal may lead to each of its articles.</summary>
    internal const int MostResources = 100;

    private const long LongestBody = 512 * 1024;

    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    /// <summary>GET <see cref="FeedUrls.ResourceRoute"/>: the resource; 308 to where its members are now; 410 when they are withdrawn; 404 when there never was one.</summary>
    public async Task<IResult> GetResourceAsync(HttpRequest request, string? id, CancellationToken ct)
    {
        Cors.Allow(request.HttpContext.Response);
        if (HttpMethods.IsOptions(request.Method))
        {
            return Cors.Preflight(request.HttpContext.Response, "GET, HEAD, OPTIONS");
        }

        if (!ResourceId.TryParse(id, out var resource))
        {
            return HttpAnswers.NotFound($"'{id}' is not a resource id: 26 of 0-9 and a-z without i, l, o and u.");
        }

        var (form, refusal) = AnswerForm.Asked(request, AnswerForm.OfOne);
        if (form is null)
        {
            return refusal!;
        }

        var (answer, related) = await index.ReadAsync(version => FindAsync(resource, version, ct), ct);
        // browsers keep a 308 or 410 for ever unless told otherwise, and a split or another harvest may bring a resource back
        request.HttpContext.Response.Headers.CacheControl = FeedCaching.Head;
        switch (answer)
        {
            case ResourceAnswer.Found found:
                var sources = (await feed.CurrentAsync(ct)).Sources;
                request.HttpContext.Response.Headers.Link = new([.. AnswerForm.OfOne.Where(other => other != form).Select(other => $"<{_urls.Resource(resource, other)}>; rel=\"alternate\"; type=\"{other.MediaType}\"")]);
                return Answer(request, form, resource.ToString(), form.Write is { } write ? write([Cited(found.Resource)])
                    : form == AnswerForm.Publication ? PublicationOf(found.Resource, sources, FeedLanguages.Of(request))
                    : ReadableJson.Write(DetailsOf(found.Resource, related, sources, FeedLanguages.Of(request)), LookupJson.Default.ResourceDetails));
            case ResourceAnswer.MovedTo moved:
                return TypedResults.Redirect(request.Query.ContainsKey(AnswerForm.Parameter) ? _urls.Resource(moved.Id, form) : _urls.Resource(moved.Id), permanent: true, preserveMethod: true);
            case ResourceAnswer.Gone:
                return HttpAnswers.Problem(StatusCodes.Status410Gone, "Withdrawn", $"Every source has withdrawn its record of {id}, and no other stands for the work.");
            default:
                return HttpAnswers.NotFound($"There is no resource {id} and never was.");
        }
    }

    private static async Task<(ResourceAnswer Answer, IReadOnlyList<RelatedResource> Related)> FindAsync(ResourceId id, IndexReader.OneVersion version, CancellationToken ct)
    {
        var answer = await version.FindAsync(id, ct);
        return (answer, answer is ResourceAnswer.Found found ? await RelatedFinder.FindAsync(found.Resource, version, ct) : []);
    }

    /// <summary>GET <see cref="FeedUrls.ResolveRoute"/> with identifiers in the query, each by the name of its scheme, one or several of one thing.</summary>
    public async Task<IResult> ResolveAsync(HttpRequest request, CancellationToken ct)
    {
        Cors.Allow(request.HttpContext.Response);
        if (HttpMethods.IsOptions(request.Method))
        {
            return Cors.Preflight(request.HttpContext.Response, "GET, HEAD, POST, OPTIONS");
        }

        var given = request.Query;
        var (query, errors) = LookupQuery.Parse(name => given[name]);
        if (query is null)
        {
            return HttpAnswers.Invalid("This can't be looked up", errors);
        }

        var (form, refusal) = AnswerForm.Asked(request, AnswerForm.OfMany);
        if (form is null)
        {
            return refusal!;
        }

        var found = await FindAsync(query.Identifiers, ct);
        return Answer(request, form, "resources", form.Write is { } write
            ? write(found.Take(MostResources).Select(Cited))
            : ReadableJson.Write(AnswerOf(query.Identifiers, found, (await feed.CurrentAsync(ct)).Sources), LookupJson.Default.ResolveAnswer));
    }

    /// <summary>POST <see cref="FeedUrls.ResolveRoute"/>: an array of up to <see cref="MostItems"/> <see cref="LookupItem"/>s, answered in order; one bad item spoils no other.</summary>
    public async Task<IResult> ResolveBatchAsync(HttpRequest request, CancellationToken ct)
    {
        Cors.Allow(request.HttpContext.Response);
        var (items, error) = await ReadItemsAsync(request, ct);
        if (items is null)
        {
            return HttpAnswers.Invalid("This batch can't be looked up", new Dictionary<string, string[]> { ["body"] = [error!] });
        }

        var (form, refusal) = AnswerForm.Asked(request, AnswerForm.OfMany);
        if (form is null)
        {
            return refusal!;
        }

        var sources = (await feed.CurrentAsync(ct)).Sources;
        var answers = new List<BatchItemAnswer>(items.Length);
        var cited = new Dictionary<ResourceId, Resource>();
        foreach (var item in items)
        {
            var (query, errors) = LookupQuery.Parse(item ?? new LookupItem());
            if (query is null)
            {
                answers.Add(new BatchItemAnswer(null, errors));
                continue;
            }

            var found = await FindAsync(query.Identifiers, ct);
            answers.Add(new BatchItemAnswer(AnswerOf(query.Identifiers, found, sources), null));
            foreach (var resource in found.Take(MostResources))
            {
                cited.TryAdd(resource.Id, resource);
            }
        }

        Offer(request.HttpContext.Response, form, "resources");
        return TypedResults.Bytes(form.Write is { } write ? write(cited.Values.Select(Cited)) : ReadableJson.Write(new BatchAnswer(answers), LookupJson.Default.BatchAnswer), form.MediaType);
    }

    /// <summary>The resources that bear one of the identifiers, in order of id.</summary>
    internal async Task<IReadOnlyCollection<Resource>> FindAsync(IReadOnlyList<Identifier> identifiers, CancellationToken ct)
    {
        var found = new SortedDictionary<ResourceId, Resource>();
        foreach (var identifier in identifiers)
        {
            foreach (var resource in await index.FindByKeyAsync(identifier.Scheme, identifier.Value, ct))
            {
                found[resource.Id] = resource;
            }
        }

        return found.Values;
    }

    internal ResolveAnswer AnswerOf(IReadOnlyList<Identifier> query, IReadOnlyCollection<Resource> found, FeedSources sources)
    {
        var views = found.Take(MostResources).Select(resource => (resource.Id, View: MergedView.Of(resource, Today()))).ToList();
        var places = views.SelectMany(resource => PlacesOf(resource.View, sources))
            .DistinctBy(place => (place.Source, place.Url, place.Status)).OrderByDescending(place => place.Status).ToList();
        return new ResolveAnswer(
            query, found.Count > 0, places.Exists(place => place.Free), places, [.. views.Select(resource => SummaryOf(resource.Id, resource.View))], found.Count);
    }

    private ResourceSummary SummaryOf(ResourceId id, MergedView view) =>
        new(id, _urls.Resource(id), view.Record.FullTitle, [.. view.Record.Creators.Select(agent => agent.Name)], view.Record.Year, view.Record.Type, view.Places.Any(place => place.Status >= AccessStatus.Free));

    private ResourceDetails DetailsOf(Resource resource, IReadOnlyList<RelatedResource> related, FeedSources sources, FeedLanguage language)
    {
        var view = MergedView.Of(resource, Today());
        return new ResourceDetails(
            resource.Id,
            _urls.Resource(resource.Id),
            view.Places.Any(place => place.Status >= AccessStatus.Free),
            view.Record,
            [.. Editions.Of(resource).Where(edition => edition is not { Year: null, Edition: null, Publisher: null, Extent: null, Languages: [], Isbn: [] })],
            [.. related.Select(other => RelatedLink.Of(other, _urls))],
            [.. PlacesOf(view, sources, language)],
            [.. resource.Members.Select(member => new MemberAnswer(member.Source, sources.LabelOf(member.Source.Value).In(language), member.Id, member.Datestamp, member.Since, member.Sets, member.Record))],
            resource.Formerly);
    }

    private static IEnumerable<PlaceAnswer> PlacesOf(MergedView view, FeedSources sources, FeedLanguage language = FeedLanguage.Both) =>
        from place in view.Places
        let url = FeedEntryOf.HttpAddress(place.Url)
        select new PlaceAnswer(
            place.Source, sources.LabelOf(place.Source.Value).In(language), sources.IsMember(place.Source), place.Status >= AccessStatus.Free, place.Status,
            url, url is null ? null : AcquisitionLinks.TypeOf(url), place.Evidence, AccessRules.AreContradictory(place.Evidence));

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    internal CitedResource Cited(Resource resource) => new(resource, MergedView.Of(resource, Today()), _urls.Resource(resource.Id));

    private byte[] PublicationOf(Resource resource, FeedSources sources, FeedLanguage language) =>
        ReadableJson.Write(json => new Opds2Publication(_urls, sources, language).Write(json, FeedEntryOf.Resource(resource, MergedView.Of(resource, Today()))));

    private static void Offer(HttpResponse response, AnswerForm form, string name)
    {
        response.Headers.Vary = form == AnswerForm.Publication || form == AnswerForm.Json ? $"{HeaderNames.Accept}, {HeaderNames.AcceptLanguage}" : HeaderNames.Accept;
        if (form.Extension is { } extension)
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"{name}.{extension}\"";
        }
    }

    internal static IResult Answer(HttpRequest request, AnswerForm form, string name, byte[] body)
    {
        Offer(request.HttpContext.Response, form, name);
        var etag = FeedETag.Of(body);
        return new FeedAnswer(form.MediaType, etag, FeedCaching.Head, FeedETag.Matches(request, etag) ? null : new AnswerBody(body));
    }

    private static async Task<(LookupItem?[]? Items, string? Error)> ReadItemsAsync(HttpRequest request, CancellationToken ct)
    {
        const string Expected = "Send a JSON array of objects with isbn, issn, doi, uri or another identifier.";
        if (request.ContentLength > LongestBody)
        {
            return (null, $"Longer than {LongestBody / 1024} KB.");
        }

        try
        {
            using var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
            {
                body.Write(buffer, 0, read);
                if (body.Length > LongestBody)
                {
                    return (null, $"Longer than {LongestBody / 1024} KB.");
                }
            }

            var items = JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), LookupJson.Default.LookupItemArray);
            return items switch
            {
                null or [] => (null, Expected),
                { Length: > MostItems } => (null, $"{items.Length} items: send at most {MostItems} at a time."),
                _ => (items, null),
            };
        }
        catch (JsonException e)
        {
            return (null, $"{Expected} {(e.Path is { Length: > 1 } path ? $"{path} (line {e.LineNumber + 1})" : $"Line {e.LineNumber + 1}")} is not that.");
        }
    }
}
