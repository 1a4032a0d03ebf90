using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Benchmarks;
using IntegrationHub.Linking;

namespace IntegrationHub.Quality;

/// <summary>Precision, recall and F1 on every gold set, beside baselines, with the worst errors. With <c>--json</c> a line of JSON a finding.</summary>
internal static class QualityBenchmark
{
    private const int Worst = 20;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(string[] arguments)
    {
        var json = arguments.Contains("--json");
        var folder = arguments.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal)) ?? GoldSet.Folder();
        if (folder is null || !Directory.Exists(folder))
        {
            Console.Error.WriteLine("No gold sets: name a folder.");
            return 2;
        }

        foreach (var set in GoldSet.Within(folder))
        {
            Measure(GoldSet.Read(set), json);
        }

        return 0;
    }

    private static void Measure(GoldSet all, bool json)
    {
        var (gold, records) = all.ReadRecords();
        var (resources, seconds) = MeasuredLinking.Link(gold.Records, records);
        var ours = QualityFigures.Of(gold, resources);
        var candidates = MeasuredLinking.Candidates(records);
        if (!json)
        {
            Console.WriteLine($"\n## {gold.Name}: {gold.Records.Count} records, {gold.Pairs.Count} true pairs{(gold.AcrossFiles ? " across files" : "")}");
            foreach (var note in gold.Notes.Take(10))
            {
                Console.WriteLine($"- {note}");
            }

            Report.Title(gold.Name, "linking", "precision", "recall", "F1", "right", "wrong", "missed", "pairs proposed", "seconds");
        }

        Row("the hub", ours, candidates.Count, seconds);
        foreach (var (name, link) in Baselines.All)
        {
            var start = Stopwatch.GetTimestamp();
            var linked = link(records);
            Row(name, QualityFigures.Of(gold, linked), null, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Errors("wrong", ours.Wrong);
        Errors("missed", ours.Missed);

        void Row(string name, QualityFigures figures, int? proposed, double took)
        {
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(
                    new { set = gold.Name, linking = name, records = records.Count, pairs = gold.Pairs.Count, precision = figures.Precision, recall = figures.Recall, f1 = figures.F1, wrong = figures.Wrong.Count, missed = figures.Missed.Count, proposed, seconds = took },
                    Readable));
                return;
            }

            Report.Row($"{name}", $"{figures.Precision:F4}", $"{figures.Recall:F4}", $"{figures.F1:F4}", $"{figures.Right}", $"{figures.Wrong.Count}", $"{figures.Missed.Count}", $"{proposed?.ToString(CultureInfo.InvariantCulture) ?? "–"}", $"{took:F1}");
        }

        void Errors(string kind, IReadOnlyList<(int A, int B)> pairs)
        {
            var worst = pairs.Select(pair => (pair, comparison: RecordComparison.Compare(records[pair.A], records[pair.B])))
                .OrderByDescending(error => error.comparison.Score).ThenBy(error => error.pair).Take(json ? int.MaxValue : Worst);
            foreach (var ((a, b), comparison) in worst)
            {
                var proposed = candidates.Contains((a, b));
                if (json)
                {
                    Console.WriteLine(JsonSerializer.Serialize(
                        new { set = gold.Name, error = kind, a = gold.Records[a].ToString(), b = gold.Records[b].ToString(), verdict = comparison.Verdict.ToString(), score = comparison.Score, proposed, reasons = comparison.Reasons },
                        Readable));
                    continue;
                }

                var through = kind == "wrong" && comparison.Verdict != Verdict.Same ? " (through other records)" : "";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{kind}: {comparison.Verdict} {comparison.Score:F2}: {string.Join(", ", comparison.Reasons)}{(proposed ? "" : "; no key shared")}{through}"));
                Console.WriteLine($"  {gold.Records[a]}\n  {gold.Records[b]}");
            }
        }
    }
}
