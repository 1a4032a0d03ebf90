using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Publishing;

/// <summary>OpenURLs as portals send them: 1.0 (Z39.88-2004), 0.1, and both at once.</summary>
public sealed class OpenUrlRequestTests
{
    private const string Journal = "url_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal";

    [Fact]
    public void Reads_An_Article_In_A_Journal()
    {
        var request = Read($"?{Journal}&rft.genre=article&rft.atitle=A+Mathematical+Theory+of+Communication&rft.jtitle=Bell%20System%20Technical%20Journal&rft.aulast=Shannon&rft.aufirst=Claude+E."
            + "&rft.date=1948-07&rft.volume=27&rft.issue=3&rft.spage=379&rft.epage=423&rft.issn=00058580&rft_id=info:doi/10.1002/j.1538-7305.1948.tb01338.x&rfr_id=info:sid/portal.example:catalogue");

        Assert.Equal([new Identifier(IdentifierScheme.Doi, "10.1002/j.1538-7305.1948.tb01338.x")], request.Identifiers);
        Assert.Equal([new Identifier(IdentifierScheme.Issn, "0005-8580")], request.Whole);
        var work = request.Description!;
        Assert.Equal(("A Mathematical Theory of Communication", WorkType.Article, 1948), (work.Title, work.Type, work.Year));
        Assert.Equal([new Agent("Shannon, Claude E.") { Family = "Shannon", Given = "Claude E." }], work.Creators);
        Assert.Equal(new Container("Bell System Technical Journal") { Issn = "0005-8580", Volume = "27", Issue = "3", Pages = "379-423" }, work.Container);
        Assert.Empty(request.Ignored);
        Assert.False(request.Redirect);
    }

    [Fact]
    public void Reads_A_Book()
    {
        var request = Read("url_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.genre=book&rft.btitle=%E7%BA%A2%E6%A5%BC%E6%A2%A6&rft.aulast=%E6%9B%B9&rft.aufirst=%E9%9B%AA%E8%8A%B9&rft.isbn=7-02-000220-X");

        Assert.Equal([new Identifier(IdentifierScheme.Isbn, "9787020002207")], request.Identifiers);
        Assert.Equal(("红楼梦", WorkType.Book, "曹雪芹"), (request.Description!.Title, request.Description.Type, request.Description.Creators.Single().Name));
        Assert.Null(request.Description.Container);
    }

    [Fact]
    public void Reads_A_Chapter_Whose_Isbn_Is_The_Books()
    {
        var request = Read("rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.genre=bookitem&rft.atitle=Chapter&rft.btitle=The+book&rft.isbn=9787020002207&rft.pages=17-25");

        Assert.Empty(request.Identifiers);
        Assert.Equal([new Identifier(IdentifierScheme.Isbn, "9787020002207")], request.Whole);
        Assert.Equal(("Chapter", new Container("The book") { Isbn = "9787020002207", Pages = "17-25" }), (request.Description!.Title, request.Description.Container));
    }

    [Fact]
    public void Reads_A_Dissertation()
    {
        var request = Read("rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation&rft.title=A+symbolic+analysis+of+relay+and+switching+circuits&rft.au=Shannon%2C+Claude&rft.inst=MIT&rft.date=1940");

        Assert.Equal((WorkType.Thesis, "MIT", 1940), (request.Description!.Type, request.Description.Publisher, request.Description.Year));
        Assert.Equal(["Shannon, Claude"], request.Description.Creators.Select(agent => agent.Name));
    }

    [Fact]
    public void Reads_The_Names_Of_Version_0_1()
    {
        var request = Read("sid=portal:catalogue&genre=article&id=doi:10.1000/ABC&id=pmid:22140103&issn=0005-8580&title=Bell+System+Technical+Journal&atitle=A+theory&aulast=Shannon&auinit1=C&auinitm=E&date=1948&volume=27&pages=379-423");

        Assert.Equal([new Identifier(IdentifierScheme.Doi, "10.1000/abc"), new Identifier(IdentifierScheme.Pmid, "22140103")], request.Identifiers);
        Assert.Equal(("A theory", "Shannon, C E", "Bell System Technical Journal"), (request.Description!.Title, request.Description.Creators.Single().Name, request.Description.Container!.Title));
    }

    [Fact]
    public void The_Names_Of_1_0_Go_Before_Those_Of_0_1() => Assert.Equal("New", Read("atitle=Old&rft.atitle=New&genre=article").Description!.Title);

    [Theory]
    [InlineData("rft_id=info:doi/10.1000/ABC", IdentifierScheme.Doi, "10.1000/abc")]
    [InlineData("rft_id=info%3Adoi%2F10.1000%2FABC", IdentifierScheme.Doi, "10.1000/abc")]
    [InlineData("rft_id=https://doi.org/10.1000/ABC", IdentifierScheme.Doi, "10.1000/abc")]
    [InlineData("rft_id=info:pmid/22140103", IdentifierScheme.Pmid, "22140103")]
    [InlineData("rft_id=info:oclcnum/37742507", IdentifierScheme.Oclc, "37742507")]
    [InlineData("rft_id=info:lccn/2001000002", IdentifierScheme.Lccn, "2001000002")]
    [InlineData("rft_id=info:hdl/1765/899", IdentifierScheme.Handle, "1765/899")]
    [InlineData("rft_id=info:arxiv/1501.00001", IdentifierScheme.Arxiv, "1501.00001")]
    [InlineData("rft_id=urn:isbn:9787020002207", IdentifierScheme.Isbn, "9787020002207")]
    [InlineData("rft_id=urn:issn:0378-5955&rft.genre=journal", IdentifierScheme.Issn, "0378-5955")]
    [InlineData("rft.eissn=0378-5955", IdentifierScheme.Issn, "0378-5955")]
    [InlineData("isbn=7-02-000220-X", IdentifierScheme.Isbn, "9787020002207")]
    public void Reads_Each_Kind_Of_Identifier(string query, IdentifierScheme scheme, string value) =>
        Assert.Equal([new Identifier(scheme, value)], Read(query).Identifiers);

    [Fact]
    public void The_First_Author_Is_Named_Once() =>
        Assert.Equal(["Watson, J. D.", "Crick, F. H. C."], Read($"{Journal}&rft.atitle=T&rft.aulast=Watson&rft.auinit=J.+D.&rft.au=Watson%2C+James&rft.au=Crick%2C+F.+H.+C.").Description!.Creators.Select(agent => agent.Name));

    [Fact]
    public void A_Number_That_Cannot_Be_Is_Left_Out_And_Named()
    {
        var request = Read("rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.btitle=T&rft.isbn=9787020002208&rft_id=info:bibcode/1948BSTJ");

        Assert.Empty(request.Identifiers);
        Assert.Equal(["rft.isbn", "rft_id"], request.Ignored.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("check digit", request.Ignored["rft.isbn"][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("url_ver=Z39.88-2004&rft.aulast=Shannon")]
    [InlineData("foo=bar")]
    public void Rejects_What_Names_No_Work(string query) => Assert.Contains("query", Errors(query));

    [Theory]
    [InlineData("rft.isbn=9787020002208", "rft.isbn", "check digit")]
    [InlineData("url_ver=Z39.00-1999&rft.title=T", "url_ver", "Z39.88-2004")]
    [InlineData("rft_val_fmt=info:ofi/fmt:kev:mtx:patent&rft.title=T", "rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation")]
    [InlineData("rft_val_fmt=journal&rft.title=T", "rft_val_fmt", "info:ofi/fmt:kev:mtx:journal")]
    [InlineData("rft.title=100%", "rft.title", "%25")]
    [InlineData("rft.title=%E7%9", "rft.title", "%25")]
    [InlineData("rft.%zz=1", "rft.%zz", "%25")]
    [InlineData("rft.title=%E9t%E9", "rft.title", "ISO-8859-1")]
    [InlineData("ctx_enc=info:ofi/enc:GBK&rft.title=T", "ctx_enc", "UTF-8")]
    [InlineData("rft.volume=1&rft.title=T&rft.volume=2", "rft.volume", "2 times")]
    [InlineData("rft.title=T&redirect=https://evil.example/", "redirect", "never takes an address")]
    [InlineData("rft.title=T&rft_ref=https://evil.example/", "rft_ref", "in the link itself")]
    [InlineData("url_ctx_ref=https://evil.example/", "url_ctx_ref", "in the link itself")]
    public void Rejects_With_A_Reason(string query, string key, string reason) => Assert.Contains(reason, Errors(query)[key][0], StringComparison.Ordinal);

    [Fact]
    public void Rejects_With_Every_Mistake_Named() =>
        Assert.Equal(["rft.issue", "rft_val_fmt", "url_ver"], Errors("url_ver=1&rft_val_fmt=x&rft.issue=1&rft.issue=2").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Accepts_The_Same_Value_Twice() => Assert.Equal("T", Read("rft.title=T&rft.title=T").Description!.Title);

    [Theory]
    [InlineData("ctx_enc=info:ofi/enc:ISO-8859-1&rft.title=%E9t%E9")]
    [InlineData("rft.title=%C3%A9t%C3%A9")]
    [InlineData("rft.title=été")]
    public void Reads_Both_Encodings(string query) => Assert.Equal("été", Read(query).Description!.Title);

    [Theory]
    [InlineData("redirect=true", true)]
    [InlineData("svc_val_fmt=info:ofi/fmt:kev:mtx:sch_svc&svc.fulltext=yes", true)]
    [InlineData("svc.fulltext=no", false)]
    [InlineData("", false)]
    public void Leads_On_Where_That_Is_Asked_For(string query, bool expected) => Assert.Equal(expected, Read($"rft.title=T&{query}").Redirect);

    [Fact]
    public void Control_Characters_Are_Blanks_And_Half_A_Character_Is_Rejected()
    {
        Assert.Equal("a b", Read("rft.title=a%00%0D%0Ab").Description!.Title);
        Assert.Contains("UTF-8", Errors("rft.title=x&foo=\uD800")["foo"][0], StringComparison.Ordinal);
    }

    private static OpenUrlRequest Read(string query)
    {
        var (request, errors) = OpenUrlRequest.Parse(query);
        Assert.Empty(errors);
        return request!;
    }

    private static IReadOnlyDictionary<string, string[]> Errors(string query)
    {
        var (request, errors) = OpenUrlRequest.Parse(query);
        Assert.Null(request);
        return errors;
    }
}
