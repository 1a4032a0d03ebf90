namespace IntegrationHub.Records;

public enum WorkType
{
    Other,
    Book,
    Article,
    Thesis,
    Report,
    Dataset,
    Serial,
    AudioVisual,
    Image,
    AncientText,
}

public enum IdentifierScheme
{
    Other,
    Isbn,
    Issn,
    Doi,
    Uri,
}

public enum SubjectScheme
{
    Keyword,

    /// <summary>Chinese Library Classification.</summary>
    Clc,
    Ddc,
    Lcc,
}

/// <summary>An identifier in its scheme's canonical form (ISBN-13 without hyphens, ISSN with its hyphen, DOI in lower case without resolver).</summary>
/// <param name="Invalid">True where a check digit fails: kept and shown, never matched on.</param>
public sealed record Identifier(IdentifierScheme Scheme, string Value, bool Invalid = false);

/// <param name="Value">A class number (Clc, Ddc, Lcc) or a keyword as given.</param>
public sealed record Subject(SubjectScheme Scheme, string Value);

/// <summary>
/// One shape for every metadata format. Texts are NFC, trimmed, without control characters, in the script they came in.
/// Lists are in the record's own order and never null; treat them as read-only (they are settable because source-generated
/// JSON forgets the defaults of init-only properties, and an index written before a property existed must still read).
/// </summary>
public sealed record BibliographicRecord
{
    public required string Title { get; init; }

    public IReadOnlyList<string> AlternativeTitles { get; set; } = [];

    /// <summary>Display form as given, one name each.</summary>
    public IReadOnlyList<string> Creators { get; set; } = [];

    public IReadOnlyList<string> Contributors { get; set; } = [];

    public string? Publisher { get; init; }

    /// <summary>The date of issue as given.</summary>
    public string? Issued { get; init; }

    /// <summary>Year of issue, to sort and compare by.</summary>
    public int? Year { get; init; }

    /// <summary>BCP 47.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    public WorkType Type { get; init; }

    public IReadOnlyList<Subject> Subjects { get; set; } = [];

    public string? Abstract { get; init; }

    /// <summary>Journal, proceedings or series that it is part of, as given.</summary>
    public string? Container { get; init; }

    public IReadOnlyList<Identifier> Identifiers { get; set; } = [];

    /// <summary>http(s) addresses that the record gives, most useful first.</summary>
    public IReadOnlyList<string> Links { get; set; } = [];

    public IReadOnlyList<string> Rights { get; set; } = [];

    public Access Access { get; set; } = Access.Unknown;
}
