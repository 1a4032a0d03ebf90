using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Operations;

/// <summary>Why a resource is what it is, over HTTP: why each record is there, what keeps others away, what came near. The work of an answer is bounded.</summary>
public sealed class WhyApi(IndexReader index, DecisionTable decisions, IOptions<LinkingOptions> options)
{
    private const int MostKeys = 100;
    private const int MostOthers = 40;
    private const int MostNear = 20;

    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken ct)
    {
        var (resource, instead) = await CurationApi.FindAsync(index, request, id, "why", ct);
        return resource is null ? instead! : HttpAnswers.Json(await ExplainAsync(resource, ct), CurationJson.Default.WhyAnswer);
    }

    private async Task<WhyAnswer> ExplainAsync(Resource resource, CancellationToken ct)
    {
        // All of them: linking takes no notice of Later, but a person wants to know that somebody has looked.
        var said = (await decisions.ListAsync(ct).ToListAsync(ct)).SelectMany(decision => decision.Records.Select(judged => (judged.RecordId, decision))).ToLookup(pair => pair.RecordId, pair => pair.decision);
        var (keys, holders, cut) = await KeysAsync(resource, ct);
        var apart = await ReadAsync(resource.Apart, ct);
        // What shares more keys is likelier.
        var near = await ReadAsync(holders.Where(holder => holder.Key != resource.Id && !resource.Apart.Contains(holder.Key)).OrderByDescending(holder => holder.Value).ThenBy(holder => holder.Key).Select(holder => holder.Key), ct);
        var explained = ResourceExplanation.Of(resource, [.. apart, .. near]);
        var apartIds = apart.Select(other => other.Id).ToHashSet();
        return new WhyAnswer(
            resource.Id,
            resource.Members[0].Record.FullTitle,
            resource.Formerly,
            [.. resource.Members.Select(member => MemberOf(resource, member, explained, said))],
            Editions.Of(resource),
            [.. explained.Without.Where(pair => apartIds.Contains(pair.Home.Id)).Select(pair => Other(pair, resource, said))],
            [.. explained.Related.Select(pair => Other(pair, resource, said))],
            [.. explained.Without.Where(pair => !apartIds.Contains(pair.Home.Id) && pair.Comparison.Relation is null).Take(MostNear).Select(pair => Other(pair, resource, said))],
            keys,
            explained.Comparisons,
            CutOf(explained, cut || holders.Count > MostOthers));
    }

    private static string? CutOf(ResourceExplanation explained, bool others) =>
        explained.Cut ? string.Create(CultureInfo.InvariantCulture, $"More than {ResourceExplanation.MostComparisons} pairs could be compared: those of the first records and the likeliest others are.")
        : others ? string.Create(CultureInfo.InvariantCulture, $"Of the resources that share a key, the {MostOthers} that share most are looked at, and {MostKeys} keys.")
        : null;

    private async Task<(IReadOnlyList<WhyKey> Keys, Dictionary<ResourceId, int> Holders, bool Cut)> KeysAsync(Resource resource, CancellationToken ct)
    {
        var words = new Dictionary<MatchKey, string>();
        foreach (var member in resource.Members)
        {
            foreach (var (key, text) in MatchKeys.Of(member.Trusted).Zip(MatchKeys.Explain(member.Trusted)))
            {
                words.TryAdd(key, text);
            }
        }

        var keys = new List<WhyKey>();
        var others = new Dictionary<ResourceId, int>();
        foreach (var (key, text) in words.Where(key => key.Key.MakesCandidates).Take(MostKeys))
        {
            var holders = await index.HoldersAsync(key, ct);
            var demoted = holders.Count > key.MostHolders(options.Value.HoldersPerKey);
            keys.Add(new WhyKey(text, holders.Count, demoted));
            foreach (var holder in demoted ? [] : holders.Distinct())
            {
                others[holder] = others.GetValueOrDefault(holder) + 1;
            }
        }

        return (keys, others, words.Count > MostKeys);
    }

    private async Task<IReadOnlyList<Resource>> ReadAsync(IEnumerable<ResourceId> ids, CancellationToken ct)
    {
        var found = new List<Resource>();
        foreach (var id in ids.Take(MostOthers))
        {
            if (await index.FindAsync(id, ct) is ResourceAnswer.Found { Resource: var resource })
            {
                found.Add(resource);
            }
        }

        return found;
    }

    private static WhyMember MemberOf(Resource resource, Member member, ResourceExplanation explained, ILookup<RecordId, CuratorDecision> about) => new(
        RecordAnswer.Of(resource, member),
        member.Since,
        member.Wrong,
        [
            .. explained.Within.Where(pair => ReferenceEquals(pair.Member, member) || ReferenceEquals(pair.Other, member))
                .Select(pair => WhyPair.Of(ReferenceEquals(pair.Member, member) ? pair.Other : pair.Member, pair.Comparison)),
        ],
        [.. about[member.RecordId].Select(WhyDecision.Of)]);

    private static WhyOther Other(ExplainedPair pair, Resource resource, ILookup<RecordId, CuratorDecision> about)
    {
        var said = resource.Members.SelectMany(mine => about[mine.RecordId]
            .Where(decision => pair.Home.Members.Any(theirs => DecisionStanding.Answers(decision, mine.RecordId, theirs.RecordId)))).Distinct().OrderByDescending(decision => decision.At).ToList();
        return new WhyOther(pair.Home.Id, pair.Home.Members[0].Record.FullTitle, WordsOf(pair.Comparison, said), ResourceId.Of(pair.Member.RecordId), WhyPair.Of(pair.Other, pair.Comparison), [.. said.Select(WhyDecision.Of)]);
    }

    private static string WordsOf(Comparison comparison, List<CuratorDecision> said) => said switch
    {
        [{ Kind: DecisionKind.Different, By: var by }, ..] => $"{by} keeps them apart.",
        [{ Kind: DecisionKind.Later, By: var by }, ..] => $"{by} has looked and could not tell.",
        _ => comparison switch
        {
            { Relation: Relation.Volume } => "They are volumes of one work.",
            { Relation: Relation.Part } => "One is a part of the other, or both are parts of one work.",
            { Relation: Relation.Translation } => "One is a translation of the other.",
            { Relation: Relation.Version } => "They are versions: a preprint and its article, or the like.",
            { Relation: Relation.Issue } => "They are issues or numbers of one series.",
            { Relation: Relation.Succession } => "One took the place of the other.",
            { Relation: Relation.About } => "One is about the other: a review, an erratum.",
            { Conflict: true } => "Hard evidence rules it out: see the reasons.",
            { Verdict: Verdict.Same } => "This pair looks like one work, but other records of the two resources speak against it.",
            { Verdict: Verdict.Unsure } => "Too little speaks for it: a person could tell.",
            _ => "Too much speaks against it.",
        },
    };
}
