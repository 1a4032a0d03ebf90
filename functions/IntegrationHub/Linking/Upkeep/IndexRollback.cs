using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Linking;

/// <summary>A version that readers see, or that can be gone back to.</summary>
/// <param name="CommittedAt">When it became the current one, by the storage's clock; null: what came before it is no longer kept.</param>
public sealed record KeptVersion(long Version, bool IsCurrent, DateTimeOffset? CommittedAt, IndexCounters Counters);

/// <summary>Runs of one source that were linked after the version that was gone back to, and whose deliveries no longer wait.</summary>
/// <param name="First">The first of them: a replay of it reads the later ones too.</param>
public sealed record LostRuns(SourceId Source, int First, int Last);

/// <summary>How a return to an older version ended.</summary>
public abstract record RollbackOutcome
{
    private RollbackOutcome()
    {
    }

    /// <param name="Version">The new version, whose content is that of version <paramref name="Of"/>.</param>
    public sealed record Done(long Version, long Of, IReadOnlyList<LostRuns> Lost) : RollbackOutcome;

    /// <param name="Reason">In sentences that say what to do instead.</param>
    public sealed record Refused(string Reason) : RollbackOutcome;

    /// <summary>A link step is at work, or was faster.</summary>
    public sealed record Busy : RollbackOutcome;
}

/// <summary>
/// Goes back to a kept version by going forward: the content of the old one becomes a new version, so that version numbers only rise and whoever follows
/// them notices. It has no change list, so followers read everything anew. One commit: dying before it leaves all as it was.
/// </summary>
public sealed partial class IndexRollback(IndexBlobs blobs, SegmentBlobs segments, BlobLock locks, VersionAnnouncement announce, ILogger<IndexRollback> logger)
{
    /// <summary>The current version and those that are kept, newest first.</summary>
    public async Task<IReadOnlyList<KeptVersion>> VersionsAsync(CancellationToken ct)
    {
        var current = (await blobs.ReadManifestAsync(null, ct)).Manifest;
        var versions = new List<KeptVersion> { new(current.Version, true, await blobs.CommittedAtAsync(ct), current.Counters) };
        await foreach (var (manifest, at) in blobs.KeptAsync(ct))
        {
            if (manifest.Version < current.Version)
            {
                versions.Add(new KeptVersion(manifest.Version, false, at, manifest.Counters));
            }
        }

        return [.. versions.OrderByDescending(version => version.Version)];
    }

    public async Task<RollbackOutcome> RollBackAsync(long version, CancellationToken ct)
    {
        await using var held = await locks.TryTakeAsync(RecordLinker.LockName, ct);
        if (held is null)
        {
            return new RollbackOutcome.Busy();
        }

        var last = await blobs.ReadManifestAsync(null, ct);
        if (version == last.Manifest.Version)
        {
            return new RollbackOutcome.Refused($"Version {version} is the current one.");
        }

        var old = await blobs.ReadKeptAsync(version, ct);
        if (old is null || version > last.Manifest.Version)
        {
            return new RollbackOutcome.Refused($"Version {version} is not kept. GET /api/admin/index, or the command 'index versions', lists those that are.");
        }

        if (await blobs.MissingAsync(old, ct) is { Count: > 0 } missing)
        {
            return new RollbackOutcome.Refused($"Version {version} is no longer whole: blob {missing[0]} is gone, and {missing.Count - 1} others.");
        }

        // The deliveries that still wait are linked again from where the old version stands; what else came since is told.
        var next = old with { Version = last.Manifest.Version + 1, Changes = [] };
        var lost = await LostAsync(old, last.Manifest, ct);
        if (!await blobs.TryCommitAsync(last, next, ct))
        {
            return new RollbackOutcome.Busy();
        }

        Log.RolledBack(logger, next.Version, version, next.Counters.Resources, next.Counters.Members);
        await announce(next.Version, ct);
        return new RollbackOutcome.Done(next.Version, version, lost);
    }

    private async Task<List<LostRuns>> LostAsync(IndexManifest old, IndexManifest last, CancellationToken ct)
    {
        var waiting = await segments.WaitingRunsAsync(ct).ToHashSetAsync(cancellationToken: ct);
        var lost = new List<LostRuns>();
        foreach (var (source, now) in last.Consumed.OrderBy(consumed => consumed.Key))
        {
            var then = old.Consumed.GetValueOrDefault(source);
            var first = then is null ? 1 : then.Segments is null ? then.Run + 1 : then.Run;
            while (first <= now.Run && waiting.Contains((source, first)))
            {
                first++;
            }

            // A delivery that still waits is linked again by itself.
            var end = now.Segments is null || !waiting.Contains((source, now.Run)) ? now.Run : now.Run - 1;
            if (first <= end)
            {
                lost.Add(new LostRuns(source, first, end));
            }
        }

        return lost;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, EventName = "IndexRolledBack", Level = LogLevel.Warning, Message = "Version {Version} of the index has the content of version {Old}: {Resources} resources of {Members} records")]
        public static partial void RolledBack(ILogger logger, long version, long old, long resources, long members);
    }
}
