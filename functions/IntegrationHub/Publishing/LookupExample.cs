using System.Text.Json;
using IntegrationHub.Records;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>A question that the lookup has an answer to, for a person to try.</summary>
public sealed class LookupExample(PublishedFeed feed, IOptions<PublishingOptions> options)
{
    private readonly FeedUrls _urls = new(options.Value.PublicUrl);

    /// <returns>The address that asks for a thing among the newest, one that is free if there is one; null while nothing with an identifier is published.</returns>
    public async Task<string?> FindAsync(CancellationToken ct)
    {
        var version = await feed.CurrentAsync(ct);
        var newest = version.Manifest.Categories.GetValueOrDefault(FeedTree.All)?.Blobs.LastOrDefault(blob => blob.Count > 0)?.Name;
        var lines = newest is null ? null : await feed.ListingAsync(newest, ct);
        return Identified(lines ?? ListingLines.Empty())
            .OrderByDescending(entry => entry.Places.Any(place => place.IsFree))
            .ThenByDescending(entry => Shortest(entry).Scheme != IdentifierScheme.Uri)
            .Select(entry => _urls.Resolve(Shortest(entry)))
            .FirstOrDefault();
    }

    private static IEnumerable<FeedEntry> Identified(ListingLines lines) =>
        from position in Enumerable.Range(0, lines.Length)
        where !lines[position].IsEmpty
        let entry = JsonSerializer.Deserialize(lines[position].Span, FeedEntryJson.Default.FeedEntry)
        where Valid(entry).Any()
        select entry;

    private static IEnumerable<Identifier> Valid(FeedEntry entry) => entry.Identifiers.Where(identifier =>
        !identifier.Invalid && identifier.Scheme != IdentifierScheme.Other && (identifier.Scheme != IdentifierScheme.Uri || WebAddress.Is(identifier.Value)));

    private static Identifier Shortest(FeedEntry entry) => Valid(entry).MinBy(identifier => identifier.Value.Length)!;
}
