namespace IntegrationHub.Publishing;

/// <summary>Reads a page of a category out of its listing blobs.</summary>
internal sealed class FeedPageReader(PublishedFeed feed)
{
    public static CategoryListing ListingOf(FeedVersion version, NavigationItem category) =>
        version.Manifest.Categories[category.Path == FeedTree.New ? FeedTree.All : category.Path];

    public static ListingPages PagesOf(FeedVersion version, NavigationItem category) =>
        new(ListingOf(version, category), version.Manifest.PageSize, version.Manifest.ListingEntries, category.Path == FeedTree.New ? version.Manifest.New.From : 0);

    /// <param name="page">One that exists; null: the head.</param>
    /// <returns>Without entries where everything has left; null: the listing was purged, so there is a newer version.</returns>
    public async Task<FeedDocument?> ReadAsync(FeedVersion version, NavigationItem category, int? page, DateOnly today, CancellationToken ct)
    {
        var listing = ListingOf(version, category);
        var pages = PagesOf(version, category);
        var (start, end) = pages.RangeOf(page) ?? throw new ArgumentOutOfRangeException(nameof(page), page, $"No page of {category.Path}.");
        var blobs = new Dictionary<int, ListingLines>();
        foreach (var ordinal in pages.BlobsOf(start, end))
        {
            if ((listing.Blobs[ordinal].Name is not { } name ? ListingLines.Empty() : await feed.ListingAsync(name, ct)) is not { } lines)
            {
                return null;
            }

            blobs[ordinal] = lines;
        }

        var entries = Entries(blobs, version.Manifest.ListingEntries, start, end, today);
        return new FeedDocument
        {
            Path = category.Path,
            Title = category.Label,
            Description = page is null ? version.Navigation.DescriptionOf(category.Path) : null,
            Updated = page is null || entries.Count == 0 ? category.Updated : entries.Max(entry => entry.Updated)!,
            Count = page is null ? category.Count : null,
            Entries = entries,
            Paging = pages.Links(page, start, end, ordinal => blobs[ordinal]),
        };
    }

    private static List<FeedEntry> Entries(Dictionary<int, ListingLines> blobs, int listingEntries, int start, int end, DateOnly today)
    {
        var entries = new List<FeedEntry>(end - start);
        for (var position = end - 1; position >= start; position--)
        {
            var line = blobs[position / listingEntries][position % listingEntries];
            if (!line.IsEmpty)
            {
                entries.Add(FeedEntry.Parse(line.Span).On(today));
            }
        }

        return entries;
    }
}
