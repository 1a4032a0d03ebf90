using System.Text.Json.Serialization;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>One record in the index, inside the resource that it belongs to. <see cref="ResourceLine"/> reads and writes it by hand.</summary>
public sealed record Member
{
    public required SourceId Source { get; init; }

    /// <summary>OAI identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's datestamp of the version held.</summary>
    public required string Datestamp { get; init; }

    /// <summary>The provider's datestamp when the record first came: it never changes, so the order of arrival is a property of the data.</summary>
    public required string Since { get; init; }

    public IReadOnlyList<string> Sets { get; set; } = [];

    public required string Fingerprint { get; init; }

    /// <summary>Never null: set this, or else <see cref="Written"/>. Parsed when it is first asked for, and kept.</summary>
    public BibliographicRecord Record
    {
        get => Written.Record;
        init => Written = new WrittenRecord(value);
    }

    /// <summary>The same, parsed or not.</summary>
    [JsonIgnore]
    internal WrittenRecord Written
    {
        get => field ?? throw new InvalidOperationException($"Member {Source} {Id} was made without a record.");
        init;
    }

    /// <summary>Identifiers of the record that a curator has called wrong: they neither link it nor find it.</summary>
    public IReadOnlyList<Identifier> Wrong { get; set; } = [];

    /// <summary>The record as linking and readers see it: without its wrong identifiers.</summary>
    [JsonIgnore]
    public BibliographicRecord Trusted => Trust(Record);

    [JsonIgnore]
    public RecordId RecordId => new(Source, Id);

    /// <summary>The same as far as it is compared: see <see cref="WrittenRecord.ReadCompared"/>.</summary>
    internal BibliographicRecord ReadTrusted() => Trust(Written.ReadCompared());

    /// <summary>Called wrong is what the record says is its own number; what it gives as another work's only where it is not its own too.</summary>
    private BibliographicRecord Trust(BibliographicRecord record)
    {
        if (Wrong.Count == 0)
        {
            return record;
        }

        var others = Wrong.Except(record.Identifiers).ToList();
        return record with
        {
            Identifiers = [.. record.Identifiers.Where(identifier => !Wrong.Contains(identifier))],
            Related = others.Count == 0 ? record.Related : [.. record.Related.Select(related => related with { Identifiers = [.. related.Identifiers.Except(others)] })],
        };
    }
}

/// <summary>One work as a reader would ask for it, with every place to get it. A line of a resource partition.</summary>
public sealed record Resource
{
    public required ResourceId Id { get; init; }

    /// <summary>Ids that it was published under and that no member record stands for any more: they still lead here.</summary>
    public IReadOnlyList<ResourceId> Formerly { get; set; } = [];

    /// <summary>
    /// Resources that links lead to and that are kept apart from this one nevertheless, because too much speaks against it, or a person does. Of all those that hang
    /// together so, the first by id names the others, and each of them names the first.
    /// </summary>
    public IReadOnlyList<ResourceId> Apart { get; set; } = [];

    /// <summary>By (Since, source, id): the first founded the resource.</summary>
    public required IReadOnlyList<Member> Members { get; init; }
}

public enum ChangeKind
{
    Added,
    Changed,
    Withdrawn,
}

/// <summary>What a version of the index changed: a line of its change list, in order of resource id.</summary>
public sealed record ResourceChange
{
    public required ResourceId Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ChangeKind Kind { get; init; }

    /// <summary>The resource as it is now; null when withdrawn.</summary>
    public Resource? Resource { get; init; }

    /// <summary>Where the members of a withdrawn resource went, when they live on in another one.</summary>
    public ResourceId? MovedTo { get; init; }
}
