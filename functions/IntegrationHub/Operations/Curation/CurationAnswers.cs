using System.Text.Json.Serialization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Operations;

/// <summary>A decision with what has become of it.</summary>
internal sealed record DecisionAnswer(CuratorDecision Decision, DecisionStanding Standing);

internal sealed record DecisionList(IReadOnlyList<DecisionAnswer> Decisions);

/// <summary>What a curator's word has led to.</summary>
/// <param name="Happens">What comes next, in a sentence.</param>
internal sealed record SpokenAnswer(CuratorDecision Decision, string Happens);

/// <param name="Outdated">Those of which a later word stands here already.</param>
internal sealed record ImportAnswer(int Written, int Unchanged, int Outdated, string Happens);

internal sealed record DecisionExport(IReadOnlyList<CuratorDecision> Decisions);

/// <summary>A record as a curator meets it.</summary>
/// <param name="Id">Its own id: what requests name it by.</param>
/// <param name="Resource">The resource that it is in.</param>
internal sealed record RecordAnswer(
    ResourceId Id, ResourceId Resource, SourceId Source, string Identifier, string Datestamp, string Title, IReadOnlyList<string> Creators, int? Year, WorkType Type, IReadOnlyList<string> Links)
{
    public static RecordAnswer Of(Resource resource, Member member) => new(
        ResourceId.Of(member.RecordId), resource.Id, member.Source, member.Id, member.Datestamp, member.Record.FullTitle, [.. member.Record.Creators.Select(agent => agent.Name)],
        member.Record.Year, member.Record.Type, [.. member.Record.Links.Where(link => link.StartsWith("http", StringComparison.OrdinalIgnoreCase)).Take(3)]);
}

/// <summary>A pair of records that a person could tell.</summary>
/// <param name="Answer">Where to POST the answer.</param>
internal sealed record ReviewAnswer(RecordAnswer A, RecordAnswer B, double Score, string Verdict, string? Relation, IReadOnlyList<string> Reasons, IReadOnlyList<FieldPair> Fields, string Answer);

/// <param name="Next">For <c>after</c>; null: that is all.</param>
internal sealed record ReviewPage(IReadOnlyList<ReviewAnswer> Reviews, string? Next);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecisionAnswer))]
[JsonSerializable(typeof(DecisionList))]
[JsonSerializable(typeof(DecisionExport))]
[JsonSerializable(typeof(SpokenAnswer))]
[JsonSerializable(typeof(ImportAnswer))]
[JsonSerializable(typeof(ReviewPage))]
[JsonSerializable(typeof(WhyAnswer))]
internal sealed partial class CurationJson : JsonSerializerContext;
