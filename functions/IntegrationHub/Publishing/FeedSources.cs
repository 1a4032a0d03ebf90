using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>What the feed says of a source.</summary>
internal sealed record FeedSource(string Name, string? English = null, bool Member = false);

/// <summary>The sources as they were when the feed was published: a source that is gone keeps its name as long as its records stay.</summary>
internal sealed class FeedSources(IReadOnlyDictionary<string, FeedSource> sources)
{
    public static readonly FeedSources None = new(new Dictionary<string, FeedSource>());

    /// <summary>By id, in order.</summary>
    public IReadOnlyDictionary<string, FeedSource> All => sources;

    public bool IsMember(SourceId source) => sources.TryGetValue(source.Value, out var known) && known.Member;

    public Label LabelOf(string source) =>
        sources.TryGetValue(source, out var known) ? new Label(known.Name, known.English is { Length: > 0 } english ? english : known.Name) : new Label(source);

    /// <summary>This snapshot brought up to date.</summary>
    public FeedSources With(IEnumerable<Source> current)
    {
        var all = new SortedDictionary<string, FeedSource>(sources.ToDictionary(), StringComparer.Ordinal);
        foreach (var source in current)
        {
            all[source.Id.Value] = new FeedSource(source.Name, source.NameEnglish, source.Kind == SourceKind.Member);
        }

        return new FeedSources(all);
    }
}
