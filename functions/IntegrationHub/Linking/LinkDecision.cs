using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// Which records make which resource: the connected components over pairs that share a proposing key and compare as the same work. Only the records
/// decide, not the order or the steps they came in. Pure.
/// </summary>
internal sealed class LinkDecision
{
    private readonly LinkPool _pool;
    private readonly List<LinkNode> _nodes = [];
    private readonly Dictionary<RecordId, LinkNode> _standing = [];
    private readonly DisjointSets _sets;

    private LinkDecision(LinkPool pool)
    {
        _pool = pool;
        var whole = new List<(int First, int Count)>();
        foreach (var resource in pool.Standing.Values)
        {
            var loose = pool.Broken.Contains(resource.Id);
            var first = _nodes.Count;
            foreach (var member in resource.Members.Where(member => !pool.Removed.Contains(member.RecordId)))
            {
                AddStanding(resource, member, loose);
            }

            if (!loose)
            {
                whole.Add((first, _nodes.Count - first));
            }
        }

        foreach (var (id, (member, keys)) in pool.Changed)
        {
            if (!_standing.ContainsKey(id))
            {
                _nodes.Add(new LinkNode { Member = member, Keys = keys, Changed = true, Own = ResourceId.Of(id) });
            }
        }

        _sets = new DisjointSets(_nodes.Count);
        foreach (var (first, count) in whole)
        {
            for (var i = 1; i < count; i++)
            {
                _sets.Union(first, first + i);
            }
        }
    }

    public static LinkPlan Of(LinkPool pool)
    {
        var decision = new LinkDecision(pool);
        decision.Link();
        return new LinkEdits(pool, decision._nodes, decision._standing).Of(decision.Components());
    }

    private void AddStanding(Resource resource, Member member, bool loose)
    {
        var id = member.RecordId;
        var changed = _pool.Changed.TryGetValue(id, out var now);
        var node = new LinkNode
        {
            Member = changed ? now.Member : member,
            Keys = changed ? now.Keys : MatchKeys.Of(member.Written.Read()),
            Was = resource,
            Replaces = changed ? member : null,
            Changed = changed,
            Loose = loose,
            Own = ResourceId.Of(id),
        };
        _nodes.Add(node);
        _standing.Add(id, node);
    }

    /// <summary>Compares whatever shares a proposing key and may be linked anew; unites what is the same.</summary>
    private void Link()
    {
        var held = new List<(MatchKey Key, int Node)>(_nodes.Count * 6);
        for (var i = 0; i < _nodes.Count; i++)
        {
            held.AddRange(_nodes[i].Keys.Where(key => key.MakesCandidates).Select(key => (key, i)));
        }

        held.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        for (int start = 0, end; start < held.Count; start = end)
        {
            for (end = start + 1; end < held.Count && held[end].Key == held[start].Key; end++)
            {
            }

            if (end - start > 1 && _pool.Proposes(held[start].Key))
            {
                LinkHolders(held, start, end, _pool.ProposedNothing(held[start].Key));
            }
        }
    }

    private void LinkHolders(List<(MatchKey Key, int Node)> held, int start, int end, bool anew)
    {
        for (var i = start; i < end; i++)
        {
            for (var j = i + 1; j < end; j++)
            {
                var (a, b) = (held[i].Node, held[j].Node);
                if ((anew || _nodes[a].MayBeNewlyLinkedTo(_nodes[b])) && _sets.Find(a) != _sets.Find(b)
                    && RecordComparison.Compare(_nodes[a].Comparable, _nodes[b].Comparable).Verdict == Verdict.Same)
                {
                    _sets.Union(a, b);
                }
            }
        }
    }

    private Dictionary<int, List<LinkNode>> Components()
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

        foreach (var members in components.Values)
        {
            members.Sort(LinkNode.ByArrival);
            foreach (var member in members)
            {
                member.Now = members[0].Own;
            }
        }

        return components;
    }
}
