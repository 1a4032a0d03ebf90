using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Replays over HTTP, for admins: the pages that earlier runs have kept are read again, and the provider is not asked.</summary>
public sealed class ReplayApi(SourceTable sources, RunReplay replay, TimeProvider time)
{
    /// <summary>All that is kept of a source.</summary>
    public Task<IResult> ReplaySourceAsync(HttpRequest request, string id, CancellationToken ct) => StartAsync(request, id, run: null, ct);

    /// <summary>What is kept of a run, and of those after it.</summary>
    public async Task<IResult> ReplayRunAsync(HttpRequest request, string id, string number, CancellationToken ct) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            ? await StartAsync(request, id, run, ct)
            : HttpAnswers.NotFound($"There is no run {number} of a source '{id}'.");

    private async Task<IResult> StartAsync(HttpRequest request, string id, int? run, CancellationToken ct)
    {
        if (!SourceId.TryParse(id, out var sourceId) || await sources.FindAsync(sourceId, ct) is not { } source)
        {
            return HttpAnswers.NotFound($"There is no source '{id}'.");
        }

        var replayed = await replay.StartAsync(source.Value, run, ct);
        if (replayed.Start is not { } start)
        {
            return HttpAnswers.Problem(StatusCodes.Status409Conflict, "Nothing to replay", $"Source '{id}' can't be replayed so. {replayed.Refusal}");
        }

        request.HttpContext.Response.Headers.Location = $"/api/admin/sources/{id}/runs/{start.Run.Number}";
        return start.Started
            ? HttpAnswers.Json(RunReport.Of(start.Run, null, time.GetUtcNow()), OperationsJson.Default.RunReport, StatusCodes.Status202Accepted)
            : start.Run.State == RunState.Held
                ? HttpAnswers.Problem(StatusCodes.Status409Conflict, "A run is held", $"Run {start.Run.Number} of '{id}' is held: approve or discard it first.")
                : HttpAnswers.Problem(StatusCodes.Status409Conflict, "A run is at work", $"Run {start.Run.Number} of '{id}' is at work: wait until it has ended.");
    }
}
