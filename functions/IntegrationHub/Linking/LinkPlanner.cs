using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Finds out, with as few reads as it takes, what a step's records change, and lets <see cref="LinkDecision"/> decide it.</summary>
internal sealed class LinkPlanner(IIndexLookup lookup, int holdersPerKey)
{
    public async Task<LinkPlan> PlanAsync(IReadOnlyDictionary<RecordId, Arrival> arrivals)
    {
        // Where the records are now: in the resource that their own id leads to, else in the one that they founded.
        var ids = arrivals.Keys.Select(ResourceId.Of);
        var forwards = await lookup.KeysAsync(ids.Select(MatchKey.Of));
        var pool = new LinkPool(holdersPerKey) { Forwards = forwards };
        pool.Stand((await lookup.ResourcesAsync(ids.SelectMany(id => forwards.GetValueOrDefault(MatchKey.Of(id)) ?? [id]))).Values);
        pool.Arrive(arrivals);

        // Whom they may join, and whom a key that lost or regained its say concerns.
        var keys = pool.KeysToCount().ToList();
        var lines = await lookup.KeysAsync(keys);
        pool.Counted(keys, lines);
        var concerned = lines.Where(line => pool.Touches(line.Key) && pool.Proposes(line.Key) || Lost(line.Key)).SelectMany(line => line.Value);
        pool.Stand((await lookup.ResourcesAsync(concerned.Where(id => !pool.Standing.ContainsKey(id)).Distinct())).Values);
        foreach (var id in lines.Where(line => Lost(line.Key)).SelectMany(line => line.Value))
        {
            pool.Break(id);
        }

        var more = pool.KeysToCount().ToList();
        pool.Counted(more, await lookup.KeysAsync(more));
        return LinkDecision.Of(pool);

        bool Lost(MatchKey key) => pool.Touches(key) && !pool.Proposes(key) && !pool.ProposedNothing(key);
    }
}
