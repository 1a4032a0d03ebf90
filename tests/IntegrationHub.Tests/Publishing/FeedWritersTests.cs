using System.Text;
using System.Xml.Linq;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Publishing;

public sealed class FeedWritersTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static TheoryData<FeedFormat> Formats => [FeedFormat.Opds1, FeedFormat.Opds2];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Keeps_Every_Rule_In_Navigation_And_Acquisition(FeedFormat format)
    {
        Assert.Empty(Sketches.Faults(format, Sketches.Writer(format).Write(Sketches.Root())));
        Assert.Empty(Sketches.Faults(format, Sketches.Writer(format).Write(Sketches.Page(Sketches.Resource(1), Held(), Bare()))));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Keeps_Every_Rule_In_An_Answer_To_A_Search_Also_When_Nothing_Is_Found(FeedFormat format)
    {
        Assert.Empty(Sketches.Faults(format, Sketches.Writer(format).Write(Sketches.Found(Sketches.Resource(1), Sketches.Resource(2)))));
        Assert.Empty(Sketches.Faults(format, Sketches.Writer(format).Write(Sketches.Found())));
    }

    [Fact]
    public void A_Search_Tells_Its_Total_And_Its_Facets_In_Both_Formats()
    {
        var second = Sketches.Json(Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Found(Sketches.Resource(1))));
        var first = XDocument.Parse(Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds1).Write(Sketches.Found(Sketches.Resource(1))))).Root!;
        XNamespace opds = "http://opds-spec.org/2010/catalog", threading = "http://purl.org/syndication/thread/1.0", openSearch = "http://a9.com/-/spec/opensearch/1.1/";

        Assert.Equal(61, second.GetProperty("metadata").GetProperty("numberOfItems").GetInt32());
        var facet = second.GetProperty("facets")[0].GetProperty("links")[0];
        Assert.Equal(("https://hub.example/nav/opds/2/search?query=%E4%B9%A6&type=book", 61), (facet.GetProperty("href").GetString(), facet.GetProperty("properties").GetProperty("numberOfItems").GetInt32()));
        Assert.Contains(second.GetProperty("links").EnumerateArray(), link => link.GetProperty("rel").GetString() == "search" && link.GetProperty("templated").GetBoolean());
        Assert.Equal("61", first.Element(openSearch + "totalResults")!.Value);
        Assert.Equal("51", first.Element(openSearch + "startIndex")!.Value);
        var link = first.Elements(Atom + "link").First(link => link.Attribute("rel")!.Value == "http://opds-spec.org/facet");
        Assert.Equal(("按文献类型浏览 By type", "61"), (link.Attribute(opds + "facetGroup")!.Value, link.Attribute(threading + "count")!.Value));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_Document_Says_How_To_Search(FeedFormat format)
    {
        foreach (var document in new[] { Sketches.Root(), Sketches.Page(Sketches.Resource(1)), Sketches.Found(Sketches.Resource(1)) })
        {
            var text = Encoding.UTF8.GetString(Sketches.Writer(format).Write(document));

            Assert.Contains(format == FeedFormat.Opds1 ? "href=\"https://hub.example/nav/opds/1/opensearch.xml\" type=\"application/opensearchdescription+xml\"" : "https://hub.example/nav/opds/2/search{?query,", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_Same_Document_Gives_The_Same_Bytes(FeedFormat format) =>
        Assert.Equal(Sketches.Writer(format).Write(Sketches.Page(Sketches.Resource(1))), Sketches.Writer(format).Write(Sketches.Page(Sketches.Resource(1))));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Harvested_Text_Is_Data_And_Chinese_Stays_Readable(FeedFormat format)
    {
        var text = Encoding.UTF8.GetString(Sketches.Writer(format).Write(Sketches.Page(Sketches.Resource(1))));

        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.Contains("贾宝玉", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Bytes_That_Xml_Cannot_Carry_Never_Reach_A_Feed(FeedFormat format)
    {
        var resource = Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", Sketches.Record("a\u0001b\uD800c\uFFFE 𠮷") with { Creators = ["\u0000"] }));
        var document = Sketches.Writer(format).Write(Sketches.Page(resource));

        Assert.Empty(Sketches.Faults(format, document));
        Assert.Equal("abc 𠮷", Sketches.Entry(resource).Title);
        Assert.Empty(Sketches.Entry(resource).Creators);
    }

    [Fact]
    public void Names_Are_Shown_As_Given_And_Carry_The_Order_That_Catalogues_Sort_By()
    {
        var resource = Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", Sketches.Record("T") with { Creators = ["Pedro Tarazona", "Borges, Jorge Luis", "曹雪芹"] }));
        var document = Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Page(resource));

        Assert.Contains("""[{"name":"Pedro Tarazona","sortAs":"Tarazona, Pedro"},"Borges, Jorge Luis","曹雪芹"]""", Encoding.UTF8.GetString(document), StringComparison.Ordinal);
        Assert.Empty(Sketches.Faults(FeedFormat.Opds2, document));
    }

    [Fact]
    public void Roles_Series_And_Pictures_Are_Said_In_The_Words_Of_Each_Format()
    {
        var resource = Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", Sketches.Record("T") with
        {
            Creators = [new Agent("曹雪芹") { Role = "aut" }, new Agent("编者") { Role = "edt" }],
            Contributors = [new Agent("译者") { Role = "trl" }, new Agent("顾问") { Role = "csl" }, "无名"],
            Container = null,
            Series = [new Container("丛书") { Volume = "3" }, new Container("文库") { Volume = "上" }],
            Thumbnail = "https://cashl.example/t/1.png",
        }));
        var publication = Sketches.Json(Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Page(resource))).GetProperty("publications")[0];
        var metadata = publication.GetProperty("metadata");

        Assert.Equal("""["曹雪芹"]""", metadata.GetProperty("author").GetRawText());
        Assert.Equal("""["编者"]""", metadata.GetProperty("editor").GetRawText());
        Assert.Equal("""["译者"]""", metadata.GetProperty("translator").GetRawText());
        Assert.Equal("""[{"name":"顾问","role":"csl"},"无名"]""", metadata.GetProperty("contributor").GetRawText());
        Assert.Equal("""[{"name":"丛书","position":3},{"name":"文库"}]""", metadata.GetProperty("belongsTo").GetProperty("series").GetRawText());
        Assert.Equal("""[{"href":"https://cashl.example/t/1.png","type":"image/png"}]""", publication.GetProperty("images").GetRawText());
        var atom = Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds1).Write(Sketches.Page(resource)));
        Assert.Contains("<link rel=\"http://opds-spec.org/image/thumbnail\" href=\"https://cashl.example/t/1.png\" type=\"image/png\" />", atom, StringComparison.Ordinal);
        Assert.Contains("<dcterms:isPartOf>丛书 ; 3</dcterms:isPartOf>", atom, StringComparison.Ordinal);
    }

    [Fact]
    public void An_Article_Is_In_An_Issue_Of_A_Journal()
    {
        var record = Sketches.Record("T") with { Type = WorkType.Article, Container = new Container("学报") { Volume = "12", Issue = "3", Pages = "17-25" } };
        var metadata = Sketches.Json(Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Page(Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", record))))).GetProperty("publications")[0].GetProperty("metadata");

        Assert.Equal("""{"journal":{"name":"学报","volume":12,"issue":3}}""", metadata.GetProperty("belongsTo").GetRawText());
    }

    [Fact]
    public void Archive_Pages_Say_So_And_Lead_To_The_Current_One()
    {
        var feed = XDocument.Parse(Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds1).Write(Sketches.Page(Sketches.Resource(1))))).Root!;

        Assert.NotNull(feed.Element(XName.Get("archive", "http://purl.org/syndication/history/1.0")));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2", Link(feed, "current"));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2?page=2", Link(feed, "prev-archive"));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2?page=4", Link(feed, "next-archive"));
    }

    [Fact]
    public void Platforms_And_Languages_Come_By_Pinyin_And_Classes_By_Their_Codes()
    {
        Assert.Equal(["北京", "上海", "中国"], Ordered("platform", "中国", "上海", "北京"));
        Assert.Equal(["德语", "法语", "中文"], Ordered("language", "中文", "法语", "德语"));
        Assert.Equal(["中", "上"], Ordered("subject", "中", "上"));

        static IEnumerable<string> Ordered(string dimension, params string[] names) => names
            .Select((name, i) => new NavigationItem($"{dimension}/{(char)('a' + i)}", new Label(name), 1, "", IsAcquisition: true))
            .Order(Comparer<NavigationItem>.Create(FeedOrder.Compare))
            .Select(item => item.Label.Chinese);
    }

    [Fact]
    public void Free_Is_Open_Access_With_Its_Evidence()
    {
        var link = AcquisitionOf(Sketches.Resource(1));

        Assert.Equal("http://opds-spec.org/acquisition/open-access", link.GetProperty("rel").GetString());
        Assert.Equal("https://cashl.example/item/1.pdf", link.GetProperty("href").GetString());
        Assert.Equal("application/pdf", link.GetProperty("type").GetString());
        var access = link.GetProperty("properties").GetProperty("access");
        Assert.Equal("open", access.GetProperty("status").GetString());
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", access.GetProperty("evidence")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void What_Only_A_Library_Holds_Is_To_Borrow_At_The_Hubs_Own_Page()
    {
        var held = Held();
        var link = AcquisitionOf(held);

        Assert.Equal("http://opds-spec.org/acquisition/borrow", link.GetProperty("rel").GetString());
        Assert.Equal($"https://hub.example/nav/portal/?resource={held.Id}", link.GetProperty("href").GetString());
        Assert.Equal("text/html", link.GetProperty("type").GetString());
        Assert.Equal("市图书馆 City Library", link.GetProperty("title").GetString());
    }

    [Fact]
    public void Every_Entry_Leads_People_To_The_Portal_And_Programs_To_The_Lookup()
    {
        var resource = Sketches.Resource(1);
        var expected = new[] { ($"https://hub.example/nav/portal/?resource={resource.Id}", "text/html"), ($"https://hub.example/nav/api/resources/{resource.Id}", "application/json") };

        var second = Sketches.Json(Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Page(resource))).GetProperty("publications")[0].GetProperty("links");
        Assert.Equal(expected, second.EnumerateArray().Where(link => link.GetProperty("rel").GetString() == "alternate").Select(link => (link.GetProperty("href").GetString()!, link.GetProperty("type").GetString()!)));
        var first = XDocument.Parse(Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds1).Write(Sketches.Page(resource)))).Root!.Element(Atom + "entry")!;
        Assert.Equal(expected, first.Elements(Atom + "link").Where(link => link.Attribute("rel")!.Value == "alternate").Select(link => (link.Attribute("href")!.Value, link.Attribute("type")!.Value)));
    }

    [Fact]
    public void A_List_Of_Opds_1_Tells_Its_Total_And_An_Archive_Page_Does_Not()
    {
        XNamespace openSearch = "http://a9.com/-/spec/opensearch/1.1/";
        var list = Sketches.Page(Sketches.Resource(1)) with { Count = 61 };

        Assert.Equal("61", XDocument.Parse(Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds1).Write(list))).Root!.Element(openSearch + "totalResults")!.Value);
        Assert.Null(XDocument.Parse(Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds1).Write(list with { Count = null }))).Root!.Element(openSearch + "totalResults"));
        Assert.Empty(Sketches.Faults(FeedFormat.Opds1, Sketches.Writer(FeedFormat.Opds1).Write(list)));
    }

    [Fact]
    public void What_Nobody_Gives_An_Address_For_Is_Unavailable()
    {
        var link = AcquisitionOf(Bare());

        Assert.Equal("http://opds-spec.org/acquisition", link.GetProperty("rel").GetString());
        Assert.Equal("unavailable", link.GetProperty("properties").GetProperty("availability").GetProperty("state").GetString());
    }

    [Fact]
    public void An_Embargo_Says_When_It_Ends()
    {
        var access = new Access { Status = AccessStatus.Embargoed, Url = "https://a.example/1", Evidence = [new AccessEvidence(EvidenceKind.Embargo, AccessStatus.Embargoed, "2030-01-01")] };
        var link = AcquisitionOf(Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", Sketches.Record() with { Access = access })));

        Assert.Equal("2030-01-01", link.GetProperty("properties").GetProperty("availability").GetProperty("until").GetString());
    }

    [Fact]
    public void An_Embargo_That_Has_Ended_Is_Free_With_Its_Evidence()
    {
        var access = AccessRules.Decide(RightsText.ReadAll("Embargoed until 2030-01-01, then CC BY 4.0"), "https://a.example/1");
        var entry = Sketches.Entry(Sketches.Resource(
            Sketches.Member(Sketches.Library, "oai:0", Sketches.Record() with { Access = Access.Unknown }),
            Sketches.Member(Sketches.Platform, "oai:1", Sketches.Record() with { Access = access })));

        Assert.Equal(new DateOnly(2030, 1, 1), entry.EmbargoedUntil);
        Assert.Equal([AccessStatus.Embargoed, AccessStatus.Unknown], entry.On(new DateOnly(2029, 12, 31)).Places.Select(place => place.Status));
        var then = entry.On(new DateOnly(2030, 1, 1)).Places[0];
        Assert.Equal((AccessStatus.Open, "open: embargo until 2030-01-01; https://creativecommons.org/licenses/by/4.0/"), (then.Status, AccessTerms.Sentence(then)));
    }

    [Fact]
    public void A_Contradiction_Is_Shown_With_Both_Pieces()
    {
        var access = AccessRules.Decide([.. RightsText.ReadAll("CC BY 4.0"), .. RightsText.ReadAll("仅限馆内")], "https://a.example/1");
        var resource = Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", Sketches.Record() with { Access = access }));

        var shown = AcquisitionOf(resource).GetProperty("properties").GetProperty("access");
        Assert.Equal("restricted", shown.GetProperty("status").GetString());
        Assert.True(shown.GetProperty("contradicted").GetBoolean());
        Assert.Equal([("open", "strong"), ("restricted", "moderate")], shown.GetProperty("evidence").EnumerateArray().Select(piece => (piece.GetProperty("says").GetString(), piece.GetProperty("strength").GetString())));
        Assert.Equal("restricted, contradicted: https://creativecommons.org/licenses/by/4.0/ (open); 仅限馆内 (restricted)", AccessTerms.Sentence(Sketches.Entry(resource).Places[0]));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://a.example/1")]
    [InlineData("https://me:secret@a.example/1")]
    [InlineData("/relative")]
    public void Only_Http_Addresses_Become_Links(string url)
    {
        var record = Sketches.Record() with { Access = Sketches.Free(url), Links = [url] };
        var text = Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Page(Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", record)))));

        Assert.DoesNotContain(url + "\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_Lead_To_Older_And_Newer_Ones()
    {
        var feed = XDocument.Parse(Encoding.UTF8.GetString(Sketches.Writer(FeedFormat.Opds1).Write(Sketches.Page(Sketches.Resource(1))))).Root!;

        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2?page=3", Link(feed, "self"));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2?page=2", Link(feed, "next"));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2?page=4", Link(feed, "previous"));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2", Link(feed, "first"));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I/I2?page=1", Link(feed, "last"));
        Assert.Equal("https://hub.example/nav/opds/1/subject/I", Link(feed, "up"));
    }

    [Fact]
    public void A_Resources_Id_Is_A_Uuid_That_No_Host_Is_Part_Of() =>
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", FeedUrls.IdOf(Sketches.Resource(1).Id));

    [Fact]
    public void A_Year_Alone_Is_The_Issue_Date_As_Given()
    {
        var metadata = Sketches.Json(Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Page(Sketches.Resource(1)))).GetProperty("publications")[0].GetProperty("metadata");

        Assert.Equal("1982-01-01", metadata.GetProperty("published").GetString());
        Assert.Equal("1982", metadata.GetProperty("http://purl.org/dc/terms/issued").GetString());
    }

    private static Resource Held() => Sketches.Resource(Sketches.Member(Sketches.Library, "oai:held", Sketches.Record() with { Access = Access.Unknown, Links = [] }));

    private static Resource Bare() => Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:bare", Sketches.Record() with { Access = Access.Unknown, Links = [] }));

    private static System.Text.Json.JsonElement AcquisitionOf(Resource resource) =>
        Sketches.Json(Sketches.Writer(FeedFormat.Opds2).Write(Sketches.Page(resource))).GetProperty("publications")[0].GetProperty("links")[0];

    private static string? Link(XElement feed, string rel) => feed.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == rel).Attribute("href")?.Value;
}
