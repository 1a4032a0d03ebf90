using System.Buffers;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>Where a line's key is: <see cref="ResourceLine.KeyOf"/> or <see cref="KeyLine.KeyOf"/>.</summary>
internal delegate ReadOnlySpan<byte> LineKey(ReadOnlySpan<byte> line);

/// <summary>An unpacked partition: lines in the order of their keys' bytes. A line is found, or copied into the next version, without parsing the others.</summary>
internal sealed class SortedLines : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly LineKey _keyOf;
    private readonly bool _rented;

    public SortedLines(byte[] bytes, LineKey keyOf)
        : this(bytes, bytes.Length, keyOf, rented: false)
    {
    }

    private SortedLines(byte[] bytes, int length, LineKey keyOf, bool rented)
    {
        _bytes = bytes;
        _keyOf = keyOf;
        _rented = rented;
        var plain = bytes.AsSpan(0, length);
        _starts = new int[plain.Count((byte)'\n') + 1];
        for (int i = 1, at = 0; i < _starts.Length; i++)
        {
            at += plain[at..].IndexOf((byte)'\n') + 1;
            _starts[i] = at;
        }
    }

    /// <summary>
    /// For one who goes through many partitions and keeps none: in an array that the next one uses again. Arrays of megabytes, made and thrown away by the hundred,
    /// cost more in collections than their reading does.
    /// </summary>
    public static SortedLines Rent(ReadOnlyMemory<byte> packed, LineKey keyOf)
    {
        var bytes = JsonLines.UnpackRented(packed, out var length);
        return new SortedLines(bytes, length, keyOf, rented: true);
    }

    /// <summary>No slice of it is to be looked at afterwards.</summary>
    public void Dispose()
    {
        if (_rented)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }

    public int Count => _starts.Length - 1;

    /// <summary>Bytes in memory.</summary>
    public long Size => _bytes.Length + (4L * _starts.Length) + 64;

    /// <summary>A line without its line feed.</summary>
    public ReadOnlyMemory<byte> this[int line] => _bytes.AsMemory(_starts[line], _starts[line + 1] - _starts[line] - 1);

    public ReadOnlySpan<byte> KeyAt(int line) => _keyOf(this[line].Span);

    /// <returns>The line of that key, empty if there is none.</returns>
    public ReadOnlyMemory<byte> Find(ReadOnlySpan<byte> key) => Find(key, 0, Count - 1);

    /// <summary>For keys that are asked for in their order: looks further and further from where the last one was.</summary>
    /// <param name="from">A line that the key is not before; then one that the next is not before.</param>
    /// <param name="key">As in <see cref="Find(ReadOnlySpan{byte})"/>.</param>
    public ReadOnlyMemory<byte> FindFrom(ref int from, ReadOnlySpan<byte> key)
    {
        var step = 1;
        while (from + step < Count && KeyAt(from + step).SequenceCompareTo(key) <= 0)
        {
            from += step;
            step *= 2;
        }

        return Find(key, from, Math.Min(from + step, Count) - 1);
    }

    private ReadOnlyMemory<byte> Find(ReadOnlySpan<byte> key, int low, int high)
    {
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            switch (KeyAt(middle).SequenceCompareTo(key))
            {
                case 0:
                    return this[middle];
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return default;
    }
}
