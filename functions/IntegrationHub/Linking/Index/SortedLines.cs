namespace IntegrationHub.Linking;

/// <summary>Where a line's key is: <see cref="ResourceLine.KeyOf"/> or <see cref="KeyLine.KeyOf"/>.</summary>
internal delegate ReadOnlySpan<byte> LineKey(ReadOnlySpan<byte> line);

/// <summary>An unpacked partition: lines in the order of their keys' bytes. A line is found, or copied into the next version, without parsing the others.</summary>
internal sealed class SortedLines
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly LineKey _keyOf;

    public SortedLines(byte[] bytes, LineKey keyOf)
    {
        _bytes = bytes;
        _keyOf = keyOf;
        _starts = new int[bytes.AsSpan().Count((byte)'\n') + 1];
        for (int i = 1, at = 0; i < _starts.Length; i++)
        {
            at += bytes.AsSpan(at).IndexOf((byte)'\n') + 1;
            _starts[i] = at;
        }
    }

    public int Count => _starts.Length - 1;

    /// <summary>Bytes in memory.</summary>
    public long Size => _bytes.Length + (4L * _starts.Length) + 64;

    /// <summary>A line without its line feed.</summary>
    public ReadOnlyMemory<byte> this[int line] => _bytes.AsMemory(_starts[line], _starts[line + 1] - _starts[line] - 1);

    public ReadOnlySpan<byte> KeyAt(int line) => _keyOf(this[line].Span);

    /// <returns>The line of that key, empty if there is none.</returns>
    public ReadOnlyMemory<byte> Find(ReadOnlySpan<byte> key)
    {
        var low = 0;
        var high = Count - 1;
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
