using System.Text.Json;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Probing;

/// <summary>Probes over HTTP, for admins: of an address that is no source yet, and of a source.</summary>
public sealed class ProbeApi(ProviderProbe probe, ProbeMemory memory, SourceTable sources)
{
    private static readonly SourceId Nobody = SourceId.Parse("not-stored");

    /// <summary>Probes what the body describes, which needs no more than a base URL, and stores nothing.</summary>
    public async Task<IResult> ProbeAsync(HttpRequest request, CancellationToken ct)
    {
        var (body, instead) = await JsonBody.ReadAsync(request, SourceApi.LongestBody, "a source", ct);
        if (body is null)
        {
            return instead!;
        }

        using var read = body;
        var id = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("id", out var given) && given.ValueKind == JsonValueKind.String
            && SourceId.TryParse(given.GetString(), out var parsed) ? parsed : Nobody;
        var source = SourceBody.Read(body.RootElement, id, out var mistakes);

        // the name is the provider's where none is given, and the base URL may be wrong: that is what a probe is for
        var usable = BaseUrlText.Clean(source.BaseUrl) is { UserInfo: "" };
        var remaining = mistakes.Where(mistake => !(mistake.Key == "baseUrl" && usable) && !(mistake.Key == "name" && source.Name.Length == 0)).ToDictionary();
        return remaining.Count > 0 ? HttpAnswers.Invalid("The source is not valid", remaining) : Answer(await probe.ProbeAsync(source, ct));
    }

    /// <summary>Probes a source, and keeps what was found: its runs go by it.</summary>
    public async Task<IResult> ProbeSourceAsync(string id, CancellationToken ct)
    {
        if (!SourceId.TryParse(id, out var sourceId) || await sources.FindAsync(sourceId, ct) is not { Value: var source })
        {
            return Missing(id);
        }

        var report = await probe.ProbeAsync(source, ct);
        await memory.KeepAsync(source, report, ct);
        return Answer(report);
    }

    /// <summary>A source's last report.</summary>
    public async Task<IResult> GetAsync(string id, CancellationToken ct) =>
        !SourceId.TryParse(id, out var sourceId) || await sources.FindAsync(sourceId, ct) is null ? Missing(id)
        : await memory.FindAsync(sourceId, ct) is { } report ? Answer(report)
        : HttpAnswers.NotFound($"Source '{id}' was not probed yet: POST to this address does it.");

    private static IResult Answer(ProbeReport report) => HttpAnswers.Json(report, ProbingJson.Default.ProbeReport);

    private static IResult Missing(string id) => HttpAnswers.NotFound($"There is no source '{id}'.");
}
