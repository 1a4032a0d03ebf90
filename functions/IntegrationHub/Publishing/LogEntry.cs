using System.Text.Json.Serialization;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>A place in the publication log, which is in order of time and, within a second, of id.</summary>
/// <param name="At">RFC 3339 in UTC, whole seconds: of fixed length, so that its order is that of its characters.</param>
internal sealed record LogKey(string At, ResourceId Id) : IComparable<LogKey>
{
    public int CompareTo(LogKey? other) =>
        other is null ? 1 : string.CompareOrdinal(At, other.At) is not 0 and var order ? order : Id.CompareTo(other.Id);
}

/// <summary>The last that was published of a resource: a line of the publication log. There is one for each resource that ever stood in the feed.</summary>
/// <param name="At">When that was published; see <see cref="LogKey"/>.</param>
/// <param name="Version">Of the feed, that it was published with; see <see cref="FeedManifest.Version"/>.</param>
/// <param name="In">Categories that it is in or, withdrawn, was in.</param>
/// <param name="MovedTo">Of a withdrawn one: the resource that holds its members now, where the change list said so.</param>
/// <param name="Title">Of a withdrawn one, as the feed showed it last; null: written by a version of the hub that did not say it.</param>
internal sealed record LogEntry(string At, ResourceId Id, ChangeKind Kind, long Version, IReadOnlyList<string> In, ResourceId? MovedTo = null, string? Title = null)
{
    private const int AtStart = 7; // {"at":"
    private const int AtLength = 20;
    private const int IdStart = AtStart + AtLength + 8; // ","id":"

    [JsonIgnore]
    public LogKey Key => new(At, Id);

    /// <summary>Time and id of a line, with what is always between them: in the order of <see cref="LogKey"/>.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> line) => line[AtStart..(IdStart + ResourceId.Length)];

    public static byte[] Encode(LogKey key)
    {
        var bytes = new byte[AtLength + 8 + ResourceId.Length];
        System.Text.Encoding.ASCII.GetBytes(key.At, bytes);
        "\",\"id\":\""u8.CopyTo(bytes.AsSpan(AtLength));
        key.Id.Write(bytes.AsSpan(AtLength + 8));
        return bytes;
    }
}

/// <summary>A blob of the publication log: entries one after the other in the order of the whole.</summary>
/// <param name="Version">Of the feed, that its last entry was published with: none of its entries has a later one.</param>
internal sealed record LogBlob(string Name, int Count, LogKey First, LogKey Last, long Version);
