using IntegrationHub.Sources;

namespace IntegrationHub.Records;

/// <summary>A record's name for ever: whose it is and what its provider calls it (the OAI identifier, compared to the letter).</summary>
public readonly record struct RecordId(SourceId Source, string OaiIdentifier) : IComparable<RecordId>
{
    public int CompareTo(RecordId other)
    {
        var bySource = Source.CompareTo(other.Source);
        return bySource != 0 ? bySource : string.CompareOrdinal(OaiIdentifier, other.OaiIdentifier);
    }

    public override string ToString() => $"{Source} {OaiIdentifier}";
}
