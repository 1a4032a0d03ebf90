namespace IntegrationHub.Publishing;

/// <summary>
/// How the positions of a category are cut into pages. Page n (from 1, the oldest) always shows the same positions. The head shows the page that
/// is not full yet together with the last full one, so an arrival changes the head and nothing else. Holes never make an empty page to be linked to.
/// </summary>
/// <param name="from">The first position shown; it starts a page.</param>
internal sealed class ListingPages(CategoryListing listing, int pageSize, int listingEntries, int from = 0)
{
    /// <summary>Pages that are full, and so have an address of their own.</summary>
    private int Full => listing.Next / pageSize;

    /// <summary>The pages that have an address of their own, the oldest first; everything may have left them.</summary>
    public IEnumerable<int> Numbers => Enumerable.Range(1, Full).Where(page => page * pageSize > from);

    private int LastLive => listing.Blobs.LastOrDefault(blob => blob.Count > 0)?.Last ?? 0;

    private int HeadStart => Math.Max(from, Math.Min(Math.Max(0, Full - 1), LastLive / pageSize) * pageSize);

    /// <summary>The positions of a page; null: there is no such page.</summary>
    public (int Start, int End)? RangeOf(int? page) => page switch
    {
        null => (HeadStart, listing.Next),
        >= 1 when page <= Full && page * pageSize > from => ((page.Value - 1) * pageSize, page.Value * pageSize),
        _ => null,
    };

    /// <summary>The listing blobs that hold the positions from start up to end, by ordinal.</summary>
    public IEnumerable<int> BlobsOf(int start, int end) => end <= start ? [] : Enumerable.Range(start / listingEntries, ((end - 1) / listingEntries) - (start / listingEntries) + 1);

    /// <summary>What decides a page's links, as far as it lies outside the page's own blobs.</summary>
    public PageLinks LinksAcross(int? page, int start, int end)
    {
        var below = listing.Blobs.Take(start / listingEntries).LastOrDefault(blob => blob.Count > 0);
        var above = listing.Blobs.Skip((end - 1) / listingEntries + 1).FirstOrDefault(blob => blob.Count > 0);
        return new PageLinks(page, PageAt(below?.Last), page is null ? null : above is null ? null : PageOrHead(above.First), Oldest());
    }

    /// <summary>The links of a page, holes skipped.</summary>
    /// <param name="lines">The page's own blobs, by ordinal.</param>
    public PageLinks Links(int? page, int start, int end, Func<int, ListingLines> lines)
    {
        var across = LinksAcross(page, start, end);
        var firstBlob = start / listingEntries;
        var before = listing.Next == 0 ? -1 : lines(firstBlob).LastBefore(start % listingEntries);
        var older = before >= 0 ? PageAt((firstBlob * listingEntries) + before) : across.Older;
        if (page is null)
        {
            return across with { Older = older };
        }

        var lastBlob = (end - 1) / listingEntries;
        var after = lines(lastBlob).FirstFrom(((end - 1) % listingEntries) + 1);
        var newer = after >= 0 ? PageOrHead((lastBlob * listingEntries) + after) : across.Newer;
        return across with { Older = older, Newer = newer ?? PageLinks.Head };
    }

    private int? Oldest()
    {
        var first = listing.Blobs.FirstOrDefault(blob => blob.Count > 0)?.First ?? 0;
        var oldest = Math.Max(from, first);
        return oldest >= HeadStart ? null : (oldest / pageSize) + 1;
    }

    private int? PageAt(int? position) => position is { } at && at >= from ? (at / pageSize) + 1 : null;

    private int PageOrHead(int position) => (position / pageSize) + 1 is var page && page <= Full ? page : PageLinks.Head;
}
