using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;

namespace IntegrationHub.Linking;

/// <summary>The edit of one line.</summary>
/// <param name="Key">The line's key as it stands in the line.</param>
/// <param name="Write">Given the line as it is (empty: none), writes what it becomes; writes nothing where the line goes.</param>
internal readonly record struct LineEdit(byte[] Key, Action<ReadOnlyMemory<byte>, IBufferWriter<byte>> Write);

/// <summary>The edits of one partition, in the order of their keys' bytes.</summary>
/// <param name="Done">Called when all of them are written.</param>
internal sealed record PartitionEdits(IReadOnlyList<LineEdit> Lines, Action? Done);

/// <summary>
/// Writes the next version of one kind of partition: lines that are not edited are copied as they are, partitions without an edit keep their blob,
/// and where the depth grows each old partition is dealt out to its children. Works several partitions at once.
/// </summary>
internal sealed class PartitionWriter(IndexBlobs blobs, PackedPartitions packed, string kind, LineKey keyOf, Func<ReadOnlySpan<byte>, ulong> hashOf, int parallel)
{
    /// <summary>Megabytes each, and used again.</summary>
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _plain = [];

    /// <param name="editsOf">The edits of one partition of the new depth; asked once for each.</param>
    /// <returns>The partitions, and how many lines they have more than before.</returns>
    public async Task<(IndexPartitions Partitions, long Lines)> WriteAsync(
        IndexPartitions old, int depth, long version, Func<int, PartitionEdits> editsOf, CancellationToken ct)
    {
        var growth = depth - old.Depth;
        var names = new string?[1 << depth];
        var lines = 0L;
        var bytes = old.Bytes;

        await Parallel.ForEachAsync(Units(old, growth), new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (unit, stop) =>
        {
            var edits = Enumerable.Range(unit.First, unit.Count).Select(editsOf).ToList();
            if (growth == 0 && edits[0].Lines.Count == 0)
            {
                names[unit.First] = unit.Blob;
                return;
            }

            var packedBefore = unit.Blob is null ? [] : await packed.ReadAsync(unit.Blob, stop);
            using var before = SortedLines.Rent(packedBefore, keyOf);
            var linesBefore = before.Count;
            var plain = _plain.TryTake(out var used) ? used : new ArrayBufferWriter<byte>(64 * 1024);
            var mine = growth == 0 ? null : Deal(before, depth, unit.First, unit.Count);
            for (var child = 0; child < unit.Count; child++)
            {
                var partition = unit.First + child;
                plain.ResetWrittenCount();
                var count = Merge(before, mine?[child], edits[child].Lines, plain);
                edits[child].Done?.Invoke();
                Interlocked.Add(ref lines, count);
                if (count == 0)
                {
                    names[partition] = null;
                }
                else
                {
                    var packedNow = Pack(plain.WrittenSpan);
                    names[partition] = await blobs.WritePartitionAsync(kind, depth, partition, version, packedNow, stop);
                    Interlocked.Add(ref bytes, packedNow.Length);
                }
            }

            _plain.Add(plain);
            Interlocked.Add(ref lines, -linesBefore);
            Interlocked.Add(ref bytes, -packedBefore.Length);
        });

        return (new IndexPartitions { Depth = depth, Blobs = names, Bytes = bytes }, lines);
    }

    public static byte[] Pack(ReadOnlySpan<byte> plain)
    {
        using var packed = new MemoryStream(plain.Length / 3);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    /// <summary>What can be worked at once: an old partition with all its children, or, where there is nothing old, a child alone.</summary>
    private static IEnumerable<(string? Blob, int First, int Count)> Units(IndexPartitions old, int growth)
    {
        for (var partition = 0; partition < old.Blobs.Count; partition++)
        {
            var children = 1 << growth;
            if (old.Blobs[partition] is { } blob)
            {
                yield return (blob, partition << growth, children);
                continue;
            }

            for (var child = 0; child < children; child++)
            {
                yield return (null, (partition << growth) + child, 1);
            }
        }
    }

    private List<int>[] Deal(SortedLines lines, int depth, int first, int count)
    {
        var dealt = new List<int>[count];
        for (var child = 0; child < count; child++)
        {
            dealt[child] = [];
        }

        for (var line = 0; line < lines.Count; line++)
        {
            dealt[(int)(hashOf(lines.KeyAt(line)) >> (64 - depth)) - first].Add(line);
        }

        return dealt;
    }

    private static int Merge(SortedLines before, List<int>? mine, IReadOnlyList<LineEdit> edits, ArrayBufferWriter<byte> to)
    {
        var count = 0;
        var next = 0;
        var lines = mine?.Count ?? before.Count;
        for (var i = 0; i < lines; i++)
        {
            var line = mine is null ? i : mine[i];
            var key = before.KeyAt(line);
            var order = 1;
            while (next < edits.Count && (order = edits[next].Key.AsSpan().SequenceCompareTo(key)) < 0)
            {
                count += Write(edits[next++], default, to);
            }

            if (next < edits.Count && order == 0)
            {
                count += Write(edits[next++], before[line], to);
            }
            else
            {
                to.Write(before[line].Span);
                to.Write("\n"u8);
                count++;
            }
        }

        while (next < edits.Count)
        {
            count += Write(edits[next++], default, to);
        }

        return count;
    }

    private static int Write(LineEdit edit, ReadOnlyMemory<byte> line, ArrayBufferWriter<byte> to)
    {
        var start = to.WrittenCount;
        edit.Write(line, to);
        if (to.WrittenCount == start)
        {
            return 0;
        }

        to.Write("\n"u8);
        return 1;
    }
}
