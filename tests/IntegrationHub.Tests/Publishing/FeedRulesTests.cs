using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

/// <summary>Each rule with a document that breaks just it: the good one with one thing changed.</summary>
public sealed class FeedRulesTests
{
    private const string Json = """
        {"metadata":{"title":{"zh":"书","en":"Books"},"identifier":"https://a.example/2/all","modified":"2024-05-01T00:00:00Z","numberOfItems":1},
         "links":[{"rel":"self","href":"/2/all","type":"application/opds+json"},{"rel":"search","href":"search{?query}","type":"application/opds+json","templated":true}],
         "navigation":[{"href":"new","title":"New","type":"application/opds+json","rel":"http://opds-spec.org/sort/new","properties":{"numberOfItems":3}}],
         "groups":[{"metadata":{"title":"G"},"links":[{"rel":"self","href":"g"}],"navigation":[{"href":"x","title":"X","type":"text/html","rel":"subsection"}]}],
         "facets":[{"metadata":{"title":"Language"},"links":[{"href":"fr","title":"French"},{"href":"de","title":"German"}]}],
         "publications":[{"metadata":{"title":"T","@type":"http://schema.org/Book","identifier":"urn:isbn:9787020002207","published":"1982-01-01","modified":"2024-05-01T00:00:00Z",
           "language":["zh-Hans"],"author":[{"name":"A","identifier":"https://orcid.org/1"}],"subject":[{"name":"S","scheme":"https://a.example/s"}],"belongsTo":{"series":[{"name":"R","position":3}]}},
          "links":[{"rel":"http://opds-spec.org/acquisition/buy","href":"https://b.example/1.epub","type":"application/epub+zip","properties":{"price":{"currency":"CNY","value":3.5},"availability":{"state":"available","until":"2030-01-01"}}},
           {"rel":"self","href":"p/1","type":"application/opds-publication+json"}],
          "images":[{"href":"i.jpg","type":"image/jpeg"}]}]}
        """;

    private const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" xmlns:opds="http://opds-spec.org/2010/catalog" xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:thr="http://purl.org/syndication/thread/1.0">
        <id>urn:uuid:1</id><title>T</title><updated>2024-05-01T00:00:00Z</updated><author><name>A</name></author><fh:archive/>
        <link rel="self" href="/1/all" type="application/atom+xml;profile=opds-catalog;kind=acquisition"/><link rel="start" href="/1" type="application/atom+xml;profile=opds-catalog;kind=navigation"/>
        <link rel="current" href="/1/all"/><link rel="next" href="/1/all?page=1" type="application/atom+xml;profile=opds-catalog;kind=acquisition"/>
        <link rel="search" href="s.xml" type="application/opensearchdescription+xml"/>
        <link rel="http://opds-spec.org/facet" href="f1" title="F1" opds:facetGroup="Language" opds:activeFacet="true" thr:count="3"/><link rel="http://opds-spec.org/facet" href="f2" title="F2" opds:facetGroup="Language"/>
        <entry><id>urn:uuid:2</id><title>E</title><updated>2024-05-01T00:00:00Z</updated><published>2024-05-01T00:00:00+08:00</published><author><name>B</name></author><dc:language>zh</dc:language><dc:identifier>urn:isbn:1</dc:identifier>
        <category term="I2" scheme="https://a.example/clc"/><summary type="text">s</summary>
        <link rel="http://opds-spec.org/acquisition/buy" href="https://b.example/1" type="text/html"><opds:price currencycode="CNY">3.5</opds:price></link>
        <link rel="http://opds-spec.org/image" href="i.jpg" type="image/jpeg"/><link rel="alternate" href="r/1" type="application/json"/></entry></feed>
        """;

    private const string Navigation = """
        <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:uuid:1</id><title>T</title><updated>2024-05-01T00:00:00Z</updated><author><name>A</name></author>
        <link rel="self" href="/1" type="application/atom+xml;profile=opds-catalog;kind=navigation"/><link rel="start" href="/1" type="application/atom+xml;profile=opds-catalog;kind=navigation"/>
        <entry><id>urn:uuid:2</id><title>E</title><updated>2024-05-01T00:00:00Z</updated><content type="text">E</content><link rel="subsection" href="/1/all" type="application/atom+xml;profile=opds-catalog;kind=acquisition"/></entry></feed>
        """;

    [Fact]
    public void The_Good_Documents_Break_No_Rule()
    {
        Assert.Empty(FeedRules.Check(FeedFormat.Opds2, Bytes(Json)));
        Assert.Empty(FeedRules.Check(FeedFormat.Opds1, Bytes(Atom)));
        Assert.Empty(FeedRules.Check(FeedFormat.Opds1, Bytes(Navigation)));
    }

    [Theory]
    [InlineData("metadata.title", "null", "title")]
    [InlineData("metadata.title", "\"\"", "title")]
    [InlineData("metadata.title", """{"chinesisch-deutsch":"x"}""", "title")]
    [InlineData("metadata.modified", "\"2024-05-01\"", "date")]
    [InlineData("metadata.identifier", "\"all\"", "identifier")]
    [InlineData("metadata.numberOfItems", "-1", "numberOfItems")]
    [InlineData("metadata.numberOfItems", "\"5\"", "numberOfItems")]
    [InlineData("metadata.itemsPerPage", "0", "itemsPerPage")]
    [InlineData("metadata.currentPage", "0", "currentPage")]
    [InlineData("metadata.description", "\"\"", "blank value", FeedSeverity.Should)]
    [InlineData("links.0.rel", "\"start\"", "self")]
    [InlineData("links.0.href", "\"javascript:1\"", "address")]
    [InlineData("links.0.type", "\"json\"", "media type")]
    [InlineData("links.1.href", "\"search{?q}\"", "search")]
    [InlineData("links.1.href", "\"search?query=\"", "template")]
    [InlineData("navigation.0.title", null, "title")]
    [InlineData("navigation.0.href", null, "address")]
    [InlineData("navigation.0.type", "\"image/png\"", "navigation type", FeedSeverity.Should)]
    [InlineData("navigation.0.rel", null, "navigation relation", FeedSeverity.Should)]
    [InlineData("navigation.0.properties.numberOfItems", "1.5", "numberOfItems")]
    [InlineData("navigation", "[]", "links")]
    [InlineData("groups.0.metadata.title", null, "title")]
    [InlineData("groups.0.navigation", null, "group")]
    [InlineData("facets.0.metadata.title", null, "title")]
    [InlineData("facets.0.links.1", null, "facet links", FeedSeverity.Should)]
    [InlineData("facets.0.links.1.href", "\"fr\"", "facet links", FeedSeverity.Should)]
    [InlineData("publications.0.metadata.title", null, "title")]
    [InlineData("publications.0.metadata.published", "\"1982\"", "date")]
    [InlineData("publications.0.metadata.language", "[\"Chinese language\"]", "language")]
    [InlineData("publications.0.metadata.author", "[{}]", "name")]
    [InlineData("publications.0.metadata.author.0.identifier", "\"orcid 1\"", "identifier")]
    [InlineData("publications.0.metadata.subject.0.name", null, "name")]
    [InlineData("publications.0.metadata.subject.0.scheme", "\"clc\"", "identifier")]
    [InlineData("publications.0.metadata.belongsTo.series.0.position", "\"3\"", "position")]
    [InlineData("publications.0.links.0.rel", "\"related\"", "acquisition link")]
    [InlineData("publications.0.links.0.type", null, "type", FeedSeverity.Should)]
    [InlineData("publications.0.links.0.properties.availability.state", "\"gone\"", "availability")]
    [InlineData("publications.0.links.0.properties.availability.until", "\"soon\"", "date")]
    [InlineData("publications.0.links.0.properties.price.currency", "\"¥\"", "price")]
    [InlineData("publications.0.links.0.properties.price", null, "price", FeedSeverity.Should)]
    [InlineData("publications.0.links.1", null, "publication self", FeedSeverity.Should)]
    [InlineData("publications.0.links.1.type", "\"application/json\"", "publication type")]
    [InlineData("publications.0.links.1.rel", "[]", "relation,publication self")]
    [InlineData("publications.0.images", null, "images", FeedSeverity.Should)]
    [InlineData("publications.0.images.0.type", "\"image/svg+xml\"", "image type")]
    public void Opds2_Breaks_Just(string path, string? value, string rules, FeedSeverity severity = FeedSeverity.Must)
    {
        var faults = FeedRules.Check(FeedFormat.Opds2, Bytes(With(path, value)));

        Assert.Equal(rules.Split(',').Order(), faults.Select(fault => fault.Rule).Distinct().Where(rule => rule != "blank value" || rules == rule).Order());
        Assert.Contains(faults, fault => fault.Severity == severity);
    }

    [Fact]
    public void Opds2_Must_Have_A_Collection_And_No_Publication_Twice()
    {
        Assert.Equal("collection", Assert.Single(FeedRules.Check(FeedFormat.Opds2, Bytes("""{"metadata":{"title":"T"},"links":[{"rel":"self","href":"x"}]}"""))).Rule);
        var feed = JsonNode.Parse(Json)!;
        feed["publications"]!.AsArray().Add(feed["publications"]![0]!.DeepClone());
        Assert.Equal(("unique id", "publications[1]"), FeedRules.Check(FeedFormat.Opds2, Bytes(feed.ToJsonString())).Select(fault => (fault.Rule, fault.Place)).Single());
    }

    [Theory]
    [InlineData("<id>urn:uuid:1</id>", "", "feed id")]
    [InlineData("<id>urn:uuid:1</id>", "<id>1</id>", "id")]
    [InlineData("<title>T</title>", "<title/>", "feed title")]
    [InlineData("<updated>2024-05-01T00:00:00Z</updated><author><name>A", "<updated>2024-05-01</updated><author><name>A", "date")]
    [InlineData("<published>2024-05-01T00:00:00+08:00", "<published>May", "date")]
    [InlineData("<title>E</title>", "<title>E</title><title>F</title>", "entry title")]
    [InlineData("<author><name>B</name></author>", "<author/>", "name")]
    [InlineData("kind=acquisition\"/><link rel=\"start\"", "kind=navigation\"/><link rel=\"start\"", "kind")]
    [InlineData("href=\"/1/all\" type=\"application/atom+xml;profile=opds-catalog;kind=acquisition\"", "href=\"/1/all\" type=\"application/atom+xml;kind=acquisition\"", "profile")]
    [InlineData("rel=\"self\"", "rel=\"related\"", "self,kind", FeedSeverity.Should)]
    [InlineData("rel=\"start\"", "rel=\"related\"", "start", FeedSeverity.Should)]
    [InlineData("rel=\"current\"", "rel=\"related\"", "current", FeedSeverity.Should)]
    [InlineData("<fh:archive/>", "<fh:complete/>", "complete")]
    [InlineData("application/opensearchdescription+xml", "text/xml", "search")]
    [InlineData("href=\"f2\"", "href=\"f2\" opds:activeFacet=\"true\"", "facet")]
    [InlineData("href=\"f2\"", "href=\"f2\" opds:activeFacet=\"false\"", "facet", FeedSeverity.Should)]
    [InlineData("href=\"f2\" title=\"F2\" opds:facetGroup=\"Language\"", "href=\"f1\" title=\"F2\" opds:facetGroup=\"Type\"", "facet")]
    [InlineData("thr:count=\"3\"", "thr:count=\"many\"", "count")]
    [InlineData("href=\"https://b.example/1\"", "href=\"data:x\"", "address")]
    [InlineData(" type=\"text/html\"", "", "acquisition type")]
    [InlineData("type=\"text/html\"", "type=\"html\"", "media type")]
    [InlineData("<opds:price currencycode=\"CNY\">3.5</opds:price>", "", "price")]
    [InlineData(">3.5<", ">¥3.5<", "price")]
    [InlineData("<dc:language>", "<dc:title>E</dc:title><dc:language>", "element")]
    [InlineData("<dc:language>", "<dc:creator>B</dc:creator><dc:language>", "element", FeedSeverity.Should)]
    [InlineData("<dc:language>zh<", "<dc:language>Chinese language<", "language", FeedSeverity.Should)]
    [InlineData("urn:isbn:1", "urn:uuid:2", "identifier")]
    [InlineData("term=\"I2\"", "", "category")]
    [InlineData("scheme=\"https://a.example/clc\"", "scheme=\"clc\"", "category")]
    [InlineData("type=\"text\">s<", "type=\"html\">s<", "summary")]
    [InlineData("type=\"image/jpeg\"", "type=\"image/webp\"", "image type", FeedSeverity.Should)]
    [InlineData("rel=\"alternate\"", "rel=\"related\"", "alternate")]
    [InlineData("<link rel=\"alternate\"", "<link rel=\"alternate\" href=\"r/2\" type=\"application/json\"/><link rel=\"alternate\"", "alternate")]
    [InlineData("<feed ", "<!DOCTYPE feed [<!ENTITY a \"b\">]><feed ", "well-formed")]
    public void Opds1_Breaks_Just(string good, string bad, string rules, FeedSeverity severity = FeedSeverity.Must)
    {
        Assert.Contains(good, Atom, StringComparison.Ordinal);

        var faults = FeedRules.Check(FeedFormat.Opds1, Bytes(Atom.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Equal(rules.Split(',').Order(), faults.Select(fault => fault.Rule).Distinct().Order());
        Assert.All(faults, fault => Assert.Equal(severity, fault.Severity));
    }

    [Theory]
    [InlineData("kind=acquisition", "kind=", "kind")]
    [InlineData("<author><name>A</name></author>", "", "author")]
    [InlineData("<content type=\"text\">E</content>", "", "alternate")]
    [InlineData("<link rel=\"subsection\" href=\"/1/all\" type=\"application/atom+xml;profile=opds-catalog;kind=acquisition\"/>", "", "navigation link")]
    [InlineData("<entry>", "<link rel=\"http://opds-spec.org/facet\" href=\"f\"/><entry>", "facet")]
    [InlineData("</feed>", "<entry><id>urn:uuid:2</id><title>F</title><updated>2024-05-01T00:00:00Z</updated><content>F</content><link rel=\"related\" href=\"x\"/></entry></feed>", "unique id")]
    public void A_Navigation_Feed_Breaks_Just(string good, string bad, string rule)
    {
        Assert.Contains(good, Navigation, StringComparison.Ordinal);

        Assert.Equal(rule, Assert.Single(FeedRules.Check(FeedFormat.Opds1, Bytes(Navigation.Replace(good, bad == "kind=" ? "x=y" : bad, StringComparison.Ordinal)))).Rule);
    }

    [Fact]
    public void Navigation_Among_Publications_Is_Told_Apart()
    {
        var mixed = XElement.Parse(Atom);
        var entry = XElement.Parse(Navigation).Elements().Last();
        entry.Elements().First().Value = "urn:uuid:3";
        mixed.Add(entry);

        Assert.Equal("acquisition link", Assert.Single(FeedRules.Check(FeedFormat.Opds1, Bytes(mixed.ToString()))).Rule);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <param name="value">JSON; null: removed.</param>
    private static string With(string path, string? value)
    {
        var root = JsonNode.Parse(Json)!;
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => (int.TryParse(step, out var i) ? node[i] : node[step])!);
        if (parent is JsonArray array)
        {
            array.RemoveAt(int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture));
        }
        else if (value is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }
}
