namespace IntegrationHub.Linking;

/// <summary>Union-find over 0…n-1, with path halving and union by size.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;
    private readonly int[] _sizes;

    public DisjointSets(int count)
    {
        _parents = [.. Enumerable.Range(0, count)];
        _sizes = new int[count];
        Array.Fill(_sizes, 1);
    }

    public int Find(int item)
    {
        while (_parents[item] != item)
        {
            item = _parents[item] = _parents[_parents[item]];
        }

        return item;
    }

    public void Union(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        if (a == b)
        {
            return;
        }

        if (_sizes[a] < _sizes[b])
        {
            (a, b) = (b, a);
        }

        _parents[b] = a;
        _sizes[a] += _sizes[b];
    }
}
