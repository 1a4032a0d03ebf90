using System.Buffers;

namespace IntegrationHub.Linking;

/// <summary>
/// Likeness of Chinese titles, character by character. A character that one side could not write (a private-use one, a Latin letter left in its place) agrees with any. Pairs
/// that tell neighbours apart (上 and 下, 第二 and 第三) and the words for commentaries are no slips.
/// </summary>
internal static class HanLikeness
{
    private const int Longest = 100;
    private const int LongestAbout = 6;
    private const int LongestSuffix = 3;

    /// <summary>之研究 and 分析 weigh less.</summary>
    private const float LeastSuffix = 0.7f;

    // Within a group, characters stand for one another to tell works apart.
    private static readonly string[] Contrasts =
        ["一二三四五六七八九十", "上中下前后内外", "早午晚朝夕", "东西南北", "春夏秋冬", "青黄赤白黑红", "大小长短新旧古今", "初补续正别外", "甲乙丙丁戊己庚辛", "男女老幼"];

    private static readonly SearchValues<char> Commentary = SearchValues.Create("注疏论解释笺颂赞义记钞传补校考证评译音训抄述略");

    public static TitleLikeness Of(TitleForm a, TitleForm b)
    {
        if (a.Core.Length > Longest || b.Core.Length > Longest)
        {
            return TitleLikeness.Nothing;
        }

        if (a.Core.Length > b.Core.Length)
        {
            (a, b) = (b, a);
        }

        var shorter = a.Core.AsSpan();
        var longer = b.Core.AsSpan();
        var begin = shorter.CommonPrefixLength(longer);
        var end = 0;
        while (end < shorter.Length - begin && shorter[^(end + 1)] == longer[^(end + 1)])
        {
            end++;
        }

        var middleA = shorter[begin..^end];
        var middleB = longer[begin..^end];
        var common = 0f;
        for (var i = 0; i < begin; i++)
        {
            common += a.Tell[i];
        }

        for (var i = 1; i <= end; i++)
        {
            common += a.Tell[shorter.Length - i];
        }

        if (middleA.IsEmpty)
        {
            var added = 0f;
            for (var i = begin; i < longer.Length - end; i++)
            {
                added += b.Tell[i];
            }

            var tail = end == 0;
            if (IsTrifling(middleB, longer[^1]))
            {
                return new TitleLikeness(common, 0, 0, false, true, false);
            }

            // 經 and 經疏, 經註 and 經集註; 儀軌 and 儀軌供養法.
            var about = middleB.Length <= LongestAbout && ((tail && added > LeastSuffix && (middleB.Length <= LongestSuffix || middleB.ContainsAny(Commentary))) || (end == 1 && Commentary.Contains(longer[^1])));
            return new TitleLikeness(common, 0, added, tail, false, about);
        }

        var contrast = (end == 0 && (Commentary.Contains(shorter[^1]) || Commentary.Contains(longer[^1]))) || (end == 1 && Commentary.Contains(longer[^1]) && middleB.Length <= 2);
        if (middleA.Length == middleB.Length)
        {
            return Replace(a, middleA, middleB, begin, common, contrast);
        }

        // Characters moved, added and replaced: the fewest edits decide how many agree.
        var edits = Similarity.Distance(middleA.ToString(), middleB.ToString(), middleB.Length);
        var kept = Math.Max(0, middleB.Length - edits);
        return new TitleLikeness(common + kept, middleB.Length - kept, 0, false, false, contrast);
    }

    /// <summary>象山集 is 象山先生全集: what a publisher adds to an author's collection.</summary>
    private static bool IsTrifling(ReadOnlySpan<char> added, char last)
    {
        if (last is not ('集' or '书' or '稿'))
        {
            return false;
        }

        var master = added.IndexOf("先生");
        added = master is 0 or 1 ? added[(master + 2)..] : added;
        return added.IsEmpty || added is "文" or "全" or "公";
    }

    private static TitleLikeness Replace(TitleForm a, ReadOnlySpan<char> mine, ReadOnlySpan<char> theirs, int begin, float common, bool contrast)
    {
        var replaced = 0f;
        for (var i = 0; i < mine.Length; i++)
        {
            var (x, y) = (mine[i], theirs[i]);
            if (x == y)
            {
                common += a.Tell[begin + i];
            }
            else if (IsUnwritten(x) == IsUnwritten(y))
            {
                var swapped = i + 1 < mine.Length && x == theirs[i + 1] && y == mine[i + 1];
                replaced += swapped ? 0.5f : 1;
                i += swapped ? 1 : 0;
                contrast |= AreContrast(x, y);
            }
        }

        return new TitleLikeness(common, replaced, 0, false, false, contrast);
    }

    private static bool IsUnwritten(char c) => c is (>= 'a' and <= 'z') or (>= '\uE000' and <= '\uF8FF') || char.IsSurrogate(c);

    private static bool AreContrast(char a, char b) => Array.Exists(Contrasts, group => group.Contains(a) && group.Contains(b));
}
