using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>One step: what an intake took becomes the version after <c>last</c>. Its blobs are written, and nothing refers to them until somebody commits it.</summary>
internal sealed class LinkStep(IndexBlobs blobs, LinkingOptions options)
{
    /// <summary>Bytes of partitions kept during a step of few records.</summary>
    private const long KeptWhileFew = 640L * 1024 * 1024;

    /// <returns>The version to be, and how many resources it changes.</returns>
    public async Task<(IndexManifest Next, int Changes)> LinkAsync(IndexManifest last, Intake intake, CuratedLinks curated, string? heeded, CancellationToken ct)
    {
        // A step that takes much needs its memory for that, and asks each partition for so much that fetching it again hardly counts.
        var packed = new PackedPartitions(blobs, intake.Arrivals.Count * 10L <= options.RecordsPerStep ? KeptWhileFew : 0);
        var lookup = new IndexLookup(blobs, last, options.Parallel, ct, packed);
        if (intake.Swept is { } sweep)
        {
            await WithdrawUnnamedAsync(intake.Arrivals, sweep, lookup);
        }

        var plan = await new LinkPlanner(lookup, options.HoldersPerKey).PlanAsync(intake.Arrivals, curated, curated.ReconsideredSince(await blobs.ReadDecisionsAsync(last, ct)));
        var next = plan.IsEmpty ? last : await new PlanWriter(blobs, packed, options).WriteAsync(last, plan, ct);
        return (next with
        {
            Holdings = plan.HoldingsAfter(last.Holdings ?? await lookup.HoldingsAsync()),
            Decisions = heeded,
            Consumed = intake.Consumed,
            Linked = LinkedRun.After(last.Linked, intake, plan, next.Version),
        }, plan.Resources.Count);
    }

    private static async Task WithdrawUnnamedAsync(Dictionary<RecordId, Arrival> arrivals, Sweep sweep, IndexLookup lookup)
    {
        var unnamed = await lookup.MembersOfAsync(sweep.Source, IsUnnamed);
        foreach (var id in unnamed.Concat(arrivals.Keys.Where(id => id.Source == sweep.Source && IsUnnamed(id))).ToList())
        {
            var gone = new HarvestedRecord { Id = id.OaiIdentifier, Datestamp = "", Deleted = true };
            arrivals[id] = arrivals.TryGetValue(id, out var before) ? before.Then(gone, sweep.Run) : Arrival.Of(gone, sweep.Run);
        }

        bool IsUnnamed(RecordId id) => !sweep.Named.Contains(ResourceId.Of(id).Hash);
    }
}
