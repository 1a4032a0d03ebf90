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
}
