using System.Text.Json.Serialization;

namespace IntegrationHub.Records;

/// <summary>
/// What a run brought for one OAI identifier: the line of a segment. The source is the segment's own. A record, a deletion, or, with neither, a record
/// that could not be read: it says only that its provider still has it, so that what the index holds of it stays.
/// </summary>
public sealed record HarvestedRecord
{
    /// <summary>OAI identifier.</summary>
    public required string Id { get; init; }

    /// <summary>As the provider wrote it: UTC, day or second.</summary>
    public required string Datestamp { get; init; }

    public IReadOnlyList<string> Sets { get; set; } = [];

    public bool Deleted { get; init; }

    /// <summary>Hash of <see cref="Record"/> and <see cref="Sets"/>, 32 hex digits, equal if and only if nothing that we keep has changed. Null on deletions.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Null on deletions and on what could not be read.</summary>
    public BibliographicRecord? Record
    {
        get => Written?.Record;
        init => Written = value is null ? null : new WrittenRecord(value);
    }

    /// <summary>The same, parsed or not.</summary>
    [JsonIgnore]
    internal WrittenRecord? Written { get; init; }

    /// <summary>The run that it was harvested by, where a replay reads it again; null: the delivery's own.</summary>
    public int? Run { get; init; }

    [JsonIgnore]
    public bool IsUnreadable => Written is null && !Deleted;
}
