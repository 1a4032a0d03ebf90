using System.Text;
using System.Xml.Linq;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

/// <summary>What the root says of its consortium, and the document of what was withdrawn.</summary>
public sealed class TombstoneTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom", At = "http://purl.org/atompub/tombstones/1.0", Terms = "http://purl.org/dc/terms/";
    private static readonly Consortium Named = new(new Label("江南图书馆联盟", "Jiangnan"), "https://c.example/logo.png", "https://c.example/", "help@c.example");
    private static readonly ResourceId Gone = Sketches.Resource(1).Id, Merged = Sketches.Resource(2).Id, Target = Sketches.Resource(3).Id;

    private static readonly FeedDocument Withdrawn = new()
    {
        Path = FeedTree.Withdrawn,
        Title = new Label("近期撤出", "Recently withdrawn"),
        Updated = "2024-06-02T00:00:00Z",
        Tombstones = [new LogEntry("2024-06-02T00:00:00Z", Gone, ChangeKind.Withdrawn, 3, ["all"], Title: "书 & 1"), new LogEntry("2024-06-01T00:00:00Z", Merged, ChangeKind.Withdrawn, 2, ["all"], Target)],
    };

    public static TheoryData<FeedFormat> Formats => [FeedFormat.Opds1, FeedFormat.Opds2];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Keep_Every_Rule(FeedFormat format)
    {
        Assert.Empty(Sketches.Faults(format, Write(format, Withdrawn)));
        Assert.Empty(Sketches.Faults(format, Write(format, Sketches.Root() with { Withdrawn = Withdrawn.Title })));
        Assert.Empty(Sketches.Faults(format, Write(format, Sketches.Page(Sketches.Resource(1)) with { Description = new Label("馆员精选", "Chosen") })));
    }

    [Fact]
    public void In_Atom_They_Are_Those_Of_RFC_6721()
    {
        var feed = XDocument.Parse(Encoding.UTF8.GetString(Write(FeedFormat.Opds1, Withdrawn))).Root!;
        var tombs = feed.Elements(At + "deleted-entry").ToList();

        Assert.Empty(feed.Elements(Atom + "entry"));
        Assert.Equal((FeedUrls.IdOf(Gone), "2024-06-02T00:00:00Z", "书 & 1"), (tombs[0].Attribute("ref")!.Value, tombs[0].Attribute("when")!.Value, tombs[0].Element(Terms + "title")!.Value));
        Assert.Null(tombs[1].Element(Terms + "title"));
        Assert.Equal(Sketches.Urls.Resource(Target), tombs[1].Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "http://purl.org/dc/terms/isReplacedBy").Attribute("href")!.Value);
    }

    [Fact]
    public void In_Json_They_Are_Navigation_To_The_Addresses_That_Tell()
    {
        var links = Sketches.Json(Write(FeedFormat.Opds2, Withdrawn)).GetProperty("navigation").EnumerateArray().ToList();

        Assert.Equal((Sketches.Urls.Resource(Gone), "书 & 1", "2024-06-02T00:00:00Z"), (links[0].GetProperty("href").GetString(), links[0].GetProperty("title").GetString(), links[0].GetProperty("properties").GetProperty("withdrawn").GetString()));
        Assert.Equal((Merged.ToString(), Sketches.Urls.Resource(Target)), (links[1].GetProperty("title").GetString(), links[1].GetProperty("properties").GetProperty("isReplacedBy").GetString()));
    }

    [Fact]
    public void The_Atom_Root_Names_The_Consortium_And_Leads_To_Them()
    {
        var feed = XDocument.Parse(Encoding.UTF8.GetString(Write(FeedFormat.Opds1, Sketches.Root() with { Withdrawn = Withdrawn.Title }))).Root!;
        var author = feed.Element(Atom + "author")!;

        Assert.Equal(("江南图书馆联盟 Jiangnan", "https://c.example/", "help@c.example"), (author.Element(Atom + "name")!.Value, author.Element(Atom + "uri")!.Value, author.Element(Atom + "email")!.Value));
        Assert.Equal(("https://c.example/logo.png", "https://c.example/logo.png"), (feed.Element(Atom + "logo")!.Value, feed.Element(Atom + "icon")!.Value));
        Assert.Equal("https://hub.example/nav/opds/1/withdrawn", Link("related"));
        Assert.Equal("https://c.example/", Link("help"));
        Assert.Empty(XDocument.Parse(Encoding.UTF8.GetString(Write(FeedFormat.Opds1, Sketches.Page(Sketches.Resource(1))))).Root!.Elements(Atom + "logo"));

        string Link(string rel) => feed.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == rel).Attribute("href")!.Value;
    }

    [Fact]
    public void The_Json_Root_Names_The_Consortium_And_Leads_To_Them()
    {
        var feed = Sketches.Json(Write(FeedFormat.Opds2, Sketches.Root() with { Withdrawn = Withdrawn.Title }));
        var publisher = feed.GetProperty("metadata").GetProperty("publisher");
        var links = feed.GetProperty("links").EnumerateArray().Select(link => (link.GetProperty("rel").GetString(), link.GetProperty("href").GetString())).ToList();

        Assert.Equal(("江南图书馆联盟", "https://c.example/"), (publisher.GetProperty("name").GetProperty("zh").GetString(), publisher.GetProperty("links")[0].GetProperty("href").GetString()));
        Assert.Contains(("icon", "https://c.example/logo.png"), links);
        Assert.Contains(("help", "https://c.example/"), links);
        Assert.Contains(("help", "mailto:help@c.example"), links);
        Assert.Contains(("related", "https://hub.example/nav/opds/2/withdrawn"), links);
    }

    [Theory]
    [InlineData("ref=\"no iri\" when=\"2024-06-01T00:00:00Z\"")]
    [InlineData("ref=\"urn:x:1\" when=\"yesterday\"")]
    [InlineData("ref=\"urn:x:1\"")]
    [InlineData("when=\"2024-06-01T00:00:00Z\"")]
    public void One_That_Does_Not_Say_What_Or_When_Is_Found(string attributes)
    {
        var text = Encoding.UTF8.GetString(Write(FeedFormat.Opds1, Withdrawn)).Replace("</feed>", $"<at:deleted-entry xmlns:at=\"{At}\" {attributes}/></feed>", StringComparison.Ordinal);

        Assert.Equal("tombstone", Assert.Single(Sketches.Faults(FeedFormat.Opds1, Encoding.UTF8.GetBytes(text))).Rule);
    }

    [Fact]
    public void An_Address_To_Write_To_Is_One_Only_Where_Help_Is_Offered()
    {
        var text = Encoding.UTF8.GetString(Write(FeedFormat.Opds2, Sketches.Root()));

        Assert.Equal("address", Assert.Single(Sketches.Faults(FeedFormat.Opds2, Encoding.UTF8.GetBytes(text.Replace("\"help\",\"href\":\"mailto", "\"start\",\"href\":\"mailto", StringComparison.Ordinal)))).Rule);
    }

    private static byte[] Write(FeedFormat format, FeedDocument document) => FeedWriters.Of(format, Sketches.Urls, Sketches.Sources, Named).Write(document);
}
