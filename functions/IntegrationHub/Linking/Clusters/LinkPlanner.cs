using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Finds out, with as few reads as it takes, what a step's records change, and lets <see cref="LinkDecision"/> decide it.</summary>
internal sealed class LinkPlanner(IIndexLookup lookup, int holdersPerKey)
{
    private static readonly HashSet<RecordId> Nothing = [];

    /// <param name="arrivals">What deliveries say of which records.</param>
    /// <param name="decisions">What curators have said; null: nothing.</param>
    /// <param name="reconsidered">Records that they have said something new about since the last version.</param>
    public async Task<LinkPlan> PlanAsync(IReadOnlyDictionary<RecordId, Arrival> arrivals, CuratedLinks? decisions = null, IReadOnlySet<RecordId>? reconsidered = null)
    {
        decisions ??= CuratedLinks.None;
        reconsidered ??= Nothing;

        // Where the records are now: in the resource that they founded, else in the one that their own id leads to. No id does both.
        var ids = (decisions.All.Count == 0 ? arrivals.Keys : arrivals.Keys.Concat(arrivals.Keys.SelectMany(decisions.Partners)))
            .Concat(reconsidered).Concat(reconsidered.SelectMany(decisions.Partners)).Distinct().Select(ResourceId.Of).ToList();
        var founded = await lookup.ResourcesAsync(ids);
        var forwards = await lookup.KeysAsync(ids.Where(id => !founded.ContainsKey(id)).Select(MatchKey.Of));
        var pool = new LinkPool(holdersPerKey, decisions, reconsidered) { Forwards = forwards };
        pool.Stand(founded.Values);
        await StandAsync(pool, founded.Values.SelectMany(resource => resource.Apart).Concat(forwards.Values.SelectMany(holders => holders)));
        pool.Arrive(arrivals);

        // Whom they may join, and whom a key that lost or regained its say concerns.
        var lines = await lookup.KeysAsync(pool.KeysTouched());
        pool.Counted(lines);
        await StandAsync(pool, lines.Where(line => pool.Proposes(line.Key) || Lost(line.Key)).SelectMany(line => line.Value));
        foreach (var id in lines.Where(line => Lost(line.Key)).SelectMany(line => line.Value))
        {
            pool.Break(id);
        }

        pool.Counted(await lookup.KeysAsync(pool.KeysOfBroken()));
        return LinkDecision.Of(pool);

        bool Lost(MatchKey key) => !pool.Proposes(key) && !pool.ProposedNothing(key);
    }

    /// <summary>Resources stand in the pool with all that are kept apart from them: the first of those names the others.</summary>
    private async Task StandAsync(LinkPool pool, IEnumerable<ResourceId> ids)
    {
        while (ids.Where(id => !pool.Standing.ContainsKey(id)).ToHashSet() is { Count: > 0 } missing
            && await lookup.ResourcesAsync(missing) is { Count: > 0 } found)
        {
            pool.Stand(found.Values);
            ids = found.Values.SelectMany(resource => resource.Apart);
        }
    }
}
