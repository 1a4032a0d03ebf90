using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

public enum FeedFormat
{
    /// <summary>OPDS 1.2: Atom. https://specs.opds.io/opds-1.2</summary>
    Opds1 = 1,

    /// <summary>OPDS 2.0: JSON. https://specs.opds.io/opds-2.0</summary>
    Opds2 = 2,
}

/// <summary>The one owner of every address that a reader sees: routes, links, and the way back from a route to what it names.</summary>
public sealed class FeedUrls
{
    public const string FeedRoute = "opds/{format}/{*path}";

    /// <summary>Of the page for readers, below the hub's address; the slash matters, since the page's own links are relative to it.</summary>
    public const string Portal = "portal/";

    public const string ResourceRoute = "api/resources/{id}";
    public const string ResolveRoute = "api/resolve";
    public const string OpenUrlRoute = "api/openurl";
    public const string WebSubRoute = "api/websub";
    public const string ChangesRoute = "api/changes";
    public const string DumpsRoute = "api/dumps";
    public const string DumpRoute = "api/dumps/{version}";
    public const string DumpPartRoute = "api/dumps/{version}/{part}";

    public const string SearchRoute = "api/search";
    public const string FeedSearchRoute = "opds/{format}/search";
    public const string DescriptionRoute = "opds/1/opensearch.xml";

    /// <summary>Where the feed is searched, below its root: no category has that name.</summary>
    public const string Search = "search";

    /// <summary>Query parameter of an archive page.</summary>
    public const string PageParameter = "page";

    private readonly string _base;
    private readonly string? _mirror;

    /// <param name="mirror">Where exported files of the feed are served; null: the hub itself serves it.</param>
    public FeedUrls(string publicUrl, string? mirror = null)
    {
        _base = publicUrl.TrimEnd('/');
        _mirror = mirror?.TrimEnd('/');
    }

    /// <param name="path">Of the category or navigation document; empty: the root.</param>
    /// <param name="page">Archive page, from 1 (the oldest); null: the document itself, which shows the newest.</param>
    public string Feed(FeedFormat format, string path, int? page = null)
    {
        if (_mirror is not null)
        {
            return $"{_mirror}/{FeedExport.FileOf(format, path, page)}";
        }

        var address = FeedId(format, path);
        return page is { } number ? string.Create(CultureInfo.InvariantCulture, $"{address}?{PageParameter}={number}") : address;
    }

    /// <summary>A document's name, which a mirror keeps (RFC 4287, 4.2.6): its address at the hub.</summary>
    public string FeedId(FeedFormat format, string path) => path.Length == 0 ? $"{_base}/opds/{(int)format}" : $"{_base}/opds/{(int)format}/{path}";

    /// <summary>Of a question to the hub: a mirror searches nothing itself.</summary>
    /// <param name="format">Null: our own JSON.</param>
    internal string SearchFor(FeedFormat? format, SearchQuery query) => SearchAddress(format) + query;

    /// <summary>RFC 6570 template of the search.</summary>
    public string SearchTemplate(FeedFormat? format) => $"{SearchAddress(format)}{{?{string.Join(',', SearchQuery.Parameters)}}}";

    /// <summary>Template of the search as OpenSearch 1.1 writes one, with the parameters of its own and those that OPDS 1.2 takes from Atom.</summary>
    public string OpenSearchTemplate(FeedFormat? format) => $"{SearchAddress(format)}?query={{searchTerms}}&author={{atom:author?}}&title={{atom:title?}}&{PageParameter}={{startPage?}}";

    public string Description => $"{_base}/{DescriptionRoute}";

    private string SearchAddress(FeedFormat? format) => format is { } feed ? FeedId(feed, Search) : $"{_base}/{SearchRoute}";

    public string Resource(ResourceId id) => $"{_base}/api/resources/{id}";

    /// <summary>The portal's view of a resource, for people.</summary>
    public string ResourcePage(ResourceId id) => $"{_base}/{Portal}?resource={id}";

    internal string Resource(ResourceId id, AnswerForm form) => $"{Resource(id)}?{AnswerForm.Parameter}={form.Name}";

    /// <summary>RFC 6570 template of the lookup.</summary>
    public string ResolveTemplate => $"{_base}/{ResolveRoute}{{?{string.Join(',', LookupQuery.Parameters)}}}";

    /// <summary>Where portals send their OpenURLs: its query follows.</summary>
    public string OpenUrl => $"{_base}/{OpenUrlRoute}";

    public string Resolve(Identifier identifier) =>
        $"{_base}/{ResolveRoute}?{LookupQuery.ParameterOf(identifier.Scheme)}={Uri.EscapeDataString(identifier.Value)}";

    /// <summary>Where subscribers of the feed's documents ask (WebSub).</summary>
    public string WebSub => $"{_base}/{WebSubRoute}";

    /// <summary>Whether <paramref name="address"/> is one that <see cref="Feed"/> gives for a document, without a page.</summary>
    public bool TryParseTopic(string address, out FeedFormat format, out string path)
    {
        var start = $"{_base}/opds/";
        var steps = address.StartsWith(start, StringComparison.Ordinal) ? address[start.Length..].Split('/', 2) : [];
        path = steps.Length > 1 ? steps[1] : "";
        return TryParseFormat(steps.FirstOrDefault(), out format) && address == Feed(format, path) && path.AsSpan().IndexOfAny('?', '#') < 0;
    }

    /// <summary>What has changed since a version of the feed.</summary>
    public string ChangesSince(long version) => string.Create(CultureInfo.InvariantCulture, $"{_base}/{ChangesRoute}?since={version}");

    /// <param name="query">Without its question mark.</param>
    public string Changes(string query) => $"{_base}/{ChangesRoute}?{query}";

    /// <summary>The versions that can be had whole.</summary>
    public string Dumps => $"{_base}/{DumpsRoute}";

    /// <summary>The whole feed as it is in a version.</summary>
    public string Dump(long version) => string.Create(CultureInfo.InvariantCulture, $"{_base}/{DumpsRoute}/{version}");

    /// <summary>A file of a dump.</summary>
    public string DumpPart(long version, string part) => $"{Dump(version)}/{part}";

    /// <summary>A resource's name for ever, whatever the host: its 128 bits as a UUID of version 8 (RFC 9562).</summary>
    public static string IdOf(ResourceId id)
    {
        var bits = (id.Hash & ~((UInt128)0xF000 << 64) & ~((UInt128)0xC0 << 56)) | ((UInt128)0x8000 << 64) | ((UInt128)0x80 << 56);
        var hex = bits.ToString("x32", CultureInfo.InvariantCulture);
        return $"urn:uuid:{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";
    }

    public static bool TryParseFormat(string? route, out FeedFormat format)
    {
        format = route switch { "1" => FeedFormat.Opds1, "2" => FeedFormat.Opds2, _ => default };
        return format != default;
    }
}
