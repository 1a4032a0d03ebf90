using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Quality;

/// <summary>What simpler linking makes of the same records.</summary>
internal static class Baselines
{
    public static IReadOnlyList<(string Name, Func<IReadOnlyList<BibliographicRecord>, List<List<int>>> Link)> All { get; } =
    [
        ("same identifier", ByIdentifier),
        ("title and year", ByTitleAndYear),
        ("RecordManager-style", RecordManagerMatch.Link),
    ];

    /// <summary>One valid identifier of a work in common is enough.</summary>
    private static List<List<int>> ByIdentifier(IReadOnlyList<BibliographicRecord> records) => ByKeys(records, static record =>
        record.Identifiers.Where(identifier => identifier.Scheme != IdentifierScheme.Uri && WorkIdentifiers.Speaks(identifier, record.Type)).Select(identifier => WorkIdentifiers.Comparable(identifier).ToString()));

    /// <summary>The whole title without case, punctuation and variants of characters, and the year or its absence.</summary>
    private static List<List<int>> ByTitleAndYear(IReadOnlyList<BibliographicRecord> records) =>
        ByKeys(records, static record => [string.Create(CultureInfo.InvariantCulture, $"{TextFolding.Fold(record.FullTitle)}\0{record.Year}")]);

    private static List<List<int>> ByKeys(IReadOnlyList<BibliographicRecord> records, Func<BibliographicRecord, IEnumerable<string>> keysOf)
    {
        var sets = new DisjointSets(records.Count);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, record) in records.Index())
        {
            foreach (var key in keysOf(record))
            {
                if (!first.TryAdd(key, place))
                {
                    sets.Union(first[key], place);
                }
            }
        }

        return Groups(sets, records.Count);
    }

    public static List<List<int>> Groups(DisjointSets sets, int count) => [.. Enumerable.Range(0, count).GroupBy(sets.Find).Select(group => group.ToList())];
}
