using System.Collections.Frozen;

namespace IntegrationHub.Linking;

/// <summary>Whether two names in Latin letters may be one person's: family and given names in either order, whole, as initials or as pet names.</summary>
internal static class LatinNames
{
    /// <summary>A word of so few letters may be initials: "JL".</summary>
    private const int MostInitials = 2;

    private static readonly FrozenDictionary<string, string> PetNames = (
        "mike=michael bob=robert rob=robert jim=james bill=william will=william dick=richard rick=richard ted=edward ned=edward tony=anthony joe=joseph "
        + "jack=john johnny=john betty=elizabeth liz=elizabeth beth=elizabeth hank=henry harry=henry larry=lawrence jerry=gerald tom=thomas peggy=margaret "
        + "meg=margaret sasha=alexander alex=alexander chuck=charles charlie=charles kate=katherine steve=stephen steven=stephen geoff=jeffrey jeff=jeffrey "
        + "geoffrey=jeffrey avi=abraham sue=susan terry=terence gus=august andy=andrew drew=andrew nick=nicholas pete=peter dave=david ed=edward al=albert "
        + "sam=samuel dan=daniel ron=ronald")
        .Split(' ').Select(static pair => pair.Split('=')).ToFrozenDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

    /// <param name="familyA">Index of the family name; -1: it may be the first or the last word.</param>
    /// <param name="familyB">As <paramref name="familyA"/>.</param>
    public static NameMatch Match(string[] a, int familyA, string[] b, int familyB)
    {
        var best = NameMatch.Different;
        for (var i = a.Length - 1; i >= 0; i = familyA >= 0 || i == 0 ? -1 : 0)
        {
            var mine = familyA >= 0 ? familyA : i;
            for (var j = b.Length - 1; j >= 0; j = familyB >= 0 || j == 0 ? -1 : 0)
            {
                var theirs = familyB >= 0 ? familyB : j;
                if (a[mine].Length > 1 && AreSpelledAlike(a[mine], b[theirs]))
                {
                    var match = MatchGiven(a, mine, b, theirs);
                    if (match == NameMatch.Full)
                    {
                        return match;
                    }

                    best = match > best ? match : best;
                }
            }
        }

        if (best == NameMatch.Different && (AreSwapped(a, b) || IsAmongInitials(a, b) || IsAmongInitials(b, a)))
        {
            return NameMatch.Near;
        }

        // "Yu C. H." of one index is "Ch'ang-hung Yu" of another, but two names with no word in common are two people.
        return best;
    }

    /// <summary>"L. Zhe" is "Z. Li" of an index that took his family name for the given one: each has the initial of the other's only word.</summary>
    private static bool AreSwapped(string[] a, string[] b) =>
        OnlyWordOf(a) is >= 0 and var mine && OnlyWordOf(b) is >= 0 and var theirs && HasInitial(b, theirs, a[mine][0]) && HasInitial(a, mine, b[theirs][0]);

    /// <summary>Initials of more than one person or name in a row: "IKC Faloutsos" is I. Kamel and C. Faloutsos.</summary>
    private static bool IsAmongInitials(string[] run, string[] name) =>
        run.Length == 2 && name.Length == 2 && run[0].Length is 3 or 4 or 5 && name[0].Length <= MostInitials && run[1] == name[1] && run[0].Contains(name[0][0], StringComparison.Ordinal);

    /// <returns>The place of the one word among initials; -1: there are more, or none.</returns>
    private static int OnlyWordOf(string[] name)
    {
        var longest = 0;
        for (var i = 1; i < name.Length; i++)
        {
            longest = name[i].Length > name[longest].Length ? i : longest;
        }

        var most = Math.Min(MostInitials, name[longest].Length - 1);
        for (var i = 0; i < name.Length; i++)
        {
            if (i != longest && name[i].Length > most)
            {
                return -1;
            }
        }

        return name.Length > 1 ? longest : -1;
    }

    private static bool HasInitial(string[] name, int word, char initial)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (i != word && name[i].Contains(initial, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name without given names agrees with all; initials with what they begin.</summary>
    private static NameMatch MatchGiven(string[] a, int familyA, string[] b, int familyB)
    {
        if (a.Length == 1 || b.Length == 1)
        {
            return a.Length == b.Length ? NameMatch.Full : NameMatch.Likely;
        }

        var best = NameMatch.Different;
        var (initialsA, initialsB) = (InitialsOf(a, familyA), InitialsOf(b, familyB));
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                if (i == familyA || j == familyB)
                {
                    continue;
                }

                var (mine, theirs) = (a[i], b[j]);
                if (mine.Length > 2 && theirs.Length > 2)
                {
                    if (AreGivenAlike(mine, theirs))
                    {
                        return NameMatch.Full;
                    }
                }
                else if (mine[0] == theirs[0] || PersonForm.IsLost(mine[0]) || PersonForm.IsLost(theirs[0])
                    || (mine.Length <= 2 && PetNames.TryGetValue(theirs, out var whole) && whole[0] == mine[0])
                    || (theirs.Length <= 2 && PetNames.TryGetValue(mine, out var other) && other[0] == theirs[0]))
                {
                    best = NameMatch.Likely;
                }
            }
        }

        // "Xiao Ming" and "Xiaoming", "J L" and "JL".
        if (best != NameMatch.Likely && (JoinedGiven(a, familyA) is var joinedA && JoinedGiven(b, familyB) is var joinedB && (joinedA == joinedB || initialsA == joinedB || joinedA == initialsB)))
        {
            return joinedA == joinedB && joinedA.Length > 2 ? NameMatch.Full : NameMatch.Likely;
        }

        return best;
    }

    private static string InitialsOf(string[] words, int family)
    {
        Span<char> initials = stackalloc char[words.Length];
        var length = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (i != family)
            {
                initials[length++] = words[i][0];
            }
        }

        return initials[..length].ToString();
    }

    private static string JoinedGiven(string[] words, int family) =>
        words.Length == 2 ? words[1 - family] : string.Concat(words.Where((_, i) => i != family));

    private static bool AreGivenAlike(string a, string b)
    {
        if (a[0] == b[0] && (a.AsSpan(0, 3).SequenceEqual(b.AsSpan(0, 3)) || AreSpelledAlike(a, b)))
        {
            return true;
        }

        var (wholeA, wholeB) = (PetNames.GetValueOrDefault(a, a), PetNames.GetValueOrDefault(b, b));
        return (wholeA != a || wholeB != b) && wholeA == wholeB || HasLost(a, b) && AreSpelledAlike(a, b);
    }

    internal static bool AreSpelledAlike(string a, string b)
    {
        if (a == b)
        {
            return true;
        }

        if (Math.Min(a.Length, b.Length) >= 5 && (a[0] == b[0] || a[^1] == b[^1]) && Similarity.Distance(a, b, 1) <= 1)
        {
            return true;
        }

        return HasLost(a, b) && AgreeButForLost(a, b);
    }

    private static bool HasLost(string a, string b) => a.Any(PersonForm.IsLost) || b.Any(PersonForm.IsLost);

    /// <summary>A lost letter stands for one, or for the two that an umlaut became.</summary>
    private static bool AgreeButForLost(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return a.IsEmpty && b.IsEmpty;
        }

        if (a[0] == b[0])
        {
            return AgreeButForLost(a[1..], b[1..]);
        }

        if (PersonForm.IsLost(b[0]))
        {
            return AgreeButForLost(b, a);
        }

        return PersonForm.IsLost(a[0]) && (AgreeButForLost(a[1..], b[1..]) || (b.Length > 1 && AgreeButForLost(a[1..], b[2..])));
    }
}
