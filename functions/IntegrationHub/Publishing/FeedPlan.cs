using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>What a publication does to one category.</summary>
internal sealed class CategoryEdits
{
    /// <summary>Lines by position; an empty one leaves a hole.</summary>
    public Dictionary<int, ReadOnlyMemory<byte>> Lines { get; } = [];

    /// <summary>The position after the last one that is given away.</summary>
    public int Next { get; set; }

    /// <summary>The latest change among the new lines.</summary>
    public string? Updated { get; set; }
}

/// <summary>
/// Decides where everything goes. A resource keeps its position for as long as it stays in a category; leaving leaves a hole; whoever joins goes to the
/// end, in the order in which the resources first came. Pure, and the same for the same input in any order.
/// </summary>
/// <param name="categories">As they stand. Positions in others than these mean nothing: the feed is cut anew.</param>
internal sealed class FeedPlan(IReadOnlyDictionary<string, CategoryListing> categories)
{
    private readonly Dictionary<string, CategoryEdits> _edits = new(StringComparer.Ordinal);
    private readonly Dictionary<ResourceId, ResourcePlaces?> _places = [];
    private readonly List<Arrival> _arrivals = [];
    private readonly List<ResourcePlaces> _withdrawn = [];

    public int Added { get; private set; }

    public int Changed { get; private set; }

    /// <summary>Where those stood that leave the feed.</summary>
    public IReadOnlyList<ResourcePlaces> Withdrawn => _withdrawn;

    public void Withdraw(ResourcePlaces old)
    {
        _withdrawn.Add(old);
        _places[old.Id] = null;
        foreach (var place in old.In)
        {
            Leave(place);
        }
    }

    /// <param name="old">Where it stands now; null: nowhere yet.</param>
    public void Show(FeedDraft draft, ResourcePlaces? old)
    {
        var positions = new int[draft.Categories.Count];
        var joins = false;
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = PositionIn(old, draft.Categories[i]);
            joins |= positions[i] < 0;
        }

        if (old is null)
        {
            Added++;
        }
        else
        {
            var isAlike = old.IsAlike(draft.Hash, draft.Categories);
            if (isAlike && !joins)
            {
                return;
            }

            Changed += isAlike ? 0 : 1;
            foreach (var left in old.In.Where(place => !draft.Categories.Contains(place.Category)))
            {
                Leave(left);
            }

            if (old.Hash != draft.Hash)
            {
                Rewrite(draft, positions);
            }
        }

        if (joins)
        {
            _arrivals.Add(new Arrival(draft, positions));
        }
        else
        {
            _places[draft.Id] = PlacesOf(draft, positions);
        }
    }

    /// <summary>Gives the arrivals their positions. Once, at the end.</summary>
    public (IReadOnlyDictionary<string, CategoryEdits> Categories, IReadOnlyDictionary<ResourceId, ResourcePlaces?> Places) Settle()
    {
        _arrivals.Sort(static (a, b) => string.CompareOrdinal(a.Draft.Since, b.Draft.Since) is not 0 and var order ? order : a.Draft.Id.CompareTo(b.Draft.Id));
        foreach (var (draft, positions) in _arrivals)
        {
            for (var i = 0; i < positions.Length; i++)
            {
                if (positions[i] < 0)
                {
                    var edits = EditsOf(draft.Categories[i]);
                    positions[i] = edits.Next++;
                    Put(edits, positions[i], draft);
                }
            }

            _places[draft.Id] = PlacesOf(draft, positions);
        }

        return (_edits, _places);
    }

    private void Leave(PlaceIn place)
    {
        if (categories.ContainsKey(place.Category))
        {
            EditsOf(place.Category).Lines[place.Position] = default;
        }
    }

    private void Rewrite(FeedDraft draft, int[] positions)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            if (positions[i] >= 0)
            {
                Put(EditsOf(draft.Categories[i]), positions[i], draft);
            }
        }
    }

    private static void Put(CategoryEdits edits, int position, FeedDraft draft)
    {
        edits.Lines[position] = draft.Line;
        edits.Updated = string.CompareOrdinal(edits.Updated, draft.Updated) < 0 ? draft.Updated : edits.Updated;
    }

    private CategoryEdits EditsOf(string category)
    {
        if (!_edits.TryGetValue(category, out var edits))
        {
            edits = new CategoryEdits { Next = categories.GetValueOrDefault(category)?.Next ?? 0 };
            _edits.Add(category, edits);
        }

        return edits;
    }

    private int PositionIn(ResourcePlaces? places, string category)
    {
        if (!categories.ContainsKey(category))
        {
            return -1;
        }

        foreach (var place in places?.In ?? [])
        {
            if (place.Category == category)
            {
                return place.Position;
            }
        }

        return -1;
    }

    private static ResourcePlaces PlacesOf(FeedDraft draft, int[] positions) =>
        new(draft.Id, draft.Hash, [.. draft.Categories.Select((category, i) => new PlaceIn(category, positions[i]))]);

    private sealed record Arrival(FeedDraft Draft, int[] Positions);
}
