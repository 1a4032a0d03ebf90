using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationHub.Publishing;

/// <summary>OPDS 2.0 (https://specs.opds.io/opds-2.0): JSON, keys in a fixed order. Chinese stays readable, markup is escaped.</summary>
internal sealed class Opds2Writer(FeedUrls urls, FeedSources sources, FeedLanguage language = FeedLanguage.Both) : IFeedWriter
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
        WriteNavigation(json, document.Items);
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
        json.WriteString("identifier", urls.FeedId(Format, document.Path));
        WriteTitle(json, document.Title);
        json.WriteString("modified", document.Updated);
        if (document.Count is { } count)
        {
            json.WriteNumber("numberOfItems", count);
        }

        json.WriteEndObject();
    }

    /// <summary>A language map (Readium Web Publication Manifest); a link's title can only be a text.</summary>
    private static void WriteTitle(Utf8JsonWriter json, Label title)
    {
        if (title.Chinese == title.English)
        {
            json.WriteString("title", title.Chinese);
            return;
        }

        json.WriteStartObject("title");
        json.WriteString("zh", title.Chinese);
        json.WriteString("en", title.English);
        json.WriteEndObject();
    }

    private void WriteLinks(Utf8JsonWriter json, FeedDocument document)
    {
        json.WriteStartArray("links");
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

    private void WriteNavigation(Utf8JsonWriter json, IReadOnlyList<NavigationItem> items)
    {
        if (items.Count == 0)
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
