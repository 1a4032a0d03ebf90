using System.Globalization;
using System.Text.Json.Serialization;
using IntegrationHub.Linking;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <param name="Versions">The current one and those that can be gone back to, newest first.</param>
/// <param name="Rebuild">Null: none is under way.</param>
internal sealed record IndexAnswer(IReadOnlyList<KeptVersion> Versions, RebuildAnswer? Rebuild);

/// <summary>A rebuild that has begun and not ended: at work, or dead and waiting for the command that goes on with it.</summary>
/// <param name="Of">The version whose records are linked afresh.</param>
/// <param name="Partitions">Resource partitions of that version, <paramref name="Done"/> of them linked. Null: the index was lost, and is built from kept pages.</param>
internal sealed record RebuildAnswer(long Of, int? Partitions, int? Done, IndexCounters SoFar);

/// <param name="Version">The new version, with the content of <paramref name="Of"/>.</param>
internal sealed record RolledBackAnswer(long Version, long Of, IReadOnlyList<LostRunsAnswer> Lost, string Happens);

/// <summary>Runs of a source that the index no longer holds.</summary>
/// <param name="Replay">Where to POST, to link their kept pages again.</param>
internal sealed record LostRunsAnswer(string Source, int First, int Last, string Replay);

/// <summary>The versions of the index over HTTP: see them, go back to one. To verify and to rebuild take longer than a request may: they are commands.</summary>
public sealed class IndexApi(IndexBlobs blobs, IndexRollback rollback)
{
    public async Task<IResult> GetAsync(CancellationToken ct)
    {
        var versions = await rollback.VersionsAsync(ct);
        return HttpAnswers.Json(new IndexAnswer(versions, await RebuildAsync(ct)), IndexApiJson.Default.IndexAnswer);
    }

    /// <summary><c>?version=5</c>. It is one commit, so the answer comes when it is done.</summary>
    public async Task<IResult> RollBackAsync(HttpRequest request, CancellationToken ct)
    {
        var wish = request.Query["version"].ToString();
        if (!long.TryParse(wish, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return HttpAnswers.Invalid("The request is not valid", new Dictionary<string, string[]>
            {
                ["version"] = [wish.Length == 0 ? "Say which version to go back to: ?version=5. GET /api/admin/index lists them." : $"'{wish}' is no version's number. GET /api/admin/index lists them."],
            });
        }

        return await rollback.RollBackAsync(version, ct) switch
        {
            RollbackOutcome.Done done => HttpAnswers.Json(
                new RolledBackAnswer(
                    done.Version, done.Of,
                    [.. done.Lost.Select(runs => new LostRunsAnswer(runs.Source.Value, runs.First, runs.Last, $"/api/admin/sources/{runs.Source}/runs/{runs.First}/replay"))],
                    done.Lost.Count == 0
                        ? "The feed follows."
                        : "The feed follows. What the runs under lost had brought is no longer in the index: POST to replay links their kept pages again, or run the source with ?full=true."),
                IndexApiJson.Default.RolledBackAnswer),
            RollbackOutcome.Refused refused => HttpAnswers.Problem(StatusCodes.Status409Conflict, "The index can't go back there", refused.Reason),
            _ => HttpAnswers.Problem(StatusCodes.Status409Conflict, "The index is being written", "A link step or a rebuild is at work: try again when it has ended."),
        };
    }

    private async Task<RebuildAnswer?> RebuildAsync(CancellationToken ct)
    {
        var current = (await blobs.ReadManifestAsync(null, ct)).Manifest;
        // What was begun on an older version is void: the next rebuild begins anew.
        return await blobs.ReadRebuildAsync(ct) is { } progress && (progress.Base == current.Version || progress.Pages)
            ? new RebuildAnswer(progress.Base, progress.Pages ? null : current.Resources.Blobs.Count, progress.Pages ? null : progress.Partitions, progress.Manifest.Counters)
            : null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IndexAnswer))]
[JsonSerializable(typeof(RolledBackAnswer))]
internal sealed partial class IndexApiJson : JsonSerializerContext;
