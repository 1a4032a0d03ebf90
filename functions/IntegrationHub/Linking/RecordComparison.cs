using IntegrationHub.Records;

namespace IntegrationHub.Linking;

internal enum Verdict { Different, Unsure, Same }

internal sealed record Comparison(Verdict Verdict, double Score, IReadOnlyList<string> Reasons);

internal sealed record ComparableRecord(BibliographicRecord Record)
{
    public static ComparableRecord Of(BibliographicRecord record) => new(record);
}

internal static class RecordComparison
{
    public static Comparison Compare(ComparableRecord a, ComparableRecord b) =>
        new(TextFolding.Fold(a.Record.Title) == TextFolding.Fold(b.Record.Title) ? Verdict.Same : Verdict.Different, 0, []);
}

internal static class MatchKeys
{
    public static MatchKey[] Of(BibliographicRecord record) => [MatchKey.OfText("title", TextFolding.Fold(record.Title))];
}
