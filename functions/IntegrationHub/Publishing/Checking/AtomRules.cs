using System.Globalization;
using System.Xml.Linq;

namespace IntegrationHub.Publishing.Checking;

/// <summary>The rules of OPDS 1.2 for a feed, with those of Atom (RFC 4287) and of paged and archived feeds (RFC 5005).</summary>
internal sealed class AtomRules(List<FeedFault> faults)
{
    internal const string OpenSearchType = "application/opensearchdescription+xml";

    internal static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    internal static readonly XNamespace History = "http://purl.org/syndication/history/1.0";
    internal static readonly XNamespace Threading = "http://purl.org/syndication/thread/1.0";
    internal static readonly XNamespace Tombstones = OpdsRel.Tombstone;
    internal static readonly XNamespace Opds = "http://opds-spec.org/2010/catalog";

    public void Check(XElement feed)
    {
        if (feed.Name != Atom + "feed")
        {
            Must("feed", feed.Name.LocalName, "The document element must be an Atom feed.");
            return;
        }

        CheckIdentity(feed, "feed");
        if (feed.Element(Atom + "author") is null && feed.Elements(Atom + "entry").Any(entry => entry.Element(Atom + "author") is null))
        {
            Must("author", "feed", "A feed must have an author unless every entry has one.");
        }

        CheckFeedLinks(feed);
        var isAcquisition = feed.Elements(Atom + "entry").Any(IsAcquisition);
        var kind = FeedSyntax.ParameterOf(Type(LinkOf(feed, "self")), "kind");
        if (kind is null)
        {
            Should("kind", "feed", "The self link's type should say the feed's kind.");
        }
        else if (feed.Elements(Atom + "entry").Any() && kind != (isAcquisition ? "acquisition" : "navigation"))
        {
            Must("kind", "feed", $"The self link says that the feed is for {kind}, its entries say otherwise.");
        }

        foreach (var repeated in feed.Elements(Atom + "entry").GroupBy(entry => entry.Element(Atom + "id")?.Value).Where(group => group.Count() > 1))
        {
            Must("unique id", repeated.Key ?? "", "Entries of a feed must not share an id.");
        }

        var entries = new AtomEntryRules(faults);
        foreach (var entry in feed.Elements(Atom + "entry"))
        {
            var place = PlaceOf(entry);
            CheckIdentity(entry, place);
            entries.Check(entry, place, isAcquisition);
        }

        CheckTombstones(feed);
        foreach (var link in feed.Descendants(Atom + "link"))
        {
            CheckLink(link, link.Parent == feed ? "feed" : PlaceOf(link.Parent!));
        }
    }

    internal static bool IsAcquisition(XElement entry) => entry.Elements(Atom + "link").Any(link => RelOf(link).StartsWith(OpdsRel.Acquisition, StringComparison.Ordinal));

    internal static string RelOf(XElement link) => link.Attribute("rel")?.Value ?? "alternate";

    internal static string? Type(XElement? link) => link?.Attribute("type")?.Value;

    internal static string PlaceOf(XElement entry) => entry.Element(Atom + "title")?.Value is { Length: > 0 } title ? title : entry.Element(Atom + "id")?.Value ?? "entry";

    /// <summary>RFC 4287, 4.1.1 and 4.1.2: exactly one each.</summary>
    private void CheckIdentity(XElement element, string place)
    {
        var what = element.Name.LocalName;
        foreach (var name in new[] { "id", "title", "updated" })
        {
            var given = element.Elements(Atom + name).ToList();
            if (given is not [{ Value: var value }] || value.Trim().Length == 0)
            {
                Must($"{what} {name}", place, $"It must have exactly one {name}.");
            }
            else if (name == "id" && !FeedSyntax.IsIri(value))
            {
                Must("id", place, $"'{value}' is no absolute IRI.");
            }
            else if (name == "updated" && !FeedSyntax.IsDateTime(value))
            {
                Must("date", place, $"updated is '{value}', which is no date and time of RFC 3339.");
            }
        }

        foreach (var published in element.Elements(Atom + "published").Where(published => !FeedSyntax.IsDateTime(published.Value)))
        {
            Must("date", place, $"published is '{published.Value}', which is no date and time of RFC 3339.");
        }

        foreach (var person in element.Elements(Atom + "author").Concat(element.Elements(Atom + "contributor")).Where(person => person.Elements(Atom + "name").Count() != 1))
        {
            Must("name", place, $"An {person.Name.LocalName} has exactly one name.");
        }
    }

    /// <summary>RFC 6721, 3: what left, and when; an entry that is still there as it was then has not left.</summary>
    private void CheckTombstones(XElement feed)
    {
        foreach (var tombstone in feed.Elements(Tombstones + "deleted-entry"))
        {
            var (gone, when) = (tombstone.Attribute("ref")?.Value, tombstone.Attribute("when")?.Value);
            if (!FeedSyntax.IsIri(gone))
            {
                Must("tombstone", gone ?? "deleted-entry", $"A deleted entry's ref must be the id that the entry had: '{gone}' is no absolute IRI.");
            }

            if (!FeedSyntax.IsDateTime(when))
            {
                Must("tombstone", gone ?? "deleted-entry", $"A deleted entry must say when: '{when}' is no date and time of RFC 3339.");
            }
        }

        foreach (var twice in feed.Elements(Tombstones + "deleted-entry").GroupBy(tombstone => tombstone.Attribute("ref")?.Value).Where(group => group.Count() > 1))
        {
            Should("tombstone", twice.Key ?? "deleted-entry", "An entry should be deleted once.");
        }
    }

    private void CheckFeedLinks(XElement feed)
    {
        foreach (var rel in new[] { "self", "start" }.Where(rel => LinkOf(feed, rel) is null))
        {
            Should(rel, "feed", $"A feed should have a {rel} link.");
        }

        if (feed.Elements(Atom + "link").Count(link => RelOf(link) == "self") > 1)
        {
            Should("self", "feed", "A feed should have one self link.");
        }

        // RFC 5005: a complete feed holds everything, so there is nothing to go on to; an archive leads to the current document.
        if (feed.Element(History + "complete") is not null && (LinkOf(feed, "next") ?? LinkOf(feed, "previous") ?? LinkOf(feed, "prev-archive")) is not null)
        {
            Must("complete", "feed", "A complete feed must not be paged.");
        }

        if (feed.Element(History + "archive") is not null && LinkOf(feed, "current") is null)
        {
            Should("current", "feed", "An archive document should link to the current one.");
        }

        var facets = feed.Elements(Atom + "link").Where(link => RelOf(link) == OpdsRel.Facet).ToList();
        if (facets.Count > 0 && !feed.Elements(Atom + "entry").Any(IsAcquisition) && feed.Elements(Atom + "entry").Any())
        {
            Must("facet", "feed", "Facets must only be in acquisition feeds.");
        }

        foreach (var repeated in facets.GroupBy(link => link.Attribute("href")?.Value).Where(group => group.Select(GroupOf).Distinct().Count() > 1))
        {
            Must("facet", "feed", $"{repeated.Key} must not be in more than one group of facets.");
        }

        foreach (var group in facets.GroupBy(GroupOf).Where(group => group.Count(link => link.Attribute(Opds + "activeFacet")?.Value == "true") > 1))
        {
            Must("facet", "feed", $"More than one facet of '{group.Key}' is active.");
        }

        foreach (var link in facets.Where(link => link.Attribute(Opds + "activeFacet") is { Value: not "true" }))
        {
            Should("facet", "feed", $"'{link.Attribute("title")?.Value}' is not active and should not say activeFacet.");
        }
    }

    private void CheckLink(XElement link, string place)
    {
        var rel = RelOf(link);
        if (!FeedSyntax.IsAddress(link.Attribute("href")?.Value) && !(rel == "search" && link.Attribute("href") is { Value.Length: > 0 }))
        {
            Must("address", place, $"{rel}: '{link.Attribute("href")?.Value}' is no http or https address.");
        }

        if (link.Attribute(Threading + "count") is { } count && !int.TryParse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            Must("count", place, $"thr:count is '{count.Value}', which is no number.");
        }

        if (Type(link) is not { } type)
        {
            return;
        }

        if (!FeedSyntax.IsMediaType(type))
        {
            Must("media type", place, $"{rel}: '{type}' is no media type.");
        }
        else if (rel == "search" && FeedSyntax.BareOf(type) is not (OpenSearchType or "application/atom+xml"))
        {
            Must("search", place, $"A search link's type must be {OpenSearchType}.");
        }
        else if (rel is "self" or "start" or "up" or "first" or "last" or "next" or "previous" && FeedSyntax.BareOf(type) == "application/atom+xml" && FeedSyntax.ParameterOf(type, "profile") != "opds-catalog")
        {
            Must("profile", place, $"{rel}: a link to a catalogue feed must have the type application/atom+xml;profile=opds-catalog.");
        }
    }

    private static string? GroupOf(XElement link) => link.Attribute(Opds + "facetGroup")?.Value;

    private static XElement? LinkOf(XElement feed, string rel) => feed.Elements(Atom + "link").FirstOrDefault(link => RelOf(link) == rel);

    private void Must(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason));

    private void Should(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason, FeedSeverity.Should));
}
