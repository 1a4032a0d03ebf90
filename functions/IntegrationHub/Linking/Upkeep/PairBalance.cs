using System.Buffers.Binary;
using System.IO.Hashing;

namespace IntegrationHub.Linking;

/// <summary>
/// Whether two sides name the same pairs of key and resource, equally often, for each key partition: one side adds hashes of pairs, the other takes them
/// off, in any order. What is left over is not zero where they differ. 24 bytes a partition, whatever the number of pairs. Thread-safe.
/// </summary>
internal sealed class PairBalance(int partitions)
{
    private readonly long[] _pairs = new long[partitions];
    private readonly long[] _low = new long[partitions];
    private readonly long[] _high = new long[partitions];

    public void Add(int partition, MatchKey key, ResourceId holder) => Count(partition, key, holder, 1);

    public void TakeOff(int partition, MatchKey key, ResourceId holder) => Count(partition, key, holder, -1);

    public bool IsEven(int partition) => (_pairs[partition], _low[partition], _high[partition]) == (0, 0, 0);

    private void Count(int partition, MatchKey key, ResourceId holder, int by)
    {
        Span<byte> pair = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(pair, key.Hash);
        BinaryPrimitives.WriteUInt128LittleEndian(pair[8..], holder.Hash);
        var hash = XxHash128.HashToUInt128(pair);
        Interlocked.Add(ref _pairs[partition], by);
        Interlocked.Add(ref _low[partition], by * (long)(ulong)hash);
        Interlocked.Add(ref _high[partition], by * (long)(ulong)(hash >> 64));
    }
}
