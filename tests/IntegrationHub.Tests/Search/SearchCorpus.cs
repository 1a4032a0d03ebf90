using System.Text;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using Lucene.Net.Store;

namespace IntegrationHub.Tests.Search;

/// <summary>Documents of a generated catalogue, and indexes of them in memory.</summary>
internal static class SearchCorpus
{
    private const string Han = "红楼梦石头记史记汉书后汉书三国志水经注文心雕龙图书馆学数据";

    private static readonly string[] Words = ["library", "catalogue", "history", "of", "the", "Chinese", "book", "data", "études", "TCP/IP"];
    private static readonly string[] Types = ["type/book", "type/article", "type/map"];
    private static readonly string[] Subjects = ["subject/I/all", "subject/K/all", "subject/K/K2", "subject/unclassified"];

    public static ResourceId IdOf(int number) => ResourceId.Of(new RecordId(SourceId.Parse("cashl"), $"oai:{number}"));

    public static SearchDocument Document(int number, string title, params string[] categories) =>
        new() { Id = IdOf(number), Titles = [title], Categories = categories, Since = DateTimeOffset.UnixEpoch.AddDays(number), Line = Encoding.ASCII.GetBytes(IdOf(number).ToString()) };

    /// <summary>In place of what readers are shown the documents keep their ids.</summary>
    public static IReadOnlyList<ResourceId> Ids(this SearchHits hits) =>
        [.. hits.Lines.Select(line => ResourceId.TryParse(Encoding.ASCII.GetString(line.Span), out var id) ? id : throw new FormatException("Not the line of a document."))];

    /// <summary>The same for the same seed.</summary>
    public static IReadOnlyList<SearchDocument> Generate(int count, int seed = 7)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => Document(number, Title(random), [.. Categories(random)]) with
        {
            Names = [Piece(random, 3)],
            Subjects = [Piece(random, 2), Words[random.Next(Words.Length)]],
            Since = DateTimeOffset.UnixEpoch.AddHours(random.Next(100_000)),
        })];
    }

    /// <param name="segments">Parts that are committed one by one.</param>
    public static SearchIndex Index(IEnumerable<SearchDocument> documents, int segments = 1, IEnumerable<ResourceId>? deleted = null)
    {
        var directory = new RAMDirectory();
        var all = documents.ToList();
        using (var writer = SearchIndexer.Write(directory))
        {
            foreach (var part in all.Chunk(Math.Max(1, (all.Count + segments - 1) / segments)))
            {
                foreach (var document in part)
                {
                    writer.UpdateDocument(SearchFields.TermOf(document.Id), SearchFields.Of(document));
                }

                writer.Commit();
            }

            foreach (var id in deleted ?? [])
            {
                writer.DeleteDocuments(SearchFields.TermOf(id));
            }

            writer.Commit();
        }

        return new SearchIndex(directory);
    }

    public static SearchQuestion Question(string text, SearchOrder order = SearchOrder.Relevance, int skip = 0, int take = 10_000, params IReadOnlyList<string>[] categories) =>
        new(text.Length == 0 ? [] : [new SearchWords(text)], categories, order, skip, take);

    private static string Title(Random random) => random.Next(2) == 0 ? Piece(random, 4 + random.Next(6)) : string.Join(' ', Enumerable.Range(0, 3 + random.Next(4)).Select(_ => Words[random.Next(Words.Length)]));

    private static string Piece(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Han[random.Next(Han.Length)]));

    private static IEnumerable<string> Categories(Random random)
    {
        yield return Types[random.Next(3) * random.Next(2)];
        yield return Subjects[random.Next(Subjects.Length)];
        // One in some hundred: kept as a list.
        if (random.Next(300) == 0)
        {
            yield return "platform/rare";
        }
    }
}
