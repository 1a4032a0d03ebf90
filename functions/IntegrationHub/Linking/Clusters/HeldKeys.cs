namespace IntegrationHub.Linking;

/// <summary>A record that holds a key.</summary>
/// <param name="Holder">Its place in the list that the keys were made of.</param>
internal readonly record struct HeldKey(MatchKey Key, int Holder);

/// <summary>
/// The keys of many records in one array, in order of key and then of holder. A step brings some fifteen keys a record, nearly all of them held by that record alone: an array
/// takes a third of what a dictionary does, and shows each partition its keys in a row.
/// </summary>
internal sealed class HeldKeys
{
    /// <summary>The first bits of a hash lead to some hundred keys, sorted apart from the others.</summary>
    private const int Bits = 12;

    public static readonly HeldKeys None = new([]);

    private readonly HeldKey[] _held;
    private readonly int[] _starts = new int[(1 << Bits) + 1];

    /// <param name="keys">Those of each record, none twice. Let go of meanwhile: elements become null.</param>
    public HeldKeys(MatchKey[]?[] keys)
    {
        foreach (var key in keys.SelectMany(some => some!))
        {
            _starts[BucketOf(key) + 1]++;
        }

        for (var bucket = 0; bucket < 1 << Bits; bucket++)
        {
            _starts[bucket + 1] += _starts[bucket];
        }

        _held = new HeldKey[_starts[^1]];
        var next = _starts[..^1];
        for (var holder = 0; holder < keys.Length; holder++)
        {
            foreach (var key in keys[holder]!)
            {
                _held[next[BucketOf(key)]++] = new HeldKey(key, holder);
            }

            keys[holder] = null;
        }

        Parallel.For(0, 1 << Bits, bucket => _held.AsSpan(_starts[bucket].._starts[bucket + 1])
            .Sort(static (a, b) => a.Key.CompareTo(b.Key) is not 0 and var byKey ? byKey : a.Holder.CompareTo(b.Holder)));
    }

    public ReadOnlySpan<HeldKey> All => _held;

    public int Count => _held.Length;

    /// <summary>Who holds the key.</summary>
    public ReadOnlySpan<HeldKey> Of(MatchKey key)
    {
        var bucket = BucketOf(key);
        var end = _starts[bucket + 1];
        var start = FirstNotBefore(key, _starts[bucket], end);
        return _held.AsSpan(start, LengthOfRun(_held.AsSpan(start..end), key));
    }

    /// <summary>The keys, each once.</summary>
    public IEnumerable<MatchKey> Distinct()
    {
        for (var i = 0; i < _held.Length; i++)
        {
            if (i == 0 || _held[i].Key != _held[i - 1].Key)
            {
                yield return _held[i].Key;
            }
        }
    }

    /// <summary>How many elements at the beginning are of that key.</summary>
    public static int LengthOfRun(ReadOnlySpan<HeldKey> held, MatchKey key)
    {
        var length = 0;
        while (length < held.Length && held[length].Key == key)
        {
            length++;
        }

        return length;
    }

    private int FirstNotBefore(MatchKey key, int low, int high)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_held[middle].Key.CompareTo(key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int BucketOf(MatchKey key) => (int)(key.Hash >> (64 - Bits));
}
