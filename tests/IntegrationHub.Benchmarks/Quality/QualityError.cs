using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Quality;

/// <summary>A pair that is linked wrongly or missed, with what the comparison says of it.</summary>
/// <param name="Proposed">A key that few enough hold is shared.</param>
internal sealed record QualityError(string Set, string Kind, RawRecord A, RawRecord B, Comparison Comparison, bool Proposed)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The worst first: the wrong ones, then the missed ones, by score.</returns>
    public static IEnumerable<QualityError> Of(GoldSet gold, IReadOnlyList<BibliographicRecord> records, QualityFigures figures, int worst = 20)
    {
        var candidates = MeasuredLinking.Candidates(records);
        return Some("wrong", figures.Wrong).Concat(Some("missed", figures.Missed));

        IEnumerable<QualityError> Some(string kind, IReadOnlyList<(int A, int B)> pairs) => pairs
            .Select(pair => (pair, comparison: RecordComparison.Compare(records[pair.A], records[pair.B])))
            .OrderByDescending(error => error.comparison.Score).ThenBy(error => error.pair).Take(worst)
            .Select(error => new QualityError(gold.Name, kind, gold.Records[error.pair.A], gold.Records[error.pair.B], error.comparison, candidates.Contains(error.pair)));
    }

    /// <summary>What is said of the pair, then a line for each record.</summary>
    public override string ToString()
    {
        var through = Kind == "wrong" && Comparison.Verdict != Verdict.Same ? "; through other records" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}: {Comparison.Verdict} {Comparison.Score:F2}: {string.Join(", ", Comparison.Reasons)}{(Proposed ? "" : "; no key shared")}{through}\n  {A}\n  {B}");
    }

    public string ToJson() => JsonSerializer.Serialize(
        new { set = Set, error = Kind, a = A.ToString(), b = B.ToString(), verdict = Comparison.Verdict.ToString(), score = Comparison.Score, proposed = Proposed, reasons = Comparison.Reasons }, Readable);
}
