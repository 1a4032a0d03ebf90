namespace IntegrationHub.Records;

/// <summary>What a row of a crosswalk makes of an element. In tables these are written in kebab case: <c>part-number</c>.</summary>
internal enum DraftTarget
{
    /// <summary>Written <c>–</c>: known, and left out on purpose, for the reason that the row gives.</summary>
    Ignored,

    /// <summary>Argument: a <see cref="TitleKind"/> for a title that is not the title proper.</summary>
    Title,
    Subtitle,
    PartNumber,
    PartName,

    /// <summary>A creator or a contributor: the role decides. Argument of these three: a role, or a kind of agent (person, organisation, meeting).</summary>
    Agent,
    Creator,
    Contributor,
    Publisher,
    Place,

    /// <summary>
    /// Argument: issued, created, copyrighted, available, other; none: of issue, unless it is a moment or something better is said; marc, unimarc: type of date and two dates as the
    /// coded fields have them.
    /// </summary>
    Date,

    /// <summary>The day until which access is withheld.</summary>
    Embargo,
    Edition,
    Extent,

    /// <summary>A media type, or an extent.</summary>
    Format,
    Language,

    /// <summary>Argument: the type, whatever the text.</summary>
    Type,

    /// <summary>Argument: a scheme.</summary>
    Subject,

    /// <summary>A place or a period that the work is about.</summary>
    Coverage,
    Abstract,
    Container,
    Series,

    /// <summary>Argument: a scheme; <c>cancelled</c> before it: kept, and marked as invalid.</summary>
    Identifier,

    /// <summary>Argument: related, preview.</summary>
    Link,

    /// <summary>What it is taken from: a container, its ISSN, a related address. Argument: the <see cref="RelationKind"/> that it is to the work if it has an identifier of its own.</summary>
    Source,

    /// <summary>Another thing that it has to do with. Argument: a <see cref="RelationKind"/>; none: only an address of it is kept.</summary>
    Relation,
    Rights,

    /// <summary>
    /// Says who may read it, and nothing that a reader need see. Argument: what the element says by being there (free, registration, embargoed, restricted), or the coding
    /// of its text: see <see cref="AccessCodes"/>. As a thing, from .from on and until .to.
    /// </summary>
    Access,

    /// <summary>It is nothing that the hub lists. Argument: what it is.</summary>
    NoWork,

    /// <summary>Its provider says within the record that it is deleted.</summary>
    Withdrawn,
}

/// <summary>What a value is of the thing around it. In tables: <c>.part-number</c>.</summary>
internal enum DraftPart
{
    /// <summary>The thing's own text; given without a row where the element holds nothing but text.</summary>
    Text,
    Title,
    Subtitle,

    /// <summary>An article before a title that it is not sorted by.</summary>
    NonSort,
    PartNumber,
    PartName,

    /// <summary>Of a title: who made it, in the words of the title page; asked only where no names are given.</summary>
    Responsibility,
    Kind,
    Language,
    Family,
    Given,
    Role,
    Id,
    OtherForm,
    Scheme,
    Year,
    Month,
    Day,
    From,
    To,
    Url,
    Note,
    Place,
    Issn,
    Isbn,
    Volume,
    Issue,
    Pages,
    First,
    Last,

    /// <summary>Volume, issue and pages in one: <c>Vol. 3, no. 2 (2001), p. 17-25</c>.</summary>
    Numbering,
}

/// <summary>A thing that an element describes by several values: a name with its parts, a date, a journal.</summary>
internal sealed class DraftThing
{
    private readonly List<(DraftPart Part, string Text)> _parts = [];

    public int Count => _parts.Count;

    public (DraftPart Part, string Text) At(int index) => _parts[index];

    /// <summary>The first of that part, cleaned; null without one.</summary>
    public string? this[DraftPart part]
    {
        get
        {
            foreach (var (known, text) in _parts)
            {
                if (known == part)
                {
                    return text;
                }
            }

            return null;
        }
    }

    /// <summary>All of that part in one; null without any.</summary>
    public string? All(DraftPart part, string between)
    {
        string? all = null;
        foreach (var (known, text) in _parts)
        {
            if (known == part)
            {
                all = all is null ? text : string.Concat(all, between, text);
            }
        }

        return all;
    }

    public void Add(DraftPart part, string text)
    {
        text = DisplayText.Clean(text);
        if (text.Length > 0)
        {
            _parts.Add((part, text));
        }
    }

    public void Clear() => _parts.Clear();
}
