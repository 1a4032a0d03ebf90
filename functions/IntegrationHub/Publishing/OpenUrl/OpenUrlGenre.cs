using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>What an OpenURL asks for, as far as it says so.</summary>
/// <param name="IsPart">An article, a chapter: ISSN and ISBN are those of what it appeared in.</param>
internal readonly record struct OpenUrlGenre(WorkType Type, bool IsPart)
{
    /// <summary>By the genre; where there is none, or one that the formats don't know, by what is described.</summary>
    /// <param name="format">The last part of the format's name; null: version 0.1.</param>
    public static OpenUrlGenre Of(string? format, OpenUrlKeys keys) => (format, keys["genre"]?.ToLowerInvariant()) switch
    {
        ("dissertation", _) or (_, "dissertation") => new(WorkType.Thesis, IsPart: false),
        (_, "article" or "preprint") => new(WorkType.Article, IsPart: true),
        // A chapter and a paper in proceedings are of several types in catalogues.
        (_, "bookitem" or "proceeding") when IsInWhole(keys) => new(WorkType.Other, IsPart: true),
        (_, "journal" or "issue") => new(WorkType.Serial, IsPart: false),
        (_, "book") => new(WorkType.Book, IsPart: false),
        (_, "report") => new(WorkType.Report, IsPart: false),
        (_, "conference" or "document" or "bookitem" or "proceeding") => new(WorkType.Other, IsPart: false),
        ("journal", _) => IsInWhole(keys) ? new(WorkType.Article, IsPart: true) : new(WorkType.Serial, IsPart: false),
        ("book", _) => IsInWhole(keys) ? new(WorkType.Other, IsPart: true) : new(WorkType.Book, IsPart: false),
        _ when IsInWhole(keys) => new(keys["isbn"] is null ? WorkType.Article : WorkType.Other, IsPart: true),
        _ => new(keys["isbn"] is not null ? WorkType.Book : keys["issn"] is not null || keys["eissn"] is not null ? WorkType.Serial : WorkType.Other, IsPart: false),
    };

    private static bool IsInWhole(OpenUrlKeys keys) => keys["atitle"] is not null || keys["spage"] is not null || keys["pages"] is not null || keys["artnum"] is not null;
}
