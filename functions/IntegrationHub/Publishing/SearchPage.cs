using IntegrationHub.Search;

namespace IntegrationHub.Publishing;

/// <summary>One page of hits, whatever the format.</summary>
/// <param name="Total">Hits in all.</param>
/// <param name="Size">Hits a page.</param>
internal sealed record SearchPage(SearchQuery Query, int Total, int Size, IReadOnlyList<FacetGroup> Facets)
{
    /// <summary>Facets that a feed offers: one alone is no choice (OPDS 2.0, section 2.4), unless it can be taken away.</summary>
    public IReadOnlyList<FacetGroup> Offered => [.. Facets.Where(group => group.Facets.Count > 1 || group.Facets.Any(facet => facet.Active))];

    /// <summary>Of the first hit on it, from 1.</summary>
    public int Start => ((Query.Page - 1) * Size) + 1;

    /// <summary>That can be gone to.</summary>
    public int Pages => Math.Clamp((Total + Size - 1) / Size, 1, SearchQuery.MostHits / Size);

    public SearchQuery First => Query with { Page = 1 };

    public SearchQuery Last => Query with { Page = Pages };

    public SearchQuery? Previous => Query.Page > 1 ? Query with { Page = Math.Min(Query.Page - 1, Pages) } : null;

    public SearchQuery? Next => Query.Page < Pages ? Query with { Page = Query.Page + 1 } : null;
}

/// <summary>The categories of one dimension that hits are in.</summary>
internal sealed record FacetGroup(string Dimension, Label Label, IReadOnlyList<Facet> Facets);

/// <param name="Count">Hits in it.</param>
/// <param name="Active">The question asks for it.</param>
/// <param name="Query">The question with it, or, where it is active, without.</param>
internal sealed record Facet(string Category, Label Label, int Count, bool Active, SearchQuery Query);

/// <summary>Makes facets of the counts of an answer, under the feed's own labels.</summary>
internal static class FacetGroups
{
    /// <summary>Of a dimension, most hits first.</summary>
    private const int MostFacets = 30;

    private static readonly Label Access = new("按获取方式", "By access");
    private static readonly Label FreeLabel = new("可免费获取", "Free to read");

    public static IReadOnlyList<FacetGroup> Of(SearchQuery query, SearchHits hits, FeedNavigation navigation) =>
    [
        .. navigation.Dimensions.Select(path => (Path: path, Label: navigation.TitleOf(path))).Append((Path: FeedTree.DimensionOf(SearchQuery.Free), Label: Access))
            .Select(dimension => new FacetGroup(dimension.Path, dimension.Label, FacetsOf(dimension.Path, query, hits, navigation)))
            .Where(group => group.Facets.Count > 0),
    ];

    private static IReadOnlyList<Facet> FacetsOf(string dimension, SearchQuery query, SearchHits hits, FeedNavigation navigation) =>
    [
        .. hits.Counts.Where(count => FeedTree.DimensionOf(count.Key) == dimension && (query.Categories.Contains(count.Key) || (IsShown(count.Key, query) && !navigation.IsHidden(count.Key))))
            .Select(count => new Facet(count.Key, LabelOf(count.Key, navigation), count.Value, query.Categories.Contains(count.Key), query.Toggle(count.Key)))
            .OrderByDescending(facet => facet.Active).ThenByDescending(facet => facet.Count).ThenBy(facet => facet.Category, StringComparer.Ordinal)
            .Take(MostFacets),
    ];

    /// <summary>The divisions of a main class, or a country's provinces, are offered when it has been chosen.</summary>
    private static bool IsShown(string category, SearchQuery query) =>
        category.Split('/') is not ["subject" or "place", _, not FeedTree.All] || query.Categories.Any(asked => FeedTree.ParentOf(asked) == FeedTree.ParentOf(category));

    private static Label LabelOf(string category, FeedNavigation navigation) => category == SearchQuery.Free ? FreeLabel : navigation.TitleOf(category);
}
