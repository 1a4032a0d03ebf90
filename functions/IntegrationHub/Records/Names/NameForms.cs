using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>A name in both orders. Of bodies, single names and names that can't be taken apart safely both are the name, and the parts null.</summary>
/// <param name="Direct">"Jorge Luis Borges", "王小明".</param>
/// <param name="Inverted">"Borges, Jorge Luis"; in Han as <paramref name="Direct"/>, where the family name stands first anyway.</param>
/// <param name="IsBody">A corporate body or a meeting by its words: kept whole.</param>
internal readonly record struct NameForms(string? Family, string? Given, string Direct, string Inverted, bool IsBody = false)
{
    private const int LongestName = 120;

    private static readonly SearchValues<string> BodyWords = SearchValues.Create(
        [
            "universi", "institut", "college", "librar", "bibliot", "museum", "musée", "museo", "ministry", "ministère", "ministerio", "department", "dept.", "society", "société", "gesellschaft", "association", "committee", "commission", "council",
            "centre", "center", "agency", "office", "bureau", "foundation", "stiftung", "corporation", "company", "press", "publish", "project", "conference", "congress", "symposium", "workshop", "academ", "akademi", "laborator", "organization", "organisation",
            "consortium", "school", "government", "national ", "international ", "united nations", "division", "service", "group", "verlag", "archive", "hospital", "federation", "editorial", "collaboration", "team", "district", "county of", "city of", "state of",
            " inc", " ltd", " llc", " gmbh", " corp", " co.", " & co",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> HanBodyWords = SearchValues.Create(
        ["大学", "学院", "研究所", "研究院", "委员会", "出版社", "图书馆", "博物馆", "公司", "协会", "学会", "中心", "编辑部", "编写组", "课题组", "编委会", "集团", "医院", "政府", "联盟", "基金会", "实验室", "学校", "总局", "档案馆", "会议", "研讨会", "办公室", "杂志社", "工作室"],
        StringComparison.Ordinal);

    private static readonly string[] Particles = ["van", "von", "de", "der", "den", "di", "da", "la", "le", "du", "des", "del", "dos", "ten", "ter", "zu", "zum", "af", "bin", "ibn", "al", "el"];
    private static readonly string[] Suffixes = ["jr", "sr", "ii", "iii", "iv"];
    private static readonly string[] BeforeDates = ["b", "d", "fl", "ca", "active", "approximately", "born", "died", "-", "约", "生于"];

    public static NameForms Of(string name)
    {
        var bare = Bare(name);
        if (bare.IsEmpty || bare.Length > LongestName || NamesBody(bare))
        {
            return Whole(name, !bare.IsEmpty && NamesBody(bare));
        }

        var plain = bare.Length == name.Length ? name : bare.ToString();
        if (UnicodeText.HasHan(bare))
        {
            return OfHan(plain);
        }

        var comma = plain.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 ? OfInverted(plain, comma) : comma < 0 ? OfDirect(plain) : Whole(plain);
    }

    /// <summary>Whether the name's words are those of a corporate body or a meeting.</summary>
    public static bool NamesBody(ReadOnlySpan<char> name)
    {
        if (!UnicodeText.HasHan(name))
        {
            return name.Contains(' ') && name.ContainsAny(BodyWords);
        }

        return name.Length >= 4 && (name.ContainsAny(HanBodyWords) || (name.Length >= 5 && name[^1] is '局' or '部' or '厅' or '廳' or '院' or '馆' or '館' or '社' or '会' or '會' or '组' or '組' or '所' or '处' or '署'));
    }

    private static NameForms Whole(string name, bool isBody = false) => new(null, null, name, name, isBody);

    /// <summary>Without the dynasty before it, the years of life behind it and what stands in brackets (the fuller form of initials).</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        if (name.Length > 3 && name[0] is '(' or '（' or '[' or '［' or '〔' or '【' && name[1..].IndexOfAny(")）]］〕】") is > 0 and <= 4 and var end)
        {
            name = name[(end + 2)..].TrimStart();
        }

        var bracket = name.IndexOfAny("(（[［");
        name = bracket > 0 ? name[..bracket].TrimEnd() : name;
        while (name.LastIndexOfAny(",，") is > 0 and var comma && IsDates(name[(comma + 1)..].Trim()))
        {
            name = name[..comma].TrimEnd();
        }

        return name.TrimEnd(" ,，;");
    }

    private static bool IsDates(ReadOnlySpan<char> part)
    {
        if (part.IsEmpty || char.IsAsciiDigit(part[0]))
        {
            return true;
        }

        var word = part[..(part.IndexOfAny(" .0123456789") is >= 0 and var length ? length : part.Length)];
        foreach (var before in BeforeDates)
        {
            if (word.Equals(before, StringComparison.OrdinalIgnoreCase))
            {
                return part.ContainsAnyInRange('0', '9');
            }
        }

        return false;
    }

    private static NameForms OfHan(string name)
    {
        // "王, 小明": a family name said by the comma.
        if (name.AsSpan().IndexOfAny(",，") is > 0 and <= 2 and var comma && name[(comma + 1)..].Trim() is { Length: > 0 and <= 3 } after)
        {
            return new NameForms(name[..comma], after, name[..comma] + after, name[..comma] + after);
        }

        var folded = TextFolding.Fold(name);
        var length = folded.Length == name.Length && name.Length <= 4 ? Surnames.LengthIn(folded) : 0;
        return length == 0 ? Whole(name) : new NameForms(name[..length], name[length..], name, name);
    }

    private static NameForms OfInverted(string name, int comma)
    {
        var family = name[..comma].Trim();
        var given = name[(comma + 1)..].Trim();
        var suffix = string.Empty;
        if (given.LastIndexOf(',') is > 0 and var second)
        {
            suffix = ", " + given[(second + 1)..].Trim();
            given = given[..second].Trim();
        }

        return given.Length == 0 ? Whole(family) : new NameForms(family, given, $"{given} {family}{suffix}", $"{family}, {given}{suffix}");
    }

    private static NameForms OfDirect(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1)
        {
            return Whole(name);
        }

        if (words.Length == 2 && Surnames.IsRomanised(words[0]) && !Surnames.IsRomanised(words[1]) && Pinyin.Syllables(words[1]) == 2)
        {
            return new NameForms(words[0], words[1], name, $"{words[0]}, {words[1]}");
        }

        var last = words.Length - 1;
        var suffix = string.Empty;
        if (last > 1 && Array.Exists(Suffixes, known => words[last].AsSpan().TrimEnd('.').Equals(known, StringComparison.OrdinalIgnoreCase)))
        {
            suffix = ", " + words[last--];
        }

        var first = last;
        while (first > 1 && Array.IndexOf(Particles, words[first - 1]) >= 0)
        {
            first--;
        }

        var family = string.Join(' ', words, first, last - first + 1);
        var given = string.Join(' ', words, 0, first);
        return new NameForms(family, given, name, $"{family}, {given}{suffix}");
    }
}
