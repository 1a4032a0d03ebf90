using System.Text.Json;

namespace IntegrationHub.Publishing.Checking;

/// <summary>The rules of OPDS 2.0 for a feed.</summary>
internal sealed class Opds2Rules(List<FeedFault> faults)
{
    private static readonly string[] ImageTypes = ["image/jpeg", "image/avif", "image/webp", "image/jxl", "image/png", "image/gif"];
    private static readonly string[] States = ["available", "unavailable", "reserved", "ready"];

    public void Check(JsonElement feed)
    {
        if (feed.ValueKind != JsonValueKind.Object)
        {
            Must("collection", "feed", "A feed is an object.");
            return;
        }

        CheckFeedMetadata(feed, "", "A feed");
        CheckLinks(feed, "links");
        if (!Items(feed, "links").SelectMany(RelsOf).Contains("self"))
        {
            Must("self", "links", "A feed must have a self link.");
        }

        if (!HasCollection(feed, "navigation", "publications", "groups"))
        {
            Must("collection", "feed", "A feed must have navigation, publications or groups.");
        }

        CheckNavigation(feed, "");
        CheckPublications(feed, "");
        foreach (var (group, place) in Numbered(feed, "groups"))
        {
            CheckFeedMetadata(group, place + ".", "A group");
            CheckLinks(group, "links", place + ".");
            if (!HasCollection(group, "navigation", "publications"))
            {
                Must("group", place, "A group repeats navigation or publications.");
            }

            CheckNavigation(group, place + ".");
            CheckPublications(group, place + ".");
        }

        CheckFacets(feed);
    }

    private void CheckFeedMetadata(JsonElement collection, string place, string what)
    {
        place += "metadata";
        if (!collection.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty("title", out _))
        {
            Must("title", place, $"{what} must have a title.");
            return;
        }

        var rules = new Opds2MetadataRules(faults);
        rules.CheckCommon(metadata, place);
        foreach (var (name, least) in new[] { ("numberOfItems", 0), ("itemsPerPage", 1), ("currentPage", 1) })
        {
            if (metadata.TryGetProperty(name, out var number) && !(number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) && value >= least))
            {
                Must(name, $"{place}.{name}", $"{name} is an integer of at least {least}.");
            }
        }
    }

    private void CheckFacets(JsonElement feed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (facet, place) in Numbered(feed, "facets"))
        {
            CheckFeedMetadata(facet, place + ".", "A facet");
            CheckLinks(facet, "links", place + ".");
            var links = Items(facet, "links").ToList();
            if (links.Count < 2)
            {
                Should("facet links", place, "A facet should have at least two links to choose from.");
            }

            foreach (var href in links.Select(link => Text(link, "href")).OfType<string>().Where(href => !seen.Add(href)))
            {
                Should("facet links", place, $"{href} is offered by two facets.");
            }
        }
    }

    private void CheckNavigation(JsonElement feed, string prefix)
    {
        CheckLinks(feed, "navigation", prefix);
        foreach (var (link, place) in Numbered(feed, "navigation", prefix))
        {
            if (Text(link, "title") is not { Length: > 0 })
            {
                Must("title", place, "A navigation link must have a title.");
            }

            // A tombstone is no document, so it has no type.
            if (FeedSyntax.BareOf(Text(link, "type")) is not (Opds2Writer.MediaType or "text/html") && !RelsOf(link).Contains(OpdsRel.Tombstone))
            {
                Should("navigation type", place, $"A navigation link should lead to {Opds2Writer.MediaType} or text/html.");
            }

            if (!RelsOf(link).Any())
            {
                Should("navigation relation", place, "A navigation link should have a relation that says what it leads to.");
            }
        }
    }

    private void CheckPublications(JsonElement feed, string prefix)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (publication, place) in Numbered(feed, "publications", prefix))
        {
            if (!publication.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object)
            {
                Must("title", place, "A publication must have metadata with a title.");
            }
            else
            {
                new Opds2MetadataRules(faults).CheckPublication(metadata, place + ".metadata");
                if (Text(metadata, "identifier") is { } id && !ids.Add(id))
                {
                    Must("unique id", place, $"{id} is there twice.");
                }
            }

            CheckLinks(publication, "links", place + ".");
            CheckAcquisition(publication, place);
            CheckImages(publication, place);
        }
    }

    private void CheckAcquisition(JsonElement publication, string place)
    {
        var rels = Items(publication, "links").SelectMany(RelsOf).ToList();
        if (!rels.Exists(rel => rel == "preview" || rel.StartsWith(OpdsRel.Acquisition, StringComparison.Ordinal)))
        {
            Must("acquisition link", place, "A publication must have an acquisition link.");
        }

        if (!rels.Contains("self"))
        {
            Should("publication self", place, "A publication should have a self link.");
        }

        foreach (var (link, here) in Numbered(publication, "links", place + "."))
        {
            if (RelsOf(link).Contains("self") && FeedSyntax.BareOf(Text(link, "type")) is not ("application/opds-publication+json" or "application/webpub+json"))
            {
                Must("publication type", here, "A publication is application/opds-publication+json.");
            }

            if (Text(link, "type") is null)
            {
                Should("type", here, "A publication's link should have a type.");
            }

            if (!RelsOf(link).Any())
            {
                Must("relation", here, "A publication's link without relation says nothing.");
            }

            if (link.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            {
                CheckProperties(properties, RelsOf(link), here + ".properties");
            }
        }
    }

    private void CheckProperties(JsonElement properties, IEnumerable<string> rels, string place)
    {
        if (properties.TryGetProperty("availability", out var availability))
        {
            if (!States.Contains(Text(availability, "state")))
            {
                Must("availability", place, $"The state of an availability is one of {string.Join(", ", States)}.");
            }

            foreach (var name in new[] { "since", "until" }.Where(name => Text(availability, name) is { } date && !FeedSyntax.IsDate(date) && !FeedSyntax.IsDateTime(date)))
            {
                Must("date", $"{place}.availability.{name}", $"'{Text(availability, name)}' is no date.");
            }
        }

        if (properties.TryGetProperty("price", out var price))
        {
            if (Text(price, "currency") is not { Length: 3 } || !price.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Number)
            {
                Must("price", place, "A price has a currency of ISO 4217 and a value.");
            }
        }
        else if (rels.Contains("http://opds-spec.org/acquisition/buy"))
        {
            Should("price", place, "What is to buy should say its price.");
        }
    }

    private void CheckImages(JsonElement publication, string place)
    {
        var images = Items(publication, "images").ToList();
        if (images.Count == 0)
        {
            Should("images", place, "A publication should have images.");
            return;
        }

        CheckLinks(publication, "images", place + ".");
        if (!images.Exists(image => ImageTypes.Contains(FeedSyntax.BareOf(Text(image, "type")))))
        {
            Must("image type", place + ".images", $"One image at least must be {string.Join(", ", ImageTypes)}.");
        }
    }

    private void CheckLinks(JsonElement parent, string name, string prefix = "")
    {
        if (parent.TryGetProperty(name, out var all) && (all.ValueKind != JsonValueKind.Array || all.GetArrayLength() == 0))
        {
            Must("links", prefix + name, $"{name} is an array that is not empty, or absent.");
        }

        foreach (var (link, place) in Numbered(parent, name, prefix))
        {
            var isTemplate = link.ValueKind == JsonValueKind.Object && link.TryGetProperty("templated", out var templated) && templated.ValueKind == JsonValueKind.True;
            // OPDS's Authentication Document, whose relation it is, gives addresses to write to under help.
            if (Text(link, "href") is not { } href || (!isTemplate && !FeedSyntax.IsAddress(href) && !(RelsOf(link).Contains("help") && FeedSyntax.IsMailAddress(href))))
            {
                Must("address", place, $"'{Text(link, "href")}' is no http or https address.");
            }
            else if (isTemplate && !href.Contains('{', StringComparison.Ordinal))
            {
                Must("template", place, $"'{href}' is no template.");
            }

            if (Text(link, "type") is { } type && !FeedSyntax.IsMediaType(type))
            {
                Must("media type", place, $"'{type}' is no media type.");
            }

            if (RelsOf(link).Contains("search") && (!isTemplate || Text(link, "href")?.Contains("query", StringComparison.Ordinal) != true))
            {
                Must("search", place, "A search link is a template with the parameter query.");
            }

            if (link.ValueKind == JsonValueKind.Object && link.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
                && properties.TryGetProperty("numberOfItems", out var count) && !(count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var items) && items >= 0))
            {
                Must("numberOfItems", place, "numberOfItems is an integer of at least 0.");
            }
        }
    }

    private static bool HasCollection(JsonElement feed, params string[] names) => names.Any(name => Items(feed, name).Any());

    internal static IEnumerable<(JsonElement Item, string Place)> Numbered(JsonElement parent, string name, string prefix = "") =>
        Items(parent, name).Select((item, i) => (item, FormattableString.Invariant($"{prefix}{name}[{i}]")));

    internal static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    internal static IEnumerable<string> RelsOf(JsonElement link) =>
        link.ValueKind != JsonValueKind.Object || !link.TryGetProperty("rel", out var rel) ? []
        : rel.ValueKind == JsonValueKind.String ? [rel.GetString()!]
        : rel.ValueKind == JsonValueKind.Array ? rel.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!) : [];

    internal static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Must(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason));

    private void Should(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason, FeedSeverity.Should));
}
