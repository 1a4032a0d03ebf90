using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Linking;

/// <summary>How a rebuild ended.</summary>
public abstract record RebuildOutcome
{
    private RebuildOutcome()
    {
    }

    /// <param name="Version">The new version, linked afresh; the one there was, where the index is empty.</param>
    public sealed record Done(long Version, IndexCounters Before, IndexCounters After) : RebuildOutcome;

    /// <summary>A link step is at work, or was faster.</summary>
    public sealed record Busy : RebuildOutcome;

    /// <summary>Pages of a run were purged while they were to be read. Done again it goes by what is kept then.</summary>
    public sealed record Torn(Sources.SourceId Source, int Run) : RebuildOutcome;
}

/// <summary>Blob <c>rebuilding.json</c>: how far a rebuild has come. Without worth once another version than <paramref name="Base"/> is current.</summary>
/// <param name="Base">The version whose members are linked afresh; or, of an index that was lost, the last one that is known of.</param>
/// <param name="Partitions">Resource partitions of that version that are linked.</param>
/// <param name="Manifest">What has been built; its blobs bear the number of the version to come.</param>
/// <param name="Pages">True: an index that was lost is built from kept pages; how far, the manifest's <see cref="IndexManifest.Consumed"/> says.</param>
public sealed record RebuildProgress(long Base, int Partitions, IndexManifest Manifest, bool Pages = false);

/// <summary>
/// Links everything that the index holds afresh, by the rules and the decisions of today, and makes it one new version: for when rules or keys have changed, or are
/// no longer trusted. Readers see the version before until the one commit. It goes step by step, so its memory is that of a link step; after a crash it goes on where it was.
/// Ids that the index has given out go on leading where their records went.
/// </summary>
public sealed partial class IndexRebuild(
    IndexBlobs blobs, DecisionTable decisions, BlobLock locks, VersionAnnouncement announce, IOptions<LinkingOptions> options, ILogger<IndexRebuild> logger)
{
    public async Task<RebuildOutcome> RebuildAsync(CancellationToken ct)
    {
        await using var held = await locks.TryTakeAsync(RecordLinker.LockName, ct);
        if (held is null)
        {
            return new RebuildOutcome.Busy();
        }

        var last = await blobs.ReadManifestAsync(null, ct);
        var curated = CuratedLinks.Of(await decisions.ListAsync(ct).ToListAsync(ct));
        var heeded = await blobs.WriteDecisionsAsync(curated, last.Manifest, ct);
        var progress = await blobs.ReadRebuildAsync(ct);
        if (progress is null or { Pages: true } || progress.Base != last.Manifest.Version || progress.Manifest.Decisions != heeded)
        {
            progress = new RebuildProgress(last.Manifest.Version, 0, new IndexManifest { Version = last.Manifest.Version, Decisions = heeded });
        }

        progress = await LinkAfreshAsync(last.Manifest, progress, curated, ct);
        var rebuilt = await LeadOnAsync(last.Manifest, progress.Manifest, ct);
        var lookup = new IndexLookup(blobs, rebuilt, options.Value.Parallel, ct, new PackedPartitions(blobs, 0));
        var next = rebuilt with
        {
            Version = last.Manifest.Version + 1,
            Changes = [],
            Holdings = await lookup.HoldingsAsync(),
            Consumed = last.Manifest.Consumed,
            Linked = last.Manifest.Linked,
        };
        if (!await blobs.TryCommitAsync(last, next, ct))
        {
            return new RebuildOutcome.Busy();
        }

        Log.Rebuilt(logger, next.Version, next.Counters.Resources, last.Manifest.Counters.Resources, next.Counters.Members);
        await announce(next.Version, ct);
        await blobs.ForgetRebuildAsync(ct);
        await blobs.PurgeAsync(next, options.Value.KeptVersions, ct);
        return new RebuildOutcome.Done(next.Version, last.Manifest.Counters, next.Counters);
    }

    private async Task<RebuildProgress> LinkAfreshAsync(IndexManifest old, RebuildProgress progress, CuratedLinks curated, CancellationToken ct)
    {
        var partitions = old.Resources.Blobs;
        while (progress.Partitions < partitions.Count)
        {
            var arrivals = new Dictionary<RecordId, Arrival>();
            var next = progress.Partitions;
            for (; next < partitions.Count && arrivals.Count < options.Value.RecordsPerStep; next++)
            {
                foreach (var member in partitions[next] is { } blob ? (await ResourcesAsync(blob, ct)).SelectMany(resource => resource.Members) : [])
                {
                    arrivals.Add(member.RecordId, ArrivalOf(member));
                }
            }

            var packed = new PackedPartitions(blobs, 0);
            var lookup = new IndexLookup(blobs, progress.Manifest, options.Value.Parallel, ct, packed);
            var plan = await new LinkPlanner(lookup, options.Value.HoldersPerKey).PlanAsync(arrivals, curated);
            progress = await AdvanceAsync(progress, next, plan, packed, ct);
            Log.Progress(logger, next, partitions.Count, progress.Manifest.Counters.Members, old.Counters.Members);
        }

        return progress;
    }

    /// <summary>The step's blobs first, then how far it has come, then the blobs that it superseded: no version knows them.</summary>
    private async Task<RebuildProgress> AdvanceAsync(RebuildProgress progress, int partitions, LinkPlan plan, PackedPartitions packed, CancellationToken ct)
    {
        var written = await new PlanWriter(blobs, packed, options.Value).WriteAsync(progress.Manifest, plan, ct);
        var now = progress with { Partitions = partitions, Manifest = written with { Version = progress.Base, Changes = [] } };
        await blobs.WriteRebuildAsync(now, ct);
        await blobs.DeleteSupersededAsync(progress.Manifest, now.Manifest, ct);
        return now;
    }

    /// <summary>Ids without a record: those of the resource that their last one has gone to lead there, the others are tombstones.</summary>
    private async Task<IndexManifest> LeadOnAsync(IndexManifest old, IndexManifest rebuilt, CancellationToken ct)
    {
        var heirs = new List<(ResourceId Formerly, ResourceId Founder)>();
        foreach (var blob in old.Resources.Blobs.OfType<string>())
        {
            heirs.AddRange((await ResourcesAsync(blob, ct)).SelectMany(resource => resource.Formerly.Select(id => (id, resource.Id))));
        }

        var edits = new List<KeyEdit>();
        foreach (var blob in old.Keys.Blobs.OfType<string>())
        {
            edits.AddRange(TombstonesIn(JsonLines.Unpack(await blobs.ReadAsync(blob, ct))).Select(key => new KeyEdit(key, KeyEditKind.Bury, default)));
        }

        var packed = new PackedPartitions(blobs, 0);
        var lookup = new IndexLookup(blobs, rebuilt, options.Value.Parallel, ct, packed);
        var forwards = await lookup.KeysAsync(heirs.Select(heir => MatchKey.Of(heir.Founder)));
        var homes = heirs.GroupBy(heir => forwards.TryGetValue(MatchKey.Of(heir.Founder), out var led) && led is [var home, ..] ? home : heir.Founder, heir => heir.Formerly)
            .ToDictionary(group => group.Key, group => group.ToList());
        var resources = await lookup.ResourcesAsync(homes.Keys);
        edits.AddRange(homes.SelectMany(home => home.Value.Select(id => new KeyEdit(MatchKey.Of(id), KeyEditKind.Lead, home.Key))));
        var plan = new LinkPlan(
            [.. homes.OrderBy(home => home.Key).Select(home => new ResourceEdit(home.Key, resources[home.Key], resources[home.Key] with { Formerly = [.. home.Value.Concat(resources[home.Key].Formerly).Distinct().Order()] }))],
            KeyEdits.Of(edits),
            [],
            new Dictionary<(Sources.SourceId Source, int Run), LinkedRun>());
        return plan.IsEmpty ? rebuilt : await new PlanWriter(blobs, packed, options.Value).WriteAsync(rebuilt, plan, ct);
    }

    private static IEnumerable<MatchKey> TombstonesIn(byte[] partition)
    {
        var lines = new SortedLines(partition, KeyLine.KeyOf);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines.KeyAt(i).StartsWith("id:"u8) && KeyLine.Parse(lines[i].Span).Length == 0)
            {
                yield return MatchKey.Parse(System.Text.Encoding.ASCII.GetString(lines.KeyAt(i)));
            }
        }
    }

    private async Task<IEnumerable<Resource>> ResourcesAsync(string blob, CancellationToken ct)
    {
        var lines = new SortedLines(JsonLines.Unpack(await blobs.ReadAsync(blob, ct)), ResourceLine.KeyOf);
        return Enumerable.Range(0, lines.Count).Select(line => ResourceLine.Parse(lines[line]));
    }

    private static Arrival ArrivalOf(Member member) => new(
        new HarvestedRecord { Id = member.Id, Datestamp = member.Datestamp, Sets = member.Sets, Fingerprint = member.Fingerprint, Written = member.Written },
        member.Since,
        Restarted: false,
        Run: 0,
        Delivery: 0);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Rebuilding the index: {Partitions} of {Of} partitions, {Members} of {OfMembers} records")]
        public static partial void Progress(ILogger logger, int partitions, int of, long members, long ofMembers);

        [LoggerMessage(EventId = 2, EventName = "IndexRebuilt", Level = LogLevel.Information, Message = "Version {Version} of the index is built afresh: {Resources} resources, {Before} before, of {Members} records")]
        public static partial void Rebuilt(ILogger logger, long version, long resources, long before, long members);
    }
}
