using IntegrationHub.Quality;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Linking;

/// <summary>Measured on bibliographic gold sets; the floors are what the rules reach, so that a change that costs quality shows.</summary>
public sealed class LinkingQualityTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Articles_Of_Two_Indexes_Are_Linked()
    {
        var quality = Measure("dblp-acm", type: null);

        Assert.True(quality.F1 >= 0.985);
        Assert.True(quality.Precision >= 0.992);
    }

    [SkippableTheory]
    [InlineData("古籍", 0.942)]
    [InlineData(null, 0.942)]
    public void Chinese_Books_Of_Five_Catalogues_Are_Linked_Whether_Or_Not_Their_Type_Is_Said(string? type, double floor) =>
        Assert.True(Measure("kanripo-zh-half", type).F1 >= floor);

    private QualityFigures Measure(string name, string? type)
    {
        var folder = GoldSet.Folder(name);
        Skip.If(folder is null, "The gold sets are not here.");

        var (gold, records) = GoldSet.Read(folder).Typed(type).ReadRecords();
        var ours = QualityFigures.Of(gold, MeasuredLinking.Link(gold.Records, records).Resources);
        output.WriteLine($"precision {ours.Precision:F4}, recall {ours.Recall:F4}, F1 {ours.F1:F4}; {ours.Wrong.Count} wrong, {ours.Missed.Count} missed");
        foreach (var error in QualityError.Of(gold, records, ours))
        {
            output.WriteLine(error.ToString());
        }

        foreach (var baseline in Baselines.All)
        {
            Assert.True(QualityFigures.Of(gold, baseline.Link(records)).F1 < ours.F1, baseline.Name);
        }

        return ours;
    }
}
