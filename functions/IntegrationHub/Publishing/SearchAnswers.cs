using System.Text.Json.Serialization;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>What <see cref="FeedUrls.SearchRoute"/> answers.</summary>
/// <param name="Total">Hits in all.</param>
/// <param name="Page">From 1 to <paramref name="Pages"/>.</param>
/// <param name="Sort">relevance, title or date.</param>
/// <param name="Next">Address of the next page.</param>
internal sealed record SearchAnswer(
    int Total, int Page, int Pages, int PageSize, string Sort, string? Previous, string? Next, IReadOnlyList<FacetGroupAnswer> Facets, IReadOnlyList<ResourceSummary> Publications);

/// <param name="Name">The parameter that asks for one of its values.</param>
internal sealed record FacetGroupAnswer(string Name, string Title, IReadOnlyList<FacetAnswer> Values);

/// <param name="Count">Hits in it.</param>
/// <param name="Href">The question with it, or, where it is active, without.</param>
internal sealed record FacetAnswer(string Value, string Title, int Count, bool Active, string Href);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(CamelCase<WorkType>)])]
[JsonSerializable(typeof(SearchAnswer))]
internal sealed partial class SearchJson : JsonSerializerContext;
