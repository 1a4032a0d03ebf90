using System.Text;
using IntegrationHub.Publishing;
using IntegrationHub.Publishing.Checking;

namespace IntegrationHub.Tests.Publishing;

/// <summary>A small feed in memory, and one thing at a time wrong in it.</summary>
public sealed class FeedCheckerTests
{
    private const string Root = "https://a.example/";

    [Fact]
    public async Task A_Feed_Without_Fault_Is_Said_To_Have_None()
    {
        var report = await CheckAsync(new Pages());

        Assert.Empty(report.Findings);
        Assert.True(report.Holds);
        Assert.Equal((5, 3, 1), (report.Documents, report.Entries, report.Others));
    }

    [Theory]
    [InlineData("", "\"href\":\"all\",\"title\":\"All\"", "\"href\":\"lost\",\"title\":\"All\"", "link")]
    [InlineData("", "\"numberOfItems\":3", "\"numberOfItems\":4", "count")]
    [InlineData("", "\"numberOfItems\":2", "\"numberOfItems\":3", "count")]
    [InlineData("all", "\"numberOfItems\":3", "\"numberOfItems\":2", "numberOfItems")]
    [InlineData("all", "\"rel\":\"self\",\"href\":\"all\"", "\"rel\":\"self\",\"href\":\"https://other.example/all\"", "self")]
    [InlineData("all", "all?page=1\"},{\"rel\":\"last\"", "all?page=9\"},{\"rel\":\"last\"", "link,numberOfItems,count,paging,complete")]
    [InlineData("all", "\"rel\":\"last\",\"href\":\"all?page=1\"", "\"rel\":\"last\",\"href\":\"all\"", "paging")]
    [InlineData("all?page=1", "\"rel\":\"previous\",\"href\":\"all\"", "\"rel\":\"previous\",\"href\":\"all?page=1\"", "paging")]
    [InlineData("all?page=1", "\"rel\":\"previous\"", "\"rel\":\"next\",\"href\":\"all\"},{\"rel\":\"previous\"", "paging")]
    [InlineData("all?page=1", "\"rel\":\"first\",\"href\":\"all\"", "\"rel\":\"first\",\"href\":\"all?page=1\"", "paging")]
    [InlineData("all?page=1", "urn:x:1", "urn:x:2", "unique id,numberOfItems,count,complete")]
    [InlineData("books", "urn:x:1", "urn:x:7", "complete,category")]
    [InlineData("books", "\"metadata\":{\"title\":\"Books\"}", "\"metadata\":{\"title\":\"\"}", "title,blank value")]
    public async Task Finds(string page, string good, string bad, string rules)
    {
        var pages = new Pages();
        Assert.Contains(good, pages[page], StringComparison.Ordinal);
        pages[page] = pages[page].Replace(good, bad, StringComparison.Ordinal);

        var report = await CheckAsync(pages);

        Assert.Superset(rules.Split(',').Take(1).ToHashSet(), report.Findings.Select(finding => finding.Fault.Rule).ToHashSet());
        Assert.Subset(rules.Split(',').ToHashSet(), report.Findings.Select(finding => finding.Fault.Rule).ToHashSet());
        Assert.False(report.Holds);
    }

    [Fact]
    public async Task Finds_What_No_Category_Leads_To_But_Only_Says_That_It_Should()
    {
        var pages = new Pages();
        pages["articles"] = pages["articles"].Replace("urn:x:3", "urn:x:2", StringComparison.Ordinal);

        var report = await CheckAsync(pages);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((FeedSeverity.Should, "category", "urn:x:3"), (finding.Fault.Severity, finding.Fault.Rule, finding.Fault.Place));
        Assert.True(report.Holds);
    }

    [Theory]
    [InlineData("all", "application/json", "media type")]
    [InlineData("r/1", "text/html", "link type")]
    public async Task Compares_What_Is_Served_With_What_The_Link_Promised(string page, string served, string rule)
    {
        var pages = new Pages();
        pages.Media[page] = served;

        Assert.Contains((await CheckAsync(pages)).Findings, finding => finding.Fault.Rule == rule);
    }

    [Fact]
    public async Task Never_Leaves_The_Origin_And_Says_Where_It_Stopped()
    {
        var pages = new Pages();

        var report = await CheckAsync(pages, new FeedCheckLimits(Documents: 2));

        Assert.False(report.Holds);
        Assert.Contains(report.Lines(), line => line.StartsWith("Stopped at 2 documents", StringComparison.Ordinal));
        await CheckAsync(pages);
        Assert.All(pages.Asked, address => Assert.StartsWith(Root, address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_Archive_Page_May_Overlap_With_A_First_Page_That_Moves_On()
    {
        var pages = new Pages();
        pages["all?page=1"] = pages["all?page=1"].Replace("\"previous\",\"href\":\"all\"", "\"previous\",\"href\":\"all?page=2\"", StringComparison.Ordinal);
        pages["all?page=2"] = Pages.Feed("All", "all?page=2", """,{"rel":"previous","href":"all"},{"rel":"next","href":"all?page=1"}""", "\"publications\":[" + Pages.Publication(2) + "]");
        Assert.Empty((await CheckAsync(pages)).Findings);

        pages["all?page=2"] = pages["all?page=2"].Replace("urn:x:2", "urn:x:8", StringComparison.Ordinal);
        Assert.Equal("paging", (await CheckAsync(pages)).Findings[0].Fault.Rule);
    }

    [Fact]
    public async Task Entries_Of_The_Other_Format_Are_The_Same()
    {
        var pages = new Pages();
        pages["books"] = pages["books"].Replace("\"links\":[", "\"links\":[{\"rel\":\"alternate\",\"href\":\"1/books\",\"type\":\"application/atom+xml;profile=opds-catalog;kind=acquisition\"},", StringComparison.Ordinal);
        pages["1/books"] = """
            <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:b</id><title>Books</title><updated>2024-05-01T00:00:00Z</updated><author><name>A</name></author>
            <link rel="self" href="/1/books" type="application/atom+xml;profile=opds-catalog;kind=acquisition"/><link rel="start" href="/1/books"/>
            <entry><id>urn:x:1</id><title>1</title><updated>2024-05-01T00:00:00Z</updated><content>c</content><link rel="http://opds-spec.org/acquisition" href="https://b.example/1" type="text/html"/></entry></feed>
            """;
        pages.Media["1/books"] = "application/atom+xml;profile=opds-catalog;kind=acquisition";

        var finding = Assert.Single((await CheckAsync(pages)).Findings);
        Assert.Equal(("alternate", "urn:x:2"), (finding.Fault.Rule, finding.Fault.Place));
    }

    private static Task<FeedCheckReport> CheckAsync(Pages pages, FeedCheckLimits? limits = null) =>
        new FeedChecker(pages, limits ?? new FeedCheckLimits()).CheckAsync(new Uri(Root), CancellationToken.None);

    private sealed class Pages : IFeedSource
    {
        private readonly Dictionary<string, string> _pages = new()
        {
            [""] = Feed("Root", Root, """,{"rel":"http://opds-spec.org/crawlable","href":"all","type":"application/opds+json"}""", """
                "navigation":[{"href":"all","title":"All","type":"application/opds+json","rel":"subsection","properties":{"numberOfItems":3}},
                {"href":"https://a.example/books","title":"Books","type":"application/opds+json","rel":"subsection","properties":{"numberOfItems":2}},
                {"href":"articles","title":"Articles","type":"application/opds+json","rel":"subsection"}]
                """),
            ["all"] = Feed("All", "all", """,{"rel":"next","href":"all?page=1"},{"rel":"last","href":"all?page=1"},{"rel":"first","href":"all"}""", $"\"publications\":[{Publication(3)},{Publication(2)}]")
                .Replace("\"title\":\"All\"", "\"title\":\"All\",\"numberOfItems\":3", StringComparison.Ordinal),
            ["all?page=1"] = Feed("All", "all?page=1", """,{"rel":"previous","href":"all"},{"rel":"first","href":"all"}""", $"\"publications\":[{Publication(1)}]"),
            ["books"] = Feed("Books", "books", "", $"\"publications\":[{Publication(2)},{Publication(1)}]"),
            ["articles"] = Feed("Articles", "articles", "", $"\"publications\":[{Publication(3)}]"),
            ["r/1"] = "{}",
        };

        public Dictionary<string, string> Media { get; } = new() { ["r/1"] = "application/opds-publication+json" };

        public List<string> Asked { get; } = [];

        public string this[string page]
        {
            get => _pages[page];
            set => _pages[page] = value;
        }

        public bool IsOurs(Uri address) => address.Host == "a.example";

        public Task<FeedFetch> GetAsync(Uri address, string? accept, bool body, CancellationToken ct)
        {
            Asked.Add(address.AbsoluteUri);
            var name = address.AbsoluteUri[Root.Length..];
            return Task.FromResult(_pages.TryGetValue(name, out var text)
                ? new FeedFetch(200, Media.GetValueOrDefault(name, "application/opds+json"), Encoding.UTF8.GetBytes(text))
                : new FeedFetch(404, null, default));
        }

        public static string Feed(string title, string self, string links, string content) =>
            $$"""{"metadata":{"title":"{{title}}"},"links":[{"rel":"self","href":"{{self}}","type":"application/opds+json"}{{links}}],{{content}}}""";

        public static string Publication(int number) => $$"""
            {"metadata":{"title":"{{number}}","identifier":"urn:x:{{number}}"},
            "links":[{"rel":"http://opds-spec.org/acquisition/open-access","href":"https://b.example/{{number}}","type":"text/html"},{"rel":"self","href":"r/1","type":"application/opds-publication+json"}],
            "images":[{"href":"https://b.example/{{number}}.jpg","type":"image/jpeg"}]}
            """;
    }
}
