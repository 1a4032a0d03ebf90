using System.Globalization;
using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Previews over HTTP, for admins: raw metadata in; record, access with its evidence, dropped elements and match keys out. Nothing is kept and nobody is asked.</summary>
public sealed class PreviewApi(SourceTable sources, TimeProvider time)
{
    public const int LongestBody = 1024 * 1024;

    private const int FirstBuffer = 16 * 1024;
    private const int Shown = 20;
    private const int MostShown = 200;

    /// <summary>What is sent speaks for itself.</summary>
    public Task<IResult> PreviewAsync(HttpRequest request, CancellationToken ct) => AnswerAsync(request, new SourceAccess(AccessPolicy.ByEvidence, []), ct);

    /// <summary>What is sent as if it came from a source: with its policy of access.</summary>
    public async Task<IResult> PreviewSourceAsync(HttpRequest request, string id, CancellationToken ct) =>
        SourceId.TryParse(id, out var sourceId) && await sources.FindAsync(sourceId, ct) is { Value: var source }
            ? await AnswerAsync(request, SourceAccess.Of(source), ct)
            : HttpAnswers.NotFound($"There is no source '{id}'.");

    private async Task<IResult> AnswerAsync(HttpRequest request, SourceAccess access, CancellationToken ct)
    {
        if (!TryReadCount(request, out var most))
        {
            return Invalid("records", $"'{request.Query["records"]}' is no number of records: give 1 to {MostShown}, or leave it out for {Shown}.");
        }

        if (request.ContentLength > LongestBody || await BoundedBody.ReadAsync(request.Body, FirstBuffer, LongestBody, alive: static () => { }, ct) is not { } body)
        {
            return HttpAnswers.Problem(StatusCodes.Status413PayloadTooLarge, "Too large", $"The body is larger than the {LongestBody / 1024} KB that a preview takes: send fewer records.");
        }

        var page = PreviewInput.Page(body, [.. request.Query["set"].OfType<string>()], out var mistake);
        if (mistake is not null)
        {
            return Invalid("$", mistake);
        }

        OaiPage<CrosswalkedRecord> read;
        try
        {
            read = OaiPageReader.Read(page, new MetadataFormats().Read);
        }
        catch (OaiFormatException e)
        {
            return Invalid("$", e.Message);
        }

        var report = PreviewReport.Of(read, access, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), most);
        return report is { Seen: 0, Problems: [] } ? Invalid("$", "There is no record in it: send a record's metadata, a record with its header, or a whole page.")
            : report is { Seen: 0 } ? Invalid("$", string.Join(' ', report.Problems))
            : HttpAnswers.Json(report, PreviewJson.Default.PreviewReport);
    }

    private static bool TryReadCount(HttpRequest request, out int count)
    {
        count = Shown;
        return !request.Query.TryGetValue("records", out var given)
            || (int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MostShown);
    }

    private static IResult Invalid(string property, string sentence) =>
        HttpAnswers.Invalid("There is nothing to preview", new Dictionary<string, string[]> { [property] = [sentence] });
}
