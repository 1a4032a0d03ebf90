namespace IntegrationHub.Linking;

/// <summary>
/// Which of the records that links hold together are one work. A chain of likenesses can lead from one work to another: so links are taken by their strength, the
/// strongest first, and two groups become one only if nothing rules it out between any two of their records, and no more than half of the pairs speak against it.
/// Curators' decisions come before all that, the latest first. Only the records and the decisions decide, not the order they came in. Pure.
/// </summary>
internal sealed class Cohesion
{
    private readonly List<LinkNode> _nodes;
    private readonly DisjointSets _sets;
    private readonly List<int>[] _groups;
    private readonly Verdict[,] _verdicts;
    private readonly bool[,] _conflicts;
    private readonly bool[] _closed;
    private readonly List<(int A, int B)> _forbidden = [];

    private Cohesion(IEnumerable<LinkNode> component)
    {
        _nodes = [.. component.OrderBy(node => node.Member.RecordId)];
        var count = _nodes.Count;
        _sets = new DisjointSets(count);
        _groups = [.. Enumerable.Range(0, count).Select(i => new List<int>(1) { i })];
        _verdicts = new Verdict[count, count];
        _conflicts = new bool[count, count];
        _closed = new bool[count];
    }

    /// <returns>The records of each work.</returns>
    public static IEnumerable<List<LinkNode>> Split(List<LinkNode> component, CuratedLinks decisions)
    {
        if (component.Count == 1 || (component.Count == 2 && component.TrueForAll(node => decisions.About(node.Member.RecordId).Count == 0)))
        {
            return [component];
        }

        var cohesion = new Cohesion(component);
        cohesion.Heed(decisions);
        cohesion.Unite();
        return cohesion._groups.Where(group => group.Count > 0).Select(group => group.ConvertAll(i => cohesion._nodes[i]));
    }

    private void Heed(CuratedLinks decisions)
    {
        var places = _nodes.Index().ToDictionary(node => node.Item.Member.RecordId, node => node.Index);
        foreach (var decision in _nodes.SelectMany(node => decisions.About(node.Member.RecordId)).Distinct().OrderByDescending(decision => decision.At).ThenBy(decision => decision.Id, StringComparer.Ordinal))
        {
            var groups = decision.Groups.Select(PlacesOf).ToList();
            switch (decision.Kind)
            {
                case DecisionKind.Different:
                    _forbidden.AddRange(groups.SelectMany((group, i) => groups.Skip(i + 1).SelectMany(other => group.SelectMany(a => other.Select(b => (a, b))))).Where(pair => _sets.Find(pair.a) != _sets.Find(pair.b)));
                    break;
                case DecisionKind.Same or DecisionKind.Pin when groups is [[var first, .. var others], ..]:
                    foreach (var other in others.Where(other => _sets.Find(first) != _sets.Find(other) && !Forbidden(first, other)))
                    {
                        Union(first, other);
                    }

                    _closed[_sets.Find(first)] |= decision.Kind == DecisionKind.Pin;
                    break;
            }
        }

        int[] PlacesOf(IReadOnlyList<JudgedRecord> group) =>
            [.. group.Where(judged => places.TryGetValue(judged.RecordId, out var place) && judged.Recognises(_nodes[place].Member.Record)).Select(judged => places[judged.RecordId])];
    }

    private void Unite()
    {
        var links = new List<(double Score, int A, int B)>();
        for (var a = 0; a < _nodes.Count; a++)
        {
            for (var b = a + 1; b < _nodes.Count; b++)
            {
                var comparison = RecordComparison.Compare(_nodes[a].Comparable, _nodes[b].Comparable);
                // A record without a year must not make one of the paper and the article.
                _verdicts[a, b] = _verdicts[b, a] = comparison.Relation == Relation.Version ? Verdict.Different : comparison.Verdict;
                _conflicts[a, b] = _conflicts[b, a] = comparison.KeepsApart;
                if (comparison.Verdict == Verdict.Same)
                {
                    links.Add((comparison.Score, a, b));
                }
            }
        }

        links.Sort(static (x, y) => y.Score.CompareTo(x.Score) is not 0 and var byScore ? byScore : (x.A, x.B).CompareTo((y.A, y.B)));
        foreach (var (_, a, b) in links)
        {
            if (_sets.Find(a) != _sets.Find(b) && !Forbidden(a, b) && Agree(_groups[_sets.Find(a)], _groups[_sets.Find(b)]))
            {
                Union(a, b);
            }
        }
    }

    private bool Agree(List<int> mine, List<int> theirs)
    {
        var against = 0;
        foreach (var a in mine)
        {
            foreach (var b in theirs)
            {
                if (_conflicts[a, b])
                {
                    return false;
                }

                against += _verdicts[a, b] == Verdict.Different ? 1 : 0;
            }
        }

        return against * 2 <= mine.Count * theirs.Count;
    }

    /// <summary>A person keeps the groups of the two apart.</summary>
    private bool Forbidden(int a, int b)
    {
        var (mine, theirs) = (_sets.Find(a), _sets.Find(b));
        return _closed[mine] || _closed[theirs]
            || _forbidden.Exists(pair => (_sets.Find(pair.A) == mine && _sets.Find(pair.B) == theirs) || (_sets.Find(pair.A) == theirs && _sets.Find(pair.B) == mine));
    }

    private void Union(int a, int b)
    {
        var (mine, theirs) = (_sets.Find(a), _sets.Find(b));
        _sets.Union(a, b);
        var whole = _sets.Find(a);
        var part = whole == mine ? theirs : mine;
        _groups[whole].AddRange(_groups[part]);
        _groups[part].Clear();
    }
}
