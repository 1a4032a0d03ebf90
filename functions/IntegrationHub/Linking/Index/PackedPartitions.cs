using System.Collections.Concurrent;

namespace IntegrationHub.Linking;

/// <summary>
/// Partitions as they came from the storage, for as long as a step takes: a step of few records asks one partition for several things and writes it anew in the end,
/// and fetching it costs more than keeping it.
/// </summary>
/// <param name="blobs">Where they are.</param>
/// <param name="capacity">Bytes kept at most; what is beyond is fetched each time.</param>
internal sealed class PackedPartitions(IndexBlobs blobs, long capacity)
{
    private readonly ConcurrentDictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private long _size;

    public async Task<byte[]> ReadAsync(string blob, CancellationToken ct)
    {
        if (_kept.TryGetValue(blob, out var kept))
        {
            return kept;
        }

        var packed = await blobs.ReadAsync(blob, ct);
        if (Interlocked.Add(ref _size, packed.Length) > capacity)
        {
            Interlocked.Add(ref _size, -packed.Length);
        }
        else
        {
            _kept[blob] = packed;
        }

        return packed;
    }
}
