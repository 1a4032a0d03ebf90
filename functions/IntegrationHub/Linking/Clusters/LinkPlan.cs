using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <param name="Before">Null: it is new.</param>
/// <param name="After">Null: it is withdrawn.</param>
/// <param name="MovedTo">Where the id of a withdrawn resource leads.</param>
internal sealed record ResourceEdit(ResourceId Id, Resource? Before, Resource? After, ResourceId? MovedTo = null)
{
    public ChangeKind Kind => After is null ? ChangeKind.Withdrawn : Before is null ? ChangeKind.Added : ChangeKind.Changed;
}

/// <summary>What a step changes in the index.</summary>
/// <param name="Resources">In order of id.</param>
/// <param name="Doubts">In order of id.</param>
/// <param name="Runs">What the step makes of each run's records.</param>
internal sealed record LinkPlan(
    IReadOnlyList<ResourceEdit> Resources, KeyEdits Keys, IReadOnlyList<DoubtEdit> Doubts, IReadOnlyDictionary<(SourceId Source, int Run), LinkedRun> Runs)
{
    public bool IsEmpty => Resources.Count == 0 && Keys.Count == 0 && Doubts.Count == 0;

    /// <summary>The counters after the step but for the key lines, which only their writer can count.</summary>
    public IndexCounters CountersAfter(IndexCounters before)
    {
        long resources = before.Resources, members = before.Members, linked = before.Linked, linkedMembers = before.LinkedMembers, free = before.Free;
        foreach (var edit in Resources)
        {
            Count(edit.Before, -1);
            Count(edit.After, 1);
        }

        return new IndexCounters { Resources = resources, Members = members, Linked = linked, LinkedMembers = linkedMembers, Free = free, Keys = before.Keys };

        void Count(Resource? resource, int by)
        {
            if (resource is null)
            {
                return;
            }

            resources += by;
            members += by * resource.Members.Count;
            if (resource.Members.Count > 1)
            {
                linked += by;
                linkedMembers += by * resource.Members.Count;
            }

            if (resource.Members.Any(member => member.Written.IsFree))
            {
                free += by;
            }
        }
    }

    /// <summary>The member records of each source after the step; sources without any are left out.</summary>
    public IReadOnlyDictionary<SourceId, long> HoldingsAfter(IReadOnlyDictionary<SourceId, long> before)
    {
        var holdings = new SortedDictionary<SourceId, long>(before.ToDictionary());
        foreach (var edit in Resources)
        {
            Count(edit.Before, -1);
            Count(edit.After, 1);
        }

        return holdings.Where(source => source.Value != 0).ToDictionary();

        void Count(Resource? resource, int by)
        {
            foreach (var member in resource?.Members ?? [])
            {
                holdings[member.Source] = holdings.GetValueOrDefault(member.Source) + by;
            }
        }
    }
}
