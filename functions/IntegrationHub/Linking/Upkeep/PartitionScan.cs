using System.Text.Json;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>A line of a partition blob, as it was found.</summary>
/// <param name="Number">Counted from 1, as zcat and sed do.</param>
internal readonly record struct ScannedLine(string Blob, int Partition, int Number, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => $"Line {Number} of blob {IndexBlobs.Container}/{Blob}";
}

/// <summary>Reads all partitions of one kind, several at once, and tells of blobs that are gone or damaged and of lines that are out of place.</summary>
internal sealed class PartitionScan(IndexBlobs blobs, IndexFindings findings, int parallel)
{
    /// <param name="keyOf">Where a line's key is.</param>
    /// <param name="hashOf">By which it is in its partition.</param>
    /// <param name="use">Called for each line, from several threads; what it can't read it throws a <see cref="JsonException"/> of.</param>
    /// <returns>Bytes of the blobs.</returns>
    public async Task<long> ScanAsync(
        IndexPartitions partitions, LineKey keyOf, Func<ReadOnlySpan<byte>, ulong> hashOf, Action<ScannedLine> use, CancellationToken ct)
    {
        var bytes = 0L;
        if (partitions.Blobs.Count != 1 << partitions.Depth)
        {
            findings.Fault(IndexInvariant.Blobs, FormattableString.Invariant($"The manifest names {partitions.Blobs.Count} partitions at depth {partitions.Depth}, where there are {1 << partitions.Depth}."));
        }

        var named = partitions.Blobs.Select((blob, partition) => (Blob: blob, Partition: partition)).Where(place => place.Blob is not null);
        await Parallel.ForEachAsync(named, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (place, stop) =>
        {
            findings.Count(IndexInvariant.Blobs, 1);
            if (await ReadAsync(blobs, findings, place.Blob!, stop) is { } blob)
            {
                Interlocked.Add(ref bytes, blob.Packed);
                Walk(new SortedLines(blob.Plain, keyOf), place.Blob!, place.Partition);
            }
        });
        return bytes;

        void Walk(SortedLines lines, string blob, int partition)
        {
            findings.Count(IndexInvariant.Lines, lines.Count);
            var before = -1;
            for (var i = 0; i < lines.Count; i++)
            {
                var line = new ScannedLine(blob, partition, i + 1, lines[i]);
                try
                {
                    if (before >= 0 && lines.KeyAt(before).SequenceCompareTo(lines.KeyAt(i)) >= 0)
                    {
                        findings.Fault(IndexInvariant.Lines, $"{line} does not come after line {before + 1} in the order of keys: {Text(lines.KeyAt(i))}.");
                    }

                    before = i;
                    if (partitions.PartitionOf(hashOf(lines.KeyAt(i))) is var right && right != partition)
                    {
                        findings.Fault(IndexInvariant.Lines, FormattableString.Invariant($"{line} belongs to partition {right:x4}: {Text(lines.KeyAt(i))}."));
                    }

                    use(line);
                }
                catch (Exception e) when (e is JsonException or ArgumentException or IndexOutOfRangeException or InvalidOperationException)
                {
                    findings.Fault(IndexInvariant.Lines, $"{line} can't be read. {e.Message}");
                }
            }
        }
    }

    /// <returns>Null where the blob is gone or is not gzip of whole lines, and that has been told.</returns>
    public static async Task<(byte[] Plain, long Packed)?> ReadAsync(IndexBlobs blobs, IndexFindings findings, string name, CancellationToken ct)
    {
        try
        {
            var packed = await blobs.ReadAsync(name, ct);
            var plain = JsonLines.Unpack(packed);
            if (plain is [.., not (byte)'\n'])
            {
                throw new InvalidDataException("Its last line is cut off.");
            }

            return (plain, packed.Length);
        }
        catch (FileNotFoundException)
        {
            findings.Fault(IndexInvariant.Blobs, $"Blob {IndexBlobs.Container}/{name}, which the manifest names, is gone.");
        }
        catch (InvalidDataException e)
        {
            findings.Fault(IndexInvariant.Blobs, $"Blob {IndexBlobs.Container}/{name} can't be unpacked. {e.Message}");
        }

        return null;
    }

    private static string Text(ReadOnlySpan<byte> key) => System.Text.Encoding.UTF8.GetString(key);
}
