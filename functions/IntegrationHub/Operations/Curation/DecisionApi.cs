using IntegrationHub.Linking;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Curators' decisions over HTTP: list, look at, take back, carry to another hub.</summary>
public sealed class DecisionApi(DecisionTable table, IndexedRecords records, CuratorDesk desk, TimeProvider time)
{
    private const string Follows = "The next link step lets the index follow.";

    public async Task<IResult> ListAsync(CancellationToken ct)
    {
        var all = await table.ListAsync(ct).ToListAsync(ct);
        var find = await records.OfAsync(all, ct);
        return HttpAnswers.Json(
            new DecisionList([.. all.OrderByDescending(decision => decision.At).Select(decision => new DecisionAnswer(decision, DecisionStanding.Of(decision, all, find)))]),
            CurationJson.Default.DecisionList);
    }

    public async Task<IResult> GetAsync(string id, CancellationToken ct)
    {
        if (!IsId(id) || await table.FindAsync(id, ct) is not { } decision)
        {
            return Unknown(id);
        }

        return HttpAnswers.Json(
            new DecisionAnswer(decision, DecisionStanding.Of(decision, await table.ListAsync(ct).ToListAsync(ct), await records.OfAsync([decision], ct))),
            CurationJson.Default.DecisionAnswer);
    }

    public async Task<IResult> TakeBackAsync(string id, CancellationToken ct)
    {
        if (!IsId(id) || await table.TakeBackAsync(id, ct) is not { } decision)
        {
            return Unknown(id);
        }

        await desk.FollowAsync($"decision {id} is taken back", ct);
        return HttpAnswers.Json(new SpokenAnswer(decision, decision.Kind == DecisionKind.Later ? "It is taken back: the pair is asked again." : $"It is taken back. {Follows}"), CurationJson.Default.SpokenAnswer, StatusCodes.Status202Accepted);
    }

    public async Task<IResult> ExportAsync(CancellationToken ct) => HttpAnswers.Json(new DecisionExport(await table.ListAsync(ct).ToListAsync(ct)), CurationJson.Default.DecisionExport);

    /// <summary>What <see cref="ExportAsync"/> gave, here or elsewhere: all of it, or nothing if anything in it is wrong. Of two words on one question the later stays.</summary>
    public async Task<IResult> ImportAsync(HttpRequest request, CancellationToken ct)
    {
        var (document, instead) = await JsonBody.ReadAsync(request, DecisionImport.MostBytes, "an export of decisions", ct);
        if (document is null)
        {
            return instead!;
        }

        using (document)
        {
            var (decisions, errors) = DecisionImport.Read(document.RootElement, time.GetUtcNow());
            if (errors.Count > 0)
            {
                return HttpAnswers.Invalid("These decisions can't be imported, and none of them is", errors);
            }

            var (written, unchanged, outdated) = (0, 0, 0);
            foreach (var decision in decisions)
            {
                if (await table.FindAsync(decision.Id, ct) is { } known && DecisionImport.AreEqual(known, decision))
                {
                    unchanged++;
                }
                else if (ReferenceEquals(await table.WriteAsync(decision, ct), decision))
                {
                    written++;
                }
                else
                {
                    outdated++;
                }
            }

            await desk.FollowAsync($"{written} decisions are imported", ct);
            return HttpAnswers.Json(new ImportAnswer(written, unchanged, outdated, Follows), CurationJson.Default.ImportAnswer, StatusCodes.Status202Accepted);
        }
    }

    // A row key of the table service: what is no id is not asked for.
    private static bool IsId(string id) => ResourceId.TryParse(id, out _);

    private static IResult Unknown(string id) => HttpAnswers.NotFound($"There is no decision '{id}': GET /api/admin/decisions lists all.");
}
