namespace IntegrationHub.Linking;

/// <summary>Why a resource is what it is: its records held against each other and against those of other resources, as far as a bounded number of comparisons goes. Pure.</summary>
internal sealed class ResourceExplanation
{
    public const int MostComparisons = 200;

    /// <summary>So many are left for other resources.</summary>
    private const int MostWithin = 100;

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
        var comparison = new ResourceComparison(MostComparisons);
        var cut = false;
        var within = new List<ExplainedPair>();
        // With the first record each, then with the second: so each record has one, however many there are.
        for (var i = 0; i < resource.Members.Count; i++)
        {
            for (var j = i + 1; j < resource.Members.Count; j++)
            {
                if (comparison.Count == MostWithin)
                {
                    cut = true;
                    break;
                }

                within.Add(comparison.Compare(resource.Members[i], resource, resource.Members[j]));
            }
        }

        var without = new List<ExplainedPair>();
        foreach (var other in others)
        {
            if (comparison.Best(resource, other) is not { } best)
            {
                cut = true;
                break;
            }

            without.Add(best);
        }

        return new ResourceExplanation
        {
            Within = [.. within.OrderByDescending(pair => pair.Comparison.Score)],
            Without = [.. without.OrderByDescending(pair => pair.Comparison.Score)],
            Comparisons = comparison.Count,
            Cut = cut,
        };
    }
}
