using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Search;

namespace IntegrationHub.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly IReadOnlyList<SearchDocument> Corpus = SearchCorpus.Generate(2_000);

    [Fact]
    public void Every_Piece_Of_A_Chinese_Text_Finds_All_That_Hold_It_And_Nothing_Else()
    {
        var index = SearchCorpus.Index(Corpus, segments: 3);
        foreach (var title in Corpus.Select(document => document.Titles[0]).Where(title => title[0] > 0x3000).Take(60))
        {
            for (var length = 1; length <= 4; length++)
            {
                var piece = title.Substring(title.Length % (title.Length - length + 1), length);
                var holding = Corpus.Where(document => document.Titles.Concat(document.Names).Concat(document.Subjects).Any(text => text.Contains(piece, StringComparison.Ordinal)));

                Assert.Equal(holding.Select(document => document.Id).Order(), index.Search(SearchCorpus.Question(piece)).Ids().Order());
            }
        }
    }

    [Fact]
    public void Traditional_And_Simplified_Accents_Case_And_Width_Make_No_Difference()
    {
        var index = SearchCorpus.Index([SearchCorpus.Document(1, "紅樓夢"), SearchCorpus.Document(2, "红楼梦研究"), SearchCorpus.Document(3, "Études ＡＢＣ")]);

        Assert.Equal(2, index.Search(SearchCorpus.Question("红楼梦")).Total);
        Assert.Equal(2, index.Search(SearchCorpus.Question("紅樓夢")).Total);
        Assert.Equal(SearchCorpus.IdOf(3), Assert.Single(index.Search(SearchCorpus.Question("etudes abc")).Ids()));
    }

    [Fact]
    public void Every_Word_Must_Be_There_And_Quoted_Ones_Together_In_Order()
    {
        var index = SearchCorpus.Index([SearchCorpus.Document(1, "history of the book"), SearchCorpus.Document(2, "the book of history"), SearchCorpus.Document(3, "book")]);

        Assert.Equal(2, index.Search(SearchCorpus.Question("book history")).Total);
        Assert.Equal(SearchCorpus.IdOf(2), Assert.Single(index.Search(SearchCorpus.Question("\"of history\"")).Ids()));
        Assert.Equal(0, index.Search(SearchCorpus.Question("？！")).Total);
        Assert.Equal(3, index.Search(SearchCorpus.Question("")).Total);
    }

    [Fact]
    public void No_Phrase_Spans_Two_Titles_And_A_Field_Is_Searched_Alone()
    {
        var index = SearchCorpus.Index([SearchCorpus.Document(1, "史记") with { Titles = ["史记", "汉书"], Names = ["司马迁"] }, SearchCorpus.Document(2, "司马迁")]);

        Assert.Equal(1, index.Search(SearchCorpus.Question("史记 汉书")).Total);
        Assert.Equal(0, index.Search(SearchCorpus.Question("记汉")).Total);
        Assert.Equal(SearchCorpus.IdOf(1), Assert.Single(index.Search(new SearchQuestion([new SearchWords("司马迁", SearchFields.Name)], [], SearchOrder.Relevance, 0, 10)).Ids()));
        Assert.Equal(SearchCorpus.IdOf(2), index.Search(SearchCorpus.Question("司马迁")).Ids()[0]);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("红楼", "")]
    [InlineData("book", "type/book")]
    [InlineData("", "type/book,type/map;subject/K/all")]
    [InlineData("", "platform/rare")]
    [InlineData("书", "subject/unclassified;type/article")]
    [InlineData("", "type/none")]
    public void Facets_Count_What_Is_There(string text, string filters)
    {
        var deleted = Corpus.Where((_, i) => i % 9 == 0).Select(document => document.Id).ToHashSet();
        var index = SearchCorpus.Index(Corpus, segments: 4, deleted);
        IReadOnlyList<string>[] categories = [.. filters.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(group => group.Split(','))];

        var hits = index.Search(SearchCorpus.Question(text, categories: categories));

        var expected = Corpus.Where(document => !deleted.Contains(document.Id) && categories.All(any => any.Any(document.Categories.Contains)) && Holds(document, text)).ToList();
        Assert.Equal(expected.Count, hits.Total);
        Assert.Equal(
            expected.SelectMany(document => document.Categories).CountBy(category => category).OrderBy(count => count.Key, StringComparer.Ordinal),
            hits.Counts.OrderBy(count => count.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_Newest_Come_First_By_Date_And_Titles_As_A_Catalogue_Has_Them()
    {
        var index = SearchCorpus.Index(Corpus, segments: 3);
        var byId = Corpus.ToDictionary(document => document.Id);

        var dates = index.Search(SearchCorpus.Question("", SearchOrder.Date)).Ids().Select(id => byId[id].Since).ToList();
        var titles = index.Search(SearchCorpus.Question("book", SearchOrder.Title)).Ids().Select(id => byId[id].Titles[0]).ToList();

        Assert.Equal(dates.OrderDescending(), dates);
        Assert.Equal(titles.Order(Comparer<string>.Create((one, other) => SortKey.Compare(SortKey.Of(one[..Math.Min(40, one.Length)]), SortKey.Of(other[..Math.Min(40, other.Length)])))), titles);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Pages_Hold_Each_Hit_Once_In_The_Order_Of_The_Whole(int order)
    {
        var index = SearchCorpus.Index(Corpus, segments: 3);
        var whole = index.Search(SearchCorpus.Question("书", (SearchOrder)order));
        var pages = new List<ResourceId>();
        for (var skip = 0; skip < whole.Total; skip += 30)
        {
            pages.AddRange(index.Search(SearchCorpus.Question("书", (SearchOrder)order, skip, 30)).Ids());
        }

        Assert.True(whole.Total > 60);
        Assert.Equal(whole.Ids(), pages);
        Assert.Empty(index.Search(SearchCorpus.Question("书", (SearchOrder)order, whole.Total, 30)).Ids());
    }

    [Fact]
    public void A_Version_That_Is_Held_Answers_After_It_Was_Replaced_And_Then_Closes()
    {
        var index = SearchCorpus.Index(Corpus.Take(10));
        Assert.True(index.TryHold());

        index.Release();
        Assert.Equal(10, index.Search(SearchCorpus.Question("")).Total);
        index.Release();

        Assert.False(index.TryHold());
    }

    private static bool Holds(SearchDocument document, string text) =>
        document.Titles.Concat(document.Names).Concat(document.Subjects).Any(held => held.Contains(text, StringComparison.OrdinalIgnoreCase));
}
