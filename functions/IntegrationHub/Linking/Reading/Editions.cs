using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Records of a work that describe one edition in one format.</summary>
/// <param name="Isbn">All that its records give.</param>
/// <param name="Members">The records' own ids.</param>
public sealed record EditionGroup(
    int? Year, string? Edition, string? Publisher, IReadOnlyList<string> Languages, string? Extent, IReadOnlyList<string> Isbn, IReadOnlyList<ResourceId> Members);

/// <summary>The editions and formats of one work. Pure; the order of the members does not matter.</summary>
public static class Editions
{
    /// <returns>By year, the undated last.</returns>
    public static IReadOnlyList<EditionGroup> Of(Resource resource)
    {
        var members = resource.Members.OrderBy(member => member.RecordId).ToList();
        var sets = new DisjointSets(members.Count);
        var seen = new Dictionary<string, int>();
        foreach (var (i, member) in members.Index())
        {
            foreach (var mark in Marks(member.Trusted))
            {
                if (!seen.TryAdd(mark, i))
                {
                    sets.Union(seen[mark], i);
                }
            }
        }

        return [.. members.Index().GroupBy(member => sets.Find(member.Index), member => member.Item).Select(group => Group([.. group]))
            .OrderBy(edition => edition.Year ?? int.MaxValue).ThenBy(edition => edition.Members[0])];
    }

    /// <summary>Two records are of one edition if they share an ISBN or, where both give none, year, edition statement, publisher and language.</summary>
    private static IEnumerable<string> Marks(BibliographicRecord record)
    {
        var isbn = IsbnOf(record).ToList();
        return isbn.Count > 0
            ? isbn.Select(value => "isbn " + value)
            : [$"said {record.Year} {Fold(record.Edition)} {Fold(record.Publisher)} {string.Join(' ', record.Languages.Order(StringComparer.Ordinal))}"];
    }

    private static EditionGroup Group(List<Member> members)
    {
        var records = members.ConvertAll(member => member.Trusted);
        return new EditionGroup(
            records.Min(record => record.Year),
            records.Select(record => record.Edition).OfType<string>().FirstOrDefault(),
            records.Select(record => record.Publisher).OfType<string>().FirstOrDefault(),
            [.. records.SelectMany(record => record.Languages).Distinct().Order(StringComparer.Ordinal)],
            records.Select(record => record.Extent).OfType<string>().FirstOrDefault(),
            [.. records.SelectMany(IsbnOf).Distinct().Order(StringComparer.Ordinal)],
            [.. members.Select(member => ResourceId.Of(member.RecordId)).Order()]);
    }

    private static IEnumerable<string> IsbnOf(BibliographicRecord record) =>
        record.Identifiers.Where(identifier => identifier is { Scheme: IdentifierScheme.Isbn, Invalid: false }).Select(identifier => identifier.Value);

    private static string Fold(string? text) => text is null ? string.Empty : TextFolding.Fold(text);
}
