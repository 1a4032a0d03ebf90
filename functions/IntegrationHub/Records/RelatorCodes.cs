using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Roles as MARC relator codes (id.loc.gov/vocabulary/relators): from codes, their addresses, English and Chinese words, DataCite's contributor types. Which of them
/// make a creator and not a contributor.
/// </summary>
internal static class RelatorCodes
{
    private static readonly FrozenDictionary<string, string> Codes = Table(
        ("aut", "author writer by 著 撰 作者 著者 编著 編著 责任者 第一作者 通讯作者 corresponding"),
        ("cre", "creator dissertant originator 创作者"),
        ("cmp", "composer 作曲"),
        ("art", "artist 绘 繪 绘画 艺术家"),
        ("ill", "illustrator illustrations 插图 插圖"),
        ("pht", "photographer 摄影 攝影"),
        ("edt", "editor ed eds editors 编 編 主编 主編 编者 编辑 editorinchief chiefeditor"),
        ("com", "compiler 汇编 彙編 纂 辑 輯 编纂"),
        ("trl", "translator trans 译 譯 译者 翻译 校译"),
        ("ann", "annotator 注 註 校注 校註 笺注"),
        ("ctb", "contributor 参与者 合作者"),
        ("ths", "thesisadvisor advisor supervisor thesissupervisor 导师 指导教师 指导老师 导师姓名"),
        ("opn", "opponent examiner referee"),
        ("dgg", "degreegrantor degreegrantinginstitution grantor 学位授予单位"),
        ("pbl", "publisher 出版者"),
        ("spn", "sponsor funder 资助者"),
        ("his", "hostinginstitution"),
        ("isb", "issuingbody 发布者"),
        ("nrt", "narrator 朗读 播讲"),
        ("prf", "performer 表演"),
        ("drt", "director filmdirector 导演"),
        ("pro", "producer 制作"),
        ("cph", "copyrightholder rightsholder"),
        ("dtc", "datacollector datamanager datacurator"),
        ("res", "researcher projectmember projectleader principalinvestigator"),
        ("rth", "researchteamhead projectdirector"),
        ("own", "owner"));

    private static readonly FrozenSet<string> Creating = FrozenSet.Create(StringComparer.Ordinal, "aut", "cre", "cmp", "art", "pht", "dis", "lbt", "lyr", "prg", "scr", "arc", "ctg", "inv", "rth", "res");

    /// <returns>The code; an own word in lower case where there is none; null for an empty text.</returns>
    public static string? Of(string? role)
    {
        if (string.IsNullOrWhiteSpace(role))
        {
            return null;
        }

        var word = role.AsSpan(role.AsSpan().TrimEnd('/').LastIndexOfAny('/', '#') + 1).Trim(" /.,:;[]()（）").ToString().ToLowerInvariant();
        if (word.Length == 3 && char.IsAsciiLetterLower(word[0]) && word is not "eds")
        {
            return word;
        }

        return Codes.TryGetValue(word.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal), out var code) ? code
            : word.Length is > 0 and <= 60 ? word : null;
    }

    /// <summary>Whether whoever has that role made the work.</summary>
    public static bool Creates(string? code) => code is null || Creating.Contains(code);

    private static FrozenDictionary<string, string> Table(params ReadOnlySpan<(string Code, string Words)> rows)
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                codes.TryAdd(word, code);
            }
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
