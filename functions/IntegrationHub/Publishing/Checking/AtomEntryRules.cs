using System.Xml.Linq;

namespace IntegrationHub.Publishing.Checking;

/// <summary>The rules of OPDS 1.2 for the entries of a feed: catalogue entries in acquisition feeds, links in navigation feeds.</summary>
internal sealed class AtomEntryRules(List<FeedFault> faults)
{
    private const string Image = "http://opds-spec.org/image";

    private static readonly XNamespace Atom = AtomRules.Atom;
    private static readonly XNamespace Terms = "http://purl.org/dc/terms/";
    private static readonly string[] ImageTypes = ["image/gif", "image/jpeg", "image/png"];

    /// <summary>Elements of Dublin Core for which Atom has its own; the spec's "must not" for the title, "should not" for the others.</summary>
    private static readonly (string Name, string Atom, FeedSeverity Severity)[] Displaced =
    [
        ("title", "title", FeedSeverity.Must),
        ("creator", "author", FeedSeverity.Should),
        ("subject", "category", FeedSeverity.Should),
        ("rights", "rights", FeedSeverity.Should),
        ("description", "summary", FeedSeverity.Should),
        ("abstract", "summary", FeedSeverity.Should),
    ];

    public void Check(XElement entry, string place, bool isAcquisition)
    {
        if (AtomRules.IsAcquisition(entry) != isAcquisition)
        {
            Must("acquisition link", place, "Every entry of an acquisition feed must have one, and none of a navigation feed may.");
        }

        var links = entry.Elements(Atom + "link").ToList();
        foreach (var repeated in links.Where(link => AtomRules.RelOf(link) == "alternate")
            .GroupBy(link => (AtomRules.Type(link), link.Attribute("hreflang")?.Value)).Where(group => group.Count() > 1))
        {
            Must("alternate", place, $"Two alternate links must not have the same type and language ({repeated.Key.Item1}).");
        }

        if (entry.Element(Atom + "content") is null && !links.Exists(link => AtomRules.RelOf(link) == "alternate"))
        {
            Must("alternate", place, "An entry without content must have an alternate link.");
        }

        foreach (var link in links.Where(link => link.Attribute("rel")?.Value == "subsection" && FeedSyntax.BareOf(AtomRules.Type(link)) == "application/atom+xml"
            && FeedSyntax.ParameterOf(AtomRules.Type(link), "kind") is null))
        {
            Must("kind", place, "A link to a navigation or acquisition feed must say its kind.");
        }

        if (isAcquisition)
        {
            CheckPublication(entry, links, place);
        }
        else if (links.Count == 0)
        {
            Must("navigation link", place, "An entry of a navigation feed must link to something.");
        }
    }

    private void CheckPublication(XElement entry, List<XElement> links, string place)
    {
        foreach (var link in links.Where(link => AtomRules.RelOf(link).StartsWith(OpdsRel.Acquisition, StringComparison.Ordinal)))
        {
            if (AtomRules.Type(link) is null)
            {
                Must("acquisition type", place, "An acquisition link must have a type.");
            }

            if (AtomRules.RelOf(link) == "http://opds-spec.org/acquisition/buy" && link.Element(AtomRules.Opds + "price") is null)
            {
                Must("price", place, "What is to buy must have a price.");
            }
        }

        foreach (var price in entry.Descendants(AtomRules.Opds + "price").Where(price => price.Attribute("currencycode") is not { Value.Length: 3 } || !decimal.TryParse(price.Value, System.Globalization.CultureInfo.InvariantCulture, out _)))
        {
            Must("price", place, $"'{price.Value}' is no price: a number without sign, with currencycode.");
        }

        foreach (var (name, atom, severity) in Displaced.Where(displaced => entry.Element(Terms + displaced.Name) is not null))
        {
            faults.Add(new FeedFault("element", place, $"atom:{atom} says this, not dc:{name}.", severity));
        }

        if (entry.Element(Atom + "summary") is { } summary && (summary.HasElements || summary.Attribute("type") is { Value: not "text" }))
        {
            Must("summary", place, "A summary must be of type text, without markup.");
        }

        if (entry.Elements(Atom + "category").Any(category => category.Attribute("term") is not { Value.Length: > 0 }))
        {
            Must("category", place, "A category must have a term.");
        }

        foreach (var category in entry.Elements(Atom + "category").Where(category => category.Attribute("scheme") is { } scheme && !FeedSyntax.IsIri(scheme.Value)))
        {
            Must("category", place, $"'{category.Attribute("scheme")!.Value}' is no IRI.");
        }

        if (entry.Elements(Terms + "identifier").Any(identifier => identifier.Value == entry.Element(Atom + "id")?.Value))
        {
            Must("identifier", place, "dc:identifier names the publication and must not be the entry's id.");
        }

        foreach (var language in entry.Elements(Terms + "language").Where(language => !FeedSyntax.IsLanguage(language.Value)))
        {
            Should("language", place, $"'{language.Value}' is no BCP 47 tag.");
        }

        var images = links.Where(link => AtomRules.RelOf(link).StartsWith(Image, StringComparison.Ordinal)).ToList();
        if (images.Count > 0 && !images.Exists(image => ImageTypes.Contains(FeedSyntax.BareOf(AtomRules.Type(image)))))
        {
            Should("image type", place, $"One image at least should be {string.Join(", ", ImageTypes)}.");
        }
    }

    private void Must(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason));

    private void Should(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason, FeedSeverity.Should));
}
