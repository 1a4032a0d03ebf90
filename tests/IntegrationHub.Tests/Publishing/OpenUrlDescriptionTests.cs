using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Publishing;

/// <summary>What links usually say of a work is enough to find it by, and not another.</summary>
public sealed class OpenUrlDescriptionTests
{
    private static readonly BibliographicRecord Article = new()
    {
        Title = "A mathematical theory of communication",
        Creators = ["Shannon, Claude E."],
        Year = 1948,
        Type = WorkType.Article,
        Container = new Container("Bell System Technical Journal") { Volume = "27", Issue = "3", Pages = "379-423", Issn = "0005-8580" },
        Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1002/j.1538-7305.1948.tb01338.x")],
    };

    private static readonly BibliographicRecord Book = new()
    {
        Title = "红楼梦",
        Creators = ["曹雪芹", "高鹗"],
        Year = 1982,
        Type = WorkType.Book,
        Publisher = "人民文学出版社",
        Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020002207")],
    };

    private static readonly BibliographicRecord Thesis = new()
    {
        Title = "A symbolic analysis of relay and switching circuits",
        Creators = ["Shannon, Claude Elwood"],
        Year = 1940,
        Type = WorkType.Thesis,
        Publisher = "Massachusetts Institute of Technology",
    };

    [Theory]
    [InlineData("genre=article&atitle=A+Mathematical+Theory+of+Communication&aulast=Shannon&date=1948")]
    [InlineData("genre=article&atitle=A+Mathematical+Theory+of+Communication&aulast=Shannon&auinit=C&title=Bell+Syst.+Tech.+J.&volume=27&spage=379&date=1948")]
    [InlineData("rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.atitle=A+mathematical+theory+of+communication&rft.jtitle=The+Bell+System+Technical+Journal&rft.volume=27&rft.issue=3&rft.spage=379&rft.date=1948-07")]
    [InlineData("title=A+mathematical+theory+of+communication&aulast=Shannon&aufirst=Claude&date=1948")]
    public void Finds_An_Article(string query) => Assert.True(Finds(query, Article));

    [Theory]
    [InlineData("genre=article&atitle=A+Mathematical+Theory+of+Communication&aulast=Weaver&date=1949")]
    [InlineData("genre=article&atitle=Communication+theory+of+secrecy+systems&aulast=Shannon&date=1949")]
    [InlineData("genre=article&atitle=Communication&aulast=Shannon&date=1948")]
    [InlineData("genre=article&atitle=A+mathematical+theory+of+communication&aulast=Shannon&date=1948&volume=27&spage=623&title=Bell+System+Technical+Journal&issue=4&epage=656")]
    public void Finds_No_Other_Article(string query) => Assert.False(Finds(query, Article));

    [Theory]
    [InlineData("genre=book&title=%E7%BA%A2%E6%A5%BC%E6%A2%A6&aulast=%E6%9B%B9&aufirst=%E9%9B%AA%E8%8A%B9&date=1982", true)]
    [InlineData("genre=book&title=%E7%BA%A2%E6%A5%BC%E6%A2%A6&au=%E6%9B%B9%E9%9B%AA%E8%8A%B9", true)]
    [InlineData("genre=book&title=%E7%B4%85%E6%A8%93%E5%A4%A2&au=%E6%9B%B9%E9%9B%AA%E8%8A%B9", true)]
    [InlineData("genre=book&title=%E7%BA%A2%E6%A5%BC%E6%A2%A6&au=%E7%8E%8B%E5%B0%8F%E6%98%8E&date=1999", false)]
    [InlineData("genre=book&title=%E8%A5%BF%E6%B8%B8%E8%AE%B0&au=%E6%9B%B9%E9%9B%AA%E8%8A%B9", false)]
    public void Finds_A_Chinese_Book(string query, bool expected) => Assert.Equal(expected, Finds(query, Book));

    [Theory]
    [InlineData("rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation&rft.title=A+symbolic+analysis+of+relay+and+switching+circuits&rft.aulast=Shannon&rft.date=1940", true)]
    [InlineData("rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation&rft.title=A+symbolic+analysis+of+relay+and+switching+circuits&rft.aulast=Hartley&rft.date=1940", false)]
    public void Finds_A_Dissertation(string query, bool expected) => Assert.Equal(expected, Finds(query, Thesis));

    /// <summary>Keys propose, comparison decides: both must hold.</summary>
    private static bool Finds(string query, BibliographicRecord record)
    {
        var (request, errors) = OpenUrlRequest.Parse(query);
        Assert.Empty(errors);
        var asked = request!.Description!;
        var member = new Member { Source = SourceId.Parse("platform"), Id = "1", Datestamp = "2024-01-01", Since = "2024-01-01", Fingerprint = "f", Record = record };
        return MatchKeys.Of(asked).Intersect(MatchKeys.Of(record)).Any(key => key.MakesCandidates)
            && DescribedWork.ScoreOf(ComparableRecord.Of(asked), new Resource { Id = ResourceId.Of(member.RecordId), Members = [member] }) is not null;
    }
}
