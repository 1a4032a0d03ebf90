using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>What a step's deliveries say, all together, about one record: the last word counts.</summary>
/// <param name="Last">The last version brought; a deletion, or a record.</param>
/// <param name="First">Datestamp of the first version since the record (re)appeared in these deliveries.</param>
/// <param name="Restarted">True when a deletion came in between: what the index holds is not continued.</param>
internal sealed record Arrival(HarvestedRecord Last, string First, bool Restarted)
{
    public bool Withdraws => Last.Deleted || Last.Record is null;

    public static Arrival Of(HarvestedRecord record) => new(record, record.Datestamp, record.Deleted);

    public Arrival Then(HarvestedRecord next) => next.Deleted || Withdraws
        ? new Arrival(next, next.Datestamp, Restarted: true)
        : this with { Last = next };

    /// <summary>The member that the record becomes.</summary>
    /// <param name="held">What the index holds of it.</param>
    public Member ToMember(RecordId id, Member? held) => new()
    {
        Source = id.Source,
        Id = id.OaiIdentifier,
        Datestamp = Last.Datestamp,
        Since = held is null || Restarted ? First : held.Since,
        Sets = Last.Sets,
        Fingerprint = Last.Fingerprint ?? throw new ArgumentException($"Record {id} was delivered without a fingerprint."),
        Record = Last.Record ?? throw new ArgumentException($"Record {id} is a deletion."),
    };
}
