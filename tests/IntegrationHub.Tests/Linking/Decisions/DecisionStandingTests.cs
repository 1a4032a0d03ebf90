using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class DecisionStandingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RecordId[] Ids = [.. Enumerable.Range(0, 3).Select(i => MemoryIndex.IdOf($"r{i}"))];

    [Fact]
    public void What_The_Index_Follows_Is_Applied()
    {
        Assert.Equal(DecisionState.Applied, StateOf(Said(DecisionKind.Same, [0, 1]), [0, 1]));
        Assert.Equal(DecisionState.Applied, StateOf(Said(DecisionKind.Different, [0], [1]), [0], [1]));
    }

    [Fact]
    public void What_The_Index_Does_Not_Follow_Yet_Waits()
    {
        Assert.Equal(DecisionState.Waiting, StateOf(Said(DecisionKind.Same, [0, 1]), [0], [1]));
        Assert.Equal(DecisionState.Waiting, StateOf(Said(DecisionKind.Different, [0], [1]), [0, 1]));
    }

    [Fact]
    public void Without_Its_Records_It_Is_Moot()
    {
        Assert.Equal(DecisionState.Moot, StateOf(Said(DecisionKind.Same, [0, 1]), [0]));
        Assert.Equal(DecisionState.Moot, StateOf(Said(DecisionKind.Different, [0], [1]), [0]));
        Assert.Equal(DecisionState.Moot, StateOf(Said(DecisionKind.Pin, [2]), [0]));
    }

    [Fact]
    public void A_Later_One_That_Says_Otherwise_Overrules_It_And_Is_Named()
    {
        var early = Said(DecisionKind.Same, [0, 1, 2]);
        var late = Said(DecisionKind.Different, [0], [1]) with { At = Noon.AddHours(1) };

        var standing = DecisionStanding.Of(early, [early, late], Index([0, 2], [1]));

        Assert.Equal(DecisionState.Overruled, standing.State);
        Assert.Equal(late.Id, standing.OverruledBy);
        Assert.Equal(DecisionState.Waiting, DecisionStanding.Of(early with { At = Noon.AddHours(2) }, [early, late], Index([0, 2], [1])).State);
    }

    [Fact]
    public void Only_Records_Of_Different_Groups_Are_Told_Apart()
    {
        Assert.False(DecisionStanding.Answers(Said(DecisionKind.Different, [0, 1], [2]), Ids[0], Ids[1]));
        Assert.True(DecisionStanding.Answers(Said(DecisionKind.Different, [0, 1], [2]), Ids[0], Ids[2]));
        Assert.True(DecisionStanding.Answers(Said(DecisionKind.Same, [0, 1]), Ids[0], Ids[1]));
    }

    private static DecisionState StateOf(CuratorDecision decision, params int[][] resources) => DecisionStanding.Of(decision, [decision], Index(resources)).State;

    private static Func<RecordId, (Resource Resource, Member Member)?> Index(params int[][] resources)
    {
        var held = resources.Select(members => new Resource { Id = ResourceId.Of(Ids[members[0]]), Members = [.. members.Select(MemberOf)] })
            .SelectMany(resource => resource.Members.Select(member => (resource, member))).ToDictionary(pair => pair.member.RecordId);
        return id => held.TryGetValue(id, out var pair) ? pair : null;
    }

    private static Member MemberOf(int i) => new()
    {
        Source = Ids[i].Source,
        Id = Ids[i].OaiIdentifier,
        Datestamp = "2026-01-01",
        Since = "2026-01-01",
        Fingerprint = "",
        Record = new BibliographicRecord { Title = "A history of paper" },
    };

    private static CuratorDecision Said(DecisionKind kind, params int[][] groups) => new()
    {
        Id = CuratorDecision.IdOf(kind, groups.SelectMany(group => group).Select(i => Ids[i])),
        Kind = kind,
        Groups = [.. groups.Select(group => group.Select(i => new JudgedRecord(Ids[i].Source, Ids[i].OaiIdentifier, "A history of paper")).ToList())],
        By = "li",
        At = Noon,
    };
}
