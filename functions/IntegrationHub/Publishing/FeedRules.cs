using System.Text.Json;
using System.Xml.Linq;

namespace IntegrationHub.Publishing;

/// <summary>Something in a document that a specification forbids.</summary>
/// <param name="Rule">What it demands, in a word or two.</param>
/// <param name="Place">Where: a JSON path, or the title of an entry.</param>
public sealed record FeedFault(string Rule, string Place, string Reason);

/// <summary>
/// The MUSTs of OPDS 2.0 and 1.2 that the published schemas let pass: the grammar of 1.2 misses an absent kind and acquisition link, the schemas
/// of 2.0 a group's links without title and a publication's links without relation.
/// </summary>
public static class FeedRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static IReadOnlyList<FeedFault> Check(FeedFormat format, ReadOnlyMemory<byte> document)
    {
        var faults = new List<FeedFault>();
        if (format == FeedFormat.Opds2)
        {
            using var json = JsonDocument.Parse(document);
            new Opds2Rules(faults).Check(json.RootElement);
        }
        else
        {
            using var stream = new MemoryStream(document.ToArray(), writable: false);
            CheckAtom(XDocument.Load(stream).Root!, faults);
        }

        return faults;
    }

    private static void CheckAtom(XElement feed, List<FeedFault> faults)
    {
        foreach (var name in new[] { "id", "title", "updated" }.Where(name => feed.Element(Atom + name) is not { Value.Length: > 0 }))
        {
            faults.Add(new FeedFault("feed " + name, "feed", $"A feed must have {name}."));
        }

        Demand(feed, "self", "feed", faults);
        Demand(feed, "start", "feed", faults);
        var self = LinkOf(feed, "self")?.Attribute("type")?.Value ?? "";
        var isAcquisition = self.Contains("kind=acquisition", StringComparison.Ordinal);
        if (!isAcquisition && !self.Contains("kind=navigation", StringComparison.Ordinal))
        {
            faults.Add(new FeedFault("kind", "feed", $"The self link's type must say its kind: '{self}'."));
        }

        foreach (var repeated in feed.Elements(Atom + "entry").GroupBy(entry => entry.Element(Atom + "id")?.Value).Where(group => group.Count() > 1))
        {
            faults.Add(new FeedFault("unique id", repeated.Key ?? "", "Entries of a feed must not share an id."));
        }

        foreach (var entry in feed.Elements(Atom + "entry"))
        {
            CheckEntry(entry, isAcquisition, faults);
        }

        foreach (var link in feed.Descendants(Atom + "link"))
        {
            CheckAddress(link.Attribute("href")?.Value, link.Attribute("rel")?.Value ?? "link", faults);
        }
    }

    private static void CheckEntry(XElement entry, bool isAcquisition, List<FeedFault> faults)
    {
        var place = entry.Element(Atom + "title")?.Value ?? "entry";
        foreach (var name in new[] { "id", "title", "updated" }.Where(name => entry.Element(Atom + name) is not { Value.Length: > 0 }))
        {
            faults.Add(new FeedFault("entry " + name, place, $"An entry must have {name}."));
        }

        var links = entry.Elements(Atom + "link").Where(link => link.Attribute("rel")?.Value.StartsWith(OpdsRel.Acquisition, StringComparison.Ordinal) == true).ToList();
        if (isAcquisition != links.Count > 0)
        {
            faults.Add(new FeedFault("acquisition link", place, "Every entry of an acquisition feed must have one, and none of a navigation feed may."));
        }

        foreach (var link in links.Where(link => link.Attribute("type") is null))
        {
            faults.Add(new FeedFault("acquisition type", place, "An acquisition link must have a type."));
        }
    }

    private static void Demand(XElement feed, string rel, string place, List<FeedFault> faults)
    {
        if (LinkOf(feed, rel) is null)
        {
            faults.Add(new FeedFault(rel, place, $"A feed must have a {rel} link."));
        }
    }

    internal static void CheckAddress(string? href, string place, List<FeedFault> faults)
    {
        if (!Uri.TryCreate(href, UriKind.RelativeOrAbsolute, out var url) || (url.IsAbsoluteUri && url.Scheme is not ("http" or "https")) || !Uri.IsWellFormedUriString(href, UriKind.RelativeOrAbsolute))
        {
            faults.Add(new FeedFault("address", place, $"'{href}' is no http or https address."));
        }
    }

    private static XElement? LinkOf(XElement feed, string rel) => feed.Elements(Atom + "link").FirstOrDefault(link => link.Attribute("rel")?.Value == rel);
}

/// <summary>The rules of OPDS 2.0.</summary>
internal sealed class Opds2Rules(List<FeedFault> faults)
{
    public void Check(JsonElement feed)
    {
        if (!feed.TryGetProperty("metadata", out var metadata) || !Has(metadata, "title"))
        {
            Fault("title", "metadata", "A feed must have a title.");
        }

        CheckLinks(feed, "links", "self");
        var collections = new[] { "navigation", "publications", "groups" }.Where(name => feed.TryGetProperty(name, out var items) && items.GetArrayLength() > 0).ToList();
        if (collections.Count == 0)
        {
            Fault("collection", "feed", "A feed must have navigation, publications or groups.");
        }

        CheckNavigation(feed, "");
        CheckPublications(feed, "");
        foreach (var (group, i) in Items(feed, "groups").Select((group, i) => (group, i)))
        {
            var place = $"groups[{i}]";
            if (!group.TryGetProperty("metadata", out var about) || !Has(about, "title"))
            {
                Fault("title", place, "A group must have a title.");
            }

            CheckNavigation(group, place + ".");
            CheckPublications(group, place + ".");
        }
    }

    private void CheckNavigation(JsonElement feed, string place)
    {
        foreach (var (link, i) in Items(feed, "navigation").Select((link, i) => (link, i)))
        {
            if (!Has(link, "title"))
            {
                Fault("title", $"{place}navigation[{i}]", "A navigation link must have a title.");
            }

            CheckHref(link, $"{place}navigation[{i}]");
        }
    }

    private void CheckPublications(JsonElement feed, string place)
    {
        var ids = new HashSet<string>();
        foreach (var (publication, i) in Items(feed, "publications").Select((publication, i) => (publication, i)))
        {
            var here = $"{place}publications[{i}]";
            if (!publication.TryGetProperty("metadata", out var metadata) || !Has(metadata, "title"))
            {
                Fault("title", here, "A publication must have a title.");
            }
            else if (metadata.TryGetProperty("identifier", out var id) && !ids.Add(id.GetString()!))
            {
                Fault("unique id", here, $"{id} is there twice.");
            }

            var rels = Items(publication, "links").SelectMany(RelsOf).ToList();
            if (!rels.Exists(rel => rel.StartsWith(OpdsRel.Acquisition, StringComparison.Ordinal)))
            {
                Fault("acquisition link", here, "A publication must have an acquisition link.");
            }

            foreach (var (link, number) in Items(publication, "links").Select((link, number) => (link, number)))
            {
                CheckHref(link, $"{here}.links[{number}]");
                if (!Has(link, "type"))
                {
                    Fault("type", $"{here}.links[{number}]", "A publication's link must have a type.");
                }
            }
        }
    }

    private void CheckLinks(JsonElement feed, string name, string demanded)
    {
        if (!Items(feed, name).SelectMany(RelsOf).Contains(demanded))
        {
            Fault(demanded, name, $"A feed must have a {demanded} link.");
        }

        // A template becomes an address when it is filled in.
        foreach (var (link, i) in Items(feed, name).Select((link, i) => (link, i)).Where(at => !(at.link.TryGetProperty("templated", out var templated) && templated.GetBoolean())))
        {
            CheckHref(link, $"{name}[{i}]");
        }
    }

    private void CheckHref(JsonElement link, string place) => FeedRules.CheckAddress(link.TryGetProperty("href", out var href) ? href.GetString() : null, place, faults);

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) => parent.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    private static IEnumerable<string> RelsOf(JsonElement link) =>
        !link.TryGetProperty("rel", out var rel) ? [] : rel.ValueKind == JsonValueKind.Array ? rel.EnumerateArray().Select(one => one.GetString()!) : [rel.GetString()!];

    private static bool Has(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && value.ToString().Length > 0;

    private void Fault(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason));
}
