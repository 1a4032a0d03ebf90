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
        var whole = new List<(ResourceId Component, int Node)>();
        // Keys of what stands are made anew, by all processors: a step may have to look at much more than it brings.
        var standing = pool.Standing.Values.SelectMany(resource => resource.Members.Select(member => (Resource: resource, Member: member))).Where(held => !pool.Removed.Contains(held.Member.RecordId))
            .AsParallel().Select(held => NodeOf(held.Resource, held.Member));
        foreach (var node in standing)
        {
            if (!node.Loose)
            {
                whole.Add((LinkPool.ComponentOf(node.Was!), _nodes.Count));
            }

            _nodes.Add(node);
            _standing.Add(node.Member.RecordId, node);
        }

        foreach (var (id, (member, keys)) in pool.Changed)
        {
            if (!_standing.ContainsKey(id))
            {
                _nodes.Add(new LinkNode { Member = member, Keys = keys, Changed = true, Own = ResourceId.Of(id) });
            }
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
        }

        using var stage = LinkStage.Begin("edit");
        return new LinkEdits(pool, decision._nodes, decision._standing).Of(clusters, decision._doubts.Of(decision._nodes, pool));
    }

    private LinkNode NodeOf(Resource resource, Member member)
    {
        var changed = _pool.Changed.TryGetValue(member.RecordId, out var now);
        return new LinkNode
        {
            Member = changed ? now.Member : member,
            Keys = changed ? now.Keys : MatchKeys.Of(member.ReadTrusted()),
            Was = resource,
            Replaces = changed ? member : null,
            Changed = changed,
            Loose = _pool.IsBroken(resource),
            Own = ResourceId.Of(member.RecordId),
        };
    }

    /// <summary>Compares whatever shares a proposing key and may be linked anew; unites what is the same.</summary>
    private void Link()
    {
        var held = HeldKeys();
        var groups = GroupsOf(held);
        var links = new List<(int A, int B, Comparison Comparison)>[Math.Min(groups.Count, GroupsAtOnce)];
        for (var first = 0; first < groups.Count; first += GroupsAtOnce)
        {
            var count = Math.Min(GroupsAtOnce, groups.Count - first);
            // Between two rounds of comparing in parallel, in the order of the keys: what is found must not depend on who was faster.
            Parallel.For(0, count, i => links[i] = LinksWithin(held.AsSpan(groups[first + i].Start, groups[first + i].Count), groups[first + i].Anew));
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

    /// <summary>Which node holds which candidate key, in order of keys.</summary>
    private (MatchKey Key, int Node)[] HeldKeys()
    {
        var matter = _nodes.Where(node => node.Loose).SelectMany(node => node.Keys).ToHashSet();
        var found = new List<(MatchKey Key, int Node)>();
        for (var i = 0; i < _nodes.Count; i++)
        {
            foreach (var key in _nodes[i].Keys)
            {
                // Any other key leads from what stands to what stands.
                if (key.MakesCandidates && (_pool.Touches(key) || matter.Contains(key)))
                {
                    found.Add((key, i));
                }
            }
        }

        var held = found.ToArray();
        held.AsSpan().Sort(static (a, b) => a.Key.CompareTo(b.Key) is not 0 and var byKey ? byKey : a.Node.CompareTo(b.Node));
        return held;
    }

    private List<(int Start, int Count, bool Anew)> GroupsOf((MatchKey Key, int Node)[] held)
    {
        var groups = new List<(int Start, int Count, bool Anew)>();
        for (int start = 0, end; start < held.Length; start = end)
        {
            for (end = start + 1; end < held.Length && held[end].Key == held[start].Key; end++)
            {
            }

            if (end - start > 1 && _pool.Proposes(held[start].Key))
            {
                groups.Add((start, end - start, _pool.ProposedNothing(held[start].Key)));
            }
        }

        return groups;
    }

    /// <summary>Pairs among the holders of one key that are the same work, or may be.</summary>
    private List<(int A, int B, Comparison Comparison)> LinksWithin(ReadOnlySpan<(MatchKey Key, int Node)> holders, bool anew)
    {
        var links = new List<(int A, int B, Comparison Comparison)>();
        var united = new DisjointSets(holders.Length);
        for (var i = 0; i < holders.Length; i++)
        {
            for (var j = i + 1; j < holders.Length; j++)
            {
                var (a, b) = (holders[i].Node, holders[j].Node);
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
