using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>
/// What a step has to look at: the resources that its records are in or may join, what changed about which record, and how many records hold each
/// key afterwards. Pure; <see cref="LinkPlanner"/> fills it.
/// </summary>
/// <param name="holdersPerKey">More than so many make a key say nothing.</param>
/// <param name="decisions">What curators have said.</param>
/// <param name="reconsidered">Records that they have said something new about.</param>
internal sealed class LinkPool(int holdersPerKey, CuratedLinks decisions, IReadOnlySet<RecordId> reconsidered)
{
    /// <summary>How many records of the last version give up each key.</summary>
    private readonly Dictionary<MatchKey, int> _lost = [];

    /// <summary>Holders that keys had, where they had any.</summary>
    private readonly Dictionary<MatchKey, int> _before = [];
    private readonly HashSet<ResourceId> _broken = [];
    private readonly Dictionary<RecordId, int> _places = [];
    private ComparableRecord?[] _comparables = [];

    public CuratedLinks Decisions => decisions;

    /// <summary>Resources of the last version, as they were; with each, those that are kept apart from it.</summary>
    public Dictionary<ResourceId, Resource> Standing { get; } = [];

    /// <summary>Those of them whose links must be found again: a member changed or left, a key of theirs lost its say, or a person has spoken.</summary>
    public IEnumerable<Resource> Broken => _broken.Count == 0 ? [] : Standing.Values.Where(IsBroken);

    /// <summary>New and changed records.</summary>
    public List<Member> Changed { get; } = [];

    /// <summary>Their keys; holders are places in <see cref="Changed"/>.</summary>
    public HeldKeys Gained { get; private set; } = HeldKeys.None;

    public HashSet<RecordId> Removed { get; } = [];

    /// <summary>What became of each run's records.</summary>
    public Dictionary<(SourceId Source, int Run), LinkedRun> Runs { get; } = [];

    /// <summary>Ids of arrived records that had a line of their own: they led to another resource, or were buried.</summary>
    public Dictionary<MatchKey, ResourceId[]> Forwards { get; init; } = [];

    /// <summary>Resources that hang together by links, though some are kept apart, have one name: the first one's id.</summary>
    public static ResourceId ComponentOf(Resource resource) => resource.Apart is [var first, ..] && first.CompareTo(resource.Id) < 0 ? first : resource.Id;

    public void Stand(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources)
        {
            Standing.TryAdd(resource.Id, resource);
        }
    }

    public void Arrive(IReadOnlyDictionary<RecordId, Arrival> arrivals)
    {
        using var stage = LinkStage.Begin("keys");
        var held = new Dictionary<RecordId, (Resource Resource, Member Member)>();
        foreach (var resource in Standing.Values)
        {
            foreach (var member in resource.Members)
            {
                held.Add(member.RecordId, (resource, member));
            }
        }

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
                    Lose(home.Member);
                }

                continue;
            }

            var member = arrival.ToMember(id, known ? home.Member : null);
            if (known && home.Member.Fingerprint == member.Fingerprint && home.Member.Since == member.Since)
            {
                continue;
            }

            Change(id, decisions.About(id).Count == 0 ? member : member with { Wrong = decisions.WrongIn(id, member.Record) }, home);
            foreach (var partner in decisions.Partners(id).Where(held.ContainsKey))
            {
                Break(held[partner].Resource.Id);
            }
        }

        foreach (var id in reconsidered.Where(held.ContainsKey))
        {
            var home = held[id];
            Break(home.Resource.Id);
            var wrong = decisions.WrongIn(id, home.Member.Record);
            if (!wrong.SequenceEqual(home.Member.Wrong) && !arrivals.ContainsKey(id))
            {
                Change(id, home.Member with { Wrong = wrong }, home);
            }
        }

        var keys = new MatchKey[]?[Changed.Count];
        Parallel.For(0, keys.Length, i => keys[i] = MatchKeys.Of(Changed[i].ReadTrusted()));
        Gained = new HeldKeys(keys);
        _comparables = new ComparableRecord?[Changed.Count];

        void Change(RecordId id, Member member, (Resource? Resource, Member Member) home)
        {
            _places.Add(id, Changed.Count);
            Changed.Add(member);
            if (home.Resource is { } was)
            {
                Lose(home.Member);
                Break(was.Id);
            }
            else if (Forwards.TryGetValue(MatchKey.Of(ResourceId.Of(id)), out var led) && led is [var heir, ..])
            {
                // It comes back: the resource that stood for it meanwhile gives its id up.
                Break(heir);
            }
        }
    }

    /// <returns>The record's place in <see cref="Changed"/>; -1: it is neither new nor changed.</returns>
    public int PlaceOf(RecordId id) => _places.TryGetValue(id, out var place) ? place : -1;

    /// <summary>New and changed records that hold the key, by their places.</summary>
    public List<int> PlacesWith(MatchKey key)
    {
        var places = new List<int>();
        foreach (var held in Gained.Of(key))
        {
            places.Add(held.Holder);
        }

        return places;
    }

    /// <summary>A new or changed record, taken apart when it is first compared.</summary>
    public ComparableRecord ComparableOf(int place) => _comparables[place] ??= ComparableRecord.Of(Changed[place].ReadTrusted());

    /// <returns>It, if it has been compared; it is the node's from then on.</returns>
    public ComparableRecord? TakeComparable(int place)
    {
        var taken = _comparables[place];
        _comparables[place] = null;
        return taken;
    }

    public bool IsBroken(Resource resource) => _broken.Contains(ComponentOf(resource));

    /// <summary>Marks a standing resource, and those that are kept apart from it, for finding their links again.</summary>
    public void Break(ResourceId id)
    {
        if (Standing.TryGetValue(id, out var resource))
        {
            _broken.Add(ComponentOf(resource));
        }
    }

    /// <summary>Candidate keys whose holders matter: those that a record gains or loses.</summary>
    public IEnumerable<MatchKey> KeysTouched() =>
        Gained.Distinct().Concat(_lost.Keys.Where(key => Gained.Of(key).IsEmpty)).Where(key => key.MakesCandidates);

    /// <summary>Of others, those of what else is in broken resources.</summary>
    public IEnumerable<MatchKey> KeysOfBroken() => Broken
        .SelectMany(resource => resource.Members)
        .Where(member => !Removed.Contains(member.RecordId) && PlaceOf(member.RecordId) < 0)
        .SelectMany(member => MatchKeys.Of(member.ReadTrusted()))
        .Where(key => key.MakesCandidates && !Touches(key));

    public void Counted(Dictionary<MatchKey, ResourceId[]> lines)
    {
        foreach (var (key, holders) in lines)
        {
            _before.TryAdd(key, holders.Length);
        }
    }

    /// <summary>True if records that share the key are to be compared: the number of holders after the step decides, whatever way led there.</summary>
    public bool Proposes(MatchKey key) =>
        key.MakesCandidates && _before.GetValueOrDefault(key) + Gained.Of(key).Length - _lost.GetValueOrDefault(key) <= key.MostHolders(holdersPerKey);

    /// <summary>True if the key had too many holders to propose before the step.</summary>
    public bool ProposedNothing(MatchKey key) => _before.TryGetValue(key, out var holders) && holders > key.MostHolders(holdersPerKey);

    /// <summary>True if it has regained its say, so that whoever holds it may be linked anew.</summary>
    public bool ProposesAnew(MatchKey key) => ProposedNothing(key) && Proposes(key);

    /// <summary>Whether the key is held by something that changed, so that others holding it may be linked anew.</summary>
    public bool Touches(MatchKey key) => !Gained.Of(key).IsEmpty || _lost.ContainsKey(key);

    private void Lose(Member member)
    {
        foreach (var key in MatchKeys.Of(member.ReadTrusted()))
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_lost, key, out _)++;
        }
    }
}
