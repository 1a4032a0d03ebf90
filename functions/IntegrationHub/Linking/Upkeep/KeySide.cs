using System.Text.Json;

namespace IntegrationHub.Linking;

/// <summary>What the key partitions say: pairs of key and resource, and which ids lead on.</summary>
internal sealed class KeySide(IndexManifest manifest, IndexFindings findings)
{
    private readonly Lock _lock = new();
    private readonly List<ResourceId> _leading = [];
    private ResourceId[]? _sorted;
    private long _lines;

    /// <summary>Pairs that members hold, less those that the lines name.</summary>
    public PairBalance Pairs { get; } = new(1 << manifest.Keys.Depth);

    public long Lines => _lines;

    public void Take(ScannedLine line)
    {
        var (key, holders) = Parse(line.Bytes.Span);
        var own = IdOf(key);
        for (var i = 0; i < holders.Count; i++)
        {
            Pairs.TakeOff(line.Partition, key, holders[i]);
            if (i > 0 && holders[i - 1].CompareTo(holders[i]) > 0)
            {
                findings.Fault(IndexInvariant.Keys, $"{line} does not name its resources in order: {key}.");
            }
        }

        Interlocked.Increment(ref _lines);
        if (own is not { } id)
        {
            if (holders.Count == 0)
            {
                findings.Fault(IndexInvariant.Keys, $"{line} names no resource: {key}.");
            }

            return;
        }

        findings.Count(holders.Count == 0 ? IndexInvariant.Tombstones : IndexInvariant.Redirects, 1);
        if (holders.Count > 1)
        {
            findings.Fault(IndexInvariant.Redirects, $"{line} leads to {holders.Count} resources: {key}.");
        }

        lock (_lock)
        {
            _leading.Add(id);
        }
    }

    /// <summary>Whether the id has a line of its own, so that it can't be a resource's. To be asked when all lines are taken.</summary>
    public bool LeadsOn(ResourceId id)
    {
        if (_sorted is null)
        {
            lock (_lock)
            {
                _leading.Sort();
                _sorted ??= [.. _leading];
                _leading.Clear();
            }
        }

        return Array.BinarySearch(_sorted, id) >= 0;
    }

    public static (MatchKey Key, List<ResourceId> Holders) Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var holders = new List<ResourceId>();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("It is no array that begins with a key.");
        }

        var key = MatchKey.Parse(reader.GetString()!);
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            holders.Add(ResourceId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("It names what is no resource id."));
        }

        return reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? (key, holders) : throw new JsonException("It holds more than a key and resource ids.");
    }

    /// <returns>Whose own key it is; null: one of another kind.</returns>
    public static ResourceId? IdOf(MatchKey key) =>
        !key.MakesCandidates && key.ToString() is ['i', 'd', ':', .. var text] && ResourceId.TryParse(text, out var id) ? id : null;
}
