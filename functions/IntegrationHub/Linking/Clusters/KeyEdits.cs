using System.Collections;

namespace IntegrationHub.Linking;

/// <summary>
/// The changes to key lines that a step makes, in order of key: the keys of new and changed records, which gain them as a holder, and whatever else changes. The former are many, and not
/// copied.
/// </summary>
internal sealed class KeyEdits : IEnumerable<KeyEdit>
{
    private readonly HeldKeys _gained;
    private readonly Func<int, ResourceId> _holderOf;
    private readonly List<KeyEdit> _others;

    /// <param name="gained">Keys of new and changed records.</param>
    /// <param name="holderOf">The resource that such a record is in now.</param>
    /// <param name="others">All other edits, in any order.</param>
    public KeyEdits(HeldKeys gained, Func<int, ResourceId> holderOf, List<KeyEdit> others)
    {
        _gained = gained;
        _holderOf = holderOf;
        _others = others;
        _others.Sort(static (a, b) => a.Key.CompareTo(b.Key));
    }

    public static KeyEdits Of(List<KeyEdit> edits) => new(HeldKeys.None, _ => default, edits);

    public int Count => _gained.Count + _others.Count;

    /// <summary>Lines that there are more afterwards, at most.</summary>
    public long Growth => _gained.Count + _others.Sum(static edit => edit.Kind is KeyEditKind.Add or KeyEditKind.Lead ? 1L : -1L);

    /// <summary>The edits of each key whose hash is in a range.</summary>
    /// <param name="first">The least hash.</param>
    /// <param name="last">The greatest hash.</param>
    public IEnumerable<KeyEdit[]> In(ulong first, ulong last)
    {
        var gained = FirstFrom(first, _gained.Count, i => _gained.All[i].Key.Hash);
        var other = FirstFrom(first, _others.Count, i => _others[i].Key.Hash);
        while (true)
        {
            var hasGained = gained < _gained.Count && _gained.All[gained].Key.Hash <= last;
            var hasOther = other < _others.Count && _others[other].Key.Hash <= last;
            if (!hasGained && !hasOther)
            {
                yield break;
            }

            var key = !hasOther || (hasGained && _gained.All[gained].Key.CompareTo(_others[other].Key) <= 0) ? _gained.All[gained].Key : _others[other].Key;
            var gains = hasGained ? HeldKeys.LengthOfRun(_gained.All[gained..], key) : 0;
            var rest = 0;
            while (other + rest < _others.Count && _others[other + rest].Key == key)
            {
                rest++;
            }

            var edits = new KeyEdit[gains + rest];
            for (var i = 0; i < gains; i++)
            {
                edits[i] = new KeyEdit(key, KeyEditKind.Add, _holderOf(_gained.All[gained + i].Holder));
            }

            _others.CopyTo(other, edits, gains, rest);
            gained += gains;
            other += rest;
            yield return edits;
        }
    }

    public IEnumerator<KeyEdit> GetEnumerator() => In(0, ulong.MaxValue).SelectMany(static edits => edits).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int FirstFrom(ulong hash, int count, Func<int, ulong> hashAt)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (hashAt(middle) < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
