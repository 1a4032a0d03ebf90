using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>Linking said plainly: every pair that shares a key that few enough hold is compared, and what is the same is united. No index, no steps.</summary>
internal static class IndexOracle
{
    /// <returns>The records of each resource, by their place in <paramref name="records"/>.</returns>
    public static List<List<int>> Link(IReadOnlyList<BibliographicRecord> records, int holdersPerKey)
    {
        var comparable = records.Select(ComparableRecord.Of).ToList();
        var group = Enumerable.Range(0, records.Count).ToArray();
        var byKey = Enumerable.Range(0, records.Count)
            .SelectMany(record => MatchKeys.Of(comparable[record]).Where(key => key.MakesCandidates).Select(key => (key, record)))
            .GroupBy(pair => pair.key, pair => pair.record);
        foreach (var holders in byKey.Select(holders => holders.ToList()).Where(holders => holders.Count <= holdersPerKey))
        {
            foreach (var (a, b) in holders.SelectMany(a => holders.Where(b => b > a).Select(b => (a, b))))
            {
                if (Root(a) != Root(b) && RecordComparison.Compare(comparable[a], comparable[b]).Verdict == Verdict.Same)
                {
                    group[Root(a)] = Root(b);
                }
            }
        }

        return [.. Enumerable.Range(0, records.Count).GroupBy(Root).Select(members => members.ToList())];

        int Root(int record)
        {
            while (group[record] != record)
            {
                record = group[record] = group[group[record]];
            }

            return record;
        }
    }
}
