using System.Text.Json.Serialization;
using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Notifying;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>The whole hub at one moment.</summary>
/// <param name="WaitingDeliveries">Harvested, not yet in the index.</param>
/// <param name="Poison">Messages that were given up and wait for a person.</param>
/// <param name="IndexVersion">Rises with each step that changed a resource.</param>
public sealed record HubStatus(
    IReadOnlyList<SourceStatus> Sources, int WaitingDeliveries, int Poison, long IndexVersion, IndexCounters Index, PublicationFigures Feed)
{
    /// <summary>Whether nothing is under way: no harvest, nothing to link, nothing to publish.</summary>
    public bool IsSettled => !IsHarvesting && IsPublished;

    /// <summary>Whether all that was harvested is linked and published.</summary>
    public bool IsPublished => WaitingDeliveries == 0 && Feed.IndexVersion >= IndexVersion;

    /// <summary>Sources that somebody should look at: since when, why, and what to do.</summary>
    public required IReadOnlyList<Attention> Attention { get; init; }

    /// <summary>Who is told of new versions, and what of it was given up.</summary>
    public required NotificationFigures Notifications { get; init; }

    public bool IsHarvesting => Sources.Any(source => source.IsHarvesting);
}

/// <param name="LastRun">The newest run, with live figures while it is at work; null: none yet.</param>
/// <param name="NextDue">By the hub's clock.</param>
public sealed record SourceStatus(SourceId Id, string Name, bool Enabled, DateTimeOffset? NextDue, RunReport? LastRun)
{
    /// <summary>Whether it is at work or has never been harvested though it should.</summary>
    [JsonIgnore]
    public bool IsHarvesting => LastRun is null ? Enabled : LastRun.State == RunState.Harvesting;
}

/// <summary>Reads the status from the tables: a few point reads for each source.</summary>
public sealed class HubStatusReader(
    SourceTable sources, CursorTable cursors, RunHistory runs, SegmentBlobs segments, PoisonTable poison, IndexBlobs index, PublicationState feed, NotificationUpkeep notifications, TimeProvider time)
{
    public async Task<HubStatus> ReadAsync(CancellationToken ct)
    {
        var all = new List<SourceStatus>();
        await foreach (var row in sources.ListAsync(ct))
        {
            var source = row.Value;
            var cursor = await cursors.FindAsync(source.Id, ct);
            all.Add(new SourceStatus(source.Id, source.Name, source.Enabled, cursor?.Value.NextDue, await LastRunAsync(source.Id, cursor?.Value.LastRun ?? 0, ct)));
        }

        // In the direction of the flow, so that work which moves on meanwhile is seen twice rather than not at all.
        var waiting = await segments.WaitingRunsAsync(ct).CountAsync(ct);
        var linked = (await index.ReadManifestAsync(null, ct)).Manifest;
        return new HubStatus(all, waiting, await poison.CountAsync(ct), linked.Version, linked.Counters, await feed.ReadAsync(ct))
        {
            Notifications = await notifications.ReadAsync(ct),
            Attention = [.. all.Select(source => Operations.Attention.Of(source, time.GetUtcNow())).OfType<Attention>().OrderBy(found => found.State).ThenBy(found => found.Since)],
        };
    }

    public async Task<IResult> AnswerAsync(CancellationToken ct) => HttpAnswers.Json(await ReadAsync(ct), OperationsJson.Default.HubStatus);

    private async Task<RunReport?> LastRunAsync(SourceId source, int number, CancellationToken ct) =>
        number > 0 && await runs.FindAsync(source, number, ct) is { Because: not RunReason.Removal } report ? report : null;
}
