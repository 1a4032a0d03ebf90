using System.Buffers;
using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Names as catalogues write them, with what stands about them: "曹雪芹著", "（清）曹雪芹 撰", "Smith, John, ed.", "王小明 (Wang Xiaoming)", "张三、李四等编". The role leaves the name, dynasty and
/// years of life stay: they tell namesakes apart. <see cref="NameForms"/> takes a name itself apart.
/// </summary>
internal static class AgentText
{
    /// <summary>Those that end given names too: roles only behind a blank or a bracket, or where a name of three characters is left.</summary>
    private const string InNames = "述续作校审辑纂修译注疏评绘图摄书";

    // Longest first; as names are when they are compared (著 is folded to 着).
    private static readonly (string Word, string Code, bool IsInNames)[] HanRoles =
    [
        .. RelatorCodes.BehindNames.Where(static role => UnicodeText.HasHan(role.Key)).Select(static role => (Word: role.Key, Code: role.Value, InNames.Contains(role.Key, StringComparison.Ordinal)))
            .OrderByDescending(static role => role.Word.Length).ThenBy(static role => role.Word, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Roles = RelatorCodes.BehindNames.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Listing = SearchValues.Create("、，, 　");
    private static readonly SearchValues<char> Opening = SearchValues.Create("(（[［");
    private static readonly SearchValues<char> Closing = SearchValues.Create(")）]］");

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
        var isHan = UnicodeText.HasHan(name);
        var said = isHan ? HanRole(ref name) : LatinRole(ref name);
        other ??= said is null ? null : OtherForm(ref name);
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
        if (inside.Length < 2 || inside.ContainsAnyInRange('0', '9') || before.LastIndexOfAny('(', '（') > 0 || Roles.ContainsKey(TextFolding.HanOf(inside)) || UnicodeText.HasHan(inside) == UnicodeText.HasHan(before) || (UnicodeText.HasHan(inside) ? inside.Length > 4 || before.Length < 4 : !inside.Contains(' ') && !inside.Contains(',')))
        {
            return null;
        }

        name = before;
        return inside.ToString();
    }

    private static string? HanRole(ref ReadOnlySpan<char> name)
    {
        if (BracketedRole(ref name) is { } bracketed)
        {
            return bracketed;
        }

        string? code = null;
        // "等著", "[等]著", "主编等": and others.
        for (var round = 0; round < 2; round++)
        {
            name = WithoutOthers(name);
            if (code is null && RoleAtEnd(TextFolding.HanOf(name)) is (var word, var found))
            {
                code = found;
                name = name[..^word.Length].TrimEnd(" ,，　/／");
            }
        }

        return code;
    }

    /// <summary>"王力（主编）", "傅雷[译]": in brackets, nothing but the role.</summary>
    private static string? BracketedRole(ref ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !Closing.Contains(name[^1]) || name.LastIndexOfAny(Opening) is not (> 1 and var open) || !Roles.TryGetValue(TextFolding.HanOf(name[(open + 1)..^1].Trim()), out var code))
        {
            return null;
        }

        name = WithoutOthers(name[..open].TrimEnd());
        return code;
    }

    private static ReadOnlySpan<char> WithoutOthers(ReadOnlySpan<char> name)
    {
        var named = name.TrimEnd("[]［］等 ");
        return named.Length >= 2 && name[named.Length..].Contains('等') ? named : name;
    }

    /// <summary>True for a Chinese statement of responsibility: "（清）曹雪芹著".</summary>
    public static bool EndsInRole(ReadOnlySpan<char> text) => UnicodeText.HasHan(text) && RoleAtEnd(TextFolding.HanOf(text)) is not null;

    private static (string Word, string Code)? RoleAtEnd(ReadOnlySpan<char> folded)
    {
        foreach (var (word, code, isInNames) in HanRoles)
        {
            if (folded.EndsWith(word, StringComparison.Ordinal) && HasName(folded, word.Length, isInNames))
            {
                return (word, code);
            }
        }

        return null;
    }

    /// <summary>Whether what stands before the role is long enough to be a name without it.</summary>
    private static bool HasName(ReadOnlySpan<char> folded, int role, bool isInNames)
    {
        var before = folded[..^role];
        var name = WithoutOthers(before).TrimEnd();
        // "（美）海明威（Hemingway, E.）著": the other form is no part of it.
        var isApart = name.Length < before.Length || (!name.IsEmpty && Closing.Contains(name[^1]));
        name = isApart && name.LastIndexOfAny(Opening) is > 1 and var open && !UnicodeText.HasHan(name[open..]) && Closing.Contains(name[^1]) ? name[..open] : name;
        var start = name.LastIndexOfAny(Closing) + 1;
        var han = 0;
        foreach (var c in name[start..])
        {
            han += UnicodeText.IsHan(c) ? 1 : 0;
        }

        // （宋）欧阳修 and （清）张玉书 are names to their end; （宋）朱熹注 is none.
        isApart |= before.IsEmpty || before[^1] is ',' or '，' or '、' || (start > 0 && folded[^1] != '书' && Surnames.LengthIn(folded[start..]) < 2);
        return han >= (isInNames && !isApart ? 3 : 2);
    }

    private static string? LatinRole(ref ReadOnlySpan<char> name)
    {
        if (name.Length < 5)
        {
            return null;
        }

        var bracketed = name[^1] is ')' or ']';
        var start = bracketed ? name.LastIndexOfAny("([") : name.LastIndexOf(',');
        if (start <= 1 || name.Length - start > RelatorCodes.LongestWord)
        {
            return null;
        }

        var word = name[(start + 1)..].Trim(" .()[]");
        Span<char> key = stackalloc char[RelatorCodes.LongestWord];
        // "Catmull, Ed": a given name, where nothing else is one.
        if (!Roles.TryGetValue(key[..RelatorCodes.Key(word, key)], out var code) || (word is "Ed" && !bracketed && !name[..start].ContainsAny(' ', ',')))
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
