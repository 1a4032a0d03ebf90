namespace IntegrationHub.Linking;

/// <summary>Which words of two titles are the same word: equal, nearly spelt alike, one a number or abbreviation of the other, or two written as one.</summary>
internal ref struct WordPairing
{
    private const int LeastBeforeCut = 3;
    private const int LettersASlip = 7;

    private static readonly string[] Ligatures = ["ffi", "ffl", "ff", "fi", "fl"];

    public WordPairing(TitleForm a, TitleForm b)
    {
        for (var i = 0; i < a.Words.Length; i++)
        {
            // In reading order, so that a word said twice meets its like.
            for (var j = 0; j < b.Words.Length; j++)
            {
                if (!Has(UsedB, j) && a.Words[i] == b.Words[j])
                {
                    Pair(a, i, b, j, 1);
                    break;
                }
            }
        }

        if (IsFull(UsedA, a.Words.Length) || IsFull(UsedB, b.Words.Length))
        {
            return;
        }

        PairCutWord(a, UsedA, b, UsedB);
        PairCutWord(b, UsedB, a, UsedA);
        PairNearWords(a, b);
        PairJoined(a, UsedA, b, UsedB, swapped: false);
        PairJoined(b, UsedB, a, UsedA, swapped: true);
        PairTheRest(a, b);
    }

    /// <summary>A bit for each word that has found its like.</summary>
    public ulong UsedA { get; private set; }

    public ulong UsedB { get; private set; }

    public float Common { get; private set; }

    public static float LeftOf(TitleForm title, ulong used)
    {
        var sum = 0f;
        for (var i = 0; i < title.Words.Length; i++)
        {
            sum += Has(used, i) ? 0 : title.Tell[i];
        }

        return sum;
    }

    /// <summary>Numbers are never nearly alike.</summary>
    internal static bool AreNear(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        if (shorter < 4 || a.AsSpan().ContainsAnyInRange('0', '9') || b.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        if (Math.Abs(a.Length - b.Length) is 2 or 3 && (IsWithoutLigature(a, b) || IsWithoutLigature(b, a)))
        {
            return true;
        }

        if (shorter == 4)
        {
            return a.Length == b.Length && IsSwap(a, b);
        }

        var limit = shorter >= 9 ? 2 : 1;
        return (a[0] == b[0] || a[1] == b[1] || a[0] == b[1]) && Similarity.Distance(a, b, limit) <= limit;
    }

    /// <summary>The plural or another form of the same stem: "datum" is not "data", but "query" is "queries".</summary>
    private static bool AreOneStem(string a, string b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        var common = a.AsSpan().CommonPrefixLength(b);
        return common >= 4 && Math.Max(a.Length, b.Length) - common <= 3 && shorter - common <= 1;
    }

    /// <summary>Texts taken from PDF lose ligatures: "efficient" is "ecient" there.</summary>
    private static bool IsWithoutLigature(string damaged, string whole)
    {
        foreach (var ligature in Ligatures)
        {
            if (damaged.Length + ligature.Length == whole.Length && whole.IndexOf(ligature, StringComparison.Ordinal) is >= 0 and var at
                && damaged.AsSpan(0, at).SequenceEqual(whole.AsSpan(0, at)) && damaged.AsSpan(at).SequenceEqual(whole.AsSpan(at + ligature.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSwap(string a, string b)
    {
        var at = a.AsSpan().CommonPrefixLength(b);
        return at + 1 < a.Length && a[at] == b[at + 1] && a[at + 1] == b[at] && a.AsSpan(at + 2).SequenceEqual(b.AsSpan(at + 2));
    }

    private static bool Has(ulong used, int index) => (used >> index & 1) != 0;

    private static bool IsFull(ulong used, int length) => System.Numerics.BitOperations.PopCount(used) == length;

    private void PairNearWords(TitleForm a, TitleForm b)
    {
        for (var i = 0; i < a.Words.Length; i++)
        {
            for (var j = 0; j < b.Words.Length && !Has(UsedA, i); j++)
            {
                if (!Has(UsedB, j))
                {
                    if (AreNear(a.Words[i], b.Words[j]))
                    {
                        Pair(a, i, b, j, 0.95f);
                    }
                    else if (AreOneStem(a.Words[i], b.Words[j]))
                    {
                        Pair(a, i, b, j, 0.8f);
                    }
                }
            }
        }
    }

    /// <summary>A title cut within a word.</summary>
    private void PairCutWord(TitleForm cut, ulong usedCut, TitleForm whole, ulong usedWhole)
    {
        var last = cut.Words.Length - 1;
        if (last < LeastBeforeCut || whole.Words.Length <= last || Has(usedCut, last) || Has(usedWhole, last) || !whole.Words[last].StartsWith(cut.Words[last], StringComparison.Ordinal))
        {
            return;
        }

        var bit = 1UL << last;
        UsedA |= bit;
        UsedB |= bit;
        Common += 0.5f * Math.Min(cut.Tell[last], whole.Tell[last]);
    }

    /// <summary>Neighbours on one side are one word on the other: "data base", "qualityofdata".</summary>
    private void PairJoined(TitleForm some, ulong usedSome, TitleForm one, ulong usedOne, bool swapped)
    {
        for (var j = 0; j < one.Words.Length; j++)
        {
            for (var i = 0; i + 1 < some.Words.Length && !Has(usedOne, j); i++)
            {
                var count = CountJoined(some.Words, usedSome, i, one.Words[j]);
                if (count < 2)
                {
                    continue;
                }

                var (bits, bit, weight) = (((1UL << count) - 1) << i, 1UL << j, 0f);
                for (var k = i; k < i + count; k++)
                {
                    weight += some.Tell[k];
                }

                Common += count == 2 ? Math.Max(one.Tell[j], 0.5f) : weight;
                UsedA |= swapped ? bit : bits;
                UsedB |= swapped ? bits : bit;
                usedSome |= bits;
                usedOne |= bit;
            }
        }
    }

    /// <returns>How many words from there on make up the one; 0: they don't.</returns>
    private static int CountJoined(string[] words, ulong used, int from, string whole)
    {
        var rest = whole.AsSpan();
        for (var i = from; i < words.Length && !Has(used, i) && rest.StartsWith(words[i], StringComparison.Ordinal); i++)
        {
            rest = rest[words[i].Length..];
            if (rest.IsEmpty)
            {
                return i + 1 - from;
            }
        }

        return 0;
    }

    /// <summary>What is left on both sides is one text but for a slip that moved or ate a blank: "multimedi asevers".</summary>
    private void PairTheRest(TitleForm a, TitleForm b)
    {
        var (restA, restB) = (RestOf(a, UsedA), RestOf(b, UsedB));
        var limit = Math.Min(restA.Length, restB.Length) / LettersASlip;
        if (limit == 0 || (limit == 1 && restA[0] != restB[0]) || restA.AsSpan().ContainsAnyInRange('0', '9') || restB.AsSpan().ContainsAnyInRange('0', '9') || Similarity.Distance(restA, restB, limit) > limit)
        {
            return;
        }

        Common += 0.85f * Math.Min(LeftOf(a, UsedA), LeftOf(b, UsedB));
        UsedA = AllOf(a);
        UsedB = AllOf(b);
    }

    private static ulong AllOf(TitleForm title) => title.Words.Length == 64 ? ulong.MaxValue : (1UL << title.Words.Length) - 1;

    private static string RestOf(TitleForm title, ulong used)
    {
        var rest = string.Empty;
        for (var i = 0; i < title.Words.Length; i++)
        {
            rest = Has(used, i) ? rest : rest + title.Words[i];
        }

        return rest;
    }

    private void Pair(TitleForm a, int i, TitleForm b, int j, float share)
    {
        UsedA |= 1UL << i;
        UsedB |= 1UL << j;
        Common += share * Math.Min(a.Tell[i], b.Tell[j]);
    }
}
