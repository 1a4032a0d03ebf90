using System.Globalization;
using IntegrationHub.Benchmarks;

namespace IntegrationHub.Quality;

/// <summary>F1 by level and by kind of damage, beside baselines on the same records.</summary>
internal static class DamageBenchmark
{
    private const int Seed = 5;

    public static void Run(string[] arguments)
    {
        var numbers = arguments.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToList();
        var records = DamagedSet.Sample(RealRecords.Read(), numbers.ElementAtOrDefault(0) is > 0 and var count ? count : 20_000, Seed);
        var copies = numbers.ElementAtOrDefault(1) is > 0 and var some ? some : 4_000;
        var errors = arguments.Contains("--errors");

        Title($"Damage by level: {records.Count} records and {copies} damaged copies, seed {Seed}");
        for (var level = 0; level < DamagedSet.Levels; level++)
        {
            Measure(DamagedSet.OfLevel(records, copies, level, Seed), errors);
        }

        Title("Damage by kind, without identifiers");
        foreach (var kind in Enum.GetValues<DamageKind>())
        {
            Measure(DamagedSet.OfKind(records, copies, kind, Seed), errors);
        }
    }

    private static void Title(string title) => Report.Title(title, ["damage", "copies", "precision", "recall", "missed", "of these no key shared", "**F1**", .. Baselines.All.Select(baseline => $"F1, {baseline.Name}")]);

    private static void Measure(GoldSet damaged, bool errors)
    {
        var (gold, records) = damaged.ReadRecords();
        var ours = QualityFigures.Of(gold, MeasuredLinking.Link(gold.Records, records).Resources);
        var candidates = MeasuredLinking.Candidates(records);
        Report.Row(
            $"{gold.Name}",
            [$"{gold.Pairs.Count}", $"{ours.Precision:F4}", $"{ours.Recall:F4}", $"{ours.Missed.Count}", $"{ours.Missed.Count(pair => !candidates.Contains(pair))}", $"**{ours.F1:F4}**", .. Baselines.All.Select(baseline => (FormattableString)$"{QualityFigures.Of(gold, baseline.Link(records)).F1:F4}")]);
        if (errors)
        {
            foreach (var error in QualityError.Of(gold, records, ours))
            {
                Console.WriteLine($"\n{error}");
            }
        }
    }
}
