using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>
/// What may be read, by whom, and why we say so: evidence weighed, the most cautious piece first. Every piece is kept, contradictions too.
/// <list type="bullet">
/// <item>What is said firmly (moderate and strong) decides; hints (weak) decide only where nothing is said firmly.</item>
/// <item>Of several firm pieces the most cautious one counts: an open licence beside "restricted access" is restricted.</item>
/// <item>Free to read by one piece and openly licensed by another is open.</item>
/// <item>A source that says "none" is believed over every record.</item>
/// <item>Nothing is free without an address that leads to the thing.</item>
/// </list>
/// Pure: the ends of embargoes are kept, and compared with a day only by whoever shows the record (<see cref="StatusOn"/>).
/// </summary>
public static class AccessRules
{
    private const string IsoDay = "yyyy-MM-dd";

    /// <param name="evidence">In the record's order. Kept as it is but for repetitions.</param>
    /// <param name="url">The address that leads to the thing; null where the record gives none.</param>
    public static Access Decide(IReadOnlyList<AccessEvidence> evidence, string? url)
    {
        if (evidence.Count == 0)
        {
            return Access.Unknown;
        }

        var status = Weigh(evidence, day: null);
        if (status >= AccessStatus.Registration && url is null)
        {
            status = AccessStatus.Unknown;
        }

        return new Access { Status = status, Evidence = Distinct(evidence), Url = status >= AccessStatus.Embargoed ? url : null };
    }

    /// <summary>The first day on which every embargo among <paramref name="evidence"/> has ended; null where none names a day.</summary>
    public static DateOnly? EmbargoEnd(IReadOnlyList<AccessEvidence> evidence)
    {
        DateOnly? last = null;
        foreach (var one in evidence)
        {
            if (one.Kind == EvidenceKind.Embargo && DateOnly.TryParseExact(one.Value, IsoDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end))
            {
                last = last is { } known && known > end ? known : end;
            }
        }

        return last;
    }

    /// <summary>
    /// The status on <paramref name="day"/>: once the last embargo has ended, what is embargoed is what the rest of its evidence says, and free at
    /// most where that says nothing of reuse. Without a link it stays embargoed: free needs an address.
    /// </summary>
    public static AccessStatus StatusOn(AccessStatus status, IReadOnlyList<AccessEvidence> evidence, string? url, DateOnly day) =>
        status == AccessStatus.Embargoed && url is not null && EmbargoEnd(evidence) <= day ? Weigh(evidence, day) : status;

    /// <summary>
    /// Whether one piece says that readers get it (at once, or after registering) and another that they don't: for good, or for an embargo of unknown length. A licence
    /// beside an embargo is none: it holds from the embargo's end.
    /// </summary>
    public static bool AreContradictory(IReadOnlyList<AccessEvidence> evidence)
    {
        if (evidence.Count < 2)
        {
            return false;
        }

        bool allows = false, allowsAccess = false, denies = false, postpones = false, dated = false;
        for (var i = 0; i < evidence.Count; i++)
        {
            var one = evidence[i];
            allows |= one.Says >= AccessStatus.Registration;
            allowsAccess |= one.Says >= AccessStatus.Registration && one.Kind is not (EvidenceKind.Licence or EvidenceKind.SourcePolicy);
            denies |= one.Says == AccessStatus.Restricted;
            postpones |= one.Says == AccessStatus.Embargoed;
            dated |= one.Kind == EvidenceKind.Embargo;
        }

        return (allows && denies) || (allowsAccess && postpones && !dated);
    }

    /// <param name="day">A day after the last embargo; null: embargoes hold.</param>
    private static AccessStatus Weigh(IReadOnlyList<AccessEvidence> evidence, DateOnly? day)
    {
        AccessStatus firm = AccessStatus.Unknown, hinted = AccessStatus.Unknown;
        var licensed = false;
        for (var i = 0; i < evidence.Count; i++)
        {
            var one = evidence[i];
            var says = one.Says == AccessStatus.Embargoed && day is not null
                // An embargo that has ended says that the thing is free; a mere "embargoed" beside it was about that embargo.
                ? one.Kind == EvidenceKind.Embargo ? AccessStatus.Free : AccessStatus.Unknown
                : one.Says;
            if (one is { Kind: EvidenceKind.SourcePolicy, Says: AccessStatus.Restricted })
            {
                return AccessStatus.Restricted;
            }

            licensed |= one is { Kind: EvidenceKind.Licence, Says: AccessStatus.Open };
            if (one.Strength == EvidenceStrength.Weak)
            {
                hinted = MoreCautious(hinted, says);
            }
            else
            {
                firm = MoreCautious(firm, says);
            }
        }

        var status = firm == AccessStatus.Unknown ? hinted : firm;
        return status == AccessStatus.Free && licensed ? AccessStatus.Open : status;
    }

    private static AccessStatus MoreCautious(AccessStatus known, AccessStatus says) =>
        says == AccessStatus.Unknown || (known != AccessStatus.Unknown && known < says) ? known : says;

    private static AccessEvidence[] Distinct(IReadOnlyList<AccessEvidence> evidence)
    {
        var kept = new AccessEvidence[evidence.Count];
        var count = 0;
        for (var i = 0; i < evidence.Count; i++)
        {
            if (Array.IndexOf(kept, evidence[i], 0, count) < 0)
            {
                kept[count++] = evidence[i];
            }
        }

        return count == kept.Length ? kept : kept[..count];
    }
}
