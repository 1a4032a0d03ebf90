using System.Globalization;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>Link relations of OPDS, the same in both versions.</summary>
internal static class OpdsRel
{
    public const string Acquisition = "http://opds-spec.org/acquisition";
    public const string OpenAccess = "http://opds-spec.org/acquisition/open-access";
    public const string Borrow = "http://opds-spec.org/acquisition/borrow";
    public const string SortNew = "http://opds-spec.org/sort/new";

    /// <summary>What supersedes the thing (DCMI Metadata Terms).</summary>
    public const string IsReplacedBy = "http://purl.org/dc/terms/isReplacedBy";

    /// <summary>A tombstone: the namespace of RFC 6721, which the standard for JSON feeds has no name for. What stands there answers 410, or leads on.</summary>
    public const string Tombstone = "http://purl.org/atompub/tombstones/1.0";

    public const string Facet = "http://opds-spec.org/facet";

    /// <summary>Every entry of the catalogue, for whoever copies it.</summary>
    public const string Crawlable = "http://opds-spec.org/crawlable";
}

/// <summary>Pictures of a resource.</summary>
internal static class ImageLinks
{
    public const string Thumbnail = "http://opds-spec.org/image/thumbnail";

    /// <summary>Records give no type: by the name's ending, and JPEG where it has none, which is a guess.</summary>
    public static string TypeOf(string url) => Path.GetExtension(new Uri(url).AbsolutePath).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".avif" => "image/avif",
        ".svg" => "image/svg+xml",
        _ => "image/jpeg",
    };
}

/// <summary>A way to get a resource, as OPDS says it.</summary>
/// <param name="Place">What is known of it; null when the link leads to the hub's own page of the resource.</param>
/// <param name="Unavailable">Nothing can be had there now.</param>
/// <param name="Until">ISO date on which that ends.</param>
internal sealed record AcquisitionLink(string Rel, string Href, string Type, string? Title, FeedPlace? Place, bool Unavailable = false, string? Until = null);

/// <summary>
/// Both OPDS versions demand an acquisition link of every entry, and the index also holds what is not free. Truth is in the relation: free is
/// open-access; what a member library holds is to borrow; any other address is plain acquisition. Where nobody gives an address the link
/// leads to the hub's page of the resource, which says who holds it.
/// </summary>
internal static class AcquisitionLinks
{
    public static IReadOnlyList<AcquisitionLink> Of(FeedEntry entry, FeedUrls urls, FeedSources sources, FeedLanguage language = FeedLanguage.Both)
    {
        var links = new List<AcquisitionLink>();
        foreach (var place in entry.Places)
        {
            if (place.Url is { } url && !links.Exists(link => link.Href == url))
            {
                var embargo = place.Status == AccessStatus.Embargoed;
                links.Add(new AcquisitionLink(RelOf(place, sources), url, TypeOf(url), sources.LabelOf(place.Source.Value).In(language), place, embargo, embargo ? EndOf(place) : null));
            }
        }

        if (links.Count == 0)
        {
            var held = entry.Places.FirstOrDefault(place => sources.IsMember(place.Source));
            links.Add(new AcquisitionLink(held is null ? OpdsRel.Acquisition : OpdsRel.Borrow, urls.Resource(entry.Id), "application/json", held is null ? null : sources.LabelOf(held.Source.Value).In(language), held, held is null));
        }

        return links;
    }

    private static string RelOf(FeedPlace place, FeedSources sources) =>
        place.IsFree ? OpdsRel.OpenAccess : sources.IsMember(place.Source) ? OpdsRel.Borrow : OpdsRel.Acquisition;

    /// <summary>Records give addresses without types; what does not end in a known file is a page.</summary>
    public static string TypeOf(string url)
    {
        var path = new Uri(url).AbsolutePath;
        return path.LastIndexOf('.') is var dot and >= 0
            ? path[dot..].ToLowerInvariant() switch
            {
                ".pdf" => "application/pdf",
                ".epub" => "application/epub+zip",
                ".djvu" => "image/vnd.djvu",
                ".jpg" or ".jpeg" => "image/jpeg",
                ".mp3" => "audio/mpeg",
                ".mp4" => "video/mp4",
                ".txt" => "text/plain",
                ".zip" => "application/zip",
                _ => "text/html",
            }
            : "text/html";
    }

    private static string? EndOf(FeedPlace place) => AccessRules.EmbargoEnd(place.Evidence)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
