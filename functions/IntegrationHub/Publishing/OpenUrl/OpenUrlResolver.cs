using IntegrationHub.Linking;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>A link resolver over the index: where to get what an OpenURL describes (see <see cref="OpenUrlRequest"/>).</summary>
public sealed class OpenUrlResolver(IndexReader index, Lookup lookup, PublishedFeed feed, IOptions<LinkingOptions> linking, IOptions<PublishingOptions> options)
{
    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    /// <summary>GET <see cref="FeedUrls.OpenUrlRoute"/>: the resources and places; 302 to the best free copy where that is asked for and there is one; 404 when nothing is found.</summary>
    public async Task<IResult> ResolveAsync(HttpRequest request, CancellationToken ct)
    {
        Cors.Allow(request.HttpContext.Response);
        if (HttpMethods.IsOptions(request.Method))
        {
            return Cors.Preflight(request.HttpContext.Response, "GET, HEAD, OPTIONS");
        }

        var (question, errors) = OpenUrlRequest.Parse(request.QueryString.Value ?? string.Empty);
        if (question is null)
        {
            return HttpAnswers.Invalid("This OpenURL can't be resolved", errors);
        }

        var (form, refusal) = AnswerForm.Asked(request, AnswerForm.OfMany);
        if (form is null)
        {
            return refusal!;
        }

        if (await FindAsync(question, ct) is not var (match, found))
        {
            return HttpAnswers.NotFound(NothingFound(question));
        }

        var answer = lookup.AnswerOf([.. question.Identifiers, .. question.Whole], found, (await feed.CurrentAsync(ct)).Sources);
        // Only where the index itself leads: no address of the question is ever followed. The journal's page is not the article.
        if (question.Redirect && match != OpenUrlMatch.Whole && answer.Places.FirstOrDefault(place => place is { Free: true, Url: not null }) is { } best)
        {
            return TypedResults.Redirect(best.Url!);
        }

        return Lookup.Answer(request, form, "resources", form.Write is { } write
            ? write(found.Take(Lookup.MostResources).Select(lookup.Cited))
            : ReadableJson.Write(
                new OpenUrlAnswer(OpenUrlQuestion.Of(question), match, answer.Free, answer.Places, answer.Resources, answer.Total, question.Ignored.Count > 0 ? question.Ignored : null),
                OpenUrlJson.Default.OpenUrlAnswer));
    }

    /// <summary>By identifier, else by description, else what it appeared in.</summary>
    private async Task<(OpenUrlMatch Match, IReadOnlyCollection<Resource> Found)?> FindAsync(OpenUrlRequest question, CancellationToken ct)
    {
        if (await lookup.FindAsync(question.Identifiers, ct) is { Count: > 0 } identified)
        {
            return (OpenUrlMatch.Identifier, identified);
        }

        if (question.Description is { } description
            && await index.ReadAsync(version => DescribedWork.FindAsync(description, version, linking.Value.HoldersPerKey, ct), ct) is { Count: > 0 } described)
        {
            return (OpenUrlMatch.Description, described);
        }

        return await lookup.FindAsync(question.Whole, ct) is { Count: > 0 } whole ? (OpenUrlMatch.Whole, whole) : null;
    }

    private string NothingFound(OpenUrlRequest question)
    {
        string[] asked = [.. question.Identifiers.Concat(question.Whole).Select(identifier => $"{LookupQuery.ParameterOf(identifier.Scheme)} {identifier.Value}"), .. question.Description is { } work ? [$"'{work.Title}'"] : Array.Empty<string>()];
        var ignored = question.Ignored.Count > 0 ? $" Not looked up: {string.Join(' ', question.Ignored.SelectMany(pair => pair.Value))}" : string.Empty;
        var next = question.Description is { } described
            ? $"Search for words of the title: {_urls.SearchFor(format: null, new SearchQuery { Text = described.Title })}"
            : "Give a title, an author and a year too (rft.atitle or rft.btitle, rft.aulast, rft.date): works are found by them as well.";
        return $"Nothing in the index is {string.Join(" or ", asked)}.{ignored} {next}";
    }
}
