using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Operations;

/// <summary>A record held against another.</summary>
/// <param name="With">The other record's own id.</param>
/// <param name="Conflict">True where hard evidence keeps the two apart.</param>
internal sealed record WhyPair(ResourceId With, string Title, SourceId Source, string Verdict, double Score, bool Conflict, string? Relation, IReadOnlyList<string> Reasons)
{
    public static WhyPair Of(Member other, Comparison comparison) => new(
        ResourceId.Of(other.RecordId), other.Record.FullTitle, other.Source, comparison.Verdict.ToString(), Math.Round(comparison.Score, 3), comparison.Conflict, comparison.Relation?.ToString(), comparison.Reasons);
}

/// <summary>A decision in short.</summary>
internal sealed record WhyDecision(string Id, DecisionKind Kind, string By, DateTimeOffset At, string? Note)
{
    public static WhyDecision Of(CuratorDecision decision) => new(decision.Id, decision.Kind, decision.By, decision.At, decision.Note);
}

/// <param name="Since">The provider's datestamp when it first came: the first record gives the resource its id.</param>
/// <param name="Wrong">Identifiers that a curator has called wrong.</param>
/// <param name="Because">The pairs that it is in, best first.</param>
internal sealed record WhyMember(RecordAnswer Record, string Since, IReadOnlyList<Identifier> Wrong, IReadOnlyList<WhyPair> Because, IReadOnlyList<WhyDecision> Decisions);

/// <param name="Id">Of the other resource.</param>
/// <param name="Why">In words, where something rules a link out.</param>
/// <param name="Record">The own id of the record of this resource that is nearest to it.</param>
internal sealed record WhyOther(ResourceId Id, string Title, string Why, ResourceId Record, WhyPair Pair, IReadOnlyList<WhyDecision> Decisions);

/// <summary>A key that the resource is found by.</summary>
/// <param name="Holders">How many records hold it.</param>
/// <param name="Demoted">True where so many hold it that it says nothing.</param>
internal sealed record WhyKey(string Key, int Holders, bool Demoted);

/// <param name="Apart">Resources that links lead to and that are kept apart.</param>
/// <param name="Near">Resources that share a key with it and are other works, likeliest first.</param>
/// <param name="Related">Those of them that know of it: volumes, translations, versions.</param>
/// <param name="Cut">What is missing in this answer, in a sentence; null: nothing.</param>
internal sealed record WhyAnswer(
    ResourceId Id, string Title, IReadOnlyList<ResourceId> Formerly, IReadOnlyList<WhyMember> Members, IReadOnlyList<EditionGroup> Editions, IReadOnlyList<WhyOther> Apart,
    IReadOnlyList<WhyOther> Related, IReadOnlyList<WhyOther> Near, IReadOnlyList<WhyKey> Keys, int Comparisons, string? Cut);
