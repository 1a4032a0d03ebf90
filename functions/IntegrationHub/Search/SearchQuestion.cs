namespace IntegrationHub.Search;

internal enum SearchOrder
{
    Relevance,

    /// <summary>As a Chinese catalogue orders titles.</summary>
    Title,

    /// <summary>What came last comes first.</summary>
    Date,
}

/// <summary>Words that must be there. Parts in "quotation marks" stand together and in order.</summary>
/// <param name="Field">One of <see cref="SearchFields"/>; null: any of the texts.</param>
internal sealed record SearchWords(string Text, string? Field = null);

/// <param name="Words">Each must be found. None: everything is.</param>
/// <param name="Categories">By dimension: one of each must fit.</param>
/// <param name="Skip">Hits before the first one wanted.</param>
internal sealed record SearchQuestion(IReadOnlyList<SearchWords> Words, IReadOnlyList<IReadOnlyList<string>> Categories, SearchOrder Order, int Skip, int Take);

/// <param name="Total">Hits in all.</param>
/// <param name="Lines">Of the page that was asked for, in order: <see cref="SearchDocument.Line"/>.</param>
/// <param name="Counts">By category: hits in it.</param>
internal sealed record SearchHits(int Total, IReadOnlyList<ReadOnlyMemory<byte>> Lines, IReadOnlyDictionary<string, int> Counts);
