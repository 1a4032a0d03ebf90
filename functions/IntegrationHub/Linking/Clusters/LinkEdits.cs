using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Turns decided components into edits of the index: resources, key lines, and where ids without a record lead. Pure.</summary>
/// <param name="pool">What the step looks at.</param>
/// <param name="nodes">All that was decided about; new and changed records are at their places in <see cref="LinkPool.Changed"/>.</param>
/// <param name="standing">Those of them that the last version held.</param>
internal sealed class LinkEdits(LinkPool pool, IReadOnlyList<LinkNode> nodes, IReadOnlyDictionary<RecordId, LinkNode> standing)
{
    private readonly List<ResourceEdit> _resources = [];
    private readonly List<KeyEdit> _keys = [];

    public LinkPlan Of(IReadOnlyList<LinkCluster> clusters, IReadOnlyList<DoubtEdit> doubts)
    {
        var formerly = Inherit();
        var heads = new HashSet<ResourceId>();
        foreach (var cluster in clusters)
        {
            heads.Add(cluster.Id);
            EditResource(cluster, formerly.GetValueOrDefault(cluster.Id));
        }

        foreach (var gone in pool.Standing.Values.Where(resource => !heads.Contains(resource.Id)))
        {
            _resources.Add(new ResourceEdit(gone.Id, gone, null, HeirOf(gone)));
        }

        foreach (var node in nodes)
        {
            EditKeys(node);
        }

        foreach (var (resource, member) in pool.Broken.SelectMany(resource => resource.Members.Select(member => (resource, member))).Where(held => pool.Removed.Contains(held.member.RecordId)))
        {
            _keys.AddRange(MatchKeys.Of(member.ReadTrusted()).Select(key => new KeyEdit(key, KeyEditKind.Remove, resource.Id)));
        }

        _resources.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return new LinkPlan(_resources, new KeyEdits(pool.Gained, changed => nodes[changed].Now, _keys), doubts, pool.Runs);
    }

    /// <summary>Ids that no record stands for any more go with the first member left of the resource that they led to; without one they are buried.</summary>
    private Dictionary<ResourceId, SortedSet<ResourceId>> Inherit()
    {
        var formerly = new Dictionary<ResourceId, SortedSet<ResourceId>>();
        var returned = pool.Forwards.Count == 0
            ? []
            : pool.Changed.Select(member => member.RecordId).Where(id => !standing.ContainsKey(id)).Select(ResourceId.Of).ToHashSet();
        foreach (var resource in pool.Standing.Values)
        {
            var left = resource.Members.Where(member => pool.Removed.Contains(member.RecordId)).Select(member => ResourceId.Of(member.RecordId)).ToList();
            if (left.Count == 0 && resource.Formerly.Count == 0)
            {
                continue;
            }

            var heir = HeirOfMembers(resource);
            foreach (var id in resource.Formerly.Concat(left).Where(id => !returned.Contains(id)))
            {
                if (heir != resource.Id || left.Contains(id))
                {
                    _keys.Add(heir is { } to ? new KeyEdit(MatchKey.Of(id), KeyEditKind.Lead, to) : new KeyEdit(MatchKey.Of(id), KeyEditKind.Bury, default));
                }

                if (heir is { } now)
                {
                    formerly.TryAdd(now, []);
                    formerly[now].Add(id);
                }
            }
        }

        return formerly;
    }

    private ResourceId? HeirOf(Resource gone) =>
        standing.TryGetValue(gone.Members[0].RecordId, out var founder) ? founder.Now : HeirOfMembers(gone);

    private ResourceId? HeirOfMembers(Resource resource) => resource.Members
        .Select(member => standing.TryGetValue(member.RecordId, out var node) ? node.Now : (ResourceId?)null)
        .FirstOrDefault(now => now is not null);

    private void EditResource(LinkCluster cluster, SortedSet<ResourceId>? formerly)
    {
        var before = pool.Standing.GetValueOrDefault(cluster.Id);
        if (before is not null && before.Members.Count == cluster.Members.Count
            && before.Members.Zip(cluster.Members).All(pair => ReferenceEquals(pair.First, pair.Second.Member))
            && before.Formerly.SequenceEqual(formerly ?? [])
            && before.Apart.SequenceEqual(cluster.Apart))
        {
            return;
        }

        _resources.Add(new ResourceEdit(cluster.Id, before, new Resource
        {
            Id = cluster.Id,
            Formerly = [.. formerly ?? []],
            Apart = cluster.Apart,
            Members = [.. cluster.Members.Select(node => node.Member)],
        }));
    }

    private void EditKeys(LinkNode node)
    {
        var was = node.Was?.Id;
        if (was == node.Now && !node.Changed)
        {
            return;
        }

        if (was is { } left)
        {
            _keys.AddRange(MatchKeys.Of((node.Replaces ?? node.Member).ReadTrusted()).Select(key => new KeyEdit(key, KeyEditKind.Remove, left)));
        }

        if (!node.Changed)
        {
            _keys.AddRange(node.Keys.Select(key => new KeyEdit(key, KeyEditKind.Add, node.Now)));
        }

        if (was == node.Now)
        {
            return;
        }

        if (node.Now != node.Own)
        {
            _keys.Add(new KeyEdit(MatchKey.Of(node.Own), KeyEditKind.Lead, node.Now));
        }
        else if ((was is not null && was != node.Own) || pool.Forwards.ContainsKey(MatchKey.Of(node.Own)))
        {
            _keys.Add(new KeyEdit(MatchKey.Of(node.Own), KeyEditKind.Drop, default));
        }
    }
}
