using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Another resource that belongs to the one that is asked about, and is another work.</summary>
/// <param name="Said">What the one that is asked about is to the other, where a record of either says so by the other's number.</param>
/// <param name="Shown">Where no record does: what their titles, numbers and notes show when they are held against each other.</param>
internal sealed record RelatedResource(Resource Other, RelationKind? Said, Relation? Shown);

/// <summary>Which resources belong to another one: its volumes, parts, translations, versions, issues. Pure; the work is bounded.</summary>
internal static class RelatedResources
{
    public const int MostComparisons = 60;

    /// <param name="others">The likeliest first: past <see cref="MostComparisons"/> only what records say counts. The resource itself may be among them.</param>
    /// <returns>In order of the other's id.</returns>
    public static IReadOnlyList<RelatedResource> Of(Resource resource, IReadOnlyList<Resource> others)
    {
        var said = StatedRelations.Of(resource, others).ToLookup(relation => relation.Other, relation => relation.Kind);
        var comparison = new ResourceComparison(MostComparisons);
        var related = new List<RelatedResource>();
        foreach (var other in others.Where(other => other.Id != resource.Id).DistinctBy(other => other.Id))
        {
            // "Related" alone says less than a comparison may show.
            RelationKind? kind = said[other.Id].Any() ? said[other.Id].MinBy(StatedRelations.Rank) : null;
            var shown = kind is null or RelationKind.Related ? comparison.Best(resource, other)?.Comparison.Relation : null;
            if (kind is not null || shown is not null)
            {
                related.Add(shown is null ? new RelatedResource(other, kind, null) : new RelatedResource(other, null, shown));
            }
        }

        return [.. related.OrderBy(found => found.Other.Id)];
    }
}
