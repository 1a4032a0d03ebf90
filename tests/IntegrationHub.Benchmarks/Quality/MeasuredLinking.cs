using System.Diagnostics;
using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Quality;

/// <summary>Records linked by the hub's own planner into an empty index, in one step; each file is a source.</summary>
internal static class MeasuredLinking
{
    public static int HoldersPerKey { get; } = new LinkingOptions().HoldersPerKey;

    /// <returns>The records of each resource by their place, and the seconds it took.</returns>
    public static (List<List<int>> Resources, double Seconds) Link(IReadOnlyList<RawRecord> raw, IReadOnlyList<BibliographicRecord> records)
    {
        var arrivals = new Dictionary<RecordId, Arrival>(records.Count);
        var places = new Dictionary<RecordId, int>(records.Count);
        foreach (var (place, record) in records.Index())
        {
            var id = new RecordId(SourceId.Parse(string.Create(CultureInfo.InvariantCulture, $"file-{raw[place].File}")), string.Create(CultureInfo.InvariantCulture, $"{place:D8}"));
            places.Add(id, place);
            arrivals.Add(id, Arrival.Of(new HarvestedRecord { Id = id.OaiIdentifier, Datestamp = "2024-01-01", Record = record, Fingerprint = Fingerprint.Of(record, []) }));
        }

        var start = Stopwatch.GetTimestamp();
        var plan = new LinkPlanner(new EmptyIndex(), HoldersPerKey).PlanAsync(arrivals).GetAwaiter().GetResult();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return ([.. plan.Resources.Select(edit => edit.After!.Members.Select(member => places[member.RecordId]).ToList())], seconds);
    }

    /// <summary>The pairs that share a key that few enough hold: what linking may compare. It leaves out those that are linked already.</summary>
    public static HashSet<(int, int)> Candidates(IReadOnlyList<BibliographicRecord> records) =>
    [
        .. records.AsParallel().AsOrdered().Select(MatchKeys.Of).AsEnumerable()
            .SelectMany((keys, place) => keys.Where(key => key.MakesCandidates).Select(key => (key, place)))
            .GroupBy(held => held.key, held => held.place)
            .Where(holders => holders.Count() > 1 && holders.Count() <= holders.Key.MostHolders(HoldersPerKey))
            .Select(holders => holders.ToList())
            .SelectMany(holders => holders.SelectMany((a, i) => holders.Skip(i + 1).Select(b => GoldSet.Pair(a, b)))),
    ];

    private sealed class EmptyIndex : IIndexLookup
    {
        public Task<Dictionary<ResourceId, Resource>> ResourcesAsync(IEnumerable<ResourceId> ids, Predicate<Resource>? wanted = null) => Task.FromResult(new Dictionary<ResourceId, Resource>());

        public Task<Dictionary<MatchKey, ResourceId[]>> KeysAsync(IEnumerable<MatchKey> keys) => Task.FromResult(new Dictionary<MatchKey, ResourceId[]>());
    }
}
