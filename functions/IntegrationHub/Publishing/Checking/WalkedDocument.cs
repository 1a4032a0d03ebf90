using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace IntegrationHub.Publishing.Checking;

/// <summary>A link of a document.</summary>
/// <param name="Role">"links", "navigation", "group", "facet" or "entry".</param>
/// <param name="Target">Resolved against the document; null: no address, or a template.</param>
/// <param name="Count">How many the document says are there.</param>
internal sealed record WalkedLink(string Role, IReadOnlyList<string> Rels, Uri? Target, string? Type, int? Count, string Place)
{
    /// <summary>Whether it leads to a document of a catalogue, by its type.</summary>
    public bool IsFeed => FeedSyntax.BareOf(Type) == Opds2Writer.MediaType
        || (FeedSyntax.BareOf(Type) == "application/atom+xml" && FeedSyntax.ParameterOf(Type, "type") != "entry");

    /// <summary>Whether it leads to a page of the same feed, whatever its type says.</summary>
    public bool IsPaging => Role == "links" && Rels.Any(rel => rel is "self" or "first" or "last" or "next" or "previous" or "current" or "prev-archive" or "next-archive");

    public bool Is(string rel) => Rels.Contains(rel);
}

/// <summary>What of a document matters to the documents around it, the same for both formats.</summary>
/// <param name="Address">As asked for.</param>
/// <param name="NumberOfItems">What it says of itself.</param>
/// <param name="Entries">Ids of publications, in order; a publication without id is its place.</param>
internal sealed record WalkedDocument(Uri Address, FeedFormat Format, int? NumberOfItems, IReadOnlyList<WalkedLink> Links, IReadOnlyList<string> Entries, int NavigationItems)
{
    public Uri? Link(string rel) => Links.FirstOrDefault(link => link.Role == "links" && link.Is(rel))?.Target;

    /// <summary>Reads what is there; what is missing or broken is the business of <see cref="FeedRules"/>.</summary>
    /// <exception cref="Exception">JsonException or XmlException: it is not well-formed.</exception>
    public static WalkedDocument Read(Uri address, FeedFormat format, ReadOnlyMemory<byte> body)
    {
        if (format == FeedFormat.Opds1)
        {
            return OfAtom(address, FeedRules.ReadXml(body));
        }

        using var json = JsonDocument.Parse(body);
        return OfJson(address, json.RootElement);
    }

    /// <returns>Null: neither.</returns>
    public static FeedFormat? FormatOf(ReadOnlySpan<byte> body)
    {
        var start = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        start = start.TrimStart(" \t\r\n"u8);
        return start.IsEmpty ? null : start[0] switch { (byte)'{' => FeedFormat.Opds2, (byte)'<' => FeedFormat.Opds1, _ => null };
    }

    private static WalkedDocument OfJson(Uri address, JsonElement feed)
    {
        var links = new List<WalkedLink>();
        Add("links", feed, "links", "");
        Add("navigation", feed, "navigation", "");
        var publications = Opds2Rules.Numbered(feed, "publications").ToList();
        foreach (var (group, place) in Opds2Rules.Numbered(feed, "groups"))
        {
            var count = NumberOf(group);
            links.AddRange(Opds2Rules.Numbered(group, "links", place + ".").Select(link => LinkOf("group", address, link.Item, link.Place) is var made && made.Is("self") ? made with { Count = count } : made));
            Add("navigation", group, "navigation", place + ".");
            AddPublications(Opds2Rules.Numbered(group, "publications", place + "."));
        }

        foreach (var (facet, place) in Opds2Rules.Numbered(feed, "facets"))
        {
            Add("facet", facet, "links", place + ".");
        }

        AddPublications(publications);
        var items = Opds2Rules.Items(feed, "navigation").Count();
        return new WalkedDocument(address, FeedFormat.Opds2, NumberOf(feed), links, [.. publications.Select(publication => IdOf(publication.Item) ?? publication.Place)], items);

        void Add(string role, JsonElement parent, string name, string prefix) =>
            links.AddRange(Opds2Rules.Numbered(parent, name, prefix).Select(link => LinkOf(role, address, link.Item, link.Place)));

        void AddPublications(IEnumerable<(JsonElement Item, string Place)> several)
        {
            foreach (var (publication, place) in several)
            {
                Add("entry", publication, "links", place + ".");
                Add("entry", publication, "images", place + ".");
            }
        }
    }

    private static string? IdOf(JsonElement publication) =>
        publication.ValueKind == JsonValueKind.Object && publication.TryGetProperty("metadata", out var metadata) ? Opds2Rules.Text(metadata, "identifier") : null;

    private static int? NumberOf(JsonElement collection) =>
        collection.ValueKind == JsonValueKind.Object && collection.TryGetProperty("metadata", out var metadata) ? NumberIn(metadata) : null;

    private static int? NumberIn(JsonElement parent) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty("numberOfItems", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var count) ? count : null;

    private static WalkedLink LinkOf(string role, Uri address, JsonElement link, string place)
    {
        var isTemplate = link.ValueKind == JsonValueKind.Object && link.TryGetProperty("templated", out var templated) && templated.ValueKind == JsonValueKind.True;
        var count = link.ValueKind == JsonValueKind.Object && link.TryGetProperty("properties", out var properties) ? NumberIn(properties) : null;
        return new WalkedLink(role, [.. Opds2Rules.RelsOf(link)], isTemplate ? null : Resolve(address, Opds2Rules.Text(link, "href")), Opds2Rules.Text(link, "type"), count, place);
    }

    private static WalkedDocument OfAtom(Uri address, XElement feed)
    {
        var entries = feed.Elements(AtomRules.Atom + "entry").ToList();
        var links = feed.Elements(AtomRules.Atom + "link").Select(link => LinkOf(AtomRules.RelOf(link) == OpdsRel.Facet ? "facet" : "links", address, link, "feed"))
            .Concat(entries.SelectMany(entry => entry.Elements(AtomRules.Atom + "link")
                .Select(link => LinkOf(AtomRules.IsAcquisition(entry) ? "entry" : "navigation", address, link, AtomRules.PlaceOf(entry)))));
        var publications = entries.Where(AtomRules.IsAcquisition).ToList();
        var total = feed.Element(XName.Get("totalResults", "http://a9.com/-/spec/opensearch/1.1/"))?.Value;
        return new WalkedDocument(
            address,
            FeedFormat.Opds1,
            int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
            [.. links],
            [.. publications.Select(entry => entry.Element(AtomRules.Atom + "id")?.Value ?? AtomRules.PlaceOf(entry))],
            entries.Count - publications.Count);
    }

    private static WalkedLink LinkOf(string role, Uri address, XElement link, string place)
    {
        var count = int.TryParse(link.Attribute(AtomRules.Threading + "count")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var href = link.Attribute("href")?.Value;
        return new WalkedLink(role, [AtomRules.RelOf(link)], href?.Contains('{', StringComparison.Ordinal) == true ? null : Resolve(address, href), AtomRules.Type(link), count, $"{place} ({AtomRules.RelOf(link)})");
    }

    /// <summary>RFC 3986, without the fragment: absolute and relative references come to the same.</summary>
    private static Uri? Resolve(Uri address, string? href) =>
        href is not null && Uri.TryCreate(address, href, out var target) && target.Scheme is "http" or "https" ? new Uri(target.GetLeftPart(UriPartial.Query)) : null;
}
