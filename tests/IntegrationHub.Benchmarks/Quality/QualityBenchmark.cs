using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Benchmarks;

namespace IntegrationHub.Quality;

/// <summary>Precision, recall and F1 on every gold set, beside baselines, with the worst errors. With <c>--json</c> all errors, and a line of JSON a finding.</summary>
internal static class QualityBenchmark
{
    private const string TypeOption = "--type=";

    public static int Run(string[] arguments)
    {
        var json = arguments.Contains("--json");
        var type = arguments.FirstOrDefault(argument => argument.StartsWith(TypeOption, StringComparison.Ordinal))?[TypeOption.Length..];
        var named = arguments.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal));
        if (named is null)
        {
            Measure(RealRecords.SampleSet(), json);
        }

        var folder = named ?? GoldSet.Folder();
        if (folder is null || !Directory.Exists(folder))
        {
            Console.Error.WriteLine($"No gold sets {(named is null ? "beside the checkout" : $"in {named}")}.");
            return named is null ? 0 : 2;
        }

        foreach (var set in GoldSet.Within(folder))
        {
            Measure(GoldSet.Read(set).Typed(type), json);
        }

        return 0;
    }

    private static void Measure(GoldSet all, bool json)
    {
        var (gold, records) = all.ReadRecords();
        var (resources, seconds) = MeasuredLinking.Link(gold.Records, records);
        var ours = QualityFigures.Of(gold, resources);
        if (!json)
        {
            Console.WriteLine($"\n## {gold.Name}: {gold.Records.Count} records, {gold.Pairs.Count} true pairs{(gold.AcrossFiles ? " across files" : "")}");
            foreach (var note in gold.Notes.Take(10))
            {
                Console.WriteLine($"- {note}");
            }

            Report.Title(gold.Name, "linking", "precision", "recall", "F1", "right", "wrong", "missed", "pairs proposed", "seconds");
        }

        Row("the hub", ours, MeasuredLinking.Candidates(records).Count, seconds);
        foreach (var (name, link) in Baselines.All)
        {
            var start = Stopwatch.GetTimestamp();
            var linked = link(records);
            Row(name, QualityFigures.Of(gold, linked), null, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        foreach (var error in json ? QualityError.Of(gold, records, ours, int.MaxValue) : QualityError.Of(gold, records, ours))
        {
            Console.WriteLine(json ? error.ToJson() : $"\n{error}");
        }

        void Row(string name, QualityFigures figures, int? proposed, double took)
        {
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(
                    new { set = gold.Name, linking = name, records = records.Count, pairs = gold.Pairs.Count, precision = figures.Precision, recall = figures.Recall, f1 = figures.F1, wrong = figures.Wrong.Count, missed = figures.Missed.Count, proposed, seconds = took }));
                return;
            }

            Report.Row($"{name}", $"{figures.Precision:F4}", $"{figures.Recall:F4}", $"{figures.F1:F4}", $"{figures.Right}", $"{figures.Wrong.Count}", $"{figures.Missed.Count}", $"{proposed?.ToString(CultureInfo.InvariantCulture) ?? "–"}", $"{took:F1}");
        }
    }
}
