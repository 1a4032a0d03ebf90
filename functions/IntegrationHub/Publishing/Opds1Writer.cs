using System.Globalization;
using System.Text;
using System.Xml;

namespace IntegrationHub.Publishing;

/// <summary>OPDS 1.2 (https://specs.opds.io/opds-1.2): Atom, elements in a fixed order.</summary>
internal sealed class Opds1Writer(FeedUrls urls, FeedSources sources, Consortium consortium, FeedLanguage language = FeedLanguage.Both) : IFeedWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string History = "http://purl.org/syndication/history/1.0";
    private const string Opds = "http://opds-spec.org/2010/catalog";
    private const string Threading = "http://purl.org/syndication/thread/1.0";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), NewLineChars = "\n", CloseOutput = false };

    public FeedFormat Format => FeedFormat.Opds1;

    public string MediaTypeOf(bool acquisition) => MediaType(acquisition);

    public static string MediaType(bool acquisition) => $"application/atom+xml;profile=opds-catalog;kind={(acquisition ? "acquisition" : "navigation")}";

    public byte[] Write(FeedDocument document)
    {
        using var buffer = new MemoryStream(16 * 1024);
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xmlns", "dcterms", null, Terms);
            xml.WriteAttributeString("xmlns", "thr", null, Threading);
            xml.WriteAttributeString("xmlns", "fh", null, History);
            if (document.Tombstones.Count > 0)
            {
                xml.WriteAttributeString("xmlns", "at", null, OpdsRel.Tombstone);
            }

            Element(xml, "id", document.Search is { } search ? urls.SearchFor(Format, search.First) : urls.FeedId(Format, document.Path));
            Element(xml, "title", document.Title.In(language));
            Element(xml, "updated", document.Updated);
            if (document.Description is { } description)
            {
                Element(xml, "subtitle", description.In(language));
            }

            Person(xml, "author", consortium.Name.In(language), consortium.WebPage ?? urls.FeedId(Format, ""), consortium.Email);
            if (document.Path.Length == 0 && consortium.Logo is { } logo)
            {
                // RFC 4287 has one for twice as wide as high, and one that is square: which of them it is only the admin knows.
                Element(xml, "icon", logo);
                Element(xml, "logo", logo);
            }

            if (document.Paging?.Page is not null)
            {
                xml.WriteElementString("fh", "archive", History, "");
            }

            WriteLinks(xml, document);
            if (document.Search is { } page)
            {
                WriteSearch(xml, page);
            }

            // An acquisition feed has no entry that leads on, but it may be empty.
            foreach (var item in document.IsAcquisition ? [] : document.Items)
            {
                WriteNavigation(xml, item);
            }

            foreach (var group in document.Groups)
            {
                WriteNavigation(xml, new NavigationItem(group.Path, group.Label, group.Count, group.Updated, IsAcquisition: false));
            }

            foreach (var entry in document.Entries)
            {
                WriteEntry(xml, entry);
            }

            foreach (var tombstone in document.Tombstones)
            {
                WriteTombstone(xml, tombstone);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private void WriteLinks(XmlWriter xml, FeedDocument document)
    {
        Link(xml, "search", urls.Description, OpenSearchDescription.MediaType);
        if (document.Search is { } search)
        {
            WriteSearchLinks(xml, search);
            return;
        }

        var own = MediaType(document.IsAcquisition);
        Link(xml, "self", urls.Feed(Format, document.Path, document.Paging?.Page), own);
        Link(xml, "start", urls.Feed(Format, ""), MediaType(acquisition: false));
        if (FeedTree.ParentOf(document.Path) is { } parent)
        {
            Link(xml, "up", urls.Feed(Format, parent), MediaType(acquisition: false));
        }

        Link(xml, "alternate", urls.Feed(FeedFormat.Opds2, document.Path, document.Paging?.Page), Opds2Writer.MediaType);
        if (document.Path.Length == 0 && consortium.WebPage is { } help)
        {
            Link(xml, "help", help, "text/html");
        }

        if (document.Withdrawn is { } withdrawn)
        {
            xml.WriteStartElement("link", Atom);
            LinkAttributes(xml, "related", urls.Feed(Format, FeedTree.Withdrawn), MediaType(acquisition: false), withdrawn.In(language));
            xml.WriteEndElement();
        }

        if (document.Paging is { } paging)
        {
            Link(xml, "first", urls.Feed(Format, document.Path), own);
            Link(xml, "last", urls.Feed(Format, document.Path, paging.Oldest), own);
            if (paging.Newer is { } newer)
            {
                Link(xml, "previous", urls.Feed(Format, document.Path, newer == PageLinks.Head ? null : newer), own);
                Link(xml, "current", urls.Feed(Format, document.Path), own);
                if (newer != PageLinks.Head)
                {
                    Link(xml, "next-archive", urls.Feed(Format, document.Path, newer), own);
                }
            }

            if (paging.Older is { } older)
            {
                Link(xml, "next", urls.Feed(Format, document.Path, older), own);
                Link(xml, "prev-archive", urls.Feed(Format, document.Path, older), own);
            }
        }
    }

    private void WriteSearchLinks(XmlWriter xml, SearchPage page)
    {
        var own = MediaType(acquisition: true);
        Link(xml, "self", urls.SearchFor(Format, page.Query), own);
        Link(xml, "start", urls.Feed(Format, ""), MediaType(acquisition: false));
        Link(xml, "up", urls.Feed(Format, ""), MediaType(acquisition: false));
        Link(xml, "alternate", urls.SearchFor(FeedFormat.Opds2, page.Query), Opds2Writer.MediaType);
        Link(xml, "first", urls.SearchFor(Format, page.First), own);
        Link(xml, "last", urls.SearchFor(Format, page.Last), own);
        if (page.Previous is { } previous)
        {
            Link(xml, "previous", urls.SearchFor(Format, previous), own);
        }

        if (page.Next is { } next)
        {
            Link(xml, "next", urls.SearchFor(Format, next), own);
        }
    }

    /// <summary>OpenSearch 1.1 response elements, and facets as OPDS 1.2 has them (section 4.1).</summary>
    private void WriteSearch(XmlWriter xml, SearchPage page)
    {
        Count(xml, "totalResults", page.Total);
        Count(xml, "startIndex", page.Start);
        Count(xml, "itemsPerPage", page.Size);
        foreach (var (group, facet) in page.Offered.SelectMany(group => group.Facets.Select(facet => (group, facet))))
        {
            xml.WriteStartElement("link", Atom);
            LinkAttributes(xml, OpdsRel.Facet, urls.SearchFor(Format, facet.Query), MediaType(acquisition: true), facet.Label.In(language));
            xml.WriteAttributeString("opds", "facetGroup", Opds, group.Label.In(language));
            if (facet.Active)
            {
                // Its address takes it away again, and how many there are then is not counted.
                xml.WriteAttributeString("opds", "activeFacet", Opds, "true");
            }
            else
            {
                xml.WriteAttributeString("thr", "count", Threading, facet.Count.ToString(CultureInfo.InvariantCulture));
            }

            xml.WriteEndElement();
        }
    }

    private static void Count(XmlWriter xml, string name, int value) =>
        xml.WriteElementString("opensearch", name, OpenSearchDescription.Namespace, value.ToString(CultureInfo.InvariantCulture));

    private void WriteNavigation(XmlWriter xml, NavigationItem item)
    {
        var href = urls.Feed(Format, item.Path);
        xml.WriteStartElement("entry", Atom);
        Element(xml, "id", urls.FeedId(Format, item.Path));
        Element(xml, "title", item.Label.In(language));
        Element(xml, "updated", item.Updated);
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(string.Create(CultureInfo.InvariantCulture, $"{item.Label.In(language)} ({item.Count})"));
        xml.WriteEndElement();
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", item.Path == FeedTree.New ? OpdsRel.SortNew : "subsection");
        xml.WriteAttributeString("href", href);
        xml.WriteAttributeString("type", MediaType(item.IsAcquisition));
        xml.WriteAttributeString("thr", "count", Threading, item.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteEntry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        Element(xml, "id", FeedUrls.IdOf(entry.Id));
        Element(xml, "title", entry.Title);
        Element(xml, "updated", entry.Updated);
        Element(xml, "published", entry.Since);
        foreach (var creator in entry.Creators)
        {
            Person(xml, "author", creator);
        }

        foreach (var contributor in entry.Contributors)
        {
            Person(xml, "contributor", contributor);
        }

        foreach (var language in entry.Languages)
        {
            Term(xml, "language", language);
        }

        Term(xml, "publisher", entry.Publisher);
        Term(xml, "issued", entry.Issued);
        foreach (var identifier in entry.Identifiers.Select(IdentifierUri.Of).OfType<string>())
        {
            Term(xml, "identifier", identifier);
        }

        Term(xml, "isPartOf", entry.Container);
        foreach (var series in entry.Series.Where(series => series.Name != entry.Container))
        {
            Term(xml, "isPartOf", series.Volume is { } volume ? string.Create(CultureInfo.InvariantCulture, $"{series.Name} ; {volume}") : series.Name);
        }

        foreach (var subject in entry.Subjects)
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", subject.Value);
            if (SubjectTerms.SchemeOf(subject) is { } scheme)
            {
                xml.WriteAttributeString("scheme", scheme);
            }

            xml.WriteAttributeString("label", SubjectTerms.NameOf(subject));
            xml.WriteEndElement();
        }

        if (entry.Abstract is { } text)
        {
            xml.WriteStartElement("summary", Atom);
            xml.WriteAttributeString("type", "text");
            xml.WriteString(text);
            xml.WriteEndElement();
        }

        foreach (var link in AcquisitionLinks.Of(entry, urls, sources, language))
        {
            xml.WriteStartElement("link", Atom);
            LinkAttributes(xml, link.Rel, link.Href, link.Type, link.Title);
            // What is claimed about access, and on what evidence, beside the address that it is about.
            Term(xml, "accessRights", link.Place is { } place ? AccessTerms.Sentence(place) : null);
            xml.WriteEndElement();
        }

        if (entry.Thumbnail is { } image)
        {
            Link(xml, ImageLinks.Thumbnail, image, ImageLinks.TypeOf(image));
        }

        Link(xml, "alternate", urls.Resource(entry.Id), "application/json");
        xml.WriteEndElement();
    }

    /// <summary>RFC 6721. Title and successor are foreign markup, which it allows.</summary>
    private void WriteTombstone(XmlWriter xml, LogEntry gone)
    {
        xml.WriteStartElement("at", "deleted-entry", OpdsRel.Tombstone);
        xml.WriteAttributeString("ref", FeedUrls.IdOf(gone.Id));
        xml.WriteAttributeString("when", gone.At);
        Term(xml, "title", gone.Title);
        Link(xml, "alternate", urls.Resource(gone.Id), "application/json");
        if (gone.MovedTo is { } successor)
        {
            Link(xml, OpdsRel.IsReplacedBy, urls.Resource(successor), "application/json");
            Term(xml, "isReplacedBy", FeedUrls.IdOf(successor));
        }

        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string element, string name, string? uri = null, string? email = null)
    {
        xml.WriteStartElement(element, Atom);
        Element(xml, "name", name);
        if (uri is not null)
        {
            Element(xml, "uri", uri);
        }

        if (email is not null)
        {
            Element(xml, "email", email);
        }

        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, text);

    private static void Term(XmlWriter xml, string name, string? text)
    {
        if (text is not null)
        {
            xml.WriteElementString("dcterms", name, Terms, text);
        }
    }

    private static void Link(XmlWriter xml, string rel, string href, string type)
    {
        xml.WriteStartElement("link", Atom);
        LinkAttributes(xml, rel, href, type, title: null);
        xml.WriteEndElement();
    }

    private static void LinkAttributes(XmlWriter xml, string rel, string href, string type, string? title)
    {
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", href);
        xml.WriteAttributeString("type", type);
        if (title is not null)
        {
            xml.WriteAttributeString("title", title);
        }
    }
}
