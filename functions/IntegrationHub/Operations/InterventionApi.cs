using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>An admin's word on a run over HTTP: approve or discard a held one, cancel one at work.</summary>
public sealed class InterventionApi(RunInterventions interventions, RunHistory runs)
{
    public Task<IResult> ApproveAsync(string id, string number, CancellationToken ct) =>
        SayAsync(id, number, interventions.ApproveAsync, "There is nothing to approve", "is not held", ct);

    public Task<IResult> DiscardAsync(string id, string number, CancellationToken ct) =>
        SayAsync(id, number, interventions.DiscardAsync, "There is nothing to discard", "is not held", ct);

    public Task<IResult> CancelAsync(string id, string number, CancellationToken ct) =>
        SayAsync(id, number, interventions.CancelAsync, "There is nothing to cancel", "is not at work", ct);

    private async Task<IResult> SayAsync(
        string id, string number, Func<SourceId, int, CancellationToken, Task<Intervention>> say, string title, string not, CancellationToken ct)
    {
        if (!SourceId.TryParse(id, out var source)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
            || await say(source, wanted, ct) is not { Run: { } run } said)
        {
            return HttpAnswers.NotFound($"There is no run {number} of a source '{id}'; old ones are forgotten.");
        }

        return said.Done && await runs.FindAsync(source, wanted, ct) is { } report
            ? HttpAnswers.Json(report, OperationsJson.Default.RunReport)
            : HttpAnswers.Problem(StatusCodes.Status409Conflict, title, $"Run {number} of '{id}' {not}: {StateOf(run)}.");
    }

    private static string StateOf(Run run) => run switch
    {
        { State: RunState.Harvesting } => "its windows are at work, or wait for its provider",
        { State: RunState.Held } => "its guards hold it, so approve or discard it",
        { Ended: { } ended } => string.Create(CultureInfo.InvariantCulture, $"it ended {ended.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC as {run.State}"),
        _ => $"it is {run.State}",
    };
}
