namespace IntegrationHub.Linking;

/// <summary>A record of the step while it is decided which resource it belongs to.</summary>
internal sealed class LinkNode
{
    private ComparableRecord? _comparable;

    public required Member Member { get; init; }

    /// <summary>Of what stands and is as it was; those of new and changed records are all in <see cref="LinkPool.Gained"/>.</summary>
    public MatchKey[] Keys { get; init; } = [];

    /// <summary>The resource that it was in; null: it is new.</summary>
    public Resource? Was { get; init; }

    /// <summary>The version that the index holds, when that is another one.</summary>
    public Member? Replaces { get; init; }

    public bool Changed { get; init; }

    /// <summary>Its links to others of its component are found again.</summary>
    public bool Loose { get; init; }

    public ResourceId Own { get; init; }

    /// <summary>The resource that it is in now.</summary>
    public ResourceId Now { get; set; }

    /// <summary>The member taken apart, when it is first compared.</summary>
    public ComparableRecord Comparable => _comparable ??= ComparableRecord.Of(Member.ReadTrusted());

    /// <summary>The same, where it was compared before it was a node.</summary>
    public ComparableRecord? Compared
    {
        init => _comparable = value;
    }

    /// <summary>Lets go of what comparing took: it is many times the size of the rest.</summary>
    public void Forget() => _comparable = null;

    public bool MayBeNewlyLinkedTo(LinkNode other) => Changed || other.Changed || (Loose && other.Loose);

    /// <summary>Who came first founded the resource.</summary>
    public static int ByArrival(LinkNode a, LinkNode b) => ByArrival(a.Member, b.Member);

    public static int ByArrival(Member a, Member b)
    {
        var since = string.CompareOrdinal(a.Since, b.Since);
        return since != 0 ? since : a.RecordId.CompareTo(b.RecordId);
    }
}

/// <summary>Nodes that make one resource.</summary>
/// <param name="Members">By arrival.</param>
/// <param name="Apart">See <see cref="Resource.Apart"/>.</param>
internal sealed record LinkCluster(ResourceId Id, IReadOnlyList<LinkNode> Members, IReadOnlyList<ResourceId> Apart);
