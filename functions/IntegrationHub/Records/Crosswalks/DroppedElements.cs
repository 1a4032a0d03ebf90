using System.Runtime.InteropServices;
using static IntegrationHub.Records.PayloadTree;

namespace IntegrationHub.Records;

/// <summary>Paths of what a crosswalk dropped from a record. The same few come with every record, so paths and lists of them are kept and handed out again.</summary>
internal sealed class DroppedElements
{
    private const int Longest = 200;
    private const int MostPaths = 2_000;
    private const int MostOfARecord = 200;

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly Dictionary<int, string[]> _lists = [];
    private readonly List<string> _dropped = [];

    public DroppedElements() => _byText = _paths.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Clear() => _dropped.Clear();

    public void Add(PayloadNode element)
    {
        if (_dropped.Count == MostOfARecord)
        {
            return;
        }

        Span<char> path = stackalloc char[Longest];
        var start = Longest;
        for (var node = element; !node.IsTop && !node.Parent.IsTop; node = node.Parent)
        {
            var name = NameOf(node);
            if (name.Length + 1 > start)
            {
                break;
            }

            if (start < Longest)
            {
                path[--start] = '/';
            }

            start -= name.Length;
            name.CopyTo(path[start..]);
        }

        if (start == Longest)
        {
            return;
        }

        // attribute values in it are a provider's
        foreach (ref var c in path[start..])
        {
            c = char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' ? '?' : c;
        }

        if (!_byText.TryGetValue(path[start..], out var known))
        {
            known = path[start..].ToString();
            if (_paths.Count < MostPaths)
            {
                _paths.Add(known);
            }
        }

        _dropped.Add(known);
    }

    /// <summary>With what tells elements of one name apart where a format calls all of its fields the same: <c>field[relation.ispartof]</c>.</summary>
    private static string NameOf(PayloadNode node)
    {
        if (node.Name is not ("field" or "element" or "datafield"))
        {
            return node.Name;
        }

        var qualifier = node.Attribute("qualifier");
        var what = node.Attribute("element") ?? node.Attribute("name") ?? node.Attribute("tag");
        return what is null ? node.Name : qualifier is null ? $"{node.Name}[{what}]" : $"{node.Name}[{what}.{qualifier}]";
    }

    public IReadOnlyList<string> List()
    {
        if (_dropped.Count == 0)
        {
            return [];
        }

        var hash = default(HashCode);
        foreach (var path in _dropped)
        {
            hash.Add(path.GetHashCode(StringComparison.Ordinal));
        }

        var key = hash.ToHashCode();
        if (_lists.TryGetValue(key, out var list) && CollectionsMarshal.AsSpan(_dropped).SequenceEqual(list))
        {
            return list;
        }

        list = [.. _dropped];
        if (_lists.Count < MostPaths)
        {
            _lists.TryAdd(key, list);
        }

        return list;
    }
}
