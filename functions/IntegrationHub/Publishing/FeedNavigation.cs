using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>The navigation of a published version, made of its manifest alone: which documents there are, and what leads where. Empty nodes are absent.</summary>
internal sealed class FeedNavigation
{
    /// <summary>Items of a dimension that the root shows; the dimension's own document shows all.</summary>
    private const int ItemsInRoot = 30;

    private readonly FeedManifest _manifest;
    private readonly Label _title;
    private readonly FeedSources _sources;
    private readonly Dictionary<string, NavigationItem> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NavigationItem>> _children = new(StringComparer.Ordinal);

    public FeedNavigation(FeedManifest manifest, FeedSources sources, Label title)
    {
        _manifest = manifest;
        _sources = sources;
        _title = title;
        foreach (var (path, listing) in manifest.Categories.Where(category => category.Value.Count > 0))
        {
            Add(new NavigationItem(path, LabelOf(path), listing.Count, listing.Updated, IsAcquisition: true));
        }

        if (manifest.New.Count > 0)
        {
            Add(new NavigationItem(FeedTree.New, LabelOf(FeedTree.New), manifest.New.Count, manifest.Categories[FeedTree.All].Updated, IsAcquisition: true));
        }

        foreach (var children in _children.Values)
        {
            children.Sort(FeedOrder.Compare);
        }
    }

    public bool IsEmpty => _nodes.Count == 0;

    /// <returns>Null: no such document, or nothing in it now.</returns>
    public NavigationItem? Find(string path) => _nodes.GetValueOrDefault(path);

    /// <summary>The nearest document above <paramref name="path"/> that exists.</summary>
    public string NearestAbove(string path)
    {
        var above = FeedTree.ParentOf(path);
        while (above is { Length: > 0 } && !_nodes.ContainsKey(above))
        {
            above = FeedTree.ParentOf(above);
        }

        return above ?? "";
    }

    public IEnumerable<string> Paths => _nodes.Keys;

    public Label TitleOf(string path) => path.Length == 0 ? _title : LabelOf(path);

    /// <param name="path">Of a navigation document that exists; empty: the root.</param>
    public FeedDocument Document(string path) => path.Length == 0
        ? new FeedDocument
        {
            Path = "",
            Title = _title,
            Updated = _manifest.Categories[FeedTree.All].Updated,
            Items = [_nodes[FeedTree.New], _nodes[FeedTree.All]],
            Groups = [.. FeedTree.Dimensions.Where(dimension => _nodes.ContainsKey(dimension.Path)).Select(dimension => GroupOf(_nodes[dimension.Path]))],
        }
        : new FeedDocument { Path = path, Title = LabelOf(path), Updated = _nodes[path].Updated, Items = _children[path] };

    private NavigationGroup GroupOf(NavigationItem dimension) =>
        new(dimension.Path, dimension.Label, dimension.Count, dimension.Updated, [.. _children[dimension.Path].Take(ItemsInRoot)]);

    /// <summary>Adds a node, and the navigation documents that lead to it.</summary>
    private void Add(NavigationItem node)
    {
        _nodes[node.Path] = node;
        if (FeedTree.ParentOf(node.Path) is not { Length: > 0 } parent)
        {
            return;
        }

        if (!_children.TryGetValue(parent, out var siblings))
        {
            _children[parent] = siblings = [];
        }

        siblings.RemoveAll(sibling => sibling.Path == node.Path);
        siblings.Add(node);
        // A class counts the resources in it, each once; any other document counts the documents that it leads to.
        var whole = _nodes.GetValueOrDefault($"{parent}/{FeedTree.All}");
        var updated = siblings.Max(sibling => sibling.Updated)!;
        Add(new NavigationItem(parent, LabelOf(parent), whole?.Count ?? siblings.Count, updated, IsAcquisition: false));
    }

    private Label LabelOf(string path) => FeedTree.LabelOf(path, _sources.LabelOf);
}

/// <summary>In which order siblings are shown.</summary>
internal static class FeedOrder
{
    public static int Compare(NavigationItem a, NavigationItem b)
    {
        var order = RankOf(a.Path).CompareTo(RankOf(b.Path));
        if (order == 0 && IsNamed(a.Path))
        {
            order = SortKey.Compare(SortKey.Of(a.Label.Chinese), SortKey.Of(b.Label.Chinese));
        }

        return order != 0 ? order
            // Periods: the latest first. "0900-0999" and "1990-1999" compare as text.
            : a.Path.StartsWith("period/", StringComparison.Ordinal) ? string.CompareOrdinal(b.Path, a.Path)
            : string.CompareOrdinal(a.Path, b.Path);
    }

    /// <summary>Whether readers look for it by its name, and not by a code or a date.</summary>
    private static bool IsNamed(string path) =>
        path.StartsWith("platform/", StringComparison.Ordinal) || path.StartsWith("language/", StringComparison.Ordinal) || path.StartsWith("member/", StringComparison.Ordinal);

    /// <summary>A class as a whole comes before its divisions, "not given" comes last, types come in their own order.</summary>
    private static int RankOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name switch
        {
            FeedTree.All => -1,
            "undated" or "unclassified" or LanguageLabels.Undetermined => int.MaxValue,
            _ when path.StartsWith("type/", StringComparison.Ordinal) => TypeLabels.Order(name),
            _ => 0,
        };
    }
}
