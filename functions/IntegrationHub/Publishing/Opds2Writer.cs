using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationHub.Publishing;

/// <summary>OPDS 2.0 (https://specs.opds.io/opds-2.0): JSON, keys in a fixed order. Chinese stays readable, markup is escaped.</summary>
internal sealed class Opds2Writer(FeedUrls urls, FeedSources sources, Consortium consortium, FeedLanguage language = FeedLanguage.Both) : IFeedWriter
{
    public const string MediaType = "application/opds+json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public FeedFormat Format => FeedFormat.Opds2;

    public string MediaTypeOf(bool acquisition) => MediaType;

    public byte[] Write(FeedDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        WriteMetadata(json, document);
        WriteLinks(json, document);
        WriteNavigation(json, document.Items, document.Tombstones);
        WriteFacets(json, document.Search);
        WriteGroups(json, document.Groups);
        if (document.Entries.Count > 0)
        {
            json.WriteStartArray("publications");
            foreach (var entry in document.Entries)
            {
                new Opds2Publication(urls, sources, language).Write(json, entry);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteMetadata(Utf8JsonWriter json, FeedDocument document)
    {
        json.WriteStartObject("metadata");
        json.WriteString("identifier", document.Search is { } search ? urls.SearchFor(Format, search.First) : urls.FeedId(Format, document.Path));
        WriteTitle(json, document.Title);
        json.WriteString("modified", document.Updated);
        if (document.Description is { } description)
        {
            json.WriteString("description", description.In(language));
        }

        if (document.Path.Length == 0)
        {
            WritePublisher(json);
        }

        if (document.Count is { } count)
        {
            json.WriteNumber("numberOfItems", count);
        }

        if (document.Search is { } page)
        {
            json.WriteNumber("itemsPerPage", page.Size);
            json.WriteNumber("currentPage", page.Query.Page);
        }

        json.WriteEndObject();
    }

    /// <summary>Whose feed it is: a contributor of the Readium Web Publication Manifest, which a feed's metadata borrows.</summary>
    private void WritePublisher(Utf8JsonWriter json)
    {
        json.WriteStartObject("publisher");
        WriteLabel(json, "name", consortium.Name);
        if (consortium.WebPage is { } page)
        {
            json.WriteStartArray("links");
            json.WriteStartObject();
            json.WriteString("href", page);
            json.WriteString("type", "text/html");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A language map (Readium Web Publication Manifest); a link's title can only be a text.</summary>
    private static void WriteTitle(Utf8JsonWriter json, Label title) => WriteLabel(json, "title", title);

    private static void WriteLabel(Utf8JsonWriter json, string name, Label label)
    {
        if (label.Chinese == label.English)
        {
            json.WriteString(name, label.Chinese);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("zh", label.Chinese);
        json.WriteString("en", label.English);
        json.WriteEndObject();
    }

    private void WriteLinks(Utf8JsonWriter json, FeedDocument document)
    {
        json.WriteStartArray("links");
        if (document.Search is { } search)
        {
            WriteSearchLinks(json, search);
        }
        else
        {
            WriteFeedLinks(json, document);
        }

        json.WriteStartObject();
        json.WriteString("rel", "search");
        json.WriteString("href", urls.SearchTemplate(Format));
        json.WriteString("type", MediaType);
        json.WriteBoolean("templated", true);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteSearchLinks(Utf8JsonWriter json, SearchPage page)
    {
        WriteLink(json, "self", urls.SearchFor(Format, page.Query));
        WriteLink(json, "start", urls.Feed(Format, ""));
        WriteLink(json, "up", urls.Feed(Format, ""));
        WriteLink(json, "alternate", urls.SearchFor(FeedFormat.Opds1, page.Query), Opds1Writer.MediaType(acquisition: true));
        WriteLink(json, "alternate", urls.SearchFor(format: null, page.Query), "application/json");
        WriteLink(json, "first", urls.SearchFor(Format, page.First));
        WriteLink(json, "last", urls.SearchFor(Format, page.Last));
        if (page.Previous is { } previous)
        {
            WriteLink(json, "previous", urls.SearchFor(Format, previous));
        }

        if (page.Next is { } next)
        {
            WriteLink(json, "next", urls.SearchFor(Format, next));
        }
    }

    private void WriteFeedLinks(Utf8JsonWriter json, FeedDocument document)
    {
        WriteLink(json, "self", urls.Feed(Format, document.Path, document.Paging?.Page));
        WriteLink(json, "start", urls.Feed(Format, ""));
        if (FeedTree.ParentOf(document.Path) is { } parent)
        {
            WriteLink(json, "up", urls.Feed(Format, parent));
        }
        else if (document.Items.Any(item => item.Path == FeedTree.All))
        {
            WriteLink(json, OpdsRel.Crawlable, urls.Feed(Format, FeedTree.All));
        }

        WriteLink(json, "alternate", urls.Feed(FeedFormat.Opds1, document.Path, document.Paging?.Page), Opds1Writer.MediaType(document.IsAcquisition));
        if (document.Path.Length == 0)
        {
            WriteConsortiumLinks(json);
        }

        if (document.Withdrawn is { } withdrawn)
        {
            json.WriteStartObject();
            json.WriteString("rel", "related");
            json.WriteString("href", urls.Feed(Format, FeedTree.Withdrawn));
            json.WriteString("type", MediaType);
            json.WriteString("title", withdrawn.In(language));
            json.WriteEndObject();
        }

        if (document.Paging is { } paging)
        {
            WriteLink(json, "first", urls.Feed(Format, document.Path));
            WriteLink(json, "last", urls.Feed(Format, document.Path, paging.Oldest));
            if (paging.Newer is { } newer)
            {
                WriteLink(json, "previous", urls.Feed(Format, document.Path, newer == PageLinks.Head ? null : newer));
            }

            if (paging.Older is { } older)
            {
                WriteLink(json, "next", urls.Feed(Format, document.Path, older));
            }
        }
    }

    /// <summary>Relations that IANA has registered; help is also what OPDS's own Authentication Document calls a catalogue's contact, by web or by mail.</summary>
    private void WriteConsortiumLinks(Utf8JsonWriter json)
    {
        if (consortium.Logo is { } logo)
        {
            WriteLink(json, "icon", logo, ImageLinks.TypeOf(logo));
        }

        if (consortium.WebPage is { } page)
        {
            WriteLink(json, "help", page, "text/html");
        }

        if (consortium.Email is { } email)
        {
            json.WriteStartObject();
            json.WriteString("rel", "help");
            json.WriteString("href", $"mailto:{email}");
            json.WriteEndObject();
        }
    }

    private void WriteFacets(Utf8JsonWriter json, SearchPage? page)
    {
        if (page is null || page.Offered.Count == 0)
        {
            return;
        }

        json.WriteStartArray("facets");
        foreach (var group in page.Offered)
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            WriteTitle(json, group.Label);
            json.WriteEndObject();
            json.WriteStartArray("links");
            foreach (var facet in group.Facets)
            {
                json.WriteStartObject();
                json.WriteString("href", urls.SearchFor(Format, facet.Query));
                json.WriteString("type", MediaType);
                json.WriteString("title", facet.Active ? $"✓ {facet.Label.In(language)}" : facet.Label.In(language));
                if (!facet.Active)
                {
                    // The address of an active one takes it away again, and how many there are then is not counted.
                    json.WriteStartObject("properties");
                    json.WriteNumber("numberOfItems", facet.Count);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, string rel, string href, string type = MediaType)
    {
        json.WriteStartObject();
        json.WriteString("rel", rel);
        json.WriteString("href", href);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private void WriteNavigation(Utf8JsonWriter json, IReadOnlyList<NavigationItem> items, IReadOnlyList<LogEntry>? tombstones = null)
    {
        if (items.Count == 0 && tombstones is null or { Count: 0 })
        {
            return;
        }

        json.WriteStartArray("navigation");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("rel", item.Path == FeedTree.New ? OpdsRel.SortNew : "subsection");
            json.WriteString("href", urls.Feed(Format, item.Path));
            json.WriteString("type", MediaType);
            json.WriteString("title", item.Label.In(language));
            json.WriteStartObject("properties");
            json.WriteNumber("numberOfItems", item.Count);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        foreach (var gone in tombstones ?? [])
        {
            json.WriteStartObject();
            json.WriteString("rel", OpdsRel.Tombstone);
            json.WriteString("href", urls.Resource(gone.Id));
            json.WriteString("title", gone.Title ?? gone.Id.ToString());
            json.WriteStartObject("properties");
            json.WriteString("identifier", FeedUrls.IdOf(gone.Id));
            json.WriteString("withdrawn", gone.At);
            if (gone.MovedTo is { } successor)
            {
                json.WriteString("isReplacedBy", urls.Resource(successor));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteGroups(Utf8JsonWriter json, IReadOnlyList<NavigationGroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            WriteTitle(json, group.Label);
            json.WriteNumber("numberOfItems", group.Count);
            json.WriteEndObject();
            json.WriteStartArray("links");
            WriteLink(json, "self", urls.Feed(Format, group.Path));
            json.WriteEndArray();
            WriteNavigation(json, group.Items);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
