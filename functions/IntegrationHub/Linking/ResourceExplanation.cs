namespace IntegrationHub.Linking;

/// <summary>Two records held against each other, the first of the resource that is explained.</summary>
/// <param name="Home">The resource of the other.</param>
internal sealed record ExplainedPair(Member Member, Resource Home, Member Other, Comparison Comparison);

/// <summary>Why a resource is what it is: its records held against each other and against those of other resources, as far as a bounded number of comparisons goes. Pure.</summary>
internal sealed class ResourceExplanation
{
    public const int MostComparisons = 200;

    /// <summary>So many are left for other resources.</summary>
    private const int MostWithin = 100;

    /// <summary>Records looked at of another resource, and held against it.</summary>
    private const int MostEach = 3;

    /// <summary>Pairs within the resource, the best first.</summary>
    public required IReadOnlyList<ExplainedPair> Within { get; init; }

    /// <summary>The best pair with each other resource, the best first; of one that knows of this, the pair that says so.</summary>
    public required IReadOnlyList<ExplainedPair> Without { get; init; }

    public required int Comparisons { get; init; }

    /// <summary>True where there was more to compare.</summary>
    public required bool Cut { get; init; }

    /// <summary>Other works that know of this one: volumes, translations, versions.</summary>
    public IEnumerable<ExplainedPair> Related => Without.Where(pair => pair.Comparison.Relation is not null);

    /// <param name="others">The likeliest first.</param>
    public static ResourceExplanation Of(Resource resource, IReadOnlyList<Resource> others)
    {
        var comparable = new Dictionary<Member, ComparableRecord>(ReferenceEqualityComparer.Instance);
        var count = 0;
        var cut = false;
        var within = new List<ExplainedPair>();
        // With the first record each, then with the second: so each record has one, however many there are.
        for (var i = 0; i < resource.Members.Count; i++)
        {
            for (var j = i + 1; j < resource.Members.Count; j++)
            {
                if (count == MostWithin)
                {
                    cut = true;
                    break;
                }

                within.Add(Compare(resource.Members[i], resource, resource.Members[j]));
            }
        }

        var without = new List<ExplainedPair>();
        foreach (var other in others)
        {
            var pairs = resource.Members.Take(MostEach).SelectMany(member => other.Members.Take(MostEach).Select(theirs => (member, theirs))).ToList();
            if (count + pairs.Count > MostComparisons)
            {
                cut = true;
                break;
            }

            without.Add(pairs.Select(pair => Compare(pair.member, other, pair.theirs)).ToList()
                .OrderByDescending(pair => pair.Comparison.Relation is not null).ThenByDescending(pair => pair.Comparison.Score).First());
        }

        return new ResourceExplanation
        {
            Within = [.. within.OrderByDescending(pair => pair.Comparison.Score)],
            Without = [.. without.OrderByDescending(pair => pair.Comparison.Score)],
            Comparisons = count,
            Cut = cut,
        };

        ExplainedPair Compare(Member member, Resource home, Member other)
        {
            count++;
            return new ExplainedPair(member, home, other, RecordComparison.Compare(Form(member), Form(other)));
        }

        ComparableRecord Form(Member member) => comparable.TryGetValue(member, out var known) ? known : comparable[member] = ComparableRecord.Of(member.Trusted);
    }
}
