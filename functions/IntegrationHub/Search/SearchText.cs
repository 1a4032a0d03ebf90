using IntegrationHub.Records;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace IntegrationHub.Search;

/// <summary>A word to look for, and where it stands among the others of its phrase.</summary>
internal readonly record struct SearchTerm(string Text, int Position);

/// <summary>
/// Cuts folded text into words, the same for documents and questions. Chinese is not cut into words: each character and each pair of neighbours is a term at the
/// character's place, so that any piece of a title is found as a phrase of pairs. <see cref="TextFolding"/> comes first: case, width, accents and traditional characters are gone by then.
/// </summary>
internal sealed class SearchText : Analyzer
{
    /// <summary>Raise it when the same text makes other terms.</summary>
    public const int Version = 1;

    /// <summary>Between two titles or two names: no phrase spans it.</summary>
    private const int Gap = 100;

    private const string Pair = "<DOUBLE>";

    public static readonly SearchText Instance = new();

    private SearchText()
    {
    }

    public override int GetPositionIncrementGap(string fieldName) => Gap;

    /// <summary>The fewest terms that stand for the whole of <paramref name="text"/>: of Chinese the pairs, and a character only where it stands alone.</summary>
    public static IReadOnlyList<SearchTerm> TermsOf(string text)
    {
        var terms = new List<SearchTerm>();
        using var stream = Instance.GetTokenStream("", TextFolding.Fold(text));
        var term = stream.GetAttribute<ICharTermAttribute>();
        var type = stream.GetAttribute<ITypeAttribute>();
        var increment = stream.GetAttribute<IPositionIncrementAttribute>();
        var position = -1;
        var covered = -1;
        stream.Reset();
        while (stream.IncrementToken())
        {
            position += increment.PositionIncrement;
            if (type.Type == Pair)
            {
                terms.RemoveAll(single => single.Position == position);
                terms.Add(new SearchTerm(term.ToString()!, position));
                covered = position + 1;
            }
            else if (position > covered)
            {
                terms.Add(new SearchTerm(term.ToString()!, position));
            }
        }

        stream.End();
        return terms;
    }

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var words = new StandardTokenizer(LuceneVersion.LUCENE_48, reader);
        return new TokenStreamComponents(words, new CJKBigramFilter(words, CJKScript.HAN, outputUnigrams: true));
    }
}
