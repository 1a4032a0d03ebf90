using IntegrationHub.Search;
using Lucene.Net.Store;

namespace IntegrationHub.Tests.Search;

public sealed class SearchDirectoryTests
{
    private readonly RAMDirectory _blobs = new();

    [Fact]
    public void A_Change_Adds_Files_And_Leaves_Those_Before_Under_Their_Names()
    {
        var first = Write([], SearchCorpus.Generate(300));
        var second = Write(first, [SearchCorpus.Document(7, "水经注疏")]);

        Assert.Subset(second.Values.ToHashSet(), first.Values.Where(name => name.EndsWith(".cfs", StringComparison.Ordinal)).ToHashSet());
        Assert.Equal(0, Count(first, "水经注疏"));
        Assert.Equal(1, Count(second, "水经注疏"));
        Assert.Equal(300, Count(second, ""));
    }

    [Fact]
    public void Two_Ways_On_From_One_Version_Do_Not_Meet()
    {
        var first = Write([], SearchCorpus.Generate(100));
        var one = Write(first, [SearchCorpus.Document(7, "水经注疏")]);
        var other = Write(first, [SearchCorpus.Document(8, "洛阳伽蓝记")]);

        Assert.Equal(one.Keys, other.Keys);
        Assert.Equal((1, 0), (Count(one, "水经注疏"), Count(one, "洛阳伽蓝记")));
        Assert.Equal((0, 1), (Count(other, "水经注疏"), Count(other, "洛阳伽蓝记")));
        Assert.Equal(100, Count(first, ""));
    }

    private SortedDictionary<string, string> Write(SortedDictionary<string, string> last, IEnumerable<SearchDocument> documents)
    {
        var made = new RAMDirectory();
        var directory = new SearchDirectory(_blobs, last, made);
        using (var writer = SearchIndexer.Write(directory))
        {
            foreach (var document in documents)
            {
                writer.UpdateDocument(SearchFields.TermOf(document.Id), SearchFields.Of(document));
            }

            writer.Commit();
        }

        var next = directory.Name();
        foreach (var file in directory.Written())
        {
            made.Copy(_blobs, file, next[file], IOContext.DEFAULT);
        }

        return next;
    }

    private int Count(SortedDictionary<string, string> version, string text) => new SearchIndex(new SearchDirectory(_blobs, version)).Search(SearchCorpus.Question(text)).Total;
}
