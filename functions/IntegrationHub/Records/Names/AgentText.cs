using System.Buffers;
using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Names as catalogues write them, with what stands about them: "曹雪芹著", "（清）曹雪芹 撰", "Smith, John, ed.", "王小明 (Wang Xiaoming)", "张三、李四等编". The role leaves the name, dynasty and
/// years of life stay: they tell namesakes apart. <see cref="NameForms"/> takes a name itself apart.
/// </summary>
internal static class AgentText
{
    private static readonly (string Code, string Words)[] HanWords =
    [
        ("aut", "编著者 编著 合著 著 撰 口述 述 续 作"),
        ("edt", "执行主编 总主编 副主编 主编 编写 编辑 合编 编 整理 校点 点校 审校 主审 辑校 校 审"),
        ("com", "编纂 选编 纂修 辑 纂 修"),
        ("trl", "编译 翻译 译注 译著 译"),
        ("ann", "校注 笺注 注释 集注 选注 注 疏 评"),
        ("ill", "插图 绘 图"),
        ("pht", "摄影 摄"),
        ("adp", "改编"),
        ("cmp", "作曲"),
        ("lyr", "作词"),
        ("drt", "导演"),
        ("cll", "书"),
    ];

    private static readonly (string Code, string Words)[] LatinWords =
    [
        ("aut", "author|joint author|coauthor"),
        ("edt", "ed|eds|editor|editors|joint editor|editor-in-chief|hrsg|herausgeber"),
        ("trl", "trans|transl|translator|translators|tr|übers"),
        ("ill", "ill|illus|illustrator"),
        ("com", "comp|compiler"),
        ("pht", "photographer"),
        ("cmp", "composer"),
    ];

    /// <summary>Those that end given names too: roles only behind a blank or a bracket, or where a name of three characters is left.</summary>
    private const string InNames = "述续作校审辑纂修译注疏评绘图摄书";

    // Longest first; as names are when they are compared (著 is folded to 着).
    private static readonly (string Word, string Code, bool IsInNames)[] HanRoles =
    [
        .. HanWords.SelectMany(static row => row.Words.Split(' ').Select(word => (Word: TextFolding.HanOf(word).ToString(), row.Code, InNames.Contains(word, StringComparison.Ordinal)))).OrderByDescending(static role => role.Word.Length),
    ];

    private static readonly FrozenDictionary<string, string> LatinCodes =
        LatinWords.SelectMany(static row => row.Words.Split('|').Select(word => (word, row.Code))).ToFrozenDictionary(static pair => pair.word, static pair => pair.Code, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> LatinBySpan = LatinCodes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Listing = SearchValues.Create("、，, 　");

    /// <summary>Adds the persons and bodies named, each in a form to show and with the role that stands behind the name.</summary>
    /// <param name="role">What the record says of the role elsewhere: it beats the word behind the name.</param>
    public static void Add(string text, string? role, List<Agent> agents)
    {
        if (!text.AsSpan().ContainsAny(';', '；'))
        {
            AddPart(text, role, agents);
            return;
        }

        foreach (var part in text.AsSpan().SplitAny(";；"))
        {
            if (text.AsSpan(part).Trim() is { IsEmpty: false } name)
            {
                AddPart(name.ToString(), role, agents);
            }
        }
    }

    private static void AddPart(string text, string? role, List<Agent> agents)
    {
        var name = text.AsSpan().Trim(" ,，、");
        var other = OtherForm(ref name);
        var isHan = name.ContainsAnyInRange('\u4E00', '\u9FFF');
        var said = isHan ? HanRole(ref name) : LatinRole(ref name);
        if (name.IsEmpty)
        {
            return;
        }

        if (isHan && other is null && name.ContainsAny(Listing) && IsList(name))
        {
            foreach (var part in name.SplitAny(Listing))
            {
                if (!name[part].IsEmpty)
                {
                    agents.Add(new Agent(name[part].ToString()) { Role = role ?? said });
                }
            }

            return;
        }

        agents.Add(new Agent(name.Length == text.Length ? text : name.ToString()) { Role = role ?? said, OtherForm = other });
    }

    /// <summary>"王小明 (Wang Xiaoming)", "Wang Xiaoming (王小明)": the same name in another script.</summary>
    private static string? OtherForm(ref ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name[^1] is not (')' or '）') || name.LastIndexOfAny('(', '（') is not (> 1 and var open))
        {
            return null;
        }

        var inside = name[(open + 1)..^1].Trim();
        var before = name[..open].TrimEnd();
        if (inside.Length < 2 || inside.ContainsAnyInRange('0', '9') || before.ContainsAny('(', '（') || IsHan(inside) == IsHan(before) || (IsHan(inside) ? inside.Length > 4 || before.Length < 4 : !inside.Contains(' ') && !inside.Contains(',')))
        {
            return null;
        }

        name = before;
        return inside.ToString();
    }

    private static bool IsHan(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u4E00', '\u9FFF');

    private static string? HanRole(ref ReadOnlySpan<char> name)
    {
        string? code = null;
        // "等著", "[等]著", "主编等": and others.
        for (var round = 0; round < 2; round++)
        {
            var others = name.TrimEnd("[]［］等 ");
            if (others.Length >= 2 && name[others.Length..].Contains('等'))
            {
                name = others;
            }

            if (code is null && RoleAtEnd(TextFolding.HanOf(name)) is (var word, var found))
            {
                code = found;
                name = name[..^word.Length].TrimEnd(" ,，　");
            }
        }

        return code;
    }

    /// <summary>True for a Chinese statement of responsibility: "（清）曹雪芹著".</summary>
    public static bool EndsInRole(ReadOnlySpan<char> text) => IsHan(text) && RoleAtEnd(TextFolding.HanOf(text)) is not null;

    private static (string Word, string Code)? RoleAtEnd(ReadOnlySpan<char> folded)
    {
        foreach (var (word, code, isInNames) in HanRoles)
        {
            if (folded.EndsWith(word, StringComparison.Ordinal) && folded[..^word.Length] is var before
                && HasName(before, least: !isInNames || before.IsEmpty || before[^1] is ' ' or '，' or ',' || before.ContainsAny("]］)）、") ? 2 : 3))
            {
                return (word, code);
            }
        }

        return null;
    }

    private static bool HasName(ReadOnlySpan<char> before, int least)
    {
        var han = 0;
        foreach (var c in before[(before.LastIndexOfAny("]］)）") + 1)..])
        {
            han += c is >= '\u3400' and <= '\u9FFF' ? 1 : 0;
        }

        return han >= least;
    }

    private static string? LatinRole(ref ReadOnlySpan<char> name)
    {
        if (name.Length < 5)
        {
            return null;
        }

        var bracketed = name[^1] is ')' or ']';
        var start = bracketed ? name.LastIndexOfAny("([") : name.LastIndexOf(',');
        if (start <= 1 || !LatinBySpan.TryGetValue(name[(start + 1)..].Trim(" .()[]"), out var code))
        {
            return null;
        }

        name = name[..start].TrimEnd(" ,");
        return code;
    }

    /// <summary>Nothing but Chinese names: all short, and where only blanks or commas stand between them (the comma may part family and given name), all begin with a family name.</summary>
    private static bool IsList(ReadOnlySpan<char> names)
    {
        var count = 0;
        var sure = names.Contains('、');
        foreach (var range in names.SplitAny(Listing))
        {
            var part = names[range];
            if (part.IsEmpty)
            {
                continue;
            }

            count++;
            if (part.Length is < 2 or > 4 || part.ContainsAnyExceptInRange('\u3400', '\u9FFF') || (!sure && Surnames.LengthIn(TextFolding.HanOf(part)) == 0))
            {
                return false;
            }
        }

        return count > 1;
    }
}
