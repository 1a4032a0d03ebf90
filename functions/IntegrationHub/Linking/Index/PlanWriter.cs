using System.Buffers;
using System.Text.Json;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>Writes what a step decided: new partitions and the change list, under names that no committed version uses. Nothing is visible until the manifest is.</summary>
internal sealed class PlanWriter(IndexBlobs blobs, PackedPartitions packed, LinkingOptions options)
{
    /// <summary>gzip (Fastest) makes about this much of JSON lines.</summary>
    private const int Packing = 4;

    /// <summary>A key line of one holder, packed: hashes don't shrink.</summary>
    private const int KeyLineBytes = 45;

    private const int DoubtLineBytes = 60;

    private const int DeepestLevel = 16;
    private const int ChangeListBytes = 4 * 1024 * 1024;

    /// <summary>A version that changed more than this, and most of the index, has no change list: who follows the index reads all of it, which is no more.</summary>
    private const int MostListed = 20_000;

    public async Task<IndexManifest> WriteAsync(IndexManifest last, LinkPlan plan, CancellationToken ct)
    {
        var version = last.Version + 1;
        var counters = plan.CountersAfter(last.Counters);
        var listed = plan.Resources.Count <= MostListed || plan.Resources.Count * 2L <= counters.Resources;
        var (resources, changes) = await WriteResourcesAsync(last.Resources, plan.Resources, version, listed, ct);
        var (keys, lines) = await WriteKeysAsync(last.Keys, plan.Keys, version, ct);
        var doubts = await WriteDoubtsAsync(last.Doubts, plan.Doubts, version, ct);
        return last with
        {
            Version = version,
            Resources = resources,
            Keys = keys,
            Doubts = doubts,
            Counters = counters with { Keys = counters.Keys + lines },
            Changes = changes is null ? [] : [.. last.Changes.TakeLast(options.ChangeLists - 1), new VersionChanges(version, changes, plan.Resources.Count)],
        };
    }

    /// <returns>Without change lists where they are not <paramref name="listed"/>.</returns>
    private async Task<(IndexPartitions Partitions, List<string>? Changes)> WriteResourcesAsync(
        IndexPartitions old, IReadOnlyList<ResourceEdit> edits, long version, bool listed, CancellationToken ct)
    {
        using var stage = LinkStage.Begin("resources");
        var depth = DepthFor(old, Growth(edits) / Packing);
        var ranges = Ranges(edits.Count, depth, i => edits[i].Id.Bits);
        var lists = new byte[]?[1 << depth];
        var writer = new PartitionWriter(blobs, packed, "resources", ResourceLine.KeyOf, ResourceLine.HashOf, options.Parallel);
        var (partitions, _) = await writer.WriteAsync(old, depth, version, partition =>
        {
            var list = new ChangeListWriter(listed);
            var lines = Slice(partition).Select(edit => list.Edit(edit)).ToList();
            return new PartitionEdits(lines, () => lists[partition] = list.Pack());
        }, ct);

        if (!listed)
        {
            return (partitions, null);
        }

        var names = new List<string>();
        using var part = new MemoryStream();
        for (var i = 0; i < lists.Length; i++)
        {
            // A gzip file may have many members: parts are joined as they are.
            part.Write(lists[i] ?? []);
            if (part.Length >= ChangeListBytes || (i == lists.Length - 1 && part.Length > 0))
            {
                names.Add(await blobs.WriteChangesAsync(version, part.ToArray(), ct));
                part.SetLength(0);
            }
        }

        return (partitions, names);

        IEnumerable<ResourceEdit> Slice(int partition)
        {
            for (var i = ranges[partition]; i < ranges[partition + 1]; i++)
            {
                yield return edits[i];
            }
        }
    }

    private async Task<(IndexPartitions Partitions, long Lines)> WriteKeysAsync(IndexPartitions old, KeyEdits edits, long version, CancellationToken ct)
    {
        using var stage = LinkStage.Begin("key lines");
        var depth = DepthFor(old, Math.Max(0, edits.Growth) * KeyLineBytes);
        var writer = new PartitionWriter(blobs, packed, "keys", KeyLine.KeyOf, KeyLine.HashOf, options.Parallel);
        return await writer.WriteAsync(old, depth, version, partition => new PartitionEdits(LineEdits(partition), null), ct);

        List<LineEdit> LineEdits(int partition)
        {
            var (first, last) = depth == 0 ? (0, ulong.MaxValue) : ((ulong)partition << (64 - depth), ((ulong)partition << (64 - depth)) | (ulong.MaxValue >> depth));
            var lines = new List<LineEdit>();
            foreach (var ofKey in edits.In(first, last))
            {
                var key = KeyLine.Encode(ofKey[0].Key);
                lines.Add(new LineEdit(key, (before, to) => KeyLine.Rewrite(before.Span, key, ofKey, to)));
            }

            lines.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
            return lines;
        }
    }

    private async Task<IndexPartitions> WriteDoubtsAsync(IndexPartitions old, IReadOnlyList<DoubtEdit> edits, long version, CancellationToken ct)
    {
        using var stage = LinkStage.Begin("doubts");
        var depth = DepthFor(old, (long)edits.Count * DoubtLineBytes);
        var ranges = Ranges(edits.Count, depth, i => edits[i].Id.Bits);
        var writer = new PartitionWriter(blobs, packed, "doubts", ResourceLine.KeyOf, ResourceLine.HashOf, options.Parallel);
        var (partitions, _) = await writer.WriteAsync(old, depth, version, partition =>
            new PartitionEdits([.. edits.Skip(ranges[partition]).Take(ranges[partition + 1] - ranges[partition]).Select(Edit)], null), ct);
        return partitions;

        static LineEdit Edit(DoubtEdit edit) => new(ResourceLine.Encode(edit.Id), (_, to) =>
        {
            if (edit.With.Count > 0)
            {
                to.Write(JsonSerializer.SerializeToUtf8Bytes(new DoubtLine(edit.Id, edit.With), IndexJson.Default.DoubtLine));
            }
        });
    }

    /// <summary>The least depth, never less than before, at which a partition keeps to its size.</summary>
    private int DepthFor(IndexPartitions old, long growth)
    {
        var bytes = old.Bytes + growth;
        var depth = old.Depth;
        while (depth < DeepestLevel && bytes >> depth > options.PartitionBytes)
        {
            depth++;
        }

        return depth;
    }

    /// <summary>Bytes that new resources add, by a sample.</summary>
    private static long Growth(IReadOnlyList<ResourceEdit> edits)
    {
        var added = edits.Count(edit => edit.Kind == ChangeKind.Added);
        var sample = edits.Where(edit => edit.Kind == ChangeKind.Added).Take(200).ToList();
        return sample.Count == 0 ? 0 : sample.Sum(edit => (long)LengthOf(edit.After!)) * added / sample.Count;
    }

    private static int LengthOf(Resource resource)
    {
        var line = new JsonText(4096);
        ResourceLine.Write(resource, line);
        return line.Written.Length;
    }

    /// <summary>Where each partition's edits begin; edits are in the order of their hashes.</summary>
    private static int[] Ranges(int count, int depth, Func<int, ulong> hashOf)
    {
        var starts = new int[(1 << depth) + 1];
        var next = 0;
        for (var partition = 0; partition < 1 << depth; partition++)
        {
            starts[partition] = next;
            while (next < count && (depth == 0 ? 0 : (int)(hashOf(next) >> (64 - depth))) == partition)
            {
                next++;
            }
        }

        starts[^1] = count;
        return starts;
    }

    /// <summary>The change list of one partition, gathered while its lines are written: a resource is serialised once for both.</summary>
    private sealed class ChangeListWriter(bool listed)
    {
        private readonly JsonText _line = new(4 * 1024);
        private readonly JsonText _changes = new(16 * 1024);

        public LineEdit Edit(ResourceEdit edit) => new(ResourceLine.Encode(edit.Id), (_, to) =>
        {
            _line.Clear();
            if (edit.After is { } resource)
            {
                ResourceLine.Write(resource, _line);
                to.Write(_line.Written);
            }

            if (listed)
            {
                List(edit);
            }
        });

        private void List(ResourceEdit edit)
        {
            _changes.BeginObject();
            _changes.Member("id"u8, edit.Id.ToString());
            _changes.Member("kind"u8, edit.Kind.ToString());
            if (edit.After is not null)
            {
                _changes.Name("resource"u8);
                _changes.Value(_line.Written);
            }

            _changes.Member("movedTo"u8, edit.MovedTo?.ToString());
            _changes.EndObject();
            _changes.EndLine();
        }

        public byte[]? Pack() => _changes.Written.IsEmpty ? null : PartitionWriter.Pack(_changes.Written);
    }
}
