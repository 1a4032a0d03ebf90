using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Linking;

/// <summary>
/// Builds an index that is lost from all that was delivered before, by the rules and the decisions of today, and makes it one version. Nobody sees anything
/// of it until the one commit; after a crash it goes on where it was. Deliveries that come meanwhile wait, and are linked after it.
/// </summary>
public sealed class LostIndexRebuild(
    IndexBlobs blobs, DecisionTable decisions, BlobLock locks, VersionAnnouncement announce, IOptions<LinkingOptions> options, ILoggerFactory loggers)
{
    private readonly LinkStep _step = new(blobs, options.Value);

    /// <returns>What of the index is gone, in a sentence; null: all of it is there. A hub that has linked nothing yet has no manifest either.</returns>
    public async Task<string?> WhyLostAsync(CancellationToken ct)
    {
        var stored = await blobs.ReadManifestAsync(null, ct);
        if (stored.ETag is null)
        {
            return $"{IndexBlobs.Container}/{IndexBlobs.ManifestName} is gone.";
        }

        var missing = await blobs.MissingAsync(stored.Manifest, ct);
        return missing.Count == 0 ? null : FormattableString.Invariant($"{missing.Count:N0} blobs that {IndexBlobs.Container}/{IndexBlobs.ManifestName} names are gone, the first is {missing[0]}.");
    }

    /// <param name="archive">What was delivered.</param>
    /// <param name="known">The last version that anybody knows of: versions only rise.</param>
    /// <param name="finished">Told of each delivery that is linked, and of how much the index holds then.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<RebuildOutcome> RebuildAsync(DeliveryArchive archive, long known, Action<Delivery, IndexCounters> finished, CancellationToken ct)
    {
        await using var held = await locks.TryTakeAsync(RecordLinker.LockName, ct);
        if (held is null)
        {
            return new RebuildOutcome.Busy();
        }

        var last = await blobs.ReadManifestAsync(null, ct);
        var empty = new IndexManifest { Version = Math.Max(known, last.Manifest.Version), Holdings = IndexManifest.Empty.Holdings };
        var curated = CuratedLinks.Of(await decisions.ListAsync(ct).ToListAsync(ct));
        var heeded = await blobs.WriteDecisionsAsync(curated, empty, ct);
        var progress = await blobs.ReadRebuildAsync(ct);
        if (progress is not { Pages: true } || progress.Base != empty.Version || progress.Manifest.Decisions != heeded)
        {
            progress = new RebuildProgress(empty.Version, 0, empty with { Decisions = heeded }, Pages: true);
        }

        var intake = new DeliveryIntake(archive.ReadAsync, options, loggers.CreateLogger<DeliveryIntake>());
        foreach (var deliveries in archive.Steps)
        {
            Intake taken;
            do
            {
                taken = await intake.TakeAsync(deliveries.ToAsyncEnumerable(), progress.Manifest.Consumed, ct);
                progress = taken.Advances ? await AdvanceAsync(progress, taken, curated, ct) : progress;
                foreach (var delivery in taken.Finished.Intersect(taken.Taken))
                {
                    finished(delivery, progress.Manifest.Counters);
                }

                // The next step's records are taken while this variable still holds this step's.
                taken.Arrivals.Clear();
            }
            while (taken.Advances);

            if (deliveries.Except(taken.Finished).FirstOrDefault() is { } torn)
            {
                return new RebuildOutcome.Torn(torn.Source, torn.Run);
            }
        }

        var next = progress.Manifest with { Version = progress.Base + 1, Linked = [] };
        if (!await blobs.TryCommitAsync(last, next, ct))
        {
            return new RebuildOutcome.Busy();
        }

        await announce(next.Version, ct);
        await blobs.ForgetRebuildAsync(ct);
        await blobs.PurgeAsync(next, options.Value.KeptVersions, ct);
        return new RebuildOutcome.Done(next.Version, last.Manifest.Counters, next.Counters);
    }

    /// <summary>The step's blobs first, then how far it has come, then the blobs that it superseded: no version knows them.</summary>
    private async Task<RebuildProgress> AdvanceAsync(RebuildProgress progress, Intake taken, CuratedLinks curated, CancellationToken ct)
    {
        var (linked, _) = await _step.LinkAsync(progress.Manifest, taken, curated, progress.Manifest.Decisions, ct);
        var now = progress with { Manifest = linked with { Version = progress.Base, Changes = [] } };
        await blobs.WriteRebuildAsync(now, ct);
        await blobs.DeleteSupersededAsync(progress.Manifest, now.Manifest, ct);
        return now;
    }
}
