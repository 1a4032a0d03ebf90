using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Tests.Samples;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Linking;

/// <summary>The sample platforms, whose true overlaps and near misses are known: the floor is what the rules reach.</summary>
public sealed class SampleLinkingTests(ITestOutputHelper output)
{
    private static readonly Lazy<Sample> All = new(Sample.Read);

    [Fact]
    public void Near_Misses_Stay_Apart()
    {
        var joined = SampleFiles.Pairs("near-misses.tsv").Where(All.Value.AreOne).ToList();
        joined.ForEach(pair => Show("joined", pair));

        Assert.Empty(joined);
    }

    [Fact]
    public void True_Overlaps_Are_Linked()
    {
        var pairs = SampleFiles.Pairs("overlaps.tsv");
        var missed = pairs.Where(pair => !All.Value.AreOne(pair)).ToList();
        output.WriteLine($"recall {1 - ((double)missed.Count / pairs.Count):F4}; {missed.Count} of {pairs.Count} missed");
        missed.ForEach(pair => Show("missed", pair));

        Assert.True(missed.Count <= 20);
    }

    [Fact]
    public void What_Is_Linked_Across_Files_Is_Known()
    {
        var extra = All.Value.PairsAcross().Except(SampleFiles.Pairs("overlaps.tsv")).ToList();
        output.WriteLine($"{extra.Count} pairs linked that are not in overlaps.tsv");
        extra.ForEach(pair => Show("extra", pair));

        // Two translations of one report, whose titles differ in the language's name alone.
        Assert.True(extra.Count <= 2);
    }

    private void Show(string kind, (string A, string B) pair)
    {
        var (a, b) = (All.Value.Records[pair.A], All.Value.Records[pair.B]);
        var comparison = RecordComparison.Compare(a, b);
        output.WriteLine($"{kind}: {comparison.Verdict} {comparison.Score:F2} {string.Join(", ", comparison.Reasons)}; {MatchKeys.Of(a).Intersect(MatchKeys.Of(b)).Count(key => key.MakesCandidates)} keys");
        foreach (var (id, record) in new[] { (pair.A, a), (pair.B, b) })
        {
            output.WriteLine($"   {id} {record.Type} {record.Title} ({string.Join("; ", record.Creators)}, {record.Year}) {string.Join(' ', record.Identifiers.Select(identifier => identifier.Value))}");
        }
    }

    private sealed record Sample(IReadOnlyDictionary<string, BibliographicRecord> Records, IReadOnlyDictionary<string, int> ResourceOf)
    {
        public static Sample Read()
        {
            var formats = new MetadataFormats();
            var records = new List<(string Id, BibliographicRecord Record)>();
            foreach (var record in SampleFiles.Records.Where(record => !record.Deleted))
            {
                using var reader = record.Payload!.CreateReader();
                reader.MoveToContent();
                records.Add((record.Identifier, formats.Read(reader).Record));
            }

            var resources = IndexOracle.Link(IndexOracle.Members(records.Select(record => record.Record)), holdersPerKey: 200);
            return new Sample(
                records.ToDictionary(record => record.Id, record => record.Record),
                resources.SelectMany((members, resource) => members.Select(member => (records[member].Id, resource))).ToDictionary(entry => entry.Id, entry => entry.resource));
        }

        public bool AreOne((string A, string B) pair) => ResourceOf[pair.A] == ResourceOf[pair.B];

        public IEnumerable<(string A, string B)> PairsAcross() =>
            from members in ResourceOf.GroupBy(entry => entry.Value, entry => entry.Key)
            from a in members
            from b in members
            where string.CompareOrdinal(a, b) < 0 && FileOf(a) != FileOf(b)
            select (a, b);

        private static string FileOf(string id) => id[..id.LastIndexOf(':')];
    }
}
