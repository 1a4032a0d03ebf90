namespace IntegrationHub.Linking;

/// <summary>Looks closer at key partitions where both sides differ, and names what is at fault: both sides of a few partitions fit into memory.</summary>
internal sealed class KeyFaults(IndexBlobs blobs, IndexManifest manifest, IndexFindings findings, PairBalance balance, int parallel)
{
    private const int MostPartitions = 4;

    public async Task LookAsync(CancellationToken ct)
    {
        var uneven = Enumerable.Range(0, manifest.Keys.Blobs.Count).Where(partition => !balance.IsEven(partition)).ToList();
        var looked = uneven.Take(MostPartitions).ToDictionary(partition => partition, _ => new SortedDictionary<MatchKey, Sides>());
        if (looked.Count == 0)
        {
            return;
        }

        // Blobs and lines have been found well: what this scan finds of them again is not told twice.
        var scan = new PartitionScan(blobs, new IndexFindings(0), parallel);
        var keys = manifest.Keys with { Blobs = [.. manifest.Keys.Blobs.Select((blob, partition) => looked.ContainsKey(partition) ? blob : null)] };
        await scan.ScanAsync(keys, KeyLine.KeyOf, KeyLine.HashOf, line =>
        {
            var (key, holders) = KeySide.Parse(line.Bytes.Span);
            SidesOf(key, side => side.Told = holders);
        }, ct);
        await scan.ScanAsync(manifest.Resources, ResourceLine.KeyOf, ResourceLine.HashOf, line =>
        {
            var resource = ResourceLine.Parse(line.Bytes);
            foreach (var (key, member) in ResourceSide.HeldBy(resource))
            {
                SidesOf(key, side => side.Held.Add((resource.Id, member)));
            }
        }, ct);

        foreach (var (key, sides) in looked.Values.SelectMany(partition => partition))
        {
            Compare(key, sides);
        }

        foreach (var partition in uneven.Skip(MostPartitions))
        {
            findings.Fault(IndexInvariant.Keys, $"Blob {manifest.Keys.Blobs[partition] ?? FormattableString.Invariant($"of partition {partition:x4} (empty)")} does not say what members hold; mend the others first to see where.");
        }

        void SidesOf(MatchKey key, Action<Sides> use)
        {
            if (!looked.TryGetValue(manifest.Keys.PartitionOf(key.Hash), out var partition))
            {
                return;
            }

            lock (partition)
            {
                if (!partition.TryGetValue(key, out var sides))
                {
                    partition.Add(key, sides = new Sides());
                }

                use(sides);
            }
        }
    }

    private void Compare(MatchKey key, Sides sides)
    {
        var blob = ResourceSide.KeyBlobOf(manifest, key);
        var isId = KeySide.IdOf(key) is not null;
        if (isId && sides.Held.Count > 1)
        {
            findings.Fault(IndexInvariant.Records, $"{Whose(sides.Held[0].Member)} is in {string.Join(" and in ", sides.Held.Select(held => $"resource {held.Holder}"))} ({key}, blob {blob}).");
        }

        var told = sides.Told?.CountBy(id => id).ToDictionary() ?? [];
        foreach (var (holder, held) in sides.Held.GroupBy(held => held.Holder).Select(group => (group.Key, group.ToList())))
        {
            told.Remove(holder, out var times);
            if (times == held.Count)
            {
                continue;
            }

            var (invariant, what) = (isId, sides.Told) switch
            {
                (true, []) => (IndexInvariant.Tombstones, "buries it"),
                (true, null) => (IndexInvariant.Redirects, "has no line for it"),
                (true, _) => (IndexInvariant.Redirects, $"leads it to {string.Join(", ", sides.Told)}"),
                (_, null) => (IndexInvariant.Keys, "has no line for it"),
                _ => (IndexInvariant.Keys, FormattableString.Invariant($"names the resource {times} times instead of {held.Count}")),
            };
            findings.Fault(invariant, $"{key}: {Whose(held[0].Member)} is in resource {holder}, and blob {blob} {what}.");
        }

        foreach (var (holder, times) in told)
        {
            findings.Fault(isId ? IndexInvariant.Redirects : IndexInvariant.Keys, isId
                ? $"{key}: blob {blob} leads it to resource {holder}, which holds no such record and had no such id."
                : FormattableString.Invariant($"{key}: blob {blob} names resource {holder} {times} times, and no record of it holds the key."));
        }
    }

    private static string Whose(Member? member) => member is null ? "what bore this id" : $"record {member.RecordId}";

    /// <summary>What lines and members say of one key.</summary>
    private sealed class Sides
    {
        /// <summary>Null: there is no line.</summary>
        public List<ResourceId>? Told { get; set; }

        public List<(ResourceId Holder, Member? Member)> Held { get; } = [];
    }
}
