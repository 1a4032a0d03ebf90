using IntegrationHub.Linking;

namespace IntegrationHub.Search;

/// <summary>What is found of a resource, and by what. Texts as readers see them: they are folded on the way into the index.</summary>
internal sealed record SearchDocument
{
    public required ResourceId Id { get; init; }

    /// <summary>The title, then the others.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Subjects, and what it is part of.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Facets: paths of the feed's categories, dimension first (<c>type/book</c>).</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What readers are shown of it: comes back with a hit, as it is.</summary>
    public required byte[] Line { get; init; }
}
