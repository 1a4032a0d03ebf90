using System.Runtime.InteropServices;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// Which records make which resource. Records hang together that share a proposing key and compare as the same work, or that a curator has put together; of each such
/// component <see cref="Cohesion"/> makes works. Only the records and the decisions decide, not the order or the steps they came in. Pure.
/// </summary>
internal sealed class LinkDecision
{
    private const int GroupsAtOnce = 4096;

    private readonly LinkPool _pool;
    private readonly List<LinkNode> _nodes = [];
    private readonly Dictionary<RecordId, LinkNode> _standing = [];
    private readonly DisjointSets _sets;
    private readonly DoubtList _doubts = new();

    private LinkDecision(LinkPool pool)
    {
        _pool = pool;
        _nodes.AddRange(new LinkNode[pool.Changed.Count]);
        // Keys of what stands are made anew, by all processors: a step may have to look at much more than it brings.
        var whole = new List<(ResourceId Component, int Node)>();
        var standing = pool.Standing.Values.SelectMany(resource => resource.Members.Select(member => (Resource: resource, Member: member))).Where(held => !pool.Removed.Contains(held.Member.RecordId))
            .AsParallel().Select(held => NodeOf(held.Resource, held.Member));
        foreach (var node in standing)
        {
            var place = pool.PlaceOf(node.Member.RecordId);
            if (place < 0)
            {
                place = _nodes.Count;
                _nodes.Add(node);
            }
            else
            {
                _nodes[place] = node;
            }

            if (!node.Loose)
            {
                whole.Add((LinkPool.ComponentOf(node.Was!), place));
            }

            _standing.Add(node.Member.RecordId, node);
        }

        for (var i = 0; i < pool.Changed.Count; i++)
        {
            _nodes[i] ??= new LinkNode { Member = pool.Changed[i], Changed = true, Own = ResourceId.Of(pool.Changed[i].RecordId), Compared = pool.TakeComparable(i) };
        }

        _sets = new DisjointSets(_nodes.Count);
        foreach (var component in whole.GroupBy(node => node.Component, node => node.Node))
        {
            UniteAll(component);
        }
    }

    public static LinkPlan Of(LinkPool pool)
    {
        var decision = new LinkDecision(pool);
        List<LinkCluster> clusters;
        using (LinkStage.Begin("compare"))
        {
            decision.Link();
            decision.HeedCurators();
            clusters = decision.Clusters();
            decision._nodes.ForEach(static node => node.Forget());
        }

        using var stage = LinkStage.Begin("edit");
        return new LinkEdits(pool, decision._nodes, decision._standing).Of(clusters, decision._doubts.Of(decision._nodes, pool));
    }

    private LinkNode NodeOf(Resource resource, Member member)
    {
        var place = _pool.PlaceOf(member.RecordId);
        var changed = place >= 0;
        return new LinkNode
        {
            Member = changed ? _pool.Changed[place] : member,
            Keys = changed ? [] : MatchKeys.Of(member.ReadTrusted()),
            Was = resource,
            Replaces = changed ? member : null,
            Changed = changed,
            Loose = _pool.IsBroken(resource),
            Own = ResourceId.Of(member.RecordId),
            Compared = changed ? _pool.TakeComparable(place) : null,
        };
    }

    /// <summary>Compares whatever shares a proposing key and may be linked anew; unites what is the same.</summary>
    private void Link()
    {
        var (groups, holders) = Groups();
        var links = new List<(int A, int B, Comparison Comparison)>[Math.Min(groups.Count, GroupsAtOnce)];
        for (var first = 0; first < groups.Count; first += GroupsAtOnce)
        {
            var count = Math.Min(GroupsAtOnce, groups.Count - first);
            // Between two rounds of comparing in parallel, in the order of the keys: what is found must not depend on who was faster.
            Parallel.For(0, count, i => links[i] = LinksWithin(CollectionsMarshal.AsSpan(holders).Slice(groups[first + i].Start, groups[first + i].Count), groups[first + i].Anew));
            foreach (var (a, b, comparison) in links.Take(count).SelectMany(found => found).Where(link => _sets.Find(link.A) != _sets.Find(link.B)))
            {
                if (comparison.Verdict == Verdict.Same)
                {
                    _sets.Union(a, b);
                }
                else
                {
                    _doubts.Add(_nodes[a], _nodes[b], comparison.Score);
                }
            }
        }
    }

    /// <summary>The holders of each proposing key that several hold and that may link any of them anew, in order of key.</summary>
    private (List<(int Start, int Count, bool Anew)> Groups, List<int> Holders) Groups()
    {
        var groups = new List<(int Start, int Count, bool Anew)>();
        var holders = new List<int>();
        var gained = _pool.Gained.All;
        var standing = HeldByStanding();
        for (int g = 0, s = 0; g < gained.Length || s < standing.Length;)
        {
            var key = s == standing.Length || (g < gained.Length && gained[g].Key.CompareTo(standing[s].Key) <= 0) ? gained[g].Key : standing[s].Key;
            var (mine, theirs) = (HeldKeys.LengthOfRun(gained[g..], key), HeldKeys.LengthOfRun(standing[s..], key));
            if (mine + theirs > 1 && _pool.Proposes(key))
            {
                groups.Add((holders.Count, mine + theirs, _pool.ProposedNothing(key)));
                foreach (var held in gained.Slice(g, mine))
                {
                    holders.Add(held.Holder);
                }

                foreach (var held in standing.Slice(s, theirs))
                {
                    holders.Add(held.Holder);
                }
            }

            g += mine;
            s += theirs;
        }

        return (groups, holders);
    }

    /// <summary>Keys of nodes that are as they were, as far as they may link them anew, in order of key.</summary>
    private ReadOnlySpan<HeldKey> HeldByStanding()
    {
        var first = _pool.Changed.Count;
        var matter = _nodes.Skip(first).Where(node => node.Loose).SelectMany(node => node.Keys).ToHashSet();
        // Any other key leads from what stands to what stands.
        var held = Enumerable.Range(first, _nodes.Count - first).AsParallel()
            .SelectMany(i => _nodes[i].Keys.Where(key => key.MakesCandidates && (_pool.Touches(key) || matter.Contains(key))).Select(key => new HeldKey(key, i)))
            .ToArray();
        held.AsSpan().Sort(static (a, b) => a.Key.CompareTo(b.Key) is not 0 and var byKey ? byKey : a.Holder.CompareTo(b.Holder));
        return held;
    }

    /// <summary>Pairs among the holders of one key that are the same work, or may be.</summary>
    private List<(int A, int B, Comparison Comparison)> LinksWithin(ReadOnlySpan<int> holders, bool anew)
    {
        var links = new List<(int A, int B, Comparison Comparison)>();
        var united = new DisjointSets(holders.Length);
        for (var i = 0; i < holders.Length; i++)
        {
            for (var j = i + 1; j < holders.Length; j++)
            {
                var (a, b) = (holders[i], holders[j]);
                if ((anew || _nodes[a].MayBeNewlyLinkedTo(_nodes[b])) && united.Find(i) != united.Find(j) && _sets.Find(a) != _sets.Find(b)
                    && RecordComparison.Compare(_nodes[a].Comparable, _nodes[b].Comparable) is { Verdict: not Verdict.Different } comparison)
                {
                    links.Add((a, b, comparison));
                    if (comparison.Verdict == Verdict.Same)
                    {
                        united.Union(i, j);
                    }
                }
            }
        }

        return links;
    }

    private void HeedCurators()
    {
        if (_pool.Decisions.All.Count == 0)
        {
            return;
        }

        var places = _nodes.Index().ToDictionary(node => node.Item.Member.RecordId, node => node.Index);
        foreach (var decision in _pool.Decisions.All.Where(decision => decision.Kind is DecisionKind.Same or DecisionKind.Pin))
        {
            UniteAll(decision.Records
                .Select(judged => places.TryGetValue(judged.RecordId, out var place) && judged.Recognises(_nodes[place].Member.Record) ? place : -1)
                .Where(place => place >= 0));
        }
    }

    private void UniteAll(IEnumerable<int> nodes)
    {
        var first = -1;
        foreach (var node in nodes)
        {
            first = first < 0 ? node : first;
            _sets.Union(first, node);
        }
    }

    private List<LinkCluster> Clusters()
    {
        var components = new Dictionary<int, List<LinkNode>>();
        for (var i = 0; i < _nodes.Count; i++)
        {
            var root = _sets.Find(i);
            if (!components.TryGetValue(root, out var members))
            {
                components.Add(root, members = new List<LinkNode>(1));
            }

            members.Add(_nodes[i]);
        }

        var clusters = new List<LinkCluster>(components.Count);
        foreach (var component in components.Values)
        {
            if (IsAsItWas(component))
            {
                clusters.AddRange(component.GroupBy(node => node.Was!.Id).Select(group => Founded([.. group], group.First().Was!.Apart)));
                continue;
            }

            var works = Cohesion.Split(component, _pool.Decisions).ToList();
            if (works.Count == 1)
            {
                clusters.Add(Founded(works[0], []));
                continue;
            }

            var ids = works.ConvertAll(work => work.MinBy(node => node, Comparer<LinkNode>.Create(LinkNode.ByArrival))!.Own);
            ids.Sort();
            clusters.AddRange(works.Select(work =>
            {
                var cluster = Founded(work, []);
                return cluster with { Apart = cluster.Id == ids[0] ? ids[1..] : [ids[0]] };
            }));
            _doubts.AddVetoed(component);
        }

        return clusters;
    }

    private static bool IsAsItWas(List<LinkNode> component) =>
        component[0].Was is { } first && component.TrueForAll(node => !node.Changed && !node.Loose && LinkPool.ComponentOf(node.Was!) == LinkPool.ComponentOf(first));

    private static LinkCluster Founded(List<LinkNode> members, IReadOnlyList<ResourceId> apart)
    {
        members.Sort(LinkNode.ByArrival);
        foreach (var member in members)
        {
            member.Now = members[0].Own;
        }

        return new LinkCluster(members[0].Own, members, apart);
    }
}
