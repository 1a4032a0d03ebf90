namespace IntegrationHub.Linking;

/// <summary>Who made both works. What can't be compared (another script, nobody named) counts as nothing.</summary>
/// <param name="Common">How many of the shorter list the other names too.</param>
/// <param name="Full">How many of them by given names in full.</param>
/// <param name="Near">How many more differ in a character.</param>
/// <param name="OnlyA">Of the first, those that the other does not name.</param>
/// <param name="Known">False where nothing could be compared.</param>
internal readonly record struct CreatorLikeness(int Common, int Full, int Near, int OnlyA, int OnlyB, bool Known)
{
    public static readonly CreatorLikeness Unknown = default;

    public bool Differ => Known && Common == 0 && Near == 0;

    public static CreatorLikeness Of(PersonForm[] a, PersonForm[] b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return Unknown;
        }

        Span<NameMatch> bestA = stackalloc NameMatch[a.Length];
        Span<NameMatch> bestB = stackalloc NameMatch[b.Length];
        bestA.Clear();
        bestB.Clear();
        var known = false;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                var match = a[i].Match(b[j]);
                known |= match != NameMatch.Unknown;
                bestA[i] = match > bestA[i] ? match : bestA[i];
                bestB[j] = match > bestB[j] ? match : bestB[j];
            }
        }

        if (!known)
        {
            return Unknown;
        }

        var common = Math.Min(AtLeast(bestA, NameMatch.Likely), AtLeast(bestB, NameMatch.Likely));
        var full = Math.Min(AtLeast(bestA, NameMatch.Full), AtLeast(bestB, NameMatch.Full));
        var (nearA, nearB) = (AtLeast(bestA, NameMatch.Near), AtLeast(bestB, NameMatch.Near));
        return new CreatorLikeness(common, full, Math.Min(nearA, nearB) - common, a.Length - nearA, b.Length - nearB, true);
    }

    private static int AtLeast(Span<NameMatch> matches, NameMatch least)
    {
        var count = 0;
        foreach (var match in matches)
        {
            count += match >= least ? 1 : 0;
        }

        return count;
    }
}
