using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IntegrationHub.Publishing;

/// <summary>A form in which resources can be had. Which one a request wants is said by its <c>format</c> or else by Accept (RFC 9110, 12.5.1).</summary>
/// <param name="Name">In <c>?format=</c>.</param>
/// <param name="Extension">Of the file that a person gets; null: it is not for saving.</param>
/// <param name="Write">Null: it takes more than a description, see <see cref="Lookup"/>.</param>
internal sealed record AnswerForm(string Name, string MediaType, string? Extension, Func<IEnumerable<CitedResource>, byte[]>? Write)
{
    public const string Parameter = "format";

    public static readonly AnswerForm Json = new("json", "application/json", null, null);

    /// <summary>https://drafts.opds.io/opds-2.0 section 6.</summary>
    public static readonly AnswerForm Publication = new("opds", "application/opds-publication+json", null, null);

    /// <summary>What a request without wishes gets comes first.</summary>
    public static readonly IReadOnlyList<AnswerForm> OfMany =
    [
        Json,
        new("jsonld", "application/ld+json", null, SchemaOrgWriter.Write),
        new("bibtex", "application/x-bibtex", "bib", BibTexWriter.Write),
        new("ris", "application/x-research-info-systems", "ris", RisWriter.Write),
        new("csl", "application/vnd.citationstyles.csl+json", null, CslWriter.Write),
    ];

    public static readonly IReadOnlyList<AnswerForm> OfOne = [.. OfMany, Publication];

    /// <returns>The form; or what to answer where none of those offered will do.</returns>
    public static (AnswerForm? Form, IResult? Refusal) Asked(HttpRequest request, IReadOnlyList<AnswerForm> offered)
    {
        var list = string.Join(", ", offered.Select(form => $"{form.Name} ({form.MediaType})"));
        if (request.Query.TryGetValue(Parameter, out var named))
        {
            return offered.FirstOrDefault(form => form.Name == named.ToString()) is { } form
                ? (form, null)
                : (null, HttpAnswers.Invalid("No such format", new Dictionary<string, string[]> { [Parameter] = [$"'{named}' is none of {list}."] }));
        }

        // Also a refusal is one for this Accept alone.
        request.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
        var ranges = request.GetTypedHeaders().Accept;
        var best = offered.Select((form, place) => (Form: form, Quality: QualityOf(form, ranges), place)).OrderByDescending(choice => choice.Quality).ThenBy(choice => choice.place).First();
        return best.Quality > 0
            ? (best.Form, null)
            : (null, HttpAnswers.Problem(StatusCodes.Status406NotAcceptable, "Not in this form", $"Accept names nothing that there is. There is {list}; or say ?{Parameter}= with one of these names."));
    }

    /// <summary>The most specific range that it falls into decides. "application/ld+json" is none of "application/json" here.</summary>
    private static double QualityOf(AnswerForm form, IList<MediaTypeHeaderValue> ranges)
    {
        var (media, type) = (form.MediaType, form.MediaType[..form.MediaType.IndexOf('/', StringComparison.Ordinal)]);
        return ranges.Count == 0 ? 1 : ranges
            .Where(range => range.MatchesAllTypes || range.MediaType.Equals(media, StringComparison.OrdinalIgnoreCase) || (range.MatchesAllSubTypes && range.Type.Equals(type, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1).FirstOrDefault();
    }
}
