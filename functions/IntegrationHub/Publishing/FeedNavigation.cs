using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>
/// The navigation of a published version, made of its manifest alone: which documents there are, and what leads where. Empty nodes are absent. What is hidden, or
/// leads to nothing but what is hidden, has its document still; nothing leads there.
/// </summary>
internal sealed class FeedNavigation
{
    /// <summary>Items of a dimension that the root shows; the dimension's own document shows all.</summary>
    private const int ItemsInRoot = 30;

    private readonly FeedManifest _manifest;
    private readonly NavigationSettings _settings;
    private readonly Consortium _consortium;
    private readonly FeedSources _sources;
    private readonly Dictionary<string, NavigationItem> _nodes = new(StringComparer.Ordinal);

    /// <summary>All that lies below a path, and what of it the document there shows.</summary>
    private readonly Dictionary<string, List<NavigationItem>> _below = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<NavigationItem>> _children = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    public FeedNavigation(FeedManifest manifest, FeedSources sources, Consortium consortium)
    {
        _manifest = manifest;
        _settings = manifest.Navigation;
        _sources = sources;
        _consortium = consortium;
        foreach (var (path, listing) in manifest.Categories.Where(category => category.Value.Count > 0))
        {
            Add(new NavigationItem(path, TitleOf(path), listing.Count, listing.Updated, IsAcquisition: true));
        }

        if (manifest.New.Count > 0)
        {
            Add(new NavigationItem(FeedTree.New, TitleOf(FeedTree.New), manifest.New.Count, manifest.Categories[FeedTree.All].Updated, IsAcquisition: true));
        }

        // What leads to documents that lead on comes after these.
        for (var steps = _below.Keys.Select(StepsOf).DefaultIfEmpty().Max(); steps > 0; steps--)
        {
            foreach (var path in _below.Keys.Where(path => StepsOf(path) == steps).ToList())
            {
                Lead(path, _below[path]);
            }
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

    public Label TitleOf(string path) => path.Length == 0 ? _consortium.Name
        : _settings.Of(path).Label is { } own ? own
        : path.Split('/') switch
        {
            [FeedTree.Collection, var id] when _manifest.Collections.TryGetValue(id, out var collection) => collection.Label,
            // The hub's own name of a class as a whole is another than of the class with a part.
            [.. var steps, FeedTree.All] when steps.Length > 0 && _settings.Of(string.Join('/', steps)).Label is { } whole => FeedTree.Whole(whole),
            _ => FeedTree.LabelOf(path, _sources.LabelOf),
        };

    /// <returns>Null: there is nothing more to say of it than its title.</returns>
    public Label? DescriptionOf(string path) =>
        path.Split('/') is [FeedTree.Collection, var id] && _manifest.Collections.TryGetValue(id, out var collection) ? collection.Description : null;

    /// <summary>Whether readers are not to be led there: it is hidden, or what it lies below.</summary>
    public bool IsHidden(string path) => _hidden.Contains(path) || _settings.Of(path).Hidden || (FeedTree.ParentOf(path) is { Length: > 0 } parent && IsHidden(parent));

    /// <summary>Dimensions in the order of the root.</summary>
    public IEnumerable<string> Dimensions => FeedTree.Dimensions.Select(dimension => dimension.Path).OrderBy(OrderOf);

    /// <param name="path">Of a navigation document that exists; empty: the root.</param>
    public FeedDocument Document(string path) => path.Length == 0
        ? new FeedDocument
        {
            Path = "",
            Title = _consortium.Name,
            Updated = _manifest.Categories[FeedTree.All].Updated,
            Items = [.. FirstInRoot()],
            Groups = [.. Dimensions.Where(dimension => _nodes.ContainsKey(dimension) && !IsHidden(dimension)).Select(dimension => GroupOf(_nodes[dimension]))],
            Withdrawn = _manifest.Withdrawn is { Count: > 0 } && !IsHidden(FeedTree.Withdrawn) ? TitleOf(FeedTree.Withdrawn) : null,
        }
        : new FeedDocument { Path = path, Title = TitleOf(path), Updated = _nodes[path].Updated, Items = _children[path] };

    /// <summary>What an admin has put first, then what all feeds begin with.</summary>
    private IEnumerable<NavigationItem> FirstInRoot() => _settings.Nodes.Where(node => node.Value.Featured).Select(node => node.Key).Append(FeedTree.New).Append(FeedTree.All)
        .Where(path => _nodes.ContainsKey(path) && !IsHidden(path)).Select(path => _nodes[path]).OrderBy(node => OrderOf(node.Path));

    private int OrderOf(string path) => _settings.Of(path).Order ?? int.MaxValue;

    private NavigationGroup GroupOf(NavigationItem dimension) =>
        new(dimension.Path, dimension.Label, dimension.Count, dimension.Updated, [.. _children[dimension.Path].Take(ItemsInRoot)]);

    private static int StepsOf(string path) => path.Count(letter => letter == '/') + 1;

    private void Add(NavigationItem node)
    {
        _nodes[node.Path] = node;
        if (FeedTree.ParentOf(node.Path) is { Length: > 0 } parent)
        {
            if (!_below.TryGetValue(parent, out var siblings))
            {
                _below[parent] = siblings = [];
            }

            siblings.Add(node);
        }
    }

    /// <summary>Adds the document that leads to these.</summary>
    private void Lead(string path, List<NavigationItem> all)
    {
        all.Sort(Compare);
        List<NavigationItem> shown = [.. all.Where(node => !_hidden.Contains(node.Path) && !_settings.Of(node.Path).Hidden)];
        if (shown.Count == 0)
        {
            // No document may be empty: who comes by a kept link finds what is there.
            _hidden.Add(path);
            shown = all;
        }

        _children[path] = shown;
        // A class counts the resources in it, each once; any other document counts the documents that it leads to.
        var whole = _nodes.GetValueOrDefault($"{path}/{FeedTree.All}");
        Add(new NavigationItem(path, TitleOf(path), whole?.Count ?? shown.Count, all.Max(node => node.Updated)!, IsAcquisition: false));
    }

    private int Compare(NavigationItem a, NavigationItem b) => OrderOf(a.Path).CompareTo(OrderOf(b.Path)) is not 0 and var order ? order : FeedOrder.Compare(a, b);
}

/// <summary>In which order siblings are shown, where no admin has said another.</summary>
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
    private static bool IsNamed(string path) => FeedTree.DimensionOf(path) is FeedTree.Collection or "platform" or "language" or "member" or "place";

    /// <summary>A class as a whole comes before its divisions, "not given" comes last, types come in their own order; China first, its provinces as GB/T 2260 has them.</summary>
    private static int RankOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name switch
        {
            FeedTree.All => -1,
            "undated" or "unclassified" or LanguageLabels.Undetermined => int.MaxValue,
            _ when path.StartsWith("type/", StringComparison.Ordinal) => TypeLabels.Order(name),
            _ when path.StartsWith("place/", StringComparison.Ordinal) => name == "CN" ? -1 : Regions.ByCode(name)?.Number ?? 0,
            _ => 0,
        };
    }
}
