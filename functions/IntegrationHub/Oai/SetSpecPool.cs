using System.Runtime.InteropServices;

namespace IntegrationHub.Oai;

/// <summary>Thousands of headers name the same few sets: one list for all of them.</summary>
internal sealed class SetSpecPool
{
    private const int Kept = 32;
    private readonly List<string> _current = [];
    private readonly List<string[]> _known = [];

    public void Begin() => _current.Clear();

    public bool TryAdd(string setSpec)
    {
        if (_current.Count == OaiLimits.SetSpecs)
        {
            return false;
        }

        _current.Add(setSpec);
        return true;
    }

    public IReadOnlyList<string> End()
    {
        if (_current.Count == 0)
        {
            return [];
        }

        foreach (var known in _known)
        {
            if (_current.Count == known.Length && known.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(_current)))
            {
                return known;
            }
        }

        string[] list = [.. _current];
        if (_known.Count < Kept)
        {
            _known.Add(list);
        }

        return list;
    }
}
