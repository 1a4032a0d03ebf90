using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Runs over HTTP, for admins: start one, see what they did; and the end of a source, which is a run too.</summary>
public sealed class RunApi(
    SourceTable sources, RunTable runs, WindowTable windows, RunStarter starter, RunInterventions interventions, SourceWithdrawal withdrawal, TimeProvider time)
{
    private const int MostListed = 100;

    /// <summary>
    /// Starts a run, of a disabled source too: that is how one is tried before it goes live. <c>?full=true</c> asks for everything. A held run is
    /// discarded for it.
    /// </summary>
    public async Task<IResult> RunAsync(HttpRequest request, string id, CancellationToken ct)
    {
        var wish = request.Query["full"].ToString();
        if (wish.Length > 0 && !bool.TryParse(wish, out _))
        {
            return HttpAnswers.Invalid("The request is not valid", new Dictionary<string, string[]> { ["full"] = [$"'{wish}' is neither true nor false."] });
        }

        if (!SourceId.TryParse(id, out var sourceId) || await sources.FindAsync(sourceId, ct) is not { } source)
        {
            return MissingSource(id);
        }

        var start = await starter.StartAsync(source.Value, RunReason.Manual, bool.TryParse(wish, out var full) && full, ct);
        request.HttpContext.Response.Headers.Location = $"/api/admin/sources/{id}/runs/{start.Run.Number}";
        return start.Started
            ? HttpAnswers.Json(RunReport.Of(start.Run, null, time.GetUtcNow()), OperationsJson.Default.RunReport, StatusCodes.Status202Accepted)
            : HttpAnswers.Problem(StatusCodes.Status409Conflict, "A run is at work", $"Run {start.Run.Number} of '{id}' is at work: wait until it has ended.");
    }

    /// <summary>The newest runs, newest first; those of a source that was deleted too.</summary>
    public async Task<IResult> ListAsync(string id, CancellationToken ct)
    {
        if (!SourceId.TryParse(id, out var source))
        {
            return MissingSource(id);
        }

        var all = await runs.ListAsync(source, ct).Select(row => row.Value).ToListAsync(ct);
        if (all.Count == 0 && await sources.FindAsync(source, ct) is null)
        {
            return MissingSource(id);
        }

        var reports = new List<RunReport>();
        foreach (var run in all.AsEnumerable().Reverse().Take(MostListed))
        {
            var atWork = run.State == RunState.Harvesting ? await WindowsOfAsync(run, ct) : null;
            reports.Add(RunReport.Of(run, atWork, time.GetUtcNow()));
        }

        return HttpAnswers.Json<IReadOnlyList<RunReport>>(reports, OperationsJson.Default.IReadOnlyListRunReport);
    }

    public async Task<IResult> GetAsync(string id, string number, CancellationToken ct)
    {
        return TryParse(id, number, out var source, out var wanted) && await runs.FindAsync(source, wanted, ct) is { Value: var run }
            ? HttpAnswers.Json(await ReportOnAsync(run, ct), OperationsJson.Default.RunReport)
            : MissingRun(id, number);
    }

    /// <summary>Links a run that its guards hold.</summary>
    public Task<IResult> ApproveAsync(string id, string number, CancellationToken ct) =>
        InterveneAsync(id, number, interventions.ApproveAsync, "is not held", "There is nothing to approve", ct);

    /// <summary>Forgets a run that its guards hold.</summary>
    public Task<IResult> DiscardAsync(string id, string number, CancellationToken ct) =>
        InterveneAsync(id, number, interventions.DiscardAsync, "is not held", "There is nothing to discard", ct);

    /// <summary>Ends a run at work.</summary>
    public Task<IResult> CancelAsync(string id, string number, CancellationToken ct) =>
        InterveneAsync(id, number, interventions.CancelAsync, "is not at work", "There is nothing to cancel", ct);

    /// <summary>Deletes a source and withdraws its records from the index.</summary>
    public async Task<IResult> DeleteSourceAsync(string id, CancellationToken ct) =>
        SourceId.TryParse(id, out var source) && await withdrawal.DeleteAsync(source, ct) is not null ? TypedResults.NoContent() : MissingSource(id);

    private async Task<IResult> InterveneAsync(
        string id, string number, Func<SourceId, int, CancellationToken, Task<Intervention>> say, string not, string title, CancellationToken ct)
    {
        if (!TryParse(id, number, out var source, out var wanted) || await say(source, wanted, ct) is not { Run: { } run } said)
        {
            return MissingRun(id, number);
        }

        return said.Done
            ? HttpAnswers.Json(await ReportOnAsync(run, ct), OperationsJson.Default.RunReport)
            : HttpAnswers.Problem(StatusCodes.Status409Conflict, title, $"Run {number} of '{id}' {not}: {StateOf(run)}.");
    }

    private static string StateOf(Run run) => run switch
    {
        { State: RunState.Harvesting } => "its windows are at work, or wait for its provider",
        { State: RunState.Held } => "its guards hold it, so approve or discard it",
        { Ended: { } ended } => string.Create(CultureInfo.InvariantCulture, $"it ended {ended.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC as {run.State}"),
        _ => $"it is {run.State}",
    };

    private async Task<RunReport> ReportOnAsync(Run run, CancellationToken ct)
    {
        var all = await WindowsOfAsync(run, ct);
        return RunReport.Of(run, all, time.GetUtcNow()) with { Windows = [.. all.Select(window => WindowReport.Of(run, window))] };
    }

    private static bool TryParse(string id, string number, out SourceId source, out int run)
    {
        run = 0;
        return SourceId.TryParse(id, out source) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out run);
    }

    private static IResult MissingRun(string id, string number) => HttpAnswers.NotFound($"There is no run {number} of a source '{id}'; old ones are forgotten.");

    private async Task<List<Window>> WindowsOfAsync(Run run, CancellationToken ct) =>
        [.. (await windows.ListAsync(run.Source.Id, run.Number, ct)).Select(row => row.Value)];

    private static IResult MissingSource(string id) => HttpAnswers.NotFound($"There is no source '{id}'.");
}
