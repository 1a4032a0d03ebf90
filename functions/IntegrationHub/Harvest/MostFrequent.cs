namespace IntegrationHub.Harvest;

/// <summary>Counts by kind that stay small however many kinds there are, so that they fit into a row.</summary>
internal static class MostFrequent
{
    /// <summary>The most frequent kinds first; past <paramref name="most"/> the rest together under <paramref name="others"/>, last. None is lost from the sum.</summary>
    public static IReadOnlyDictionary<string, long> Of(IReadOnlyDictionary<string, long> kinds, int most, string others)
    {
        if (kinds.Count < 2)
        {
            return kinds;
        }

        var order = kinds.Where(kind => kind.Key != others).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToList();
        var kept = kinds.Count <= most ? order.Count : most - 1;
        var counts = order.Take(kept).ToDictionary(StringComparer.Ordinal);
        var rest = kinds.GetValueOrDefault(others) + order.Skip(kept).Sum(kind => kind.Value);
        if (rest > 0)
        {
            counts[others] = rest;
        }

        return counts;
    }
}
