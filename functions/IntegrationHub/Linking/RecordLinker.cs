using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Linking;

/// <summary>
/// Obeys <see cref="LinkRecords"/>: links whatever is delivered, a step a version, until nothing waits. A step reads, decides, writes new blobs and
/// commits by replacing the manifest; dying anywhere repeats it. Deliveries are taken away only after their version is announced.
/// </summary>
public sealed partial class RecordLinker(
    IndexBlobs blobs, SegmentBlobs segments, LinkedDeliveries linked, DecisionTable decisions, BlobLock locks, VersionAnnouncement announce, IOptions<LinkingOptions> options, ILoggerFactory loggers)
{
    public const string LockName = "linking";

    private static readonly TimeSpan WhileAnotherLinks = TimeSpan.FromSeconds(2);

    private readonly DeliveryIntake _intake = new(segments.ReadAsync, options, loggers.CreateLogger<DeliveryIntake>());
    private readonly LinkStep _step = new(blobs, options.Value);
    private readonly ILogger _logger = loggers.CreateLogger<RecordLinker>();

    public async Task<StepOutcome> LinkAsync(LinkRecords message, CancellationToken ct)
    {
        await using var held = await locks.TryTakeAsync(LockName, ct);
        if (held is null)
        {
            return new StepOutcome.Later(WhileAnotherLinks);
        }

        Log.Started(_logger, message.Because);
        var wrote = false;
        while (true)
        {
            var last = await blobs.ReadManifestAsync(null, ct);
            if (last.ETag is null && await linked.AnyAsync(ct))
            {
                // Linked onto nothing, the next few records would be all that readers find.
                Log.IndexGone(_logger);
                return StepOutcome.Completed;
            }

            var intake = await _intake.TakeAsync(segments.WaitingAsync(ct), last.Manifest.Consumed, ct);
            var curated = CuratedLinks.Of(await decisions.ListAsync(ct).ToListAsync(ct));
            var next = last.Manifest;
            var heeded = await blobs.WriteDecisionsAsync(curated, last.Manifest, ct);
            var advances = intake.Advances || heeded != last.Manifest.Decisions;
            if (advances)
            {
                wrote = true;
                if (await TryStepAsync(last, intake, curated, heeded, ct) is not { } committed)
                {
                    // The lock was lost and another linker went on: it has our deliveries, or we take them on top of its version.
                    Log.Outrun(_logger, last.Manifest.Version);
                    continue;
                }

                next = committed;
            }

            if (intake.Finished.Count > 0 || advances)
            {
                // Before they are taken away: a delivery that still waits says that its version may not be known yet.
                await announce(next.Version, ct);
            }

            foreach (var delivery in intake.Finished)
            {
                await linked.CloseAsync(delivery, next.Linked, ct);
            }

            if (!advances)
            {
                if (wrote)
                {
                    await blobs.PurgeAsync(next, options.Value.KeptVersions, ct);
                }

                return StepOutcome.Completed;
            }

            // The next step's records are taken while this variable still holds this step's.
            intake.Arrivals.Clear();
        }
    }

    /// <returns>The committed version; null if another linker was faster.</returns>
    private async Task<IndexManifest?> TryStepAsync(StoredManifest last, Intake intake, CuratedLinks curated, string? heeded, CancellationToken ct)
    {
        try
        {
            var (next, changes) = await _step.LinkAsync(last.Manifest, intake, curated, heeded, ct);
            Log.Linked(_logger, next.Version, intake.Arrivals.Count, changes, next.Counters.Resources, next.Counters.Members);
            return await blobs.TryCommitAsync(last, next, ct) ? next : null;
        }
        catch (FileNotFoundException)
        {
            // Others may have gone so far meanwhile that the version we work on was purged; if none has, the index is broken.
            if ((await blobs.ReadManifestAsync(null, ct)).ETag == last.ETag)
            {
                throw;
            }

            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Linking: {Because}")]
        public static partial void Started(ILogger logger, string because);

        [LoggerMessage(2, LogLevel.Information, "Version {Version} of the index: {Records} records changed {Changes} resources; {Resources} resources of {Members} records in all")]
        public static partial void Linked(ILogger logger, long version, int records, int changes, long resources, long members);

        [LoggerMessage(3, LogLevel.Warning, "Another linker went on from version {Version} first")]
        public static partial void Outrun(ILogger logger, long version);

        [LoggerMessage(EventId = 4, EventName = "IndexGone", Level = LogLevel.Error, Message = "The index is gone, though runs were linked before. Nothing is linked until the command index rebuild has brought it back.")]
        public static partial void IndexGone(ILogger logger);
    }
}
