using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Tests.Publishing;

/// <summary>Read back by parsers that forgive nothing.</summary>
public sealed partial class CitationTests
{
    private const string Hostile = "Costs & benefits: 100% of {x}_1 \\ ~ ^ #3 $5\r\nER  - \n}\n@book{stolen, title = {y";

    private static readonly BibliographicRecord Article = new()
    {
        Title = "A mathematical theory of communication",
        Creators = ["Shannon, Claude E."],
        Year = 1948,
        Issued = "1948-07",
        Type = WorkType.Article,
        Container = new Container("Bell System Technical Journal") { Volume = "27", Issue = "3", Pages = "379-423", Issn = "0005-8580" },
        Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1002/j.1538-7305.1948.tb01338.x")],
        Languages = ["en"],
        Rights = ["https://creativecommons.org/licenses/by/4.0/"],
        Access = new Access { Status = AccessStatus.Open, Url = "https://platform.example/shannon" },
        Subjects = [new Subject(SubjectScheme.Keyword, "information theory")],
    };

    private static readonly BibliographicRecord Book = new()
    {
        Title = "红楼梦",
        Creators = ["曹雪芹", new Agent("中国艺术研究院红楼梦研究所") { Kind = AgentKind.Organisation }],
        Contributors = [new Agent("Hawkes, David") { Role = "trl" }],
        Publisher = "人民文学出版社",
        Place = "北京",
        Year = 2008,
        Type = WorkType.Book,
        Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020002207")],
        Languages = ["zh"],
    };

    [Fact]
    public void Bibtex_Has_What_A_Style_Needs()
    {
        var article = Assert.Single(Bibtex(Article));
        var book = Assert.Single(Bibtex(Book));

        Assert.Equal(("article", Id(Article)), (article.Kind, article.Key));
        Assert.Equal("{A mathematical theory of communication}", article.Fields["title"]);
        Assert.Equal("Shannon, Claude E.", article.Fields["author"]);
        Assert.Equal(("Bell System Technical Journal", "27", "3", "379--423", "1948", "7"), (article.Fields["journal"], article.Fields["volume"], article.Fields["number"], article.Fields["pages"], article.Fields["year"], article.Fields["month"]));
        Assert.Equal("10.1002/j.1538-7305.1948.tb01338.x", article.Fields["doi"]);
        Assert.Equal("https://platform.example/shannon", article.Fields["url"]);
        Assert.Equal("曹, 雪芹 and {中国艺术研究院红楼梦研究所}", book.Fields["author"]);
        Assert.Equal("Hawkes, David", book.Fields["translator"]);
        Assert.Equal(("book", "人民文学出版社", "9787020002207"), (book.Kind, book.Fields["publisher"], book.Fields["isbn"]));
    }

    [Fact]
    public void A_Name_With_And_In_It_Stays_One_Name() =>
        Assert.Equal("{Department of Food and Agriculture}", Bibtex(Article with { Creators = ["Department of Food and Agriculture"] })[0].Fields["author"]);

    [Fact]
    public void No_Text_Breaks_Out_Of_Bibtex()
    {
        var entries = Bibtex(Article with { Title = Hostile, Creators = [Hostile], Publisher = Hostile, Abstract = Hostile, Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1/{}\\")] }, Book);

        Assert.Equal([Id(Article), Id(Book)], entries.Select(entry => entry.Key));
        Assert.StartsWith(@"{Costs \& benefits: 100\% of \{x\}\_1 \textbackslash{} \~{} \^{} \#3 \$5", entries[0].Fields["title"], StringComparison.Ordinal);
        Assert.Equal("10.1/%7B%7D%5C", entries[0].Fields["doi"]);
    }

    [Fact]
    public void Ris_Has_What_A_Reference_Manager_Needs()
    {
        var article = Assert.Single(Ris(Article));
        var book = Assert.Single(Ris(Book));

        Assert.Equal(["JOUR"], article["TY"]);
        Assert.Equal(("Shannon, Claude E.", "1948", "1948/07/", "27", "3", "379", "423"), (article["AU"].Single(), article["PY"].Single(), article["DA"].Single(), article["VL"].Single(), article["IS"].Single(), article["SP"].Single(), article["EP"].Single()));
        Assert.Equal(["0005-8580"], article["SN"]);
        Assert.Equal(["information theory"], article["KW"]);
        Assert.Equal(["曹, 雪芹", "中国艺术研究院红楼梦研究所"], book["AU"]);
        Assert.Equal(["Hawkes, David"], book["A4"]);
        Assert.Equal(["https://hub.example/api/resources/" + Id(Book)], book["UR"]);
    }

    [Fact]
    public void No_Text_Breaks_Out_Of_Ris()
    {
        var entries = Ris(Article with { Title = Hostile, Abstract = Hostile, Creators = [Hostile] }, Book);

        Assert.Equal(2, entries.Count);
        Assert.Contains("ER  - }", entries[0]["TI"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Csl_Items_Tell_Names_And_Dates_Apart()
    {
        var items = JsonDocument.Parse(CslWriter.Write([Cited(Article), Cited(Book), Cited(Book with { Year = null, Issued = "明万历间" })])).RootElement;

        var article = items[0];
        Assert.Equal(("article-journal", "Shannon", "Claude E."), (Text(article, "type"), Text(article.GetProperty("author")[0], "family"), Text(article.GetProperty("author")[0], "given")));
        Assert.Equal("[[1948,7]]", article.GetProperty("issued").GetProperty("date-parts").GetRawText());
        Assert.Equal(("27", "3", "379-423", "0005-8580"), (Text(article, "volume"), Text(article, "issue"), Text(article, "page"), Text(article, "ISSN")));
        Assert.Equal(("曹", "雪芹"), (Text(items[1].GetProperty("author")[0], "family"), Text(items[1].GetProperty("author")[0], "given")));
        Assert.Equal("中国艺术研究院红楼梦研究所", Text(items[1].GetProperty("author")[1], "literal"));
        Assert.Equal("明万历间", Text(items[2].GetProperty("issued"), "literal"));
    }

    [Fact]
    public void Schema_Org_Says_Where_An_Article_Appeared_And_Whether_It_Is_Free()
    {
        var article = JsonDocument.Parse(SchemaOrgWriter.Write([Cited(Article)])).RootElement;

        Assert.Equal(("https://schema.org", "ScholarlyArticle", "https://hub.example/api/resources/" + Id(Article)), (Text(article, "@context"), Text(article, "@type"), Text(article, "@id")));
        Assert.True(article.GetProperty("isAccessibleForFree").GetBoolean());
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", Text(article, "license"));
        Assert.Equal(("1948-07", "379-423"), (Text(article, "datePublished"), Text(article, "pagination")));
        Assert.Equal("https://doi.org/10.1002/j.1538-7305.1948.tb01338.x", article.GetProperty("sameAs")[0].GetString());
        var issue = article.GetProperty("isPartOf");
        Assert.Equal(("PublicationIssue", "3"), (Text(issue, "@type"), Text(issue, "issueNumber")));
        var volume = issue.GetProperty("isPartOf");
        Assert.Equal(("PublicationVolume", "27"), (Text(volume, "@type"), Text(volume, "volumeNumber")));
        Assert.Equal(("Periodical", "0005-8580"), (Text(volume.GetProperty("isPartOf"), "@type"), Text(volume.GetProperty("isPartOf"), "issn")));
    }

    [Fact]
    public void Schema_Org_Lists_Editions_And_Kinds_Of_Agents()
    {
        var later = Book with { Year = 2015, Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020130580")] };
        var book = JsonDocument.Parse(SchemaOrgWriter.Write([Cited(Book, later)])).RootElement;

        Assert.Equal(["2008", "2015"], book.GetProperty("workExample").EnumerateArray().Select(edition => Text(edition, "datePublished")));
        Assert.Equal(["Person", "Organization"], book.GetProperty("author").EnumerateArray().Select(agent => Text(agent, "@type")));
        Assert.False(book.GetProperty("isAccessibleForFree").GetBoolean());
        Assert.Equal(2, JsonDocument.Parse(SchemaOrgWriter.Write([Cited(Book), Cited(Article)])).RootElement.GetProperty("@graph").GetArrayLength());
    }

    [Theory]
    [InlineData(null, null, "json")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", null, "json")]
    [InlineData("application/x-bibtex", null, "bibtex")]
    [InlineData("application/*;q=0.1, application/ld+json", null, "jsonld")]
    [InlineData("application/json;q=0, */*", null, "jsonld")]
    [InlineData("application/x-research-info-systems;q=0.5, application/vnd.citationstyles.csl+json;q=0.9", null, "csl")]
    [InlineData("application/json", "ris", "ris")]
    [InlineData("application/opds-publication+json", null, "opds")]
    [InlineData("text/html", null, "406")]
    [InlineData(null, "endnote", "400")]
    public void The_Form_That_Is_Asked_For(string? accept, string? format, string expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Accept = accept;
        request.QueryString = format is null ? default : QueryString.Create(AnswerForm.Parameter, format);

        var (form, refusal) = AnswerForm.Asked(request, AnswerForm.OfOne);

        Assert.Equal(expected, form?.Name ?? $"{((IStatusCodeHttpResult)refusal!).StatusCode}");
        // What Accept has decided is no answer to others.
        Assert.Equal(format is null ? "Accept" : "", request.HttpContext.Response.Headers.Vary.ToString());
    }

    private static string Id(BibliographicRecord record) => Cited(record).Id.ToString();

    private static CitedResource Cited(params BibliographicRecord[] records)
    {
        var members = records.Select(record => new Member { Source = SourceId.Parse("platform"), Id = $"{record.Title[..1]} {record.Year}", Datestamp = "2024-01-01", Since = "2024-01-01", Fingerprint = "f", Record = record }).ToList();
        // An id of the work, not of its damaged title.
        members[0] = members[0] with { Id = $"{records[0].Type}" };
        var resource = new Resource { Id = ResourceId.Of(members[0].RecordId), Members = members };
        return new CitedResource(resource, MergedView.Of(resource), $"https://hub.example/api/resources/{resource.Id}");
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static List<Dictionary<string, List<string>>> Ris(params BibliographicRecord[] records)
    {
        var entries = new List<Dictionary<string, List<string>>>();
        var text = Encoding.UTF8.GetString(RisWriter.Write(records.Select(record => Cited(record))));
        Assert.EndsWith("ER  - \r\n", text, StringComparison.Ordinal);
        foreach (var line in text.Split("\r\n")[..^1])
        {
            var tagged = RisLine().Match(line);
            Assert.True(tagged.Success, line);
            if (tagged.Groups["tag"].Value == "TY")
            {
                entries.Add([]);
            }

            if (!entries[^1].TryGetValue(tagged.Groups["tag"].Value, out var values))
            {
                entries[^1].Add(tagged.Groups["tag"].Value, values = []);
            }

            values.Add(tagged.Groups["value"].Value);
        }

        Assert.All(entries, entry => Assert.Equal([""], entry["ER"]));
        return entries;
    }

    private static List<(string Kind, string Key, Dictionary<string, string> Fields)> Bibtex(params BibliographicRecord[] records)
    {
        var text = Encoding.UTF8.GetString(BibTexWriter.Write(records.Select(record => Cited(record))));
        var entries = new List<(string Kind, string Key, Dictionary<string, string> Fields)>();
        for (var at = 0; at < text.Length;)
        {
            var head = BibtexHead().Match(text, at);
            Assert.True(head.Success, text[at..]);
            at += head.Length;
            var fields = new Dictionary<string, string>();
            while (BibtexField().Match(text, at) is { Success: true } field)
            {
                at += field.Length;
                var (start, depth) = (at, 1);
                for (; depth > 0; at++)
                {
                    var escaped = text[at] == '\\' && text[at + 1] is '{' or '}';
                    depth += escaped ? 0 : text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
                    at += escaped ? 1 : 0;
                }

                fields.Add(field.Groups["name"].Value, text[start..(at - 1)]);
            }

            Assert.Equal("\n}\n", text.Substring(at, 3));
            at += 3;
            entries.Add((head.Groups["kind"].Value, head.Groups["key"].Value, fields));
        }

        return entries;
    }

    [GeneratedRegex("^(?<tag>[A-Z][A-Z0-9])  - (?<value>[^\r\n]*)$")]
    private static partial Regex RisLine();

    [GeneratedRegex(@"\G@(?<kind>[a-z]+)\{(?<key>[0-9a-z]+)")]
    private static partial Regex BibtexHead();

    [GeneratedRegex(@"\G,\n  (?<name>[a-z]+) = \{")]
    private static partial Regex BibtexField();
}
