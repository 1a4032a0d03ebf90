using System.Globalization;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Publishing;

/// <summary>Resources and sources for the tests of this room.</summary>
internal static class Sketches
{
    public static readonly SourceId Platform = SourceId.Parse("cashl");
    public static readonly SourceId Library = SourceId.Parse("city-library");

    public static readonly FeedUrls Urls = new("https://hub.example/nav/");

    public static readonly Label Title = new("联盟资源导航", "Consortium resource navigation");

    public static readonly Consortium Consortium = new(Title);

    public static readonly FeedSources Sources = FeedSources.None.With(
    [
        new Source { Id = Platform, Name = "中国高校人文社会科学文献中心", NameEnglish = "CASHL", BaseUrl = "https://cashl.example/oai" },
        new Source { Id = Library, Name = "市图书馆", NameEnglish = "City Library", Kind = SourceKind.Member, BaseUrl = "https://library.example/oai" },
    ]);

    public static BibliographicRecord Record(string title = "红楼梦") => new()
    {
        Title = title,
        Creators = ["曹雪芹", "高鹗"],
        Publisher = "人民文学出版社",
        Issued = "1982",
        Year = 1982,
        Languages = ["zh-Hans"],
        Type = WorkType.Book,
        Subjects = [new Subject(SubjectScheme.Clc, "I242.4"), new Subject(SubjectScheme.Keyword, "章回小说")],
        Abstract = "<b>贾宝玉</b> & 林黛玉",
        Container = "中国古典文学读本丛书",
        Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020002207"), new Identifier(IdentifierScheme.Doi, "10.1000/a<b>#c")],
        Links = ["https://cashl.example/item/1"],
        Access = Free("https://cashl.example/item/1.pdf"),
    };

    public static Access Free(string url) => new()
    {
        Status = AccessStatus.Open,
        Evidence = [new AccessEvidence(EvidenceKind.Licence, AccessStatus.Open, "https://creativecommons.org/licenses/by/4.0/")],
        Url = url,
    };

    public static Member Member(SourceId source, string id, BibliographicRecord record, string datestamp = "2024-05-01", string? since = null) => new()
    {
        Source = source,
        Id = id,
        Datestamp = datestamp,
        Since = since ?? datestamp,
        Fingerprint = "00",
        Record = record,
    };

    public static Resource Resource(params Member[] members) => new() { Id = ResourceId.Of(members[0].RecordId), Members = members };

    public static Resource Resource(int number, string datestamp = "2024-05-01") =>
        Resource(Member(Platform, $"oai:cashl:{number}", Record(string.Create(CultureInfo.InvariantCulture, $"书 {number}")), datestamp));

    public static FeedEntry Entry(Resource resource) => FeedEntryOf.Resource(resource, MergedView.Of(resource));

    public static FeedDraft Draft(Resource resource) => FeedDraft.Of(resource, Sources.IsMember);

    public static IFeedWriter Writer(FeedFormat format) => format == FeedFormat.Opds1 ? new Opds1Writer(Urls, Sources, Consortium) : new Opds2Writer(Urls, Sources, Consortium);

    public static FeedDocument Page(params Resource[] resources) => new()
    {
        Path = "subject/I/I2",
        Title = new Label("I2 中国文学", "Chinese literature"),
        Updated = "2024-05-01T00:00:00Z",
        Count = resources.Length,
        Entries = [.. resources.Select(Entry)],
        Paging = new PageLinks(3, 2, 4, 1),
    };

    public static FeedDocument Root()
    {
        NavigationItem[] items = [new("platform/cashl", new Label("文献中心", "CASHL"), 7, "2024-05-01T00:00:00Z", true)];
        return new FeedDocument
        {
            Path = "",
            Title = Title,
            Updated = "2024-05-01T00:00:00Z",
            Items = [new(FeedTree.New, new Label("新到资源", "New arrivals"), 7, "2024-05-01T00:00:00Z", true), new(FeedTree.All, new Label("全部资源", "All resources"), 7, "2024-05-01T00:00:00Z", true)],
            Groups = [new NavigationGroup("platform", new Label("按平台浏览", "By platform"), 1, "2024-05-01T00:00:00Z", items)],
        };
    }

    /// <summary>The second page of an answer to a search.</summary>
    public static FeedDocument Found(params Resource[] resources)
    {
        var query = new SearchQuery { Text = "书", Page = 2 };
        var facet = new Facet("type/book", new Label("图书", "Books"), 61, Active: false, query.Toggle("type/book"));
        return new FeedDocument
        {
            Path = FeedUrls.Search,
            Title = new Label("检索：书", "Search: 书"),
            Updated = "2024-05-01T00:00:00Z",
            Count = resources.Length == 0 ? 0 : 61,
            Items = resources.Length > 0 ? [] : [new(FeedTree.All, new Label("全部资源", "All resources"), 7, "2024-05-01T00:00:00Z", true)],
            Entries = [.. resources.Select(Entry)],
            Search = new SearchPage(query, resources.Length == 0 ? 0 : 61, 50, resources.Length == 0 ? [] : [new FacetGroup("type", new Label("按文献类型浏览", "By type"), [facet, facet with { Category = "type/map", Label = new Label("地图", "Maps"), Count = 3, Query = query.Toggle("type/map") }])]),
        };
    }

    /// <summary>The rules that a document breaks, but for the two SHOULDs that no writer can keep: a picture where the record has none, and an address of a publication alone.</summary>
    public static IReadOnlyList<FeedFault> Faults(FeedFormat format, byte[] document) =>
        [.. FeedRules.Check(format, document).Where(fault => fault is not { Severity: FeedSeverity.Should, Rule: "images" or "publication self" })];

    public static JsonElement Json(byte[] document) => JsonDocument.Parse(document).RootElement;
}
