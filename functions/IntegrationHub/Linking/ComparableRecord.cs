using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>A record with what comparing needs, taken apart once.</summary>
internal sealed class ComparableRecord
{
    /// <summary>Names compared; a collaboration's hundreds say no more than its first.</summary>
    private const int MostPeople = 20;

    private ComparableRecord(BibliographicRecord record)
    {
        Record = record;
        Titles = [.. record.AlternativeTitles.Select(title => title.Text).Prepend(record.FullTitle).Distinct(StringComparer.Ordinal).Take(5).Select(TitleForm.Of)];
        People = [.. (record.Creators.Count > 0 ? record.Creators : record.Contributors).Take(MostPeople).Select(agent => PersonForm.Of(agent.Name)).OfType<PersonForm>()];
        Identifiers = [.. record.Identifiers
            .Where(identifier => identifier.Scheme != IdentifierScheme.Uri && WorkIdentifiers.Speaks(identifier, record.Type)).Select(WorkIdentifiers.Comparable)];
        HasDoi = Identifiers.Any(identifier => identifier.Scheme == IdentifierScheme.Doi);
        Container = record.Container is null ? [] : [.. TextFolding.Fold(record.Container.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    public BibliographicRecord Record { get; }

    /// <summary>The title first, then the others that it goes by.</summary>
    public IReadOnlyList<TitleForm> Titles { get; }

    public TitleForm Title => Titles[0];

    public IReadOnlyList<PersonForm> People { get; }

    /// <summary>Those that speak for the work itself, in the form that is compared.</summary>
    public IReadOnlyList<Identifier> Identifiers { get; }

    public bool HasDoi { get; }

    public HashSet<string> Container { get; }

    public int? Year => Record.Year;

    public static ComparableRecord Of(BibliographicRecord record) => new(record);
}
