using IntegrationHub.Sources;

namespace IntegrationHub.Records;

/// <summary>
/// What may be read, by whom, and why we say so. Every statement found is kept as evidence, contradictions too; the status follows the strongest kind:
/// access-rights terms (the most cautious of several), an embargo, licences, phrases, the source's policy. A record's own word beats "all free", and
/// "none" beats every record. Pure: embargo dates are kept, not compared with a clock (see <see cref="Access.StatusOn"/>).
/// </summary>
public static class AccessRules
{
    /// <param name="rights">Rights statements as given, and whatever else speaks of access.</param>
    /// <param name="url">The address that leads to the thing; without one nothing counts as free.</param>
    public static Access Decide(IReadOnlyList<string> rights, AccessPolicy policy, string? url) => Decide(rights, policy, url, RightsText.Read);

    /// <param name="read">Reads one statement: <see cref="RightsText.Read"/>, or something that remembers what it answered.</param>
    internal static Access Decide(IReadOnlyList<string> rights, AccessPolicy policy, string? url, Func<string, AccessEvidence?> read)
    {
        if (rights.Count == 0 && policy == AccessPolicy.ByEvidence)
        {
            return Access.Unknown;
        }

        var evidence = new List<AccessEvidence>(rights.Count + 1);
        for (var i = 0; i < rights.Count; i++)
        {
            if (read(rights[i]) is { } said)
            {
                evidence.Add(said);
            }
        }

        if (policy != AccessPolicy.ByEvidence)
        {
            evidence.Add(new AccessEvidence(
                EvidenceKind.SourcePolicy, policy == AccessPolicy.AllFree ? AccessStatus.Free : AccessStatus.Restricted, policy.ToString()));
        }

        if (evidence.Count == 0)
        {
            return Access.Unknown;
        }

        var status = Weigh(evidence, policy);
        if (status >= AccessStatus.Registration && url is null)
        {
            status = AccessStatus.Unknown;
        }

        return new Access { Status = status, Evidence = evidence.ToArray(), Url = status >= AccessStatus.Embargoed ? url : null };
    }

    private static AccessStatus Weigh(List<AccessEvidence> evidence, AccessPolicy policy)
    {
        if (policy == AccessPolicy.None)
        {
            return AccessStatus.Restricted;
        }

        var terms = Least(evidence, EvidenceKind.AccessRights);
        var licence = Greatest(evidence, EvidenceKind.Licence);
        var status =
            terms == AccessStatus.Restricted ? AccessStatus.Restricted
            : Least(evidence, EvidenceKind.Embargo) != AccessStatus.Unknown ? AccessStatus.Embargoed
            : First(terms, licence, Least(evidence, EvidenceKind.Statement), Least(evidence, EvidenceKind.SourcePolicy));
        // Free to read by one statement and openly licensed by another is open.
        return status == AccessStatus.Free && licence == AccessStatus.Open ? AccessStatus.Open : status;
    }

    private static AccessStatus First(params ReadOnlySpan<AccessStatus> statuses)
    {
        foreach (var status in statuses)
        {
            if (status != AccessStatus.Unknown)
            {
                return status;
            }
        }

        return AccessStatus.Unknown;
    }

    /// <summary>The most cautious thing that evidence of <paramref name="kind"/> says; Unknown if it says nothing.</summary>
    private static AccessStatus Least(List<AccessEvidence> evidence, EvidenceKind kind)
    {
        var least = AccessStatus.Unknown;
        foreach (var one in evidence)
        {
            if (one.Kind == kind && one.Says != AccessStatus.Unknown && (least == AccessStatus.Unknown || one.Says < least))
            {
                least = one.Says;
            }
        }

        return least;
    }

    private static AccessStatus Greatest(List<AccessEvidence> evidence, EvidenceKind kind)
    {
        var greatest = AccessStatus.Unknown;
        foreach (var one in evidence)
        {
            greatest = one.Kind == kind && one.Says > greatest ? one.Says : greatest;
        }

        return greatest;
    }
}
