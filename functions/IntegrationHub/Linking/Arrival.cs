using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>What a step's deliveries say, all together, about one record: the last word counts.</summary>
/// <param name="Last">The last version brought; a deletion, or a record.</param>
/// <param name="First">Datestamp of the first version since the record (re)appeared in these deliveries.</param>
/// <param name="Restarted">True when a deletion came in between: what the index holds is not continued.</param>
/// <param name="Run">The run that harvested the last version.</param>
/// <param name="Delivery">The run whose delivery brought it: another one where pages are replayed.</param>
/// <param name="Earlier">What deliveries before that one say of it, where the step takes several.</param>
internal sealed record Arrival(HarvestedRecord Last, string First, bool Restarted, int Run, int Delivery, Arrival? Earlier = null)
{
    public bool Withdraws => Last.Deleted || Last.IsUnreadable;

    /// <param name="record">The version brought.</param>
    /// <param name="run">Who harvested it.</param>
    /// <param name="delivery">Whose delivery brought it, where that is another run.</param>
    public static Arrival Of(HarvestedRecord record, int run = 0, int? delivery = null) => new(record, record.Datestamp, record.Deleted, run, delivery ?? run);

    /// <summary>
    /// The version of a later run replaces that of an earlier one. The lists of one run are harvested side by side, so among them it is the datestamp
    /// that tells which version is the newer one, and the order only where it is the same.
    /// </summary>
    public Arrival Then(HarvestedRecord next, int run = 0, int? delivery = null)
    {
        var by = delivery ?? run;
        var now = run == Run && string.CompareOrdinal(next.Datestamp, Last.Datestamp) < 0 ? this
            : next.Deleted || Withdraws ? new Arrival(next, next.Datestamp, Restarted: true, run, by)
            : this with { Last = next, Run = run };
        return now with { Delivery = by, Earlier = by == Delivery ? Earlier : this };
    }

    /// <summary>The member that the record becomes.</summary>
    /// <param name="held">What the index holds of it.</param>
    public Member ToMember(RecordId id, Member? held) => new()
    {
        Source = id.Source,
        Id = id.OaiIdentifier,
        Datestamp = Last.Datestamp,
        Since = held is null || Restarted ? First : held.Since,
        Sets = Last.Sets,
        Written = Last.Written ?? throw new ArgumentException($"Record {id} is a deletion."),
        Fingerprint = Last.Fingerprint ?? throw new ArgumentException($"Record {id} was delivered without a fingerprint."),
    };
}
