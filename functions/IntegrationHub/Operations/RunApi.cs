using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Runs over HTTP, for admins: start one, see what they did; and the end of a source, which is a run too.</summary>
public sealed class RunApi(SourceTable sources, RunHistory runs, RunStarter starter, SourceWithdrawal withdrawal, TimeProvider time)
{
    private const int MostListed = 100;

    /// <summary>Starts a run, of a disabled source too: that is how one is tried before it goes live. <c>?full=true</c> asks for everything.</summary>
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

        var reports = await runs.NewestAsync(source, MostListed, ct);
        return reports.Count == 0 && await sources.FindAsync(source, ct) is null
            ? MissingSource(id)
            : HttpAnswers.Json<IReadOnlyList<RunReport>>(reports, OperationsJson.Default.IReadOnlyListRunReport);
    }

    /// <summary>What one run did. <c>?windows=20&amp;skip=40</c> pages through its windows, those that need a look first.</summary>
    public async Task<IResult> GetAsync(HttpRequest request, string id, string number, CancellationToken ct)
    {
        var mistakes = new Dictionary<string, string[]>();
        var choice = new WindowChoice(Number("windows", WindowChoice.Usual, WindowChoice.Limit), Number("skip", 0, int.MaxValue));
        if (mistakes.Count > 0)
        {
            return HttpAnswers.Invalid("The request is not valid", mistakes);
        }

        return SourceId.TryParse(id, out var source)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
            && await runs.FindAsync(source, wanted, choice, ct) is { } report
                ? HttpAnswers.Json(report, OperationsJson.Default.RunReport)
                : HttpAnswers.NotFound($"There is no run {number} of a source '{id}'; old ones are forgotten.");

        int Number(string parameter, int usual, int most)
        {
            var text = request.Query[parameter].ToString();
            if (text.Length > 0 && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > most))
            {
                mistakes[parameter] = [$"'{text}' is not a number from 0 to {most}."];
            }

            return text.Length > 0 && mistakes.Count == 0 ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
        }
    }

    /// <summary>Deletes a source and withdraws its records from the index.</summary>
    public async Task<IResult> DeleteSourceAsync(string id, CancellationToken ct) =>
        SourceId.TryParse(id, out var source) && await withdrawal.DeleteAsync(source, ct) is not null ? TypedResults.NoContent() : MissingSource(id);

    private static IResult MissingSource(string id) => HttpAnswers.NotFound($"There is no source '{id}'.");
}
