using System.Collections.Frozen;
using static IntegrationHub.Records.PayloadTree;

namespace IntegrationHub.Records;

/// <summary>
/// Carries out a <see cref="CrosswalkTable"/>: one walk over the payload's tree, all rows at once. Of the rows that fit an element the first decides. What
/// has text and fits no row is told as dropped. For one thread; make one for each reader of pages.
/// </summary>
internal sealed class PathCrosswalk
{
    private readonly State _root;
    private readonly FrozenDictionary<string, string[]> _prefixes;
    private readonly bool _hasIsbdMarks;
    private readonly Dictionary<(string Prefix, string Uri), bool> _uris = [];
    private readonly Stack<DraftThing> _spare = new();

    // States that are at work, those of an element after those of its parent.
    private State[] _states = new State[64];
    private int _top;
    private bool _drops;

    public PathCrosswalk(CrosswalkTable table)
    {
        Name = table.Name;
        _prefixes = table.Prefixes;
        _hasIsbdMarks = table.HasIsbdMarks;
        _root = new State();
        foreach (var row in table.Rows)
        {
            Add(row);
        }
    }

    public string Name { get; }

    /// <param name="root">The payload's root: paths begin below it.</param>
    /// <param name="draft">To add to.</param>
    /// <param name="drops">Whether what fits no row is told: not where another crosswalk reads the same elements.</param>
    public void Fill(PayloadNode root, DraftRecord draft, bool drops = true)
    {
        (_top, _drops) = (0, drops);
        Push(_root);
        var thing = _root.Row is null ? null : Thing();
        Apply(root, 0, thing, draft);
        Visit(root, 0, _top, thing, draft);
        if (thing is not null)
        {
            Add(_root.Row!, thing, draft);
        }
    }

    private void Visit(PayloadNode parent, int from, int to, DraftThing? thing, DraftRecord draft)
    {
        foreach (var element in parent.Elements)
        {
            var start = _top;
            Enter(element, from, to);
            var row = RowOf(start);
            var isIgnored = row?.Target == DraftTarget.Ignored;
            var deeper = row is null || row.IsWhateverElse || ((row.IsGroup || isIgnored) && GoesDeeper(start));
            var inner = thing;
            if (row is null)
            {
                if (_drops && element.HasText && !LooksIntoText(start))
                {
                    draft.Drop(element);
                }
            }
            else if (row.IsGroup)
            {
                inner = Thing();
                if (!deeper || !element.HasElements)
                {
                    inner.Add(DraftPart.Text, element.Text);
                }
            }
            else if (!isIgnored)
            {
                Put(row, element.Text, thing, draft);
            }

            Apply(element, start, inner, draft);
            if (deeper)
            {
                var drops = _drops;
                _drops &= !isIgnored;
                Visit(element, start, _top, inner, draft);
                _drops = drops;
            }

            if (row is { IsGroup: true })
            {
                Add(row, inner!, draft);
            }

            _top = start;
        }
    }

    private DraftThing Thing() => _spare.TryPop(out var spare) ? spare : new DraftThing();

    private void Add(CrosswalkRow row, DraftThing thing, DraftRecord draft)
    {
        draft.Add(row.Target!.Value, row.Argument, thing);
        thing.Clear();
        _spare.Push(thing);
    }

    private void Put(CrosswalkRow row, string text, DraftThing? thing, DraftRecord draft)
    {
        text = _hasIsbdMarks && row.IsWords ? IsbdMarks.Trim(text) : text;
        if (row.Part is { } part)
        {
            thing?.Add(part, text);
        }
        else
        {
            draft.Add(row.Target!.Value, row.Argument, text);
        }
    }

    /// <summary>Rows of the element's attributes.</summary>
    private void Apply(PayloadNode element, int from, DraftThing? thing, DraftRecord draft)
    {
        for (var i = from; i < _top; i++)
        {
            if (_states[i].Attributes is { } rows)
            {
                foreach (var row in rows)
                {
                    if (row.Positions is { } positions)
                    {
                        var characters = positions.Of(element.Text);
                        if (characters.ContainsAnyExcept(" |#"))
                        {
                            Put(row, ShortTexts.Of(characters) ?? characters.ToString(), thing, draft);
                        }
                    }
                    else if (element.Attribute(row.Attribute!) is { Length: > 0 } value)
                    {
                        Put(row, value, thing, draft);
                    }
                }
            }
        }
    }

    private void Enter(PayloadNode element, int from, int to)
    {
        var name = element.Name;
        for (var i = from; i < to; i++)
        {
            var state = _states[i];
            if (state.Sticks)
            {
                Push(state);
            }

            if (state.Edges.TryGetValue(name, out var edges))
            {
                Follow(edges, element);
            }

            if (state.AnyName is { } any)
            {
                Follow(any, element);
            }
        }
    }

    private void Follow(List<Edge> edges, PayloadNode element)
    {
        foreach (var edge in edges)
        {
            if ((edge.Beginning is null || element.Name.StartsWith(edge.Beginning, StringComparison.OrdinalIgnoreCase))
                && (edge.Step.Prefix is null || IsIn(edge, element.Uri)) && Holds(edge.Step.Conditions, element))
            {
                Push(edge.To);
            }
        }
    }

    private static bool Holds(CrosswalkCondition[] conditions, PayloadNode element)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(element))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A page's namespaces are the same objects from one element to the next.</summary>
    private bool IsIn(Edge edge, string uri)
    {
        if (ReferenceEquals(edge.LastUri, uri))
        {
            return true;
        }

        if (!Is(edge.Step.Prefix!, uri))
        {
            return false;
        }

        edge.LastUri = uri;
        return true;
    }

    private bool Is(string prefix, string uri)
    {
        if (!_uris.TryGetValue((prefix, uri), out var holds))
        {
            holds = _prefixes.TryGetValue(prefix, out var parts)
                && Array.Exists(parts, part => part.Length == 0 ? uri.Length == 0 : uri.Contains(part, StringComparison.OrdinalIgnoreCase));
            if (_uris.Count < 1000)
            {
                _uris.Add((prefix, uri), holds);
            }
        }

        return holds;
    }

    private CrosswalkRow? RowOf(int from)
    {
        CrosswalkRow? first = null;
        for (var i = from; i < _top; i++)
        {
            if (_states[i].Row is { } row && (first is null || row.Order < first.Order))
            {
                first = row;
            }
        }

        return first;
    }

    /// <summary>Whether rows look into the element; markup within a text is no structure.</summary>
    private bool GoesDeeper(int from)
    {
        for (var i = from; i < _top; i++)
        {
            if (!_states[i].Sticks && (_states[i].Edges.Count > 0 || _states[i].AnyName is not null || _states[i].Anywhere is not null))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether rows take single characters of the element's text.</summary>
    private bool LooksIntoText(int from)
    {
        for (var i = from; i < _top; i++)
        {
            if (_states[i].Attributes is { } rows && rows.Exists(static row => row.Positions is not null))
            {
                return true;
            }
        }

        return false;
    }

    private void Push(State state)
    {
        if (_top + 2 > _states.Length)
        {
            Array.Resize(ref _states, _states.Length * 2);
        }

        _states[_top++] = state;
        if (state.Anywhere is { } anywhere)
        {
            _states[_top++] = anywhere;
        }
    }

    private void Add(CrosswalkRow row)
    {
        var state = _root;
        foreach (var step in row.Path)
        {
            if (step.Anywhere)
            {
                state = state.Anywhere ??= new State { Sticks = true };
            }

            var edges = step.Name.EndsWith('*') ? state.AnyName ??= [] : state.Edges.TryGetValue(step.Name, out var known) ? known : state.Edges[step.Name] = [];
            var edge = edges.Find(edge => edge.IsSame(step));
            if (edge is null)
            {
                edges.Add(edge = new Edge(step, new State()));
            }

            state = edge.To;
        }

        if (row.Attribute is null && row.Positions is null)
        {
            state.Row ??= row;
        }
        else
        {
            (state.Attributes ??= []).Add(row);
        }
    }

    private sealed record Edge(CrosswalkStep Step, State To)
    {
        /// <summary>Of the names of <c>5*</c>; null where one name or any is meant.</summary>
        public string? Beginning { get; } = Step.Name.Length > 1 && Step.Name.EndsWith('*') ? Step.Name[..^1] : null;

        /// <summary>The last namespace found to be one that the step's prefix stands for.</summary>
        public string? LastUri { get; set; }

        public bool IsSame(CrosswalkStep other) =>
            Step.Prefix == other.Prefix && Step.Name == other.Name && Step.Conditions.Length == other.Conditions.Length
            && Step.Conditions.Zip(other.Conditions).All(static pair => pair.First.IsSame(pair.Second));
    }

    private sealed class State
    {
        public Dictionary<string, List<Edge>> Edges { get; } = new(PathNames.Instance);

        public List<Edge>? AnyName { get; set; }

        /// <summary>At work in every element below.</summary>
        public State? Anywhere { get; set; }

        public bool Sticks { get; init; }

        public CrosswalkRow? Row { get; set; }

        public List<CrosswalkRow>? Attributes { get; set; }
    }

    /// <summary>Names are the same in any case; those of one letter, the codes of MARC's subfields, are not: $a and $A are two.</summary>
    private sealed class PathNames : IEqualityComparer<string>
    {
        public static readonly PathNames Instance = new();

        public bool Equals(string? x, string? y) => ReferenceEquals(x, y) || (x is { Length: > 1 } && string.Equals(x, y, StringComparison.OrdinalIgnoreCase)) || x == y;

        public int GetHashCode(string obj) => obj.Length < 2 ? obj.Length == 0 ? 0 : obj[0] : obj.Length + ((obj[0] | 0x20) << 5) + ((obj[1] | 0x20) << 12) + ((obj[^1] | 0x20) << 19);
    }
}
