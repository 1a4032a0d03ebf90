using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// Finds the work that somebody describes without a number, as linking would: keys propose (<see cref="MatchKeys"/>), comparison decides (<see cref="RecordComparison"/>). What a person
/// would have to judge is not found.
/// </summary>
internal static class DescribedWork
{
    /// <summary>Resources read: those that share the most keys.</summary>
    private const int MostCandidates = 50;

    private const int MostMembers = 20;

    /// <param name="holdersPerKey"><see cref="LinkingOptions.HoldersPerKey"/>.</param>
    /// <returns>The likeliest first; most often one.</returns>
    public static async Task<IReadOnlyList<Resource>> FindAsync(BibliographicRecord described, IndexReader.OneVersion index, int holdersPerKey, CancellationToken ct)
    {
        var asked = ComparableRecord.Of(described);
        var shared = new Dictionary<ResourceId, int>();
        foreach (var key in MatchKeys.Of(asked).Where(key => key.MakesCandidates))
        {
            var holders = await index.HoldersAsync(key, ct);
            foreach (var id in holders.Count > key.MostHolders(holdersPerKey) ? [] : holders.Distinct())
            {
                shared[id] = shared.GetValueOrDefault(id) + 1;
            }
        }

        var found = new List<(Resource Resource, double Score)>();
        foreach (var id in shared.OrderByDescending(candidate => candidate.Value).ThenBy(candidate => candidate.Key).Take(MostCandidates).Select(candidate => candidate.Key))
        {
            if (await index.ReadAsync(id, ct) is { } resource && ScoreOf(asked, resource) is { } score)
            {
                found.Add((resource, score));
            }
        }

        return [.. found.OrderByDescending(match => match.Score).ThenBy(match => match.Resource.Id).Select(match => match.Resource)];
    }

    /// <returns>Null: it is another work. One member's record may be poorer than the question; none may speak against it.</returns>
    internal static double? ScoreOf(ComparableRecord asked, Resource resource)
    {
        var comparisons = resource.Members.Take(MostMembers).Select(member => RecordComparison.Compare(asked, ComparableRecord.Of(member.Trusted))).ToList();
        var same = comparisons.Where(comparison => comparison.Verdict == Verdict.Same).ToList();
        return same.Count > 0 && !comparisons.Exists(comparison => comparison.KeepsApart) ? same.Max(comparison => comparison.Score) : null;
    }
}
