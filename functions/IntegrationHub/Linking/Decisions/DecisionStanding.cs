using IntegrationHub.Records;

namespace IntegrationHub.Linking;

public enum DecisionState
{
    /// <summary>The index is as it says.</summary>
    Applied,

    /// <summary>The next link step takes it up.</summary>
    Waiting,

    /// <summary>What it speaks of is no more.</summary>
    Moot,

    /// <summary>A later one says otherwise.</summary>
    Overruled,
}

/// <summary>What has become of a curator's decision. Pure.</summary>
/// <param name="Why">A sentence each: what is moot of it, or what overrules it.</param>
/// <param name="OverruledBy">Id of the later decision.</param>
public sealed record DecisionStanding(DecisionState State, IReadOnlyList<string> Why, string? OverruledBy = null)
{
    /// <param name="decision">The one asked about.</param>
    /// <param name="all">Every decision there is.</param>
    /// <param name="find">A record as the index holds it; null: it does not.</param>
    public static DecisionStanding Of(CuratorDecision decision, IEnumerable<CuratorDecision> all, Func<RecordId, (Resource Resource, Member Member)?> find)
    {
        var why = new List<string>();
        var groups = decision.Groups.Select(group => group.Select(judged => Living(judged, find, why)).OfType<(Resource Resource, Member Member)>().ToList()).Where(group => group.Count > 0).ToList();
        switch (decision.Kind)
        {
            case DecisionKind.WrongIdentifier:
                return OfIdentifier(decision, groups, why);
            case DecisionKind.Later:
                return new DecisionStanding(groups.Count > 1 ? DecisionState.Applied : DecisionState.Moot, why);
            case DecisionKind.Different:
                if (groups.Count < 2)
                {
                    return new DecisionStanding(DecisionState.Moot, why);
                }

                var together = groups.Index().SelectMany(group => groups.Skip(group.Index + 1).SelectMany(others => Pairs(group.Item, others)))
                    .Where(pair => pair.A.Resource.Id == pair.B.Resource.Id).Select(pair => (pair.A.Member.RecordId, pair.B.Member.RecordId)).ToList();
                return together.Count == 0
                    ? new DecisionStanding(DecisionState.Applied, why)
                    : Contradicted(decision, all, why, later => later.Kind is DecisionKind.Same or DecisionKind.Pin && together.Exists(pair => Speaks(later, pair)));
            default:
                var records = groups.SelectMany(group => group).ToList();
                if (records.Count < (decision.Kind == DecisionKind.Pin ? 1 : 2))
                {
                    return new DecisionStanding(DecisionState.Moot, why);
                }

                var apart = Pairs(records, records).Where(pair => pair.A.Resource.Id != pair.B.Resource.Id).Select(pair => (pair.A.Member.RecordId, pair.B.Member.RecordId)).ToList();
                return apart.Count == 0
                    ? new DecisionStanding(DecisionState.Applied, why)
                    // Another pin around one of them keeps the others out.
                    : Contradicted(decision, all, why, later => (later.Kind == DecisionKind.Different && apart.Exists(pair => Speaks(later, pair)))
                        || (later.Kind == DecisionKind.Pin && later.Records.Any(judged => apart.Exists(pair => pair.Item1 == judged.RecordId || pair.Item2 == judged.RecordId))));
        }
    }

    /// <summary>True if the decision answers whether the two are one work, or says that nobody can tell.</summary>
    internal static bool Answers(CuratorDecision decision, RecordId a, RecordId b) => decision.Kind != DecisionKind.WrongIdentifier && Speaks(decision, (a, b));

    private static bool Speaks(CuratorDecision decision, (RecordId A, RecordId B) pair)
    {
        var (mine, theirs) = (-1, -1);
        foreach (var (i, group) in decision.Groups.Index())
        {
            mine = group.Any(judged => judged.RecordId == pair.A) ? i : mine;
            theirs = group.Any(judged => judged.RecordId == pair.B) ? i : theirs;
        }

        return mine >= 0 && theirs >= 0 && (decision.Kind is DecisionKind.Same or DecisionKind.Pin || mine != theirs);
    }

    private static DecisionStanding OfIdentifier(CuratorDecision decision, List<List<(Resource Resource, Member Member)>> groups, List<string> why)
    {
        if (groups.Count == 0 || decision.Identifier is not { } wrong)
        {
            return new DecisionStanding(DecisionState.Moot, why);
        }

        var member = groups[0][0].Member;
        if (member.Wrong.Any(identifier => identifier.Scheme == wrong.Scheme && identifier.Value == wrong.Value))
        {
            return new DecisionStanding(DecisionState.Applied, why);
        }

        if (member.Record.Identifiers.Concat(member.Record.Related.SelectMany(related => related.Identifiers)).Any(identifier => identifier.Scheme == wrong.Scheme && identifier.Value == wrong.Value))
        {
            return new DecisionStanding(DecisionState.Waiting, why);
        }

        why.Add($"The record of {member.RecordId} bears {wrong.Scheme} {wrong.Value} no longer.");
        return new DecisionStanding(DecisionState.Moot, why);
    }

    private static DecisionStanding Contradicted(CuratorDecision decision, IEnumerable<CuratorDecision> all, List<string> why, Func<CuratorDecision, bool> contradicts)
    {
        var later = all.Where(other => other.Id != decision.Id && (other.At > decision.At || (other.At == decision.At && string.CompareOrdinal(other.Id, decision.Id) < 0)) && contradicts(other)).MaxBy(other => other.At);
        if (later is null)
        {
            return new DecisionStanding(DecisionState.Waiting, why);
        }

        why.Add($"{later.By} said otherwise later: {later.Kind}.");
        return new DecisionStanding(DecisionState.Overruled, why, later.Id);
    }

    private static (Resource, Member)? Living(JudgedRecord judged, Func<RecordId, (Resource Resource, Member Member)?> find, List<string> why)
    {
        if (find(judged.RecordId) is not { } held)
        {
            why.Add($"The record {judged.RecordId} is gone.");
            return null;
        }

        if (!judged.Recognises(held.Member.Record))
        {
            why.Add($"The record {judged.RecordId} is about another work now: \"{held.Member.Record.FullTitle}\", and \"{judged.Title}\" when it was judged.");
            return null;
        }

        return held;
    }

    private static IEnumerable<((Resource Resource, Member Member) A, (Resource Resource, Member Member) B)> Pairs(
        List<(Resource Resource, Member Member)> some, List<(Resource Resource, Member Member)> others) => some.SelectMany(a => others.Select(b => (a, b)));
}
