using IntegrationHub.Oai;
using IntegrationHub.Publishing;

namespace IntegrationHub.Providing;

/// <summary>The sets of the hub: categories of the feed by special collection, platform, member, subject and type. Their paths with colons are their setSpecs.</summary>
internal static class ProviderSetSpecs
{
    private static readonly string[] Dimensions = [FeedTree.Collection, "platform", "member", "subject", "type"];

    /// <returns>Null for a category that is no set. A main class with all of its divisions is their parent.</returns>
    public static string? Of(string category)
    {
        var steps = category.Split('/');
        var spec = string.Join(':', steps is ["subject", var main, FeedTree.All] ? ["subject", main] : steps);
        return steps.Length > 1 && Dimensions.Contains(steps[0]) && OaiNames.SetSpec().IsMatch(spec) ? spec : null;
    }

    public static IReadOnlyList<string> Of(IEnumerable<string> categories) =>
        [.. categories.Select(Of).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether what is in <paramref name="category"/> is in <paramref name="set"/>.</summary>
    public static bool Holds(string set, string category) => Of(category) is { } spec && spec.StartsWith(set, StringComparison.Ordinal) && (spec.Length == set.Length || spec[set.Length] == ':');

    /// <summary>Parents first. A set that has lost all of its resources is not listed, though its deleted records are still to be had: harvesters that try sets would find nothing else in it.</summary>
    public static IEnumerable<OaiSet> List(FeedVersion version)
    {
        var sets = version.Manifest.Categories.Where(category => category.Value.Count > 0)
            .Select(category => (Spec: Of(category.Key), Label: FeedTree.LabelOf(NodeOf(category.Key), version.Sources.LabelOf)))
            .Where(set => set.Spec is not null)
            .Select(set => new OaiSet(set.Spec!, set.Label.Text))
            .ToList();
        return FeedTree.Dimensions.Where(dimension => Dimensions.Contains(dimension.Path) && sets.Exists(set => set.Spec.StartsWith(dimension.Path + ":", StringComparison.Ordinal)))
            .Select(dimension => new OaiSet(dimension.Path, dimension.Label.Text))
            .Concat(sets)
            .OrderBy(set => set.Spec, StringComparer.Ordinal);
    }

    private static string NodeOf(string category) => category.EndsWith($"/{FeedTree.All}", StringComparison.Ordinal) ? category[..^(FeedTree.All.Length + 1)] : category;
}
