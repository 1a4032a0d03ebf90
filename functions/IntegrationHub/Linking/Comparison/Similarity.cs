namespace IntegrationHub.Linking;

/// <summary>How alike two folded texts are.</summary>
internal static class Similarity
{
    private const int Longest = 300;

    /// <summary>1 for equal texts, 0 for texts with nothing in common: one less the share of characters to edit.</summary>
    public static double Of(string a, string b)
    {
        if (a == b)
        {
            return 1;
        }

        var longer = Math.Max(a.Length, b.Length);
        // Below that, nobody asks how unlike they are.
        var limit = Math.Min(a.Length, b.Length) > Longest ? 0 : (int)(longer * 0.4);
        var distance = Distance(a, b, limit);
        return distance > limit ? 0 : 1 - ((double)distance / longer);
    }

    /// <summary>Edits (insert, delete, replace, swap neighbours) between the texts, or more than <paramref name="limit"/> when it takes more.</summary>
    public static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        if (a.Length > b.Length)
        {
            (a, b) = (b, a);
        }

        if (a.Length is > 0 and <= 64)
        {
            return DistanceByBits(a, b, limit);
        }

        Span<int> beforeLast = a.Length < 256 ? stackalloc int[256] : new int[a.Length + 1];
        Span<int> last = a.Length < 256 ? stackalloc int[256] : new int[a.Length + 1];
        Span<int> row = a.Length < 256 ? stackalloc int[256] : new int[a.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            last[i] = i;
        }

        for (var j = 1; j <= b.Length; j++)
        {
            row[0] = j;
            var least = j;
            for (var i = 1; i <= a.Length; i++)
            {
                var cost = Math.Min(Math.Min(row[i - 1], last[i]) + 1, last[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, beforeLast[i - 2] + 1);
                }

                row[i] = cost;
                least = Math.Min(least, cost);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }

        return last[a.Length];
    }

    /// <summary>
    /// The same, a column of the table in one machine word: Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of
    /// Computing 10 (2003). <paramref name="a"/> has 1 to 64 characters.
    /// </summary>
    private static int DistanceByBits(string a, string b, int limit)
    {
        // Where in a each character stands, by open addressing: at most 64 of 128 places are taken.
        const int Places = 128;
        Span<char> characters = stackalloc char[Places];
        Span<ulong> positions = stackalloc ulong[Places];
        positions.Clear();
        for (var i = 0; i < a.Length; i++)
        {
            var place = PlaceOf(a[i], characters, positions);
            characters[place] = a[i];
            positions[place] |= 1ul << i;
        }

        var last = 1ul << (a.Length - 1);
        var (rises, falls, diagonal, before) = (ulong.MaxValue, 0ul, 0ul, 0ul);
        var distance = a.Length;
        for (var j = 0; j < b.Length; j++)
        {
            var here = positions[PlaceOf(b[j], characters, positions)];
            var swapped = ((~diagonal & here) << 1) & before;
            diagonal = (((here & rises) + rises) ^ rises) | here | falls | swapped;
            var right = falls | ~(diagonal | rises);
            var left = diagonal & rises;
            distance += ((right & last) != 0 ? 1 : 0) - ((left & last) != 0 ? 1 : 0);
            // Each character that is left can take away one edit at most.
            if (distance - (b.Length - 1 - j) > limit)
            {
                return limit + 1;
            }

            right = (right << 1) | 1;
            rises = (left << 1) | ~(diagonal | right);
            falls = right & diagonal;
            before = here;
        }

        return distance;
    }

    /// <summary>Where a character is, or would be: a place without positions is free.</summary>
    private static int PlaceOf(char character, ReadOnlySpan<char> characters, ReadOnlySpan<ulong> positions)
    {
        var place = character & (positions.Length - 1);
        while (positions[place] != 0 && characters[place] != character)
        {
            place = (place + 1) & (positions.Length - 1);
        }

        return place;
    }
}
