using System.IO.Hashing;
using System.Text;

namespace IntegrationHub.Quality;

/// <summary>
/// Real records, and damaged copies of some of them under another source. The pair of a record and its copy is true, and no other pair across the two sources is,
/// as far as the records' sources name no work twice. Deterministic: record, seed and level or kind decide what happens to it.
/// </summary>
internal static class DamagedSet
{
    public const int Levels = 6;

    private static readonly DamageKind[] Writing = [DamageKind.CaseAndPunctuation, DamageKind.FullWidth, DamageKind.Entities, DamageKind.Script];

    /// <summary>What may happen to the content, the milder first.</summary>
    private static readonly DamageKind[] Content =
    [
        DamageKind.Names, DamageKind.Typo, DamageKind.Subtitle, DamageKind.MissingFields, DamageKind.Ocr, DamageKind.WrongYear, DamageKind.Truncation, DamageKind.Gbk,
    ];

    /// <summary>
    /// Level 0: a copy as it is. 1: written otherwise (case, width, entities, script). 2: and one of names, typo, subtitle, missing fields. 3: and two of these and OCR,
    /// wrong year. 4: and three of these, truncation and GBK damage. 5: written otherwise twice, and five of all. Every second copy keeps its identifiers, at every level.
    /// </summary>
    public static GoldSet OfLevel(IReadOnlyList<RawRecord> records, int copies, int level, int seed) =>
        Of($"level {level}", records, copies, seed, (record, random) =>
        {
            var (written, content, kinds) = level switch { 0 => (0, 0, 0), 1 => (1, 0, 0), 2 => (1, 1, 4), 3 => (1, 2, 6), 4 => (1, 3, 8), _ => (2, 5, 8) };
            record = random.Next(2) == 0 ? record : Damage.WithoutIdentifiers(record);
            // What happens to the content comes before how it is written and sent.
            foreach (var kind in Some(Content[..kinds], content, random).Concat(Some(Writing, written, random)))
            {
                record = Damage.Of(record, kind, random);
            }

            return record;
        });

    /// <summary>Copies without identifiers and with one kind of damage, of records that it changes.</summary>
    public static GoldSet OfKind(IReadOnlyList<RawRecord> records, int copies, DamageKind kind, int seed) =>
        Of(kind.ToString(), records, copies, seed, (record, random) =>
            Damage.Of(record, kind, random) is var damaged && damaged.Texts.SequenceEqual(record.Texts) ? null : Damage.WithoutIdentifiers(damaged));

    /// <summary>A part of the records that is the same whatever their order.</summary>
    public static IReadOnlyList<RawRecord> Sample(IEnumerable<RawRecord> records, int count, int seed) => [.. records.OrderBy(record => HashOf(record, seed)).Take(count)];

    private static GoldSet Of(string name, IReadOnlyList<RawRecord> records, int copies, int seed, Func<RawRecord, Random, RawRecord?> damage)
    {
        var all = records.Select(record => record with { File = 0 }).ToList();
        var pairs = new HashSet<(int, int)>();
        foreach (var (place, record) in records.Index().OrderBy(record => HashOf(record.Item, seed + 1)))
        {
            if (pairs.Count < copies && damage(record, new Random((int)HashOf(record, seed + 2))) is { } damaged)
            {
                pairs.Add((place, all.Count));
                all.Add(damaged with { File = 1, Id = $"copy of {record.Id}" });
            }
        }

        return new GoldSet(name, all, pairs, AcrossFiles: true, []);
    }

    private static DamageKind[] Some(DamageKind[] kinds, int count, Random random)
    {
        kinds = [.. kinds];
        random.Shuffle(kinds);
        return kinds[..count];
    }

    private static ulong HashOf(RawRecord record, int seed) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(record.Id), seed);
}
