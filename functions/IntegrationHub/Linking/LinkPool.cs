using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>
/// What a step has to look at: the resources that its records are in or may join, what changed about which record, and how many records hold each
/// key afterwards. Pure; <see cref="LinkPlanner"/> fills it.
/// </summary>
internal sealed class LinkPool(int holdersPerKey)
{
    private readonly Dictionary<MatchKey, int> _deltas = [];
    private readonly Dictionary<MatchKey, int> _before = [];

    /// <summary>Resources of the last version, as they were.</summary>
    public Dictionary<ResourceId, Resource> Standing { get; } = [];

    /// <summary>Those of them whose inner links must be found again: a member changed or left, or a key of theirs lost its say.</summary>
    public HashSet<ResourceId> Broken { get; } = [];

    /// <summary>New and changed records with their keys.</summary>
    public Dictionary<RecordId, (Member Member, MatchKey[] Keys)> Changed { get; } = [];

    public HashSet<RecordId> Removed { get; } = [];

    /// <summary>What became of each run's records.</summary>
    public Dictionary<(SourceId Source, int Run), LinkedRun> Runs { get; } = [];

    /// <summary>Ids of arrived records that had a line of their own: they led to another resource, or were buried.</summary>
    public Dictionary<MatchKey, ResourceId[]> Forwards { get; init; } = [];

    public void Stand(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources)
        {
            Standing.TryAdd(resource.Id, resource);
        }
    }

    public void Arrive(IReadOnlyDictionary<RecordId, Arrival> arrivals)
    {
        var held = new Dictionary<RecordId, (Resource Resource, Member Member)>();
        foreach (var resource in Standing.Values)
        {
            foreach (var member in resource.Members)
            {
                held.Add(member.RecordId, (resource, member));
            }
        }

        var changed = new List<(RecordId Id, Member Member)>();
        foreach (var (id, arrival) in arrivals)
        {
            var known = held.TryGetValue(id, out var home);
            LinkedRun.Count(Runs, id.Source, arrival, known ? home.Member.Fingerprint : null);
            if (arrival.Withdraws)
            {
                if (known)
                {
                    Removed.Add(id);
                    Break(home.Resource.Id);
                    Count(MatchKeys.Of(home.Member.Written.Read()), -1);
                }

                continue;
            }

            var member = arrival.ToMember(id, known ? home.Member : null);
            if (known && home.Member.Fingerprint == member.Fingerprint && home.Member.Since == member.Since)
            {
                continue;
            }

            changed.Add((id, member));
            if (known)
            {
                Count(MatchKeys.Of(home.Member.Written.Read()), -1);
                Break(home.Resource.Id);
            }
            else if (Forwards.TryGetValue(MatchKey.Of(ResourceId.Of(id)), out var led) && led is [var heir, ..])
            {
                // It comes back: the resource that stood for it meanwhile gives its id up.
                Break(heir);
            }
        }

        foreach (var (id, member, keys) in changed.AsParallel().Select(static entry => (entry.Id, entry.Member, MatchKeys.Of(entry.Member.Written.Read()))))
        {
            Changed.Add(id, (member, keys));
            Count(keys, 1);
        }
    }

    /// <summary>Marks a standing resource for finding its links again.</summary>
    /// <returns>False if it was marked already.</returns>
    public bool Break(ResourceId id) => Standing.ContainsKey(id) && Broken.Add(id);

    /// <summary>Candidate keys whose holders matter: those of all that changed, and of what else is in broken resources.</summary>
    public IEnumerable<MatchKey> KeysToCount() =>
        _deltas.Keys.Where(key => key.MakesCandidates).Concat(KeysOf(Broken)).Where(key => !_before.ContainsKey(key)).Distinct();

    public void Counted(IEnumerable<MatchKey> asked, Dictionary<MatchKey, ResourceId[]> lines)
    {
        foreach (var key in asked)
        {
            _before.TryAdd(key, lines.TryGetValue(key, out var holders) ? holders.Length : 0);
        }
    }

    /// <summary>True if records that share the key are to be compared: the number of holders after the step decides, whatever way led there.</summary>
    public bool Proposes(MatchKey key) =>
        key.MakesCandidates && CountAfter(key) is { } holders && holders <= holdersPerKey;

    /// <summary>True if the key had too many holders to propose before the step.</summary>
    public bool ProposedNothing(MatchKey key) => _before.TryGetValue(key, out var holders) && holders > holdersPerKey;

    /// <summary>Whether the key is held by something that changed, so that others holding it may be linked anew.</summary>
    public bool Touches(MatchKey key) => _deltas.ContainsKey(key);

    private int? CountAfter(MatchKey key) =>
        _before.TryGetValue(key, out var holders) ? holders + _deltas.GetValueOrDefault(key) : null;

    private IEnumerable<MatchKey> KeysOf(IEnumerable<ResourceId> resources) => resources
        .SelectMany(id => Standing[id].Members)
        .Where(member => !Removed.Contains(member.RecordId) && !Changed.ContainsKey(member.RecordId))
        .SelectMany(member => MatchKeys.Of(member.Written.Read()))
        .Where(key => key.MakesCandidates);

    private void Count(MatchKey[] keys, int by)
    {
        foreach (var key in keys)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_deltas, key, out _) += by;
        }
    }
}
