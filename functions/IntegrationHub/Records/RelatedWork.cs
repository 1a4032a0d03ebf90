namespace IntegrationHub.Records;

/// <summary>What a record says that another work is to the one it describes, as far as formats tell it; each kind with the same relation seen from the other side.</summary>
public enum RelationKind
{
    /// <summary>It has to do with it; how is not said, or in words.</summary>
    Related,

    /// <summary>This is a translation of the other.</summary>
    TranslationOf,

    /// <summary>The other is a translation of this.</summary>
    HasTranslation,

    /// <summary>Two editions of one work.</summary>
    EditionOf,

    /// <summary>The same in another form: the printed book of an electronic one, a microfilm. What numbers the other form number this work too.</summary>
    OtherForm,

    /// <summary>This is a version or an adaptation of the other.</summary>
    VersionOf,
    HasVersion,

    /// <summary>This is one of the parts of the other. Journals, proceedings and books that something appeared in are its <see cref="BibliographicRecord.Container"/> instead.</summary>
    PartOf,
    HasPart,
    SupplementTo,
    HasSupplement,

    /// <summary>Of serials: this took the place of the other, or grew out of it.</summary>
    Continues,
    ContinuedBy,

    /// <summary>This is the later of two versions.</summary>
    Replaces,
    ReplacedBy,

    /// <summary>This is about the other: a review, an erratum, a comment.</summary>
    CommentOn,
    HasComment,
}

/// <summary>Another work that a record names, and what it is to the one that the record describes.</summary>
/// <param name="Title">As given; null where only its numbers are known.</param>
public sealed record RelatedWork(RelationKind Kind, string? Title)
{
    /// <summary>Of the other work, in canonical form. Never the record's own.</summary>
    public IReadOnlyList<Identifier> Identifiers { get; set; } = [];
}
