using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Linking;

/// <summary>An index as two dictionaries: what partitions hold, without blobs.</summary>
internal sealed class MemoryIndex(int holdersPerKey) : IIndexLookup
{
    private static readonly SourceId Source = SourceId.Parse("test");

    public SortedDictionary<ResourceId, Resource> Resources { get; } = [];

    public Dictionary<MatchKey, List<ResourceId>> Keys { get; } = [];

    /// <summary>What curators have said, as the index heeds it.</summary>
    public CuratedLinks Decisions { get; private set; } = CuratedLinks.None;

    public static RecordId IdOf(string id) => new(Source, id);

    /// <returns>What was planned and done.</returns>
    public LinkPlan Apply(IEnumerable<HarvestedRecord> records, IEnumerable<CuratorDecision>? decisions = null)
    {
        var heeded = Decisions;
        Decisions = decisions is null ? heeded : CuratedLinks.Of(decisions);
        var arrivals = new Dictionary<RecordId, Arrival>();
        foreach (var (run, record) in records.Index())
        {
            var id = new RecordId(Source, record.Id);
            arrivals[id] = arrivals.TryGetValue(id, out var before) ? before.Then(record, run) : Arrival.Of(record, run);
        }

        var plan = new LinkPlanner(this, holdersPerKey).PlanAsync(arrivals, Decisions, Decisions.ReconsideredSince(heeded)).GetAwaiter().GetResult();
        foreach (var edit in plan.Resources)
        {
            if (edit.After is { } after)
            {
                Resources[edit.Id] = after;
            }
            else
            {
                Resources.Remove(edit.Id);
            }
        }

        foreach (var group in plan.Keys.GroupBy(edit => edit.Key))
        {
            if (KeyEdit.Apply(Keys.GetValueOrDefault(group.Key) ?? [], group) is { } holders)
            {
                Keys[group.Key] = [.. holders.Order()];
            }
            else
            {
                Keys.Remove(group.Key);
            }
        }

        return plan;
    }

    /// <summary>Each record in one resource under its founder's id; each key found from both sides; each id ever seen leads somewhere.</summary>
    public void AssertSound()
    {
        var expected = Resources.Values
            .SelectMany(resource => resource.Members.SelectMany(member => MatchKeys.Of(member.Trusted).Select(key => (key, resource.Id))))
            .GroupBy(pair => pair.key, pair => pair.Id)
            .ToDictionary(group => group.Key, group => group.Order().ToList());
        foreach (var resource in Resources.Values)
        {
            Assert.Equal(ResourceId.Of(resource.Members[0].RecordId), resource.Id);
            Assert.Equal(resource.Members.OrderBy(member => (member.Since, member.RecordId)), resource.Members);
            var first = LinkPool.ComponentOf(resource);
            var apart = Resources.Values.Where(other => other.Id != resource.Id && LinkPool.ComponentOf(other) == first).Select(other => other.Id).ToList();
            Assert.Equal(first == resource.Id ? apart : [first], resource.Apart);
            foreach (var id in resource.Members.Skip(1).Select(member => ResourceId.Of(member.RecordId)).Concat(resource.Formerly))
            {
                expected.Add(MatchKey.Of(id), [resource.Id]);
            }
        }

        Assert.Equal(
            expected.Select(Line).Order(StringComparer.Ordinal),
            Keys.Where(line => line.Value.Count > 0).Select(Line).Order(StringComparer.Ordinal));
    }

    public string Describe() => string.Join('\n', Resources.Values.Select(resource => $"{resource.Id}: {string.Join(' ', resource.Members.Select(member => member.Id))}"))
        + "\n" + string.Join('\n', Keys.Select(Line).Order(StringComparer.Ordinal));

    public Task<Dictionary<ResourceId, Resource>> ResourcesAsync(IEnumerable<ResourceId> ids, Predicate<Resource>? wanted = null) =>
        Task.FromResult(ids.Distinct().Where(id => Resources.TryGetValue(id, out var resource) && (wanted is null || wanted(resource))).ToDictionary(id => id, id => Resources[id]));

    public Task<Dictionary<MatchKey, ResourceId[]>> KeysAsync(IEnumerable<MatchKey> keys) =>
        Task.FromResult(keys.Distinct().Where(Keys.ContainsKey).ToDictionary(key => key, key => Keys[key].ToArray()));

    private static string Line(KeyValuePair<MatchKey, List<ResourceId>> line) => $"{line.Key} {string.Join(' ', line.Value)}";
}
