namespace IntegrationHub.Records;

/// <summary>Syllables of Hanyu Pinyin, without tones: what a romanised Chinese name is made of.</summary>
internal static class Pinyin
{
    private static readonly string[] Initials = ["zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w", ""];

    private static readonly string[] Finals =
        ["iang", "iong", "uang", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan", "ai", "an", "ao", "ei", "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", "üe", "a", "e", "i", "o", "u", "ü", "v"];

    /// <returns>The fewest syllables that make up the word; 0 where none do.</returns>
    public static int Syllables(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[16];
        if (word.Length is 0 or > 16 || word.ToLowerInvariant(lower) != word.Length)
        {
            return 0;
        }

        return Fewest(lower[..word.Length]) is >= 0 and var fewest ? fewest : 0;
    }

    private static int Fewest(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest is "'" or "-")
        {
            return 0;
        }

        rest = rest[0] is '\'' or '-' or '’' ? rest[1..] : rest;
        var fewest = -1;
        foreach (var initial in Initials)
        {
            if (!rest.StartsWith(initial, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var final in Finals)
            {
                if (rest[initial.Length..].StartsWith(final, StringComparison.Ordinal) && (initial.Length > 0 || final[0] is 'a' or 'e' or 'o')
                    && Fewest(rest[(initial.Length + final.Length)..]) is >= 0 and var more && (fewest < 0 || more + 1 < fewest))
                {
                    fewest = more + 1;
                }
            }
        }

        return fewest;
    }
}
