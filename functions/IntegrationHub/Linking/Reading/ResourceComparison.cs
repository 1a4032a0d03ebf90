namespace IntegrationHub.Linking;

/// <summary>Two records held against each other, the first of the resource that is asked about.</summary>
/// <param name="Home">The resource of the other.</param>
internal sealed record ExplainedPair(Member Member, Resource Home, Member Other, Comparison Comparison);

/// <summary>Holds the records of resources against each other, a bounded number of times; each record is taken apart once. Not thread-safe.</summary>
/// <param name="most">Comparisons.</param>
internal sealed class ResourceComparison(int most)
{
    /// <summary>Records looked at of each of two resources.</summary>
    private const int MostEach = 3;

    private readonly Dictionary<Member, ComparableRecord> _forms = new(ReferenceEqualityComparer.Instance);

    public int Count { get; private set; }

    public ExplainedPair Compare(Member member, Resource home, Member other)
    {
        Count++;
        return new ExplainedPair(member, home, other, RecordComparison.Compare(FormOf(member), FormOf(other)));
    }

    /// <summary>The pair of two resources that tells most: one that says how they belong together, else the likest.</summary>
    /// <returns>Null: it would take more comparisons than are left.</returns>
    public ExplainedPair? Best(Resource resource, Resource other)
    {
        var (mine, theirs) = (resource.Members.Take(MostEach).ToList(), other.Members.Take(MostEach).ToList());
        return Count + (mine.Count * theirs.Count) > most
            ? null
            : mine.SelectMany(member => theirs.Select(their => Compare(member, other, their))).ToList()
                .OrderByDescending(pair => pair.Comparison.Relation is not null).ThenByDescending(pair => pair.Comparison.Score).First();
    }

    private ComparableRecord FormOf(Member member) => _forms.TryGetValue(member, out var known) ? known : _forms[member] = ComparableRecord.Of(member.Trusted);
}
