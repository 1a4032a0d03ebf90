using System.Text.Json.Serialization;

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
    Map,

    /// <summary>Notated music.</summary>
    Score,
    Standard,
    Patent,
    Software,
}

/// <summary>
/// Each scheme's canonical form is said here. A value that is <see cref="Identifier.Invalid"/> is in it as far as it can be, else as given.
/// </summary>
public enum IdentifierScheme
{
    /// <summary>As given: local numbers, and schemes that we don't know.</summary>
    Other,

    /// <summary>13 digits (ISO 2108): <c>9787020002207</c>.</summary>
    Isbn,

    /// <summary>Eight digits with a hyphen (ISO 3297), linking ISSNs too: <c>0378-5955</c>.</summary>
    Issn,

    /// <summary>In lower case, without label and resolver (ISO 26324): <c>10.1000/xyz123</c>.</summary>
    Doi,

    /// <summary>As given. An address that carries an identifier of another scheme is that identifier instead.</summary>
    Uri,

    /// <summary>13 digits that begin with 9790 (ISO 10957): <c>9790260000438</c>.</summary>
    Ismn,

    /// <summary>Prefix and suffix, letters as given (RFC 3650): <c>1765/899</c>. A handle below 10. is a DOI.</summary>
    Handle,

    /// <summary>With its label, without resolver and the slash of older ones (draft-kunze-ark): <c>ark:12148/bpt6k107371t</c>.</summary>
    Ark,

    /// <summary>The URN, its prefix in lower case (RFC 8458): <c>urn:nbn:de:kobv:83-opus4-39397</c>.</summary>
    UrnNbn,

    /// <summary>Without label, version and subject class: <c>1501.00001</c>, <c>hep-th/9901001</c>.</summary>
    Arxiv,

    /// <summary>One to eight digits.</summary>
    Pmid,

    /// <summary><c>PMC3531190</c>, without version.</summary>
    Pmcid,

    /// <summary>Number of WorldCat: digits without leading zeros.</summary>
    Oclc,

    /// <summary>Normalised as the Library of Congress says: <c>n79018774</c>, <c>2001000002</c>.</summary>
    Lccn,

    /// <summary>China science and technology resource identifier without label (GB/T 32843): <c>31253.11.sciencedb.08044</c>.</summary>
    Cstr,

    /// <summary>统一书号 of 1956 to 1987, with a middle dot: <c>10019·1234</c>.</summary>
    UnifiedBookNumber,

    /// <summary>国内统一刊号 (GB/T 9999.1): region, number, class where it is told: <c>11-2746/G2</c>.</summary>
    CnSerial,

    /// <summary>Without blanks, behind its source's code where that is known: <c>dnb:980696216</c>, <c>GFR67-A14-54</c>.</summary>
    NationalBibliography,
}

public enum SubjectScheme
{
    Keyword,

    /// <summary>Chinese Library Classification.</summary>
    Clc,
    Ddc,
    Lcc,

    Udc,

    /// <summary>US National Library of Medicine.</summary>
    Nlm,

    /// <summary>GB/T 13745 学科分类与代码.</summary>
    GbDiscipline,

    /// <summary>The Ministry of Education's disciplines (学位授予和人才培养学科目录).</summary>
    MoeDiscipline,

    /// <summary>Library of the Chinese Academy of Sciences (科图法).</summary>
    Las,

    /// <summary>Renmin University (人大法).</summary>
    Ruc,

    /// <summary>New Classification Scheme for Chinese Libraries (中文圖書分類法).</summary>
    Ncsclt,

    /// <summary>Mathematics Subject Classification.</summary>
    Msc,

    /// <summary>Journal of Economic Literature.</summary>
    Jel,
    Arxiv,

    /// <summary>Domains of HAL.</summary>
    Hal,

    /// <summary>OECD Fields of Science and Technology.</summary>
    Fos,

    /// <summary>From here on words: subject headings of a vocabulary, then names of what a work is about.</summary>
    Lcsh,
    Mesh,
    Fast,

    /// <summary>Chinese Classified Thesaurus (中国分类主题词表).</summary>
    Cct,

    /// <summary>Whom it is about, a body too.</summary>
    Person,

    /// <summary>Where it is about.</summary>
    Place,

    /// <summary>When it is about.</summary>
    Period,

    /// <summary>Which work it is about.</summary>
    Work,
}

/// <summary>An identifier in the canonical form that its <see cref="IdentifierScheme"/> says.</summary>
/// <param name="Invalid">True where a check digit fails, or where it is no identifier of the scheme that it is said to be of: kept and shown, never matched on.</param>
public sealed record Identifier(IdentifierScheme Scheme, string Value, bool Invalid = false);

/// <param name="Value">A class number or code, a heading with its subdivisions apart by two dashes, a name, or a keyword as given.</param>
public sealed record Subject(SubjectScheme Scheme, string Value);

/// <summary>
/// One shape for every metadata format. Texts are NFC, trimmed, without control characters, in the script they came in.
/// Lists are in the record's own order and never null; treat them as read-only (they are settable because source-generated
/// JSON forgets the defaults of init-only properties, and an index written before a property existed must still read).
/// </summary>
public sealed record BibliographicRecord
{
    /// <summary>The title proper; with its subtitle where the format does not tell them apart.</summary>
    public required string Title { get; init; }

    public string? Subtitle { get; init; }

    /// <summary>Which part of the work named by the title: <c>Vol. 2</c>, <c>上册</c>.</summary>
    public string? PartNumber { get; init; }

    public string? PartName { get; init; }

    public IReadOnlyList<OtherTitle> AlternativeTitles { get; set; } = [];

    public IReadOnlyList<Agent> Creators { get; set; } = [];

    public IReadOnlyList<Agent> Contributors { get; set; } = [];

    public string? Publisher { get; init; }

    /// <summary>Of publication.</summary>
    public string? Place { get; init; }

    /// <summary>The date of issue as given.</summary>
    public string? Issued { get; init; }

    /// <summary>The date of issue in the Extended Date/Time Format (ISO 8601-2), level 1: <c>2010-05</c>, <c>19XX</c>, <c>1998/2001</c>. Null where it can't be said so, or says no more than <see cref="Issued"/>.</summary>
    public string? IssuedEdtf { get; init; }

    /// <summary>When the work was made, where that is not when it was issued; as given.</summary>
    public string? Created { get; init; }

    /// <summary>Year of issue, to sort and compare by.</summary>
    public int? Year { get; init; }

    public string? Edition { get; init; }

    /// <summary>Pages, discs, playing time; as given.</summary>
    public string? Extent { get; init; }

    /// <summary>BCP 47.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    public WorkType Type { get; init; }

    public IReadOnlyList<Subject> Subjects { get; set; } = [];

    public string? Abstract { get; init; }

    /// <summary>What it is part of: journal, proceedings, book.</summary>
    public Container? Container { get; init; }

    public IReadOnlyList<Container> Series { get; set; } = [];

    /// <summary>Other works that it names: translations, other forms, what it continues.</summary>
    public IReadOnlyList<RelatedWork> Related { get; set; } = [];

    public IReadOnlyList<Identifier> Identifiers { get; set; } = [];

    /// <summary>http(s) addresses that the record gives, most useful first.</summary>
    public IReadOnlyList<string> Links { get; set; } = [];

    /// <summary>http(s) address of a small picture of it.</summary>
    public string? Thumbnail { get; init; }

    public IReadOnlyList<string> Rights { get; set; } = [];

    public Access Access { get; set; } = Access.Unknown;

    /// <summary>Title, part and subtitle in one, as a reader sees it.</summary>
    [JsonIgnore]
    public string FullTitle => Subtitle is null && PartNumber is null && PartName is null
        ? Title
        : string.Concat(
            Title,
            PartNumber is null ? null : ". " + PartNumber,
            PartName is null ? null : (PartNumber is null ? ". " : ", ") + PartName,
            Subtitle is null ? null : ": " + Subtitle);
}
