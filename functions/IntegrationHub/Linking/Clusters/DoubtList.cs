namespace IntegrationHub.Linking;

/// <summary>A pair of records that a person could tell: a line of a doubt partition has all that a record was in when it came last.</summary>
/// <param name="Id">The record's own id, as if it had founded a resource.</param>
/// <param name="With">Nearest to certainty first.</param>
public sealed record DoubtLine(ResourceId Id, IReadOnlyList<Doubt> With);

/// <param name="Id">The other record's own id.</param>
/// <param name="Score">0 to 1.</param>
public sealed record Doubt(ResourceId Id, double Score);

/// <summary>The change of one record's line.</summary>
/// <param name="With">Empty: the line goes.</param>
internal sealed record DoubtEdit(ResourceId Id, IReadOnlyList<Doubt> With);

/// <summary>
/// The doubts of a step, a few for each new or changed record. They are a list of questions to ask, no truth: whoever asks them looks whether the records are still
/// there, still apart and still in doubt.
/// </summary>
internal sealed class DoubtList
{
    private const int PerRecord = 5;
    private const double Least = 0.5;

    private readonly Dictionary<LinkNode, List<(LinkNode Other, double Score)>> _found = [];

    public void Add(LinkNode a, LinkNode b, double score)
    {
        if (score < Least)
        {
            return;
        }

        // With one of them: with the one that changed, or came later.
        var (owner, other) = a.Changed && (!b.Changed || LinkNode.ByArrival(a, b) > 0) ? (a, b) : (b, a);
        if (owner.Changed)
        {
            ref var doubts = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_found, owner, out _);
            doubts ??= new(PerRecord);
            if (doubts.Exists(doubt => ReferenceEquals(doubt.Other, other)))
            {
                return;
            }

            doubts.Add((other, score));
            if (doubts.Count > PerRecord)
            {
                doubts.Sort(Compare);
                doubts.RemoveAt(PerRecord);
            }
        }
    }

    /// <summary>Links of a component that cohesion has not followed.</summary>
    public void AddVetoed(List<LinkNode> component)
    {
        // Two changed ones meet twice, and are noted once; an unchanged one may come before or behind.
        foreach (var node in component.Where(node => node.Changed))
        {
            foreach (var other in component.Where(other => other.Now != node.Now))
            {
                var comparison = RecordComparison.Compare(node.Comparable, other.Comparable);
                if (comparison.Verdict != Verdict.Different)
                {
                    Add(node, other, comparison.Score);
                }
            }
        }
    }

    /// <returns>In order of id.</returns>
    public IReadOnlyList<DoubtEdit> Of(IEnumerable<LinkNode> nodes, LinkPool pool)
    {
        var edits = pool.Removed.Select(id => new DoubtEdit(ResourceId.Of(id), [])).ToList();
        foreach (var node in nodes.Where(node => node.Changed))
        {
            List<(LinkNode Other, double Score)> doubts = _found.TryGetValue(node, out var found) ? found.FindAll(doubt => doubt.Other.Now != node.Now) : [];
            if (doubts.Count > 0 || node.Was is not null)
            {
                doubts.Sort(Compare);
                edits.Add(new DoubtEdit(node.Own, doubts.ConvertAll(doubt => new Doubt(doubt.Other.Own, Math.Round(doubt.Score, 3)))));
            }
        }

        edits.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return edits;
    }

    private static int Compare((LinkNode Other, double Score) a, (LinkNode Other, double Score) b) =>
        b.Score.CompareTo(a.Score) is not 0 and var byScore ? byScore : a.Other.Own.CompareTo(b.Other.Own);
}
