using IntegrationHub.Publishing;
using IntegrationHub.Search;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IntegrationHub.Tests.Publishing;

public sealed class SearchQueryTests
{
    private const int PageSize = 50;

    [Theory]
    [InlineData("?query=%E7%BA%A2%E6%A5%BC%E6%A2%A6&free=true&subject=I&subject=K%2FK2&sort=date&page=2")]
    [InlineData("?title=a&author=b&language=zh&member=city-library&period=1990-1999&platform=cashl&type=book&sort=title")]
    [InlineData("?subject=unclassified&sort=relevance")]
    [InlineData("")]
    public void The_Address_Of_A_Question_Asks_It_Again(string address) => Assert.Equal(address, Parse(address).Query!.ToString());

    [Fact]
    public void Values_Are_Categories_Of_The_Feed()
    {
        var query = Parse("?q=x&subject=I&subject=K/K2&subject=unclassified&type=book&free=1").Query!;

        Assert.Equal(["subject/I/all", "subject/K/K2", "subject/unclassified", "type/book", "access/free"], query.Categories);
        Assert.Equal([["subject/I/all", "subject/K/K2", "subject/unclassified"], ["type/book"], ["access/free"]], query.Question(PageSize).Categories);
        Assert.Equal("x", Assert.Single(query.Question(PageSize).Words).Text);
    }

    [Fact]
    public void The_Best_Come_First_Where_There_Are_Words_And_Else_The_Newest()
    {
        Assert.Equal(SearchOrder.Relevance, Parse("?q=x").Query!.Sort);
        Assert.Equal(SearchOrder.Date, Parse("?type=book").Query!.Sort);
        Assert.Equal(SearchOrder.Title, Parse("?q=x&sort=title").Query!.Sort);
    }

    [Fact]
    public void Every_Mistake_Is_Named()
    {
        var (query, errors) = Parse($"?q={new string('x', 501)}&sort=price&page=0&free=perhaps");

        Assert.Null(query);
        Assert.Equal(["free", "page", "query", "sort"], errors.Keys);
        Assert.Contains("page", Parse("?page=201").Errors.Keys);
        Assert.Equal(200, Parse("?page=200").Query!.Page);
    }

    [Fact]
    public void Control_Characters_Do_Not_Come_Back() => Assert.Equal("a b", Parse("?q=a%00b%EF%BF%BF").Query!.Text);

    [Fact]
    public void A_Facet_Takes_The_Place_Of_Another_Of_Its_Kind_And_Leaves_When_It_Is_Chosen_Again()
    {
        var query = Parse("?q=x&type=book&language=zh&page=3").Query!;

        Assert.Equal("?query=x&language=zh&type=map", query.Toggle("type/map").ToString());
        Assert.Equal("?query=x&language=zh", query.Toggle("type/book").ToString());
    }

    [Fact]
    public void Divisions_Are_Offered_Under_The_Class_That_Was_Chosen()
    {
        var hits = new SearchHits(5, [], new Dictionary<string, int> { ["subject/I/all"] = 3, ["subject/I/I2"] = 2, ["subject/K/all"] = 2, ["subject/K/K2"] = 1, ["access/free"] = 4 });

        Assert.Equal(["subject/I/all", "subject/K/all", "access/free"], Facets("?q=x"));
        Assert.Equal(["subject/I/all", "subject/I/I2", "subject/K/all", "access/free"], Facets("?q=x&subject=I"));

        IEnumerable<string> Facets(string address) => FacetGroups.Of(Parse(address).Query!, hits, new FeedNavigation(FeedManifest.Empty, Sketches.Sources, Sketches.Consortium)).SelectMany(group => group.Facets).Select(facet => facet.Category);
    }

    private static (SearchQuery? Query, IReadOnlyDictionary<string, string[]> Errors) Parse(string address)
    {
        var given = QueryHelpers.ParseQuery(address);
        return SearchQuery.Parse(name => given.GetValueOrDefault(name, StringValues.Empty), PageSize);
    }
}
