using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using IntegrationHub.PipelineTests.Publishing;
using IntegrationHub.Providing;

namespace IntegrationHub.PipelineTests.Providing;

/// <summary>What OAI-PMH 2.0 asks of a provider, and what harvesters rely on; section numbers are those of the specification.</summary>
public sealed class OaiConformanceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Hub = $"https://hub.example/{OaiProvider.Route}";
    private const int Books = 250;

    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";

    [Fact]
    public async Task A_List_Is_Whole_Counted_And_The_Same_In_Every_Format()
    {
        var rig = await PublishedAsync();

        foreach (var prefix in (string[])["oai_dc", "marcxml", "mods"])
        {
            var pages = await PagesAsync(rig, $"verb=ListRecords&metadataPrefix={prefix}");
            var headers = (await PagesAsync(rig, $"verb=ListIdentifiers&metadataPrefix={prefix}")).SelectMany(page => page.Descendants(Oai + "header")).ToList();

            // 3.5: cursor counts what came before; the last page has an empty token.
            Assert.Equal(["0", "100", "200"], pages.Select(page => (string?)TokenOf(page)?.Attribute("cursor")));
            Assert.All(pages, page => Assert.Equal(Books, (int?)TokenOf(page)?.Attribute("completeListSize")));
            Assert.Empty(TokenOf(pages[^1])!.Value);
            Assert.Equal(headers.Select(header => header.ToString()), pages.SelectMany(page => page.Descendants(Oai + "header")).Select(header => header.ToString()));
            Assert.Equal(Books, headers.Select(header => header.Element(Oai + "identifier")!.Value).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_Token_May_Be_Sent_Again_And_Only_To_Its_Verb()
    {
        var rig = await PublishedAsync();
        var token = TokenOf(await AskAsync(rig, "verb=ListRecords&metadataPrefix=mods"))!.Value;

        // 3.5: the last token can be issued again, for a harvester that lost the answer.
        Assert.Equal((await rig.GetAsync($"{Hub}?verb=ListRecords&resumptionToken={token}")).Body, (await rig.GetAsync($"{Hub}?verb=ListRecords&resumptionToken={token}")).Body);
        Assert.Equal("badResumptionToken", ErrorOf(await AskAsync(rig, $"verb=ListIdentifiers&resumptionToken={token}")));
        Assert.Equal("badArgument", ErrorOf(await AskAsync(rig, $"verb=ListRecords&resumptionToken={token}&set=type")));
        Assert.Equal("badArgument", ErrorOf(await AskAsync(rig, $"verb=ListRecords&resumptionToken={token}&metadataPrefix=mods")));
    }

    [Fact]
    public async Task Dates_Are_Inclusive_In_Days_And_In_Seconds()
    {
        var rig = await PublishedAsync();
        var identify = await AskAsync(rig, "verb=Identify");
        var first = identify.Descendants(Oai + "earliestDatestamp").Single().Value;
        rig.Time.Advance(TimeSpan.FromDays(3));
        await rig.CommitAsync([FeedRig.Book(900), FeedRig.Book(901)], [FeedRig.Book(7).Id]);
        await rig.PublishAsync();
        var last = (await PagesAsync(rig, "verb=ListIdentifiers&metadataPrefix=oai_dc")).SelectMany(page => page.Descendants(Oai + "datestamp")).Max(stamp => stamp.Value)!;

        // 2.7.1: both ends belong to the range.
        Assert.Equal(Books - 1, await CountAsync(rig, $"from={first}&until={first}"));
        Assert.Equal(Books - 1, await CountAsync(rig, $"from={first[..10]}&until={first[..10]}"));
        Assert.Equal(3, await CountAsync(rig, $"from={last}"));
        Assert.Equal(3, await CountAsync(rig, $"from={last[..10]}"));
        Assert.Equal(Books + 2, await CountAsync(rig, $"until={last}"));
        var before = DateTime.Parse(first, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Equal("noRecordsMatch", ErrorOf(await AskAsync(rig, $"verb=ListRecords&metadataPrefix=oai_dc&until={before}")));
        Assert.Equal("noRecordsMatch", ErrorOf(await AskAsync(rig, $"verb=ListRecords&metadataPrefix=oai_dc&from={last}&set=subject:Z")));
    }

    [Fact]
    public async Task Sets_Part_The_Whole_And_Their_Headers_Name_Them()
    {
        var rig = await PublishedAsync();
        var specs = (await AskAsync(rig, "verb=ListSets")).Descendants(Oai + "setSpec").Select(spec => spec.Value).ToList();

        // 2.6: what is in a set is in those above it; every parent is listed.
        Assert.All(specs.Where(spec => spec.Contains(':', StringComparison.Ordinal)), spec => Assert.Contains(spec[..spec.LastIndexOf(':')], specs));
        Assert.Equal(Books, await SumAsync("type:"));
        Assert.Equal(Books, await SumAsync("platform:"));
        foreach (var header in (await PagesAsync(rig, "verb=ListIdentifiers&metadataPrefix=oai_dc&set=subject:T")).SelectMany(page => page.Descendants(Oai + "header")))
        {
            Assert.Contains(header.Elements(Oai + "setSpec"), spec => spec.Value == "subject:T" || spec.Value.StartsWith("subject:T:", StringComparison.Ordinal));
        }

        async Task<int> SumAsync(string dimension)
        {
            var sum = 0;
            foreach (var spec in specs.Where(spec => spec.StartsWith(dimension, StringComparison.Ordinal)))
            {
                sum += await CountAsync(rig, $"set={spec}");
            }

            return sum;
        }
    }

    [Theory]
    [InlineData("verb=Identify")]
    [InlineData("verb=ListSets")]
    [InlineData("verb=ListMetadataFormats")]
    [InlineData("verb=ListRecords&metadataPrefix=mods&from=2000-01-01")]
    [InlineData("verb=ListRecords")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=not%20one")]
    public async Task Get_Post_Head_And_Gzip_Say_The_Same(string query)
    {
        var rig = await PublishedAsync();

        var answer = await rig.GetAsync($"{Hub}?{query}");
        var posted = await rig.PostFormAsync(Hub, query);
        var head = await rig.GetAsync($"{Hub}?{query}", method: "HEAD");
        var packed = await rig.GetAsync($"{Hub}?{query}", acceptEncoding: "gzip");

        Assert.Equal(answer.Body, posted.Body);
        Assert.Equal((200, answer.Body.LongLength), (head.Status, head.Headers.ContentLength));
        Assert.Empty(head.Body);
        Assert.Equal("gzip", packed.Headers.ContentEncoding);
        using var unpacked = new GZipStream(new MemoryStream(packed.Body), CompressionMode.Decompress);
        Assert.Equal(answer.Text, await new StreamReader(unpacked).ReadToEndAsync());
        Assert.StartsWith("text/xml", answer.Headers.ContentType.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=2999-01-01", 3)]
    [InlineData("verb=Nonsense", 0)]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=tomorrow", 0)]
    public async Task The_Request_Is_Repeated_But_For_Wrong_Arguments(string query, int attributes)
    {
        var rig = await PublishedAsync();

        // 3.2: after badVerb and badArgument the request element has no attributes.
        var request = (await AskAsync(rig, query)).Element(Oai + "request")!;

        Assert.Equal(Hub, request.Value);
        Assert.Equal(attributes, request.Attributes().Count());
    }

    [Fact]
    public async Task Identify_Says_What_The_Hub_Can_Do()
    {
        var identify = (await AskAsync(await PublishedAsync(), "verb=Identify")).Element(Oai + "Identify")!;

        Assert.Equal("gzip", (string?)identify.Element(Oai + "compression"));
        Assert.Equal("persistent", (string?)identify.Element(Oai + "deletedRecord"));
        Assert.Equal("YYYY-MM-DDThh:mm:ssZ", (string?)identify.Element(Oai + "granularity"));
        Assert.Equal(Hub, (string?)identify.Element(Oai + "baseURL"));
    }

    private async Task<FeedRig> PublishedAsync()
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, Books).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        return rig;
    }

    private static async Task<XElement> AskAsync(FeedRig rig, string query)
    {
        var answer = await rig.GetAsync($"{Hub}?{query}");
        Assert.Equal(200, answer.Status);
        return XElement.Parse(answer.Text);
    }

    private static async Task<int> CountAsync(FeedRig rig, string arguments) =>
        (await PagesAsync(rig, $"verb=ListIdentifiers&metadataPrefix=oai_dc&{arguments}")).Sum(page => page.Descendants(Oai + "header").Count());

    private static async Task<List<XElement>> PagesAsync(FeedRig rig, string query)
    {
        var pages = new List<XElement>();
        for (var next = query; next is not null;)
        {
            pages.Add(await AskAsync(rig, next));
            Assert.Null(ErrorOf(pages[^1]));
            next = TokenOf(pages[^1])?.Value is { Length: > 0 } token ? $"{query.Split('&')[0]}&resumptionToken={token}" : null;
        }

        return pages;
    }

    private static XElement? TokenOf(XElement answer) => answer.Descendants(Oai + "resumptionToken").SingleOrDefault();

    private static string? ErrorOf(XElement answer) => (string?)answer.Element(Oai + "error")?.Attribute("code");
}
