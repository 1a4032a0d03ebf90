using System.IO.Compression;
using System.IO.Hashing;

namespace IntegrationHub.Publishing;

/// <summary>The lines of one listing blob by position within it; an empty line is a hole that a leaving entry has left.</summary>
internal sealed class ListingLines
{
    private readonly List<ReadOnlyMemory<byte>> _lines;

    private ListingLines(List<ReadOnlyMemory<byte>> lines, long bytes) => (_lines, Bytes) = (lines, bytes);

    /// <summary>Positions, holes included.</summary>
    public int Length => _lines.Count;

    /// <summary>What it takes of memory, about.</summary>
    public long Bytes { get; }

    /// <summary>Empty: a hole.</summary>
    public ReadOnlyMemory<byte> this[int index] => index < _lines.Count ? _lines[index] : default;

    public static ListingLines Empty() => new([], 0);

    public static ListingLines Parse(byte[] plain)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < plain.Length;)
        {
            var end = Array.IndexOf(plain, (byte)'\n', start);
            end = end < 0 ? plain.Length : end;
            lines.Add(plain.AsMemory(start, end - start));
            start = end + 1;
        }

        return new ListingLines(lines, plain.Length + (lines.Count * 32L));
    }

    public void Put(int index, ReadOnlyMemory<byte> line)
    {
        while (_lines.Count <= index)
        {
            _lines.Add(default);
        }

        _lines[index] = line;
    }

    /// <summary>The index of the last entry before <paramref name="index"/>; -1: none.</summary>
    public int LastBefore(int index)
    {
        var at = Math.Min(index, _lines.Count) - 1;
        while (at >= 0 && _lines[at].IsEmpty)
        {
            at--;
        }

        return at;
    }

    /// <summary>The index of the first entry from <paramref name="index"/> on; -1: none.</summary>
    public int FirstFrom(int index)
    {
        for (var at = index; at < _lines.Count; at++)
        {
            if (!_lines[at].IsEmpty)
            {
                return at;
            }
        }

        return -1;
    }

    public int CountFrom(int index) => _lines.Skip(index).Count(line => !line.IsEmpty);

    /// <summary>Gzip, and the hash of what is packed: gzip itself may differ from one runtime to the next.</summary>
    public (byte[] Packed, string Hash) Pack()
    {
        var hash = new XxHash128();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var line in _lines)
            {
                hash.Append(line.Span);
                hash.Append("\n"u8);
                gzip.Write(line.Span);
                gzip.Write("\n"u8);
            }
        }

        return (packed.ToArray(), Convert.ToHexStringLower(hash.GetCurrentHash()));
    }
}
