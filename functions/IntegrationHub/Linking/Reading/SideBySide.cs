using System.Globalization;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>One field of two records, as a person compares them.</summary>
/// <param name="Same">Null where one of them does not say.</param>
public sealed record FieldPair(string Field, string? A, string? B, bool? Same);

/// <summary>Two records field by field. Pure.</summary>
public static class SideBySide
{
    /// <returns>The fields that at least one of them has.</returns>
    public static IReadOnlyList<FieldPair> Of(BibliographicRecord a, BibliographicRecord b) =>
        [.. Fields(a).Zip(Fields(b), static (mine, theirs) => Pair(mine.Field, mine.Value, theirs.Value)).Where(pair => pair.A is not null || pair.B is not null)];

    private static IEnumerable<(string Field, string? Value)> Fields(BibliographicRecord record) =>
    [
        ("title", record.FullTitle),
        ("otherTitles", List(record.AlternativeTitles.Select(title => title.Text))),
        ("creators", List(record.Creators.Select(agent => agent.Name))),
        ("contributors", List(record.Contributors.Select(agent => agent.Name))),
        ("type", record.Type == WorkType.Other ? null : record.Type.ToString()),
        ("year", record.Year?.ToString(CultureInfo.InvariantCulture)),
        ("edition", record.Edition),
        ("publisher", record.Publisher),
        ("place", record.Place),
        ("container", record.Container?.Title),
        ("extent", record.Extent),
        ("languages", List(record.Languages)),
        ("identifiers", List(record.Identifiers.Select(identifier => $"{identifier.Scheme} {identifier.Value}").Order(StringComparer.Ordinal))),
        ("links", List(record.Links)),
    ];

    private static FieldPair Pair(string field, string? a, string? b) =>
        new(field, a, b, a is null || b is null ? null : a == b || (TextFolding.Fold(a) is { Length: > 0 } folded && folded == TextFolding.Fold(b)));

    private static string? List(IEnumerable<string> values) => string.Join("; ", values) is { Length: > 0 } all ? all : null;
}
