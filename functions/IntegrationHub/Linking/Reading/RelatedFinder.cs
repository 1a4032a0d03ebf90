namespace IntegrationHub.Linking;

/// <summary>
/// Finds the resources that belong to another one in one version of the index: under the numbers that its records name and are named by, and under the keys that it shares.
/// Reads at most <see cref="MostKeys"/> keys of each kind and <see cref="MostOthers"/> resources; of most resources it finds nothing and reads none.
/// </summary>
internal static class RelatedFinder
{
    /// <summary>Holders of one key that are followed, first by id.</summary>
    public const int MostHolders = 20;

    /// <summary>Resources read.</summary>
    public const int MostOthers = 20;

    private const int MostKeys = 40;
    private const int MostMembers = 20;

    /// <summary>A key that so many hold says nothing of any two of them, unless a record names the other by it.</summary>
    private const int TooMany = 200;

    public static async Task<IReadOnlyList<RelatedResource>> FindAsync(Resource resource, IndexReader.OneVersion index, CancellationToken ct)
    {
        var some = resource with { Members = [.. resource.Members.Take(MostMembers)] };
        var stated = StatedRelations.KeysOf(some).Order().Take(MostKeys).ToList();
        var shared = some.Members.SelectMany(member => MatchKeys.Of(member.Trusted)).Where(key => key.MakesCandidates).Distinct().Order().Take(MostKeys).Except(stated);
        var weights = new Dictionary<ResourceId, int>();
        foreach (var key in stated)
        {
            // More than all the keys that two resources may share.
            Follow(await index.HoldersAsync(key, ct), MostKeys + 1);
        }

        foreach (var key in shared)
        {
            var holders = await index.HoldersAsync(key, ct);
            Follow(holders.Count > TooMany ? [] : holders, 1);
        }

        Follow(resource.Apart, 1);
        var others = new List<Resource>();
        foreach (var id in weights.OrderByDescending(weight => weight.Value).ThenBy(weight => weight.Key).Select(weight => weight.Key).Take(MostOthers))
        {
            if (await index.ReadAsync(id, ct) is { } other)
            {
                others.Add(other);
            }
        }

        return RelatedResources.Of(some, others);

        void Follow(IEnumerable<ResourceId> holders, int weight)
        {
            foreach (var holder in holders.Where(holder => holder != resource.Id).Distinct().Order().Take(MostHolders))
            {
                weights[holder] = weights.GetValueOrDefault(holder) + weight;
            }
        }
    }
}
