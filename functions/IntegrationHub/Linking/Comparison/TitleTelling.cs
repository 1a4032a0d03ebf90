using System.Buffers;
using System.Collections.Frozen;

namespace IntegrationHub.Linking;

/// <summary>
/// How much the words of a title, or the characters of a Chinese one, tell one work from another: 1 for a usual content word or Han character, next to nothing for words that say
/// what a thing is ("report", 研究) or none ("the", 之). Stands in for counting words over all records, which no two steps would count alike.
/// </summary>
internal readonly struct TitleTelling
{
    /// <summary>In shorter titles each character counts.</summary>
    private const int LongHan = 6;
    private const float Usual = 1;
    private const float Weak = 0.2f;
    private const float Label = 0.05f;

    private static readonly FrozenSet<string> Little = FrozenSet.ToFrozenSet(
        ("a an the of for and or in on to with by from at as is are be its it into over under via per not no how what when why do does can new using toward towards between among about "
        + "de la le les des du et en un une der die das und von fur im zur zum ein eine el los las y del o os e da dos das di il lo gli i per con").Split(' '), StringComparer.Ordinal);

    // What kind of thing it is; folded.
    private static readonly FrozenSet<string> Kinds = FrozenSet.ToFrozenSet(
        ("introduction preface foreword editorial editorials editor editors guest review reviews column columns letter letters note notes report reports annual yearbook contents index conclusion conclusions discussion "
        + "proceedings conference workshop symposium international national journal bulletin transactions advertisement advertisements announcement announcements news newsletter call papers paper summary overview appendix bibliography "
        + "issue volume part number section special message president chair chairs books book selected collected complete works poems essays stories plays works writings miscellany acknowledgments acknowledgements obituary interview reminiscences "
        + "january february march april may june july august september october november december session program programme calendar events masthead cover frontmatter backmatter front back matter table").Split(' '), StringComparer.Ordinal);

    // How it was presented: one index writes it into the title, another leaves it out.
    private static readonly FrozenSet<string> Labels = FrozenSet.ToFrozenSet(
        "abstract abstracts extended demo demonstration description tutorial panel session poster invited keynote talk presentation full short version preprint draft electronic resource online text microform manuscript reprint".Split(' '), StringComparer.Ordinal);

    private static readonly SearchValues<string> HanKinds = SearchValues.Create(
        [
            "研究", "分析", "年度报告", "报告", "年报", "年鉴", "统计", "学报", "通报", "通讯", "简报", "公报", "公告", "通知", "目录", "索引", "前言", "引言", "序言", "代序", "自序", "导言", "后记", "编后记", "卷首语", "编者按", "简介", "介绍", "综述", "概论", "导论", "概述", "论文集", "文集", "全集",
            "选集", "诗集", "诗选", "文选", "作品集", "小说集", "会议", "纪要", "总结", "计划", "工作", "消息", "启事", "征稿", "征文", "问题", "探讨", "初探", "浅析", "浅谈", "思考", "应用", "进展",
        ],
        StringComparison.Ordinal);

    private readonly float[] _weights;

    private TitleTelling(float[] weights)
    {
        _weights = weights;
        var sum = 0f;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        Sum = sum;
    }

    public float Sum { get; }

    public float this[int index] => _weights[index];

    public static TitleTelling Of(TitleForm title)
    {
        if (title.IsHan)
        {
            return OfHan(title.Core);
        }

        var weights = new float[title.Words.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = OfWord(title.Words[i]);
        }

        if (weights.Length == 1 && char.IsAsciiDigit(title.Words[0][0]))
        {
            // "1984" is a title; a year behind one is not.
            weights[0] = Usual;
        }

        return new TitleTelling(weights);
    }

    private static float OfWord(string word)
    {
        if (Little.Contains(word) || Labels.Contains(word))
        {
            return Label;
        }

        return Kinds.Contains(word) || char.IsAsciiDigit(word[0]) ? Weak : word.Length switch { 1 => 0.2f, 2 or 3 => 0.6f, 4 or 5 => 0.95f, _ => Usual };
    }

    private static TitleTelling OfHan(string core)
    {
        var weights = new float[core.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = core[i] switch { ' ' or '的' or '之' => Weak, '与' or '和' or '及' or '其' or '在' or '中' when core.Length > LongHan => Weak, (>= '0' and <= '9') => 0, < '\u3000' => 0.4f, _ => Usual };
        }

        var rest = core.AsSpan();
        for (var from = 0; rest[from..].IndexOfAny(HanKinds) is >= 0 and var found;)
        {
            from += found;
            var length = LengthOfKind(rest[from..]);
            weights.AsSpan(from, length).Fill(Weak);
            from += length;
        }

        return new TitleTelling(weights);
    }

    private static int LengthOfKind(ReadOnlySpan<char> rest)
    {
        for (var length = Math.Min(4, rest.Length); length > 2; length--)
        {
            if (HanKinds.Contains(rest[..length].ToString()))
            {
                return length;
            }
        }

        return 2;
    }
}
