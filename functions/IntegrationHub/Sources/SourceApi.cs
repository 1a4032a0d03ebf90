using System.IO.Hashing;
using System.Text.Json;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Sources;

/// <summary>The sources over HTTP, for admins. A source's ETag is a hash of what it says, so it is strong and equal for equal sources.</summary>
public sealed class SourceApi(SourceTable sources)
{
    internal const int LongestBody = 256 * 1024;

    public async Task<IResult> ListAsync(CancellationToken ct)
    {
        IReadOnlyList<Source> all = await sources.ListAsync(ct).Select(row => row.Value).ToListAsync(ct);
        return HttpAnswers.Json(all, SourcesJson.Default.IReadOnlyListSource);
    }

    public static IResult ListProfiles() => HttpAnswers.Json(SourceProfiles.All, SourcesJson.Default.IReadOnlyListSourceProfile);

    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } found ? Answer(request, found.Value, StatusCodes.Status200OK) : Missing(id);

    /// <summary>Creates or replaces. <c>If-None-Match: *</c> only creates; <c>If-Match</c> only replaces what it names (RFC 9110, section 13).</summary>
    public async Task<IResult> PutAsync(HttpRequest request, string id, CancellationToken ct)
    {
        if (!SourceId.TryParse(id, out var sourceId))
        {
            return HttpAnswers.Invalid("The source is not valid", new Dictionary<string, string[]> { ["id"] = [$"'{id}' is no source id: take 2 to 40 of a-z, 0-9 and inner hyphens."] });
        }

        var (source, mistakes, instead) = await ReadAsync(request, sourceId, ct);
        return source is null ? instead! : mistakes.Count > 0 ? HttpAnswers.Invalid("The source is not valid", mistakes) : await StoreAsync(request, source, ct);
    }

    /// <summary>The source that a request's body describes, and what is wrong with it; or what to answer where there is none.</summary>
    internal static async Task<(Source? Source, IReadOnlyDictionary<string, string[]> Mistakes, IResult? Instead)> ReadAsync(HttpRequest request, SourceId id, CancellationToken ct)
    {
        var (body, instead) = await JsonBody.ReadAsync(request, LongestBody, "a source", ct);
        using (body)
        {
            IReadOnlyDictionary<string, string[]> mistakes = new Dictionary<string, string[]>();
            return (body is null ? null : SourceBody.Read(body.RootElement, id, out mistakes), mistakes, instead);
        }
    }

    public Task<IResult> EnableAsync(HttpRequest request, string id, CancellationToken ct) => SwitchAsync(request, id, enabled: true, ct);

    public Task<IResult> DisableAsync(HttpRequest request, string id, CancellationToken ct) => SwitchAsync(request, id, enabled: false, ct);

    internal static string ETagOf(Source source) =>
        $"\"{Convert.ToHexStringLower(XxHash128.Hash(JsonSerializer.SerializeToUtf8Bytes(source, SourcesJson.Default.Source)))}\"";

    private async Task<IResult> StoreAsync(HttpRequest request, Source source, CancellationToken ct)
    {
        while (true)
        {
            var stored = await sources.FindAsync(source.Id, ct);
            if (Preconditions.Unmet(request, stored is null ? null : ETagOf(stored.Value), "source") is { } unmet)
            {
                return unmet;
            }

            var written = stored is null ? await sources.TryAddAsync(source, ct) : await sources.TryReplaceAsync(stored, source, ct);
            if (written is not null)
            {
                return Answer(request, source, stored is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
            }

            // Somebody was faster: look at what is there now, and at the conditions again.
        }
    }

    private async Task<IResult> SwitchAsync(HttpRequest request, string id, bool enabled, CancellationToken ct)
    {
        while (await FindAsync(id, ct) is { } stored)
        {
            var source = stored.Value with { Enabled = enabled };
            if (stored.Value.Enabled == enabled || await sources.TryReplaceAsync(stored, source, ct) is not null)
            {
                return Answer(request, source, StatusCodes.Status200OK);
            }
        }

        return Missing(id);
    }

    private static IResult Missing(string id) => HttpAnswers.NotFound($"There is no source '{id}'.");

    private static IResult Answer(HttpRequest request, Source source, int status)
    {
        request.HttpContext.Response.Headers.ETag = ETagOf(source);
        if (status == StatusCodes.Status201Created)
        {
            request.HttpContext.Response.Headers.Location = $"/api/admin/sources/{source.Id}";
        }

        return HttpAnswers.Json(source, SourcesJson.Default.Source, status);
    }

    private async Task<Versioned<Source>?> FindAsync(string id, CancellationToken ct) =>
        SourceId.TryParse(id, out var sourceId) ? await sources.FindAsync(sourceId, ct) : null;
}
