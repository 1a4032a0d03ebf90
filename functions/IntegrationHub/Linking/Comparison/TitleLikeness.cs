namespace IntegrationHub.Linking;

/// <summary>
/// What two titles have in common and what only one of them says, in the weights of <see cref="TitleTelling"/>. Words count in any order; near spellings count as one word.
/// What both sides say differently speaks against one work; what one side only adds (a subtitle, a label, the end of a cut title) hardly does.
/// </summary>
/// <param name="Common">Weight of the words or characters of both.</param>
/// <param name="Replaced">Weight of what stands on either side in place of something else: the lesser side's.</param>
/// <param name="Added">Weight of what one side has more.</param>
/// <param name="IsTail">What is added stands behind all that is common.</param>
/// <param name="IsEqual">The titles are equal, or one is the other without its subtitle.</param>
/// <param name="Contrast">A pair such as 上 and 下, 註 and 疏 stands in one place, or a text's title in that of its commentary.</param>
internal readonly record struct TitleLikeness(float Common, float Replaced, float Added, bool IsTail, bool IsEqual, bool Contrast)
{
    private const int LeastCut = 20;

    public static readonly TitleLikeness Nothing = default;

    public bool IsHan { get; init; }

    /// <summary>One title begins with the whole of the other, which was cut.</summary>
    public bool IsCut { get; init; }

    /// <summary>Share of the shorter title that both say; 1: all of it.</summary>
    public float Share => Common + Replaced > 0 ? Common / (Common + Replaced) : 0;

    public static TitleLikeness Of(TitleForm a, TitleForm b)
    {
        if (a.Core == b.Core)
        {
            return new TitleLikeness(a.Tell.Sum, 0, 0, false, true, false) { IsHan = a.IsHan };
        }

        if (a.IsHan != b.IsHan)
        {
            return Nothing;
        }

        // Pairing goes by order: the same way whichever record comes first.
        if (string.CompareOrdinal(a.Core, b.Core) > 0)
        {
            (a, b) = (b, a);
        }

        var equal = a.Main == b.Core || b.Main == a.Core;
        return !a.IsHan ? OfWords(a, b, equal) : equal ? HanLikeness.Of(a, b) with { IsHan = true, IsEqual = true, Contrast = false } : HanLikeness.Of(a, b) with { IsHan = true };
    }

    private static TitleLikeness OfWords(TitleForm a, TitleForm b, bool equal)
    {
        if (a.Words.Length > 64 || b.Words.Length > 64)
        {
            return Nothing;
        }

        var words = new WordPairing(a, b);
        var (onlyA, onlyB) = (WordPairing.LeftOf(a, words.UsedA), WordPairing.LeftOf(b, words.UsedB));
        var (less, more) = (Math.Min(onlyA, onlyB), Math.Abs(onlyA - onlyB));
        if (less > 0.5f)
        {
            // "An interlingua approach", "a Han character based approach": what one side says more belongs to what it says instead.
            (less, more) = (less + (0.4f * more), 0.6f * more);
        }

        return new TitleLikeness(words.Common, less, more, onlyA > onlyB ? IsTailOf(words.UsedA, a) : IsTailOf(words.UsedB, b), equal || IsOneText(a, b), Math.Min(onlyA, onlyB) > 0.5f && AreTranslations(a, b))
        {
            IsCut = Math.Min(a.Core.Length, b.Core.Length) >= LeastCut && (a.Core.StartsWith(b.Core, StringComparison.Ordinal) || b.Core.StartsWith(a.Core, StringComparison.Ordinal)),
        };
    }

    /// <summary>"(Slovak translation)" and "(Portuguese translation)".</summary>
    private static bool AreTranslations(TitleForm a, TitleForm b) => Array.IndexOf(a.Words, "translation") >= 0 && Array.IndexOf(b.Words, "translation") >= 0;

    /// <summary>"Semi-structured" and "semistructured": equal but for blanks.</summary>
    private static bool IsOneText(TitleForm a, TitleForm b)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            i += i < a.Core.Length && a.Core[i] == ' ' ? 1 : 0;
            j += j < b.Core.Length && b.Core[j] == ' ' ? 1 : 0;
            if (i == a.Core.Length || j == b.Core.Length)
            {
                return i == a.Core.Length && j == b.Core.Length;
            }

            if (a.Core[i++] != b.Core[j++])
            {
                return false;
            }
        }
    }

    private static bool IsTailOf(ulong used, TitleForm title)
    {
        var last = 63 - System.Numerics.BitOperations.LeadingZeroCount(used | 1);
        var before = last == 63 ? ulong.MaxValue : (1UL << (last + 1)) - 1;
        var left = ~used & before;
        for (; left != 0; left &= left - 1)
        {
            if (title.Tell[System.Numerics.BitOperations.TrailingZeroCount(left)] > 0.1f)
            {
                return false;
            }
        }

        return true;
    }
}
