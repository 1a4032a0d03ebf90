using IntegrationHub.Quality;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Linking;

/// <summary>Two of the sample platforms, and damaged copies of some of their records: the floors are a little below what the rules reach.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private const int Copies = 400;
    private const int Seed = 5;

    private static readonly Lazy<IReadOnlyList<RawRecord>> Records = new(() => RealRecords.Samples(RealRecords.SamplesApart));

    [Theory]
    [InlineData(0, 0.99)]
    [InlineData(1, 0.985)]
    [InlineData(2, 0.94)]
    [InlineData(3, 0.82)]
    [InlineData(4, 0.51)]
    [InlineData(5, 0.20)]
    public void Copies_Are_Linked_At_Each_Level_Of_Damage(int level, double floor)
    {
        var (gold, records) = DamagedSet.OfLevel(Records.Value, Copies, level, Seed).ReadRecords();

        var ours = QualityFigures.Of(gold, MeasuredLinking.Link(gold.Records, records).Resources);

        output.WriteLine($"level {level}: precision {ours.Precision:F4}, recall {ours.Recall:F4}, F1 {ours.F1:F4}");
        Assert.True(ours.F1 >= floor);
        Assert.True(ours.Precision >= 0.97);
        foreach (var baseline in Baselines.All)
        {
            var theirs = QualityFigures.Of(gold, baseline.Link(records)).F1;
            output.WriteLine($"  {baseline.Name}: {theirs:F4}");
            // What is hardly damaged has the same title and year for anybody.
            Assert.True(ours.F1 > (level < 2 ? theirs - 0.01 : theirs + 0.05), baseline.Name);
        }
    }

    [Fact]
    public void The_Same_Seed_Damages_The_Same_Way_Whatever_The_Order()
    {
        var reversed = Records.Value.Reverse().ToList();

        Assert.Equal(Copied(Records.Value, Seed), Copied(reversed, Seed));
        Assert.NotEqual(Copied(Records.Value, Seed), Copied(reversed, Seed + 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_Kind_Of_Damage_Changes_What_It_Says(string kind)
    {
        var gold = DamagedSet.OfKind(Records.Value, 50, Enum.Parse<DamageKind>(kind), Seed);

        Assert.NotEmpty(gold.Pairs);
        Assert.All(gold.Pairs, pair => Assert.NotEqual(gold.Records[pair.Item1].Texts, gold.Records[pair.Item2].Texts));
    }

    public static TheoryData<string> Kinds => [.. Enum.GetNames<DamageKind>()];

    private static List<string> Copied(IReadOnlyList<RawRecord> records, int seed) =>
        [.. DamagedSet.OfLevel(records, 50, level: 4, seed).Records.Where(record => record.File == 1).Select(record => record.ToString()).Order(StringComparer.Ordinal)];
}
