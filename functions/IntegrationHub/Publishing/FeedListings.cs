using System.Collections.Concurrent;

namespace IntegrationHub.Publishing;

/// <summary>The listing blobs of the categories: applies a plan's edits, touching only the blobs that they fall into.</summary>
/// <param name="last">As they stand.</param>
internal sealed class FeedListings(FeedBlobs blobs, IReadOnlyDictionary<string, CategoryListing> last, int listingEntries, int parallel)
{
    private int _written;

    /// <summary>Listing blobs written.</summary>
    public int Written => _written;

    /// <returns>All categories, edited and not.</returns>
    public async Task<SortedDictionary<string, CategoryListing>> ApplyAsync(IReadOnlyDictionary<string, CategoryEdits> edits, CancellationToken ct)
    {
        var pieces = new ConcurrentDictionary<(string Category, int Ordinal), ListingBlob>();
        var work = edits.SelectMany(category => category.Value.Lines.Keys.Select(position => position / listingEntries).Distinct().Select(ordinal => (Category: category.Key, Ordinal: ordinal)));
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (piece, token) =>
            pieces[piece] = await EditAsync(piece.Category, piece.Ordinal, edits[piece.Category], token));

        var categories = new SortedDictionary<string, CategoryListing>(last.ToDictionary(), StringComparer.Ordinal);
        foreach (var (category, change) in edits)
        {
            var old = categories.GetValueOrDefault(category, CategoryListing.Empty);
            var list = Enumerable.Range(0, (change.Next + listingEntries - 1) / listingEntries)
                .Select(ordinal => pieces.GetValueOrDefault((category, ordinal)) ?? old.Blobs[ordinal])
                .ToArray();
            categories[category] = new CategoryListing
            {
                Next = change.Next,
                Count = list.Sum(blob => blob.Count),
                Updated = string.CompareOrdinal(change.Updated, old.Updated) > 0 ? change.Updated! : old.Updated,
                Blobs = list,
            };
        }

        return categories;
    }

    /// <summary>Where new arrivals begin: the page in which the entry stands that is <paramref name="wanted"/> from the end.</summary>
    public async Task<NewArrivals> NewArrivalsAsync(CategoryListing all, int pageSize, int wanted, CancellationToken ct)
    {
        var counted = 0;
        for (var ordinal = all.Blobs.Count - 1; ordinal >= 0; ordinal--)
        {
            var blob = all.Blobs[ordinal];
            if (counted + blob.Count < wanted)
            {
                counted += blob.Count;
                continue;
            }

            var lines = await blobs.ReadListingAsync(blob.Name!, ct) ?? throw new FileNotFoundException($"Listing {blob.Name} is missing.", blob.Name);
            var index = lines.Length;
            for (var missing = wanted - counted; missing > 0; missing--)
            {
                index = lines.LastBefore(index);
            }

            index -= index % pageSize;
            return new NewArrivals((ordinal * listingEntries) + index, counted + lines.CountFrom(index));
        }

        return new NewArrivals(0, all.Count);
    }

    private async Task<ListingBlob> EditAsync(string category, int ordinal, CategoryEdits edits, CancellationToken ct)
    {
        var before = last.GetValueOrDefault(category)?.Blobs.ElementAtOrDefault(ordinal);
        var (old, until) = (before?.Name, before?.EmbargoedUntil);
        var lines = old is null
            ? ListingLines.Empty()
            : await blobs.ReadListingAsync(old, ct) ?? throw new FileNotFoundException($"Listing {old} is missing: delete the feed's manifest to publish it anew.", old);
        var start = ordinal * listingEntries;
        foreach (var (position, line) in Within(edits, start))
        {
            lines.Put(position - start, line);
            until = Later(until, EmbargoOf(line.Span));
        }

        var first = lines.FirstFrom(0);
        if (first < 0)
        {
            return ListingBlob.Emptied;
        }

        var name = await blobs.WriteListingAsync(category, ordinal, lines, old, ct);
        Interlocked.Increment(ref _written);
        return new ListingBlob(name, lines.CountFrom(0), start + first, start + lines.LastBefore(lines.Length), until);
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is { } known && (other is null || known > other) ? known : other;

    /// <summary>Only lines that speak of an embargo are looked into.</summary>
    private static DateOnly? EmbargoOf(ReadOnlySpan<byte> line) =>
        line.IndexOf("\"Embargoed\""u8) < 0 ? null : FeedEntry.Parse(line).EmbargoedUntil;

    /// <summary>The edits of one blob, found by position instead of looking at all of a large publication's.</summary>
    private IEnumerable<KeyValuePair<int, ReadOnlyMemory<byte>>> Within(CategoryEdits edits, int start)
    {
        for (var position = start; position < start + listingEntries; position++)
        {
            if (edits.Lines.TryGetValue(position, out var line))
            {
                yield return KeyValuePair.Create(position, line);
            }
        }
    }
}
