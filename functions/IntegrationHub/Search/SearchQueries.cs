using Lucene.Net.Index;
using Lucene.Net.Search;

namespace IntegrationHub.Search;

/// <summary>Makes a query of what a reader typed. Whatever that is, it is a question: no sign has a meaning but quotation marks, so none is a mistake.</summary>
internal static class SearchQueries
{
    /// <summary>Parts of a question that are looked for; what follows is not.</summary>
    private const int MostParts = 32;

    /// <summary>A hit in several fields is worth a little more than in the best of them alone.</summary>
    private const float OtherFields = 0.1f;

    private static readonly (string Field, float Boost)[] Texts = [(SearchFields.Title, 4), (SearchFields.Name, 2), (SearchFields.Subject, 1)];

    /// <returns>Null when nothing of it can be looked for: punctuation alone.</returns>
    public static Query? Of(IReadOnlyList<SearchWords> words)
    {
        var all = new BooleanQuery();
        foreach (var (terms, field) in words.SelectMany(asked => PartsOf(asked.Text).Select(part => (Terms: SearchText.TermsOf(part), asked.Field))).Where(part => part.Terms.Count > 0).Take(MostParts))
        {
            all.Add(InFields(terms, field), Occur.MUST);
        }

        return all.Clauses.Count switch { 0 => null, 1 => all.Clauses[0].Query, _ => all };
    }

    /// <summary>Parted by blanks, but not within quotation marks. One that is not closed ends with the question.</summary>
    public static IReadOnlyList<string> PartsOf(string text)
    {
        var parts = new List<string>();
        var pieces = text.Split('"', '“', '”', '„', '＂');
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i % 2 == 1)
            {
                parts.Add(pieces[i]);
            }
            else
            {
                parts.AddRange(pieces[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return [.. parts.Where(part => !string.IsNullOrWhiteSpace(part))];
    }

    private static Query InFields(IReadOnlyList<SearchTerm> terms, string? field)
    {
        if (field is not null)
        {
            return InField(terms, field);
        }

        var any = new DisjunctionMaxQuery(OtherFields);
        foreach (var (text, boost) in Texts)
        {
            var query = InField(terms, text);
            query.Boost = boost;
            any.Add(query);
        }

        return any;
    }

    private static Query InField(IReadOnlyList<SearchTerm> terms, string field)
    {
        if (terms.Count == 1)
        {
            return new TermQuery(new Term(field, terms[0].Text));
        }

        var phrase = new PhraseQuery();
        foreach (var term in terms)
        {
            phrase.Add(new Term(field, term.Text), term.Position);
        }

        return phrase;
    }
}
