using System.Buffers;
using System.Text.RegularExpressions;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>How sure it is that two names are one person's.</summary>
internal enum NameMatch
{
    /// <summary>The scripts differ, or one is a body: nothing can be said.</summary>
    Unknown,
    Different,

    /// <summary>Another character or spelling in a name of some length; perhaps a slip.</summary>
    Near,

    /// <summary>The family names agree, and the given names as far as initials go.</summary>
    Likely,
    Full,
}

/// <summary>
/// A creator's name taken apart for comparing: Chinese characters without dynasty, dates and role ("(宋)李邦献撰" is 李邦献), or Latin words in whatever
/// order, of which some may be initials. Both, where the record gives both.
/// </summary>
internal sealed partial class PersonForm
{
    /// <summary>What names of Chinese bodies end in, folded: library, institute, bureau, association, press, company, university …</summary>
    private const string BodyEnds = "馆院所局厅会社部司处台站心学校";
    private const int ShortestBody = 5;

    /// <summary>Longer is no name, and must not cost time without end.</summary>
    private const int Longest = 300;

    /// <summary>Stands for a letter that was lost on the way ("Jos? Garc?a"): a letter that folding keeps and no name has.</summary>
    private const char Lost = '\u0294';

    private static readonly string[] None = [];
    private static readonly SearchValues<char> BracketMarks = SearchValues.Create("（([〔【");
    private static readonly SearchValues<char> DateMarks = SearchValues.Create("0123456789.等");

    private PersonForm(string han, string[] words, string? family, bool isBody)
    {
        Han = han;
        Words = words;
        Family = family is null ? -1 : Array.LastIndexOf(words, family);
        IsBody = isBody;
    }

    /// <summary>Folded; empty for a name in Latin script alone.</summary>
    public string Han { get; }

    /// <summary>Folded; empty for a name in Chinese alone.</summary>
    public string[] Words { get; }

    /// <summary>Which word is the family name, where a comma or the record tells it; -1: the first or the last.</summary>
    public int Family { get; }

    public bool IsBody { get; }

    /// <summary>What stands for the person in a match key: spellings of one name in both orders and with initials share it.</summary>
    public string Key => Han.Length > 0 ? Han : Family >= 0 ? Words[Family] : Words[^1];

    /// <returns>Null where nobody is named: 佚名, anonymous, et al.</returns>
    public static PersonForm? Of(string name) => Of(new Agent(name));

    public static PersonForm? Of(Agent agent)
    {
        var form = Read(agent.Name, agent);
        if (agent.OtherForm is null)
        {
            return form;
        }

        var other = Read(agent.OtherForm, null);
        if (form is null || other is null || form.Han.Length > 0 == other.Han.Length > 0)
        {
            return form ?? other;
        }

        var (han, latin) = form.Han.Length > 0 ? (form, other) : (other, form);
        return new PersonForm(han.Han, latin.Words, latin.Family < 0 ? null : latin.Words[latin.Family], form.IsBody);
    }

    public NameMatch Match(PersonForm other)
    {
        if (Han.Length > 0 && other.Han.Length > 0)
        {
            return MatchHan(Han, other.Han);
        }

        if (Words.Length == 0 || other.Words.Length == 0)
        {
            return NameMatch.Unknown;
        }

        return IsBody || other.IsBody ? MatchBody(other) : LatinNames.Match(Words, Family, other.Words, other.Family);
    }

    internal static bool IsLost(char c) => c == Lost;

    private static PersonForm? Read(string name, Agent? agent)
    {
        var plain = TitleForm.WithoutFullWidth(name.Length <= Longest ? name : name[..Longest]);
        plain = plain.AsSpan().ContainsAny(BracketMarks) ? Brackets().Replace(plain, " ") : plain;
        plain = plain.AsSpan().ContainsAny(DateMarks) || plain.Contains("et al", StringComparison.OrdinalIgnoreCase) ? Dates().Replace(plain, " ") : plain;
        if (plain.AsSpan().ContainsAnyExceptInRange('\0', '\u33FF') && Han2().Match(plain) is { Success: true } han)
        {
            return OfHan(han.Value);
        }

        if (plain.AsSpan().ContainsAny('?', '\uFFFD'))
        {
            plain = LostLetters().Replace(plain, Lost.ToString());
        }

        if (plain.AsSpan().ContainsAnyInRange('\u0400', '\u04FF'))
        {
            plain = StrayCyrillic().Replace(plain, Lost.ToString());
        }

        var comma = plain.IndexOf(',', StringComparison.Ordinal);
        var family = agent?.Family ?? (comma > 0 ? plain[..comma] : null);
        var words = TextFolding.Fold(plain).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || (words.Length == 1 && words[0].Length == 1) || Nobody().IsMatch(words[0]) || words.All(static word => word.Length == 1 && word[0] == Lost))
        {
            return null;
        }

        var isBody = agent?.Kind is AgentKind.Organisation or AgentKind.Meeting || (words.Length > 2 && comma < 0 && NameForms.NamesBody(plain));
        family = isBody || family is null ? null : TextFolding.Fold(family);
        return new PersonForm("", words, family is { Length: > 1 } ? family[(family.LastIndexOf(' ') + 1)..] : null, isBody);
    }

    private static PersonForm? OfHan(string name)
    {
        var whole = name.Length >= 4 ? Honorific().Replace(name, "") : name;
        var bare = name.Length > 2 ? Roles().Replace(whole, "") : whole;
        bare = TextFolding.Fold(bare.Length >= 2 ? bare : whole);
        return Nobody().IsMatch(bare) ? null : new PersonForm(bare, None, null, false);
    }

    private static NameMatch MatchHan(string a, string b)
    {
        if (a == b)
        {
            return NameMatch.Full;
        }

        // 玄奘 and 三藏法師玄奘, 蕭統 and 昭明太子蕭統.
        if (Math.Min(a.Length, b.Length) >= 2 && (a.EndsWith(b, StringComparison.Ordinal) || b.EndsWith(a, StringComparison.Ordinal)))
        {
            return NameMatch.Likely;
        }

        if (a.Length != b.Length)
        {
            return Math.Min(a.Length, b.Length) >= 4 && Similarity.Distance(a, b, 1) <= 1 ? NameMatch.Near : NameMatch.Different;
        }

        if (a.Length >= ShortestBody && a[^1] == b[^1] && BodyEnds.Contains(a[^1]))
        {
            // 湖北省图书馆 and 河北省图书馆 differ in one character and are two libraries.
            return NameMatch.Different;
        }

        var differ = 0;
        for (var i = 0; i < a.Length; i++)
        {
            differ += a[i] == b[i] ? 0 : 1;
        }

        // A pen name or a slip: 徐弘祖, 徐宏祖; in a name of two, one character is half of it.
        return differ == 1 && (a.Length >= 3 || a[^1] == b[^1]) ? NameMatch.Near : NameMatch.Different;
    }

    /// <summary>A body is the other where most words of the shorter name are in the longer.</summary>
    private NameMatch MatchBody(PersonForm other)
    {
        var (few, many) = Words.Length <= other.Words.Length ? (Words, other.Words) : (other.Words, Words);
        var (common, all) = (0, 0);
        foreach (var word in few)
        {
            if (word.Length > 3)
            {
                all++;
                common += Array.Exists(many, theirs => theirs == word || WordPairing.AreNear(theirs, word)) ? 1 : 0;
            }
        }

        return all == 0 || IsBody != other.IsBody && common == 0 ? NameMatch.Unknown : common == all ? NameMatch.Full : common * 3 >= all * 2 ? NameMatch.Likely : NameMatch.Different;
    }

    [GeneratedRegex(@"[（(\[〔【][^）)\]〕】]*[）)\]〕】]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\b(?:ca|fl|b|d)\.\s*\d+|\d{3,4}\??\s*[-–~]?\s*(?:\d{3,4}\??)?|\bet al\b\.?|\[?等\]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Dates();

    [GeneratedRegex(@"[\u3400-\u9FFF\uF900-\uFAFF\uD800-\uDFFF]{2,}")]
    private static partial Regex Han2();

    [GeneratedRegex("(?:菩[薩萨]|尊者|法[師师]|禪師|禅师|三藏)$")]
    private static partial Regex Honorific();

    [GeneratedRegex(@"(?:等)?(?:编著|編著|主编|主編|编译|編譯|编纂|編纂|纂修|校注|校註|撰|著|编|編|注|註|译|譯|辑|輯|修|述|疏|校|绘|繪)+$")]
    private static partial Regex Roles();

    [GeneratedRegex(@"^(?:佚名|失译|无名氏|不著撰人|阙名|未详|anon(?:ymous)?|unknown|various|none|null)$")]
    private static partial Regex Nobody();

    [GeneratedRegex(@"(?<=\p{L})[?\uFFFD]+|[?\uFFFD]+(?=\p{L})")]
    private static partial Regex LostLetters();

    // Within a Latin name it was read in a wrong code page: "dэaz" was "díaz".
    [GeneratedRegex(@"(?<=[A-Za-z\u00C0-\u024F])\p{IsCyrillic}|\p{IsCyrillic}(?=[A-Za-z\u00C0-\u024F])")]
    private static partial Regex StrayCyrillic();
}
