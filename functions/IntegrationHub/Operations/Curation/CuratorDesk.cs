using IntegrationHub.Linking;
using IntegrationHub.Records;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Writes down what curators say and lets the index follow.</summary>
public sealed class CuratorDesk(DecisionTable table, LinkRequestsQueue links, TimeProvider time)
{
    /// <param name="happens">What the index will do about it.</param>
    internal async Task<IResult> SayAsync(
        CuratorBody body, DecisionKind kind, IEnumerable<IEnumerable<Member>> groups, string happens, CancellationToken ct, Identifier? identifier = null)
    {
        // In one order, so that the same words make the same row.
        List<List<JudgedRecord>> judged =
        [
            .. groups.Select(group => group.OrderBy(member => member.RecordId).Select(member => JudgedRecord.Of(member.RecordId, member.Record)).ToList())
                .Where(group => group.Count > 0).OrderBy(group => group[0].RecordId),
        ];
        var decision = await table.WriteAsync(
            new CuratorDecision
            {
                Id = CuratorDecision.IdOf(kind, judged.SelectMany(group => group).Select(record => record.RecordId), identifier),
                Kind = kind,
                Groups = judged,
                Identifier = identifier,
                By = body.By,
                At = time.GetUtcNow(),
                Note = body.Note,
            },
            ct);
        await FollowAsync($"{decision.By} decided {decision.Id}", ct);
        return HttpAnswers.Json(new SpokenAnswer(decision, $"{happens} See GET /api/admin/decisions/{decision.Id}; DELETE takes it back."), CurationJson.Default.SpokenAnswer, StatusCodes.Status202Accepted);
    }

    internal Task FollowAsync(string because, CancellationToken ct) => links.SendAsync(new LinkRecords(because), ct);
}
