using IntegrationHub.Linking;
using IntegrationHub.Records;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Linking;

/// <summary>Measured on bibliographic gold sets; the floors are what the rules reach, so that a change that costs quality shows.</summary>
public sealed class LinkingQualityTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Articles_Of_Two_Indexes_Are_Linked()
    {
        var folder = GoldSet.Folder("dblp-acm");
        Skip.If(folder is null, "The gold sets are not here.");

        var quality = Report(GoldSet.DblpAcm(folder), static (a, b) => a.Split(':')[0] != b.Split(':')[0]);

        Assert.True(quality.F1 >= 0.984);
        Assert.True(quality.Precision >= 0.992);
    }

    [SkippableTheory]
    [InlineData(WorkType.AncientText, 0.935)]
    [InlineData(WorkType.Other, 0.93)]
    public void Chinese_Books_Of_Five_Catalogues_Are_Linked_Whether_Or_Not_Their_Type_Is_Said(WorkType type, double floor)
    {
        var folder = GoldSet.Folder("kanripo-zh-half");
        Skip.If(folder is null, "The gold sets are not here.");

        var gold = GoldSet.Kanripo(folder);
        var quality = Report(gold with { Records = [.. gold.Records.Select(entry => (entry.Id, entry.Record with { Type = type }))] }, static (_, _) => true);

        Assert.True(quality.F1 >= floor);
    }

    private (double Precision, double F1) Report(GoldSet gold, Func<string, string, bool> counts)
    {
        var (precision, recall, f1, wrong, missed) = gold.Measure(counts);
        output.WriteLine($"precision {precision:F4}, recall {recall:F4}, F1 {f1:F4}; {wrong.Count} wrong, {missed.Count} missed");
        var records = gold.Records.ToDictionary(entry => entry.Id, entry => entry.Record);
        foreach (var (kind, pairs) in new[] { ("wrong", wrong), ("missed", missed) })
        {
            foreach (var (a, b) in pairs.Order().Take(20))
            {
                var comparison = RecordComparison.Compare(records[a], records[b]);
                output.WriteLine($"{kind}: {a} {records[a].Title} ({string.Join("; ", records[a].Creators)}, {records[a].Year})");
                output.WriteLine($"       {b} {records[b].Title} ({string.Join("; ", records[b].Creators)}, {records[b].Year})");
                output.WriteLine($"       {comparison.Verdict} {comparison.Score:F2} {string.Join(", ", comparison.Reasons)}");
            }
        }

        return (precision, f1);
    }
}
