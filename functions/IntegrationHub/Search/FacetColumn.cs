using System.Numerics;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace IntegrationHub.Search;

/// <summary>
/// The categories of the documents of one segment, read from the field's postings when it is opened. Few hits are counted hit by hit, many by intersecting bitmaps;
/// both cost what is there, so counts come with every answer. A set of documents is a bitmap of 64 a word.
/// </summary>
internal sealed class FacetColumn
{
    /// <summary>A category of fewer documents than one in so many is kept as their list: shorter than its bitmap.</summary>
    private const int Rare = 64;

    /// <summary>Document d has the categories _values[_starts[d].._starts[d + 1]].</summary>
    private readonly int[] _starts;
    private readonly ushort[] _values;
    private readonly ulong[]?[] _bitmaps;
    private readonly int[]?[] _lists;

    /// <param name="numbers">The number of each category, the same in all segments; new ones are added.</param>
    public FacetColumn(AtomicReader segment, Dictionary<string, int> numbers)
    {
        var documents = segment.MaxDoc;
        var holders = Postings(segment, numbers);
        _starts = new int[documents + 1];
        foreach (var document in holders.SelectMany(holder => holder.Documents))
        {
            _starts[document + 1]++;
        }

        for (var document = 0; document < documents; document++)
        {
            _starts[document + 1] += _starts[document];
        }

        _values = new ushort[_starts[documents]];
        _bitmaps = new ulong[numbers.Count][];
        _lists = new int[numbers.Count][];
        var next = _starts.AsSpan(0, documents).ToArray();
        foreach (var (number, list) in holders)
        {
            foreach (var document in list)
            {
                _values[next[document]++] = checked((ushort)number);
            }

            if (list.Length < documents / Rare)
            {
                _lists[number] = list;
                continue;
            }

            var bitmap = _bitmaps[number] = Bitmap(documents);
            foreach (var document in list)
            {
                bitmap[document >> 6] |= 1UL << document;
            }
        }
    }

    public static ulong[] Bitmap(int documents) => new ulong[(documents + 63) / 64];

    /// <summary>Adds to <paramref name="counts"/>, by number, how many of the <paramref name="total"/> hits are in each category.</summary>
    public void Count(ulong[] hits, int total, int[] counts)
    {
        if (total < hits.Length)
        {
            CountEach(hits, counts);
            return;
        }

        for (var number = 0; number < _bitmaps.Length; number++)
        {
            var count = 0;
            if (_bitmaps[number] is { } bitmap)
            {
                for (var word = 0; word < bitmap.Length; word++)
                {
                    count += BitOperations.PopCount(bitmap[word] & hits[word]);
                }
            }
            else if (_lists[number] is { } list)
            {
                foreach (var document in list)
                {
                    count += (int)((hits[document >> 6] >> document) & 1);
                }
            }

            counts[number] += count;
        }
    }

    /// <summary>Adds the documents of a category to a set.</summary>
    public void Unite(int number, ulong[] set)
    {
        if (number >= _bitmaps.Length)
        {
            // A later segment brought it.
            return;
        }

        if (_bitmaps[number] is { } bitmap)
        {
            for (var word = 0; word < set.Length; word++)
            {
                set[word] |= bitmap[word];
            }
        }

        foreach (var document in _lists[number] ?? [])
        {
            set[document >> 6] |= 1UL << document;
        }
    }

    private void CountEach(ulong[] hits, int[] counts)
    {
        for (var word = 0; word < hits.Length; word++)
        {
            for (var rest = hits[word]; rest != 0; rest &= rest - 1)
            {
                var document = (word << 6) + BitOperations.TrailingZeroCount(rest);
                for (var at = _starts[document]; at < _starts[document + 1]; at++)
                {
                    counts[_values[at]]++;
                }
            }
        }
    }

    private static List<(int Number, int[] Documents)> Postings(AtomicReader segment, Dictionary<string, int> numbers)
    {
        var holders = new List<(int, int[])>();
        if (segment.GetTerms(SearchFields.Category) is not { } terms)
        {
            return holders;
        }

        var each = terms.GetEnumerator();
        DocsEnum? postings = null;
        while (each.MoveNext())
        {
            var category = each.Term.Utf8ToString();
            if (!numbers.TryGetValue(category, out var number))
            {
                numbers.Add(category, number = numbers.Count);
            }

            // Also those that are deleted: no hit is.
            postings = each.Docs(null, postings, DocsFlags.NONE);
            var list = new int[each.DocFreq];
            for (var i = 0; i < list.Length && postings.NextDoc() is var document and not DocIdSetIterator.NO_MORE_DOCS; i++)
            {
                list[i] = document;
            }

            holders.Add((number, list));
        }

        return holders;
    }
}
