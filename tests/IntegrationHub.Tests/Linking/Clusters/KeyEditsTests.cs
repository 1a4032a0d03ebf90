using CsCheck;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class KeyEditsTests
{
    /// <summary>Records with keys from a few, so that they share some; and keys that are edited otherwise.</summary>
    private static readonly Gen<(int[][] Records, int[] Others)> Steps = Gen.Select(Gen.Int[0, 40].HashSet[0, 8].Select(keys => keys.ToArray()).Array[0, 12], Gen.Int[0, 40].Array[0, 12]);

    [Fact]
    public void Partition_By_Partition_Each_Edit_Comes_Once_With_The_Others_Of_Its_Key()
    {
        Gen.Select(Steps, Gen.Int[0, 5]).Sample((step, depth) =>
        {
            var expected = step.Records.SelectMany((keys, place) => keys.Select(key => new KeyEdit(KeyOf(key), KeyEditKind.Add, IdOf(place))))
                .Concat(step.Others.Select(key => new KeyEdit(KeyOf(key), KeyEditKind.Remove, IdOf(-1)))).ToList();
            var edits = new KeyEdits(new HeldKeys([.. step.Records.Select(keys => keys.Select(KeyOf).ToArray())]), IdOf, [.. step.Others.Select(key => new KeyEdit(KeyOf(key), KeyEditKind.Remove, IdOf(-1)))]);

            var partitions = Enumerable.Range(0, 1 << depth).Select(partition => edits.In(First(partition), partition + 1 == 1 << depth ? ulong.MaxValue : First(partition + 1) - 1).ToList()).ToList();

            Assert.All(partitions.Index(), partition => Assert.All(partition.Item, of => Assert.Equal(partition.Index, depth == 0 ? 0 : (int)(of[0].Key.Hash >> (64 - depth)))));
            var all = partitions.SelectMany(partition => partition).ToList();
            Assert.All(all, of => Assert.Single(of.Select(edit => edit.Key).Distinct()));
            Assert.Equal(all.Select(of => of[0].Key).Order(), all.Select(of => of[0].Key));
            Assert.Equal(all.Count, all.Select(of => of[0].Key).Distinct().Count());
            Assert.Equal(expected.Count, edits.Count);
            Assert.Equal(expected.Select(Text).Order(StringComparer.Ordinal), all.SelectMany(of => of).Select(Text).Order(StringComparer.Ordinal));

            ulong First(int partition) => depth == 0 ? 0 : (ulong)partition << (64 - depth);
        });
    }

    [Fact]
    public void Who_Holds_A_Key_Is_Found_Among_All()
    {
        Steps.Sample(step =>
        {
            var held = new HeldKeys([.. step.Records.Select(keys => keys.Select(KeyOf).ToArray())]);

            for (var key = 0; key <= 41; key++)
            {
                Assert.Equal(step.Records.Index().Where(record => record.Item.Contains(key)).Select(record => record.Index), held.Of(KeyOf(key)).ToArray().Select(one => one.Holder));
            }

            Assert.Equal(step.Records.SelectMany(keys => keys).Distinct().Select(KeyOf).Order(), held.Distinct());
        });
    }

    /// <summary>Some are of text and some identifiers.</summary>
    private static MatchKey KeyOf(int number) => number % 3 == 0 ? MatchKey.Of(IdentifierScheme.Doi, $"10.1000/{number}") : MatchKey.OfText("title", $"{number}");

    private static ResourceId IdOf(int place) => ResourceId.Of(MemoryIndex.IdOf($"record {place}"));

    private static string Text(KeyEdit edit) => $"{edit.Key} {edit.Kind} {edit.Holder}";
}
