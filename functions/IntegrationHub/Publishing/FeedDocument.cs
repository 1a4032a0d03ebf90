namespace IntegrationHub.Publishing;

/// <summary>One document of the feed, whatever the format: what <see cref="IFeedWriter"/> writes. It has navigation or entries, never both; a search that finds nothing has the way back.</summary>
internal sealed record FeedDocument
{
    /// <summary>Empty: the root.</summary>
    public required string Path { get; init; }

    public required Label Title { get; init; }

    /// <summary>RFC 3339 in UTC, out of the data: the same content has the same time.</summary>
    public required string Updated { get; init; }

    /// <summary>Entries in the whole category; null where it would change without the page changing.</summary>
    public int? Count { get; init; }

    /// <summary>What it is, in a sentence; null: its title says enough.</summary>
    public Label? Description { get; init; }

    public IReadOnlyList<NavigationItem> Items { get; init; } = [];

    public IReadOnlyList<NavigationGroup> Groups { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>Null for navigation.</summary>
    public PageLinks? Paging { get; init; }

    /// <summary>Null unless it answers a search; then <see cref="Entries"/> are in the order that was asked for.</summary>
    public SearchPage? Search { get; init; }

    /// <summary>Of the root: what <see cref="FeedTree.Withdrawn"/> is called; null: nothing leads there.</summary>
    public Label? Withdrawn { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<LogEntry> Tombstones { get; init; } = [];

    public bool IsAcquisition => Paging is not null || Search is not null;
}

/// <summary>A link to a document below.</summary>
/// <param name="Count">Entries there, or documents below it.</param>
internal sealed record NavigationItem(string Path, Label Label, int Count, string Updated, bool IsAcquisition);

/// <summary>One way to browse: its own document at <see cref="Path"/>, and the first items of it.</summary>
/// <param name="Count">Items in that document.</param>
internal sealed record NavigationGroup(string Path, Label Label, int Count, string Updated, IReadOnlyList<NavigationItem> Items);

/// <summary>Where a page stands among the pages of its category; null: there is none.</summary>
/// <param name="Page">This page; null: the head, which shows the newest entries.</param>
/// <param name="Older">The next page for a reader, who goes from new to old.</param>
/// <param name="Newer">The page before; 0: the head.</param>
/// <param name="Oldest">The last page for a reader; null: the head is all there is.</param>
internal sealed record PageLinks(int? Page, int? Older, int? Newer, int? Oldest)
{
    public const int Head = 0;
}

/// <summary>Writes a document in one of the formats: the same document gives the same bytes.</summary>
internal interface IFeedWriter
{
    FeedFormat Format { get; }

    /// <summary>Of the whole document.</summary>
    string MediaTypeOf(bool acquisition);

    byte[] Write(FeedDocument document);
}

internal static class FeedWriters
{
    public static IFeedWriter Of(FeedFormat format, FeedUrls urls, FeedSources sources, Consortium consortium, FeedLanguage language = FeedLanguage.Both) =>
        format == FeedFormat.Opds1 ? new Opds1Writer(urls, sources, consortium, language) : new Opds2Writer(urls, sources, consortium, language);
}
