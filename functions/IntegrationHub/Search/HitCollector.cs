using Lucene.Net.Index;
using Lucene.Net.Search;

namespace IntegrationHub.Search;

/// <summary>Takes the hits of one question, segment by segment: counts them and their categories, and keeps the best. Of equals the one earlier in the index comes first.</summary>
internal sealed class HitCollector(SearchIndex index, SearchOrder order, int wanted) : ICollector
{
    private readonly PriorityQueue<int, (double Key, int Before)> _best = new();
    private readonly TopFieldCollector? _byTitle = order != SearchOrder.Title ? null
        : TopFieldCollector.Create(new Sort(new SortField(SearchFields.Order, SortFieldType.STRING)), wanted, fillFields: false, trackDocScores: false, trackMaxScore: false, docsScoredInOrder: true);

    private readonly int[] _counts = new int[index.Categories];
    private Scorer? _scorer;
    private SegmentColumns? _segment;
    private int _first;
    private ulong[] _hits = [];
    private int _inSegment;
    private double _least;

    /// <summary>Complete after <see cref="Counts"/>.</summary>
    public int Total { get; private set; }

    public bool AcceptsDocsOutOfOrder => false;

    public void SetScorer(Scorer scorer)
    {
        _scorer = scorer;
        _byTitle?.SetScorer(scorer);
    }

    public void SetNextReader(AtomicReaderContext context)
    {
        CountSegment();
        _segment = index.Segments[context.Ord];
        _first = context.DocBase;
        _hits = FacetColumn.Bitmap(context.AtomicReader.MaxDoc);
        _byTitle?.SetNextReader(context);
    }

    public void Collect(int doc)
    {
        _inSegment++;
        _hits[doc >> 6] |= 1UL << doc;
        if (_byTitle is not null)
        {
            _byTitle.Collect(doc);
            return;
        }

        var key = order == SearchOrder.Date ? _segment!.Since[doc] : (double)_scorer!.GetScore();
        var document = _first + doc;
        if (_best.Count < wanted)
        {
            _best.Enqueue(document, (key, -document));
        }
        else if (key > _least)
        {
            _best.EnqueueDequeue(document, (key, -document));
        }
        else
        {
            return;
        }

        _best.TryPeek(out _, out var last);
        _least = last.Key;
    }

    /// <summary>Hits by the number of their category. Once, at the end.</summary>
    public int[] Counts()
    {
        CountSegment();
        return _counts;
    }

    /// <summary>The best, as documents of the whole index.</summary>
    public IEnumerable<int> Top()
    {
        if (_byTitle is not null)
        {
            return _byTitle.GetTopDocs().ScoreDocs.Select(hit => hit.Doc);
        }

        var top = new List<int>(_best.Count);
        while (_best.TryDequeue(out var document, out _))
        {
            top.Add(document);
        }

        top.Reverse();
        return top;
    }

    private void CountSegment()
    {
        if (_inSegment > 0)
        {
            _segment!.Categories.Count(_hits, _inSegment, _counts);
        }

        Total += _inSegment;
        _inSegment = 0;
    }
}
