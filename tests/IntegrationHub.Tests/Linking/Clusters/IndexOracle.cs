using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>
/// Linking said plainly: every pair that shares a key that few enough hold is compared, what is the same or put together by a person hangs together, and cohesion
/// makes works of it. No index, no steps.
/// </summary>
internal static class IndexOracle
{
    /// <returns>The records of each resource, by their place in <paramref name="members"/>.</returns>
    public static List<List<int>> Link(IReadOnlyList<Member> members, int holdersPerKey, CuratedLinks? decisions = null)
    {
        decisions ??= CuratedLinks.None;
        var nodes = members.Select(member =>
        {
            var trusted = member with { Wrong = decisions.WrongIn(member.RecordId, member.Record) };
            return new LinkNode { Member = trusted, Keys = MatchKeys.Of(trusted.Trusted), Own = ResourceId.Of(member.RecordId) };
        }).ToList();
        var group = Enumerable.Range(0, members.Count).ToArray();
        var byKey = Enumerable.Range(0, members.Count)
            .SelectMany(record => nodes[record].Keys.Where(key => key.MakesCandidates).Select(key => (key, record)))
            .GroupBy(pair => pair.key, pair => pair.record);
        foreach (var holders in byKey.Select(holders => (holders.Key, Records: holders.ToList())).Where(holders => holders.Records.Count <= holders.Key.MostHolders(holdersPerKey)).Select(holders => holders.Records))
        {
            foreach (var (a, b) in holders.SelectMany(a => holders.Where(b => b > a).Select(b => (a, b))))
            {
                if (Root(a) != Root(b) && RecordComparison.Compare(nodes[a].Comparable, nodes[b].Comparable).Verdict == Verdict.Same)
                {
                    group[Root(a)] = Root(b);
                }
            }
        }

        foreach (var decision in decisions.All.Where(decision => decision.Kind is DecisionKind.Same or DecisionKind.Pin))
        {
            var present = Enumerable.Range(0, members.Count).Where(i => decision.Records.Any(judged => judged.RecordId == members[i].RecordId && judged.Recognises(members[i].Record))).ToList();
            foreach (var other in present.Skip(1))
            {
                group[Root(other)] = Root(present[0]);
            }
        }

        return
        [
            .. Enumerable.Range(0, members.Count).GroupBy(Root)
                .SelectMany(component => Cohesion.Split([.. component.Select(i => nodes[i])], decisions))
                .Select(work => work.ConvertAll(nodes.IndexOf)),
        ];

        int Root(int record)
        {
            while (group[record] != record)
            {
                record = group[record] = group[group[record]];
            }

            return record;
        }
    }

    /// <summary>Records that nobody has harvested, as members.</summary>
    public static List<Member> Members(IEnumerable<BibliographicRecord> records) => [.. records.Select((record, i) => new Member
    {
        Source = MemoryIndex.IdOf("").Source,
        Id = $"r{i:D7}",
        Datestamp = "2024-01-01",
        Since = "2024-01-01",
        Fingerprint = "",
        Record = record,
    })];
}
