using System.Runtime.InteropServices;
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
        await StandAsync(pool, lines.Where(line => Lost(line.Key) || pool.ProposesAnew(line.Key)).SelectMany(line => line.Value));
        await StandComparedAsync(pool, lines.Where(line => pool.Proposes(line.Key)));
        foreach (var id in lines.Where(line => Lost(line.Key)).SelectMany(line => line.Value))
        {
            pool.Break(id);
        }

        pool.Counted(await lookup.KeysAsync(pool.KeysOfBroken()));
        return LinkDecision.Of(pool);

        bool Lost(MatchKey key) => !pool.Proposes(key) && !pool.ProposedNothing(key);
    }

    /// <summary>
    /// Of what shares a key with a new or changed record, only what a comparison does not tell from it need stand: much has a key in common, little is the same.
    /// </summary>
    private async Task StandComparedAsync(LinkPool pool, IEnumerable<KeyValuePair<MatchKey, ResourceId[]>> lines)
    {
        var candidates = new Dictionary<ResourceId, List<int>>();
        foreach (var (key, holders) in lines)
        {
            var gained = pool.PlacesWith(key);
            foreach (var id in holders.Where(id => gained.Count > 0 && !pool.Standing.ContainsKey(id)))
            {
                ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(candidates, id, out _);
                places = places is null ? gained : [.. places.Union(gained)];
            }
        }

        var like = await lookup.ResourcesAsync(candidates.Keys, resource => resource.Members.Select(member => ComparableRecord.Of(member.ReadTrusted()))
            .Any(standing => candidates[resource.Id].Exists(place => RecordComparison.Compare(pool.ComparableOf(place), standing).Verdict != Verdict.Different)));
        pool.Stand(like.Values);
        await StandAsync(pool, like.Values.SelectMany(resource => resource.Apart));
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
