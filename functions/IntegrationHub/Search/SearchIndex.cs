using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace IntegrationHub.Search;

/// <summary>
/// One version of the search index, open to read: thread-safe. Whoever asks takes hold of it first, so a version that has been replaced closes when the last
/// question that it was asked is answered.
/// </summary>
internal sealed class SearchIndex
{
    private static readonly HashSet<string> Stored = [SearchFields.Line];

    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <exception cref="FileNotFoundException">A file of it is missing.</exception>
    public SearchIndex(LuceneDirectory directory)
    {
        _ = SearchCodec.Instance;
        _reader = DirectoryReader.Open(directory);
        _searcher = new IndexSearcher(_reader) { Similarity = new BM25Similarity() };
        Segments = [.. _reader.Leaves.Select(leaf => new SegmentColumns(leaf.AtomicReader, _numbers))];
    }

    public int Count => _reader.NumDocs;

    /// <summary>By ordinal.</summary>
    internal IReadOnlyList<SegmentColumns> Segments { get; }

    /// <summary>Categories that any document is in.</summary>
    internal int Categories => _numbers.Count;

    /// <returns>False: it is closed already.</returns>
    public bool TryHold() => _reader.TryIncRef();

    /// <summary>Once for each hold, and once by who opened it.</summary>
    public void Release() => _reader.DecRef();

    public SearchHits Search(SearchQuestion question)
    {
        var words = SearchQueries.Of(question.Words);
        // Signs alone, as a question, mean nothing that could be found.
        if (words is null && question.Words.Count > 0)
        {
            return new SearchHits(0, [], new Dictionary<string, int>());
        }

        Query query = words ?? new MatchAllDocsQuery();
        if (question.Categories.Count > 0)
        {
            query = new FilteredQuery(query, new CategoryFilter(this, question.Categories), FilteredQuery.QUERY_FIRST_FILTER_STRATEGY);
        }

        var hits = new HitCollector(this, question.Order, question.Skip + question.Take);
        _searcher.Search(query, hits);
        var counts = hits.Counts();
        return new SearchHits(
            hits.Total,
            [.. hits.Top().Skip(question.Skip).Select(LineOf)],
            _numbers.Where(category => counts[category.Value] > 0).ToDictionary(category => category.Key, category => counts[category.Value], StringComparer.Ordinal));
    }

    private ReadOnlyMemory<byte> LineOf(int document)
    {
        var line = _reader.Document(document, Stored).GetBinaryValue(SearchFields.Line);
        return line.Bytes.AsMemory(line.Offset, line.Length);
    }

    /// <summary>Documents in any of the categories named, for each list of them.</summary>
    private sealed class CategoryFilter(SearchIndex index, IReadOnlyList<IReadOnlyList<string>> asked) : Filter
    {
        public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
        {
            var documents = context.AtomicReader.MaxDoc;
            ulong[]? all = null;
            foreach (var categories in asked)
            {
                var any = FacetColumn.Bitmap(documents);
                foreach (var category in categories)
                {
                    if (index._numbers.TryGetValue(category, out var number))
                    {
                        index.Segments[context.Ord].Categories.Unite(number, any);
                    }
                }

                for (var word = 0; all is not null && word < any.Length; word++)
                {
                    any[word] &= all[word];
                }

                all = any;
            }

            var bits = new long[all!.Length];
            Buffer.BlockCopy(all, 0, bits, 0, all.Length * sizeof(long));
            return BitsFilteredDocIdSet.Wrap(new FixedBitSet(bits, documents), acceptDocs);
        }
    }
}

/// <summary>What of a segment is kept in memory: all that a hit needs to be counted and put in order.</summary>
internal sealed class SegmentColumns
{
    public SegmentColumns(AtomicReader segment, Dictionary<string, int> numbers)
    {
        Categories = new FacetColumn(segment, numbers);
        var since = segment.GetNumericDocValues(SearchFields.Since);
        Since = new int[segment.MaxDoc];
        for (var document = 0; since is not null && document < Since.Length; document++)
        {
            Since[document] = (int)since.Get(document);
        }
    }

    public FacetColumn Categories { get; }

    /// <summary>Minutes since 1970.</summary>
    public int[] Since { get; }
}
