using System.Collections.Frozen;

namespace IntegrationHub.Linking;

/// <summary>
/// Words that stand in a title though they belong to other fields, as in citations that were cut in the wrong places: names before it, and behind it where it appeared. Told by
/// the other record's title, which they stand beside, and by the names and containers of both.
/// </summary>
internal static class ForeignWords
{
    /// <summary>So many words in a row of the other title begin or end what is the title.</summary>
    private const int Aligned = 3;

    // With what the statement of a source begins; folded.
    private static readonly FrozenSet<string> Sources = FrozenSet.ToFrozenSet(
        "in proc proceedings inproceedings conference conf symposium workshop technical tech report rep thesis dissertation journal jnl vol volume no pp pages page chapter press preprint manuscript unpublished submitted appeared appears appear draft".Split(' '), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Between = FrozenSet.ToFrozenSet("and und et y e by von van de del la le di da with".Split(' '), StringComparer.Ordinal);

    /// <returns>The title itself where nothing foreign stands in it.</returns>
    /// <param name="names">Names stand before it: those of its creators that are not listed.</param>
    public static TitleForm Without(TitleForm title, TitleForm other, ComparableRecord a, ComparableRecord b, out bool names)
    {
        var (words, theirs) = (title.Words, other.Words);
        names = false;
        if (words.Length <= Aligned || theirs.Length < 2 || words.Length > 64)
        {
            return title;
        }

        var from = BeginOf(words, theirs);
        names = from > 0 && AreNames(words.AsSpan(0, from), a, b);
        from = names ? from : 0;
        var to = EndOf(words, theirs, from);
        to = to < words.Length && IsSource(words[to], a, b) ? to : words.Length;
        return from == 0 && to == words.Length ? title : title.Part(from, to);
    }

    private static int BeginOf(string[] words, string[] theirs)
    {
        var least = Math.Min(Aligned, theirs.Length);
        for (var from = 1; from < words.Length; from++)
        {
            var common = 0;
            while (common < least && from + common < words.Length && words[from + common] == theirs[common])
            {
                common++;
            }

            if (common == least || (theirs[0].Length > 3 && words[from].Length > theirs[0].Length + 1 && words[from].StartsWith(theirs[0], StringComparison.Ordinal) && words[from].AsSpan(theirs[0].Length).StartsWith(theirs[1], StringComparison.Ordinal)))
            {
                return from;
            }
        }

        return 0;
    }

    private static int EndOf(string[] words, string[] theirs, int from)
    {
        var least = Math.Min(Aligned, theirs.Length);
        for (var to = words.Length - 1; to >= from + least; to--)
        {
            var common = 0;
            while (common < least && words[to - 1 - common] == theirs[^(common + 1)])
            {
                common++;
            }

            if (common == least)
            {
                return to;
            }
        }

        return words.Length;
    }

    /// <summary>Most of the words are names that one of the records lists, or initials.</summary>
    private static bool AreNames(ReadOnlySpan<string> words, ComparableRecord a, ComparableRecord b)
    {
        var (names, others) = (0, 0);
        foreach (var word in words)
        {
            if (word.Length > 2 && !Between.Contains(word) && !IsNumber(word))
            {
                _ = IsName(word, a.People) || IsName(word, b.People) ? names++ : others++;
            }
        }

        return names > 0 && names >= others;
    }

    private static bool IsName(string word, PersonForm[] people)
    {
        foreach (var person in people)
        {
            foreach (var name in person.Words)
            {
                if (name == word || (name.Length > 4 && (word.Contains(name, StringComparison.Ordinal) || WordPairing.AreNear(name, word))) || (word.Length > 4 && name.StartsWith(word, StringComparison.Ordinal)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsSource(string word, ComparableRecord a, ComparableRecord b) =>
        Sources.Contains(word) || IsNumber(word) || IsOf(word, a) || IsOf(word, b) || (word.Length > 3 && (IsName(word, a.People) || IsName(word, b.People)));

    private static bool IsOf(string word, ComparableRecord record) => word.Length > 2 && record.Container is { } container && Array.IndexOf(container.Words, word) >= 0;

    private static bool IsNumber(string word) => !word.AsSpan().ContainsAnyExceptInRange('0', '9');
}
