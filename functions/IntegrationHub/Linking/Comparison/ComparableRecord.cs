using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>A record with what comparing needs, taken apart once.</summary>
internal sealed class ComparableRecord
{
    /// <summary>Names compared; a collaboration's hundreds say no more than its first.</summary>
    private const int MostPeople = 20;
    private const int MostTitles = 5;

    private ContainerForm? _container;
    private WorkType? _type;
    private PersonForm[]? _people;
    private PersonForm[]? _others;
    private (RelationKind, Identifier)[]? _named;

    private ComparableRecord(BibliographicRecord record)
    {
        Record = record;
        Titles = TitlesOf(record);
        Identifiers = IdentifiersOf(record);
        HasDoi = Array.Exists(Identifiers, static identifier => identifier.Scheme == IdentifierScheme.Doi);
    }

    public BibliographicRecord Record { get; }

    /// <summary>The title first, then the others that it goes by.</summary>
    public TitleForm[] Titles { get; }

    public TitleForm Title => Titles[0];

    public PersonForm[] People => _people ??= PeopleOf(Agents);

    /// <summary>Those that took part, where <see cref="People"/> are others.</summary>
    public PersonForm[] Others => _others ??= Record.Creators.Count > 0 ? PeopleOf(Record.Contributors) : [];

    /// <summary>Those that speak for the work itself, in the form that is compared.</summary>
    public Identifier[] Identifiers { get; }

    public bool HasDoi { get; }

    /// <summary>Other works that it names, in the form that is compared: see <see cref="StatedRelations"/>.</summary>
    public (RelationKind Kind, Identifier Identifier)[] Named => _named ??= StatedRelations.In(Record);

    /// <summary>The first of <see cref="People"/>, without reading the others.</summary>
    public PersonForm? Lead
    {
        get
        {
            if (_people is not null)
            {
                return _people.Length > 0 ? _people[0] : null;
            }

            foreach (var agent in Agents)
            {
                if (PersonForm.Of(agent) is { } person)
                {
                    return person;
                }
            }

            return null;
        }
    }

    public ContainerForm? Container => Record.Container is null ? null : _container ??= ContainerForm.Of(Record.Container);

    /// <summary>As stated or, where it is not, as the record shows.</summary>
    public WorkType Type => _type ??= ImpliedType.Of(Record);

    public int? Year => Record.Year;

    private IReadOnlyList<Agent> Agents => Record.Creators.Count > 0 ? Record.Creators : Record.Contributors;

    public static ComparableRecord Of(BibliographicRecord record) => new(record);

    private static TitleForm[] TitlesOf(BibliographicRecord record)
    {
        var first = TitleForm.Of(TitleOf(record), record.PartNumber);
        if (record.AlternativeTitles.Count == 0)
        {
            return [first];
        }

        return [first, .. record.AlternativeTitles.Select(title => title.Text).Where(title => title != record.Title).Distinct(StringComparer.Ordinal).Take(MostTitles - 1).Select(title => TitleForm.Of(title))];
    }

    private static string TitleOf(BibliographicRecord record) => record.PartName is null && record.Subtitle is null
        ? record.Title
        : string.Concat(record.Title, record.PartName is null ? null : ". " + record.PartName, record.Subtitle is null ? null : ": " + record.Subtitle);

    private static PersonForm[] PeopleOf(IReadOnlyList<Agent> agents)
    {
        if (agents.Count == 0)
        {
            return [];
        }

        var people = new PersonForm[Math.Min(agents.Count, MostPeople)];
        var count = 0;
        for (var i = 0; i < people.Length; i++)
        {
            if (PersonForm.Of(agents[i]) is { } person)
            {
                people[count++] = person;
            }
        }

        return count == people.Length ? people : people[..count];
    }

    private static Identifier[] IdentifiersOf(BibliographicRecord record)
    {
        if (record.Identifiers.Count == 0)
        {
            return [];
        }

        var found = new List<Identifier>(record.Identifiers.Count);
        foreach (var identifier in record.Identifiers)
        {
            if (identifier.Scheme != IdentifierScheme.Uri && WorkIdentifiers.Speaks(identifier, record.Type))
            {
                found.Add(WorkIdentifiers.Comparable(identifier));
            }
        }

        return [.. found];
    }
}
