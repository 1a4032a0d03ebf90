using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>Unpacked partitions by blob name, the least recently used dropped first. Blobs never change, so nothing here is ever stale.</summary>
internal sealed class PartitionCache(IndexBlobs blobs, long capacity)
{
    private static readonly SortedLines Nothing = new([], ResourceLine.KeyOf);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();
    private long _size;

    /// <param name="blob">Null: an empty partition.</param>
    public async Task<SortedLines> ReadAsync(string? blob, LineKey keyOf, CancellationToken ct)
    {
        if (blob is null)
        {
            return Nothing;
        }

        lock (_lock)
        {
            if (_entries.TryGetValue(blob, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value.Lines;
            }
        }

        // Two readers that miss at once both read: rare, and cheaper than making one wait for the other's fate.
        var lines = new SortedLines(JsonLines.Unpack(await blobs.ReadAsync(blob, ct)), keyOf);
        lock (_lock)
        {
            if (_entries.TryAdd(blob, null!))
            {
                _entries[blob] = _byUse.AddFirst(new Entry(blob, lines));
                _size += lines.Size;
                while (_size > capacity && _byUse.Count > 1 && _byUse.Last is { } oldest)
                {
                    _byUse.RemoveLast();
                    _entries.Remove(oldest.Value.Blob);
                    _size -= oldest.Value.Lines.Size;
                }
            }
        }

        return lines;
    }

    private sealed record Entry(string Blob, SortedLines Lines);
}
