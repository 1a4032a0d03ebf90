namespace IntegrationHub.Quality;

/// <summary>What was linked, held against the truth. Every pair of records within a resource counts as linked.</summary>
/// <param name="Wrong">Linked, and not true.</param>
/// <param name="Missed">True, and not linked.</param>
internal sealed record QualityFigures(int Right, IReadOnlyList<(int, int)> Wrong, IReadOnlyList<(int, int)> Missed)
{
    public double Precision => Right + Wrong.Count == 0 ? 0 : (double)Right / (Right + Wrong.Count);

    public double Recall => Right + Missed.Count == 0 ? 0 : (double)Right / (Right + Missed.Count);

    public double F1 => Right == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static QualityFigures Of(GoldSet gold, IEnumerable<IReadOnlyList<int>> resources)
    {
        var found = new HashSet<(int, int)>();
        foreach (var members in resources)
        {
            for (var i = 0; i < members.Count; i++)
            {
                for (var j = i + 1; j < members.Count; j++)
                {
                    if (gold.Counts(members[i], members[j]))
                    {
                        found.Add(GoldSet.Pair(members[i], members[j]));
                    }
                }
            }
        }

        return new QualityFigures(found.Count(gold.Pairs.Contains), [.. found.Where(pair => !gold.Pairs.Contains(pair))], [.. gold.Pairs.Where(pair => !found.Contains(pair))]);
    }
}
