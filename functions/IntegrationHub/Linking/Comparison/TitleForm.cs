using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// A title taken apart for comparing: what names the work (<see cref="Core"/>), without catalogue numbers before and romanisations or parallel titles after
/// a Chinese title, without editions and extents; and apart from it what tells volumes, parts and issues of one work from each other.
/// </summary>
internal sealed partial class TitleForm
{
    /// <summary>What follows tells no work from another, and must not cost time without end.</summary>
    private const int Longest = 1_000;

    private const int LongestRemark = 26;

    private static readonly string[] Honorifics = ["佛说", "钦定", "御制", "御定", "御纂", "御批", "新刊", "重刊", "新编", "增订"];

    private static readonly string[] Articles = ["the ", "an ", "a "];

    private static readonly string[] None = [];

    /// <summary>Stands for a character that was lost on the way: folding keeps private-use characters.</summary>
    private const string Lost = "\uE000";

    // Words that may have a volume's number behind them: without one of them the expression need not be tried.
    private static readonly SearchValues<string> VolumeWords = SearchValues.Create(
        ["vol", "part", "pt", "no.", "no ", "nr", "number", "band", "bd", "tome", "issue", "heft", "teil"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> HanVolumeWords = SearchValues.Create(["第", "卷"], StringComparison.Ordinal);
    private static readonly SearchValues<char> HanEdges = SearchValues.Create("上中下一二三四五六七八九十册冊卷编編集部篇)）]");
    private static readonly SearchValues<char> Brackets = SearchValues.Create(":：;；=-–—/(");
    private static readonly SearchValues<char> HanExtents = SearchValues.Create("卷巻冊册");
    private static readonly SearchValues<char> HanEditions = SearchValues.Create("版订訂");

    private TitleForm(string core, string main, string tail, string[] volumes, string? last)
    {
        Core = core;
        Main = main;
        Tail = tail;
        Volumes = volumes;
        Last = last;
        IsHan = HanCount(core) > 0;
        Words = IsHan ? None : core.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Numbers = core.AsSpan().ContainsAnyInRange('0', '9') || core.Contains("th", StringComparison.Ordinal) ? NumbersIn(core, IsHan) : None;
        Tell = TitleTelling.Of(this);
    }

    /// <summary>Folded: see <see cref="TextFolding.Fold"/>.</summary>
    public string Core { get; }

    /// <summary>The core before its subtitle; the core itself where there is none.</summary>
    public string Main { get; }

    /// <summary>What was cut off behind a Chinese title, as given: its romanisation or translation.</summary>
    public string Tail { get; }

    /// <summary>Numbers that say which volume, part or issue: "2" for Vol. 2, part II, 第二卷, 卷二 and for 下 of two. Few, in order.</summary>
    public string[] Volumes { get; }

    /// <summary>The number that the title ends with, of a volume or of a sequel; it is not in the core.</summary>
    public string? Last { get; }

    /// <summary>Other numbers in the title, years among them. Few, in order.</summary>
    public string[] Numbers { get; }

    /// <summary>Of a title without Han.</summary>
    public string[] Words { get; }

    public bool IsHan { get; }

    /// <summary>Whether it bears its object's title.</summary>
    public AboutKind About { get; private init; }

    /// <summary>How much each word, or each Han character, tells one work from another.</summary>
    public TitleTelling Tell { get; }

    /// <summary>True for titles that many works bear: "Introduction", 文集. They need more than creators to be told apart.</summary>
    public bool IsGeneric => Tell.Sum < 0.9f || Core.Length < 2;

    /// <param name="part">What the record itself says of the part: <c>Vol. 2</c>, <c>上册</c>.</param>
    public static TitleForm Of(string title, string? part = null)
    {
        title = title.Length <= Longest ? title : title[..Longest];
        title = WithoutRemarks(WithoutFullWidth(title));
        var corrected = title.EndsWith(')') ? CorrectedPlace().Match(title) : Match.Empty;
        title = corrected.Success ? title[..corrected.Index] : title;
        var (head, tail) = SplitScripts(WithoutResponsibility(title));
        SortedSet<string>? volumes = part is null ? null : [Numerals.OfPart(part)];
        if (HanCount(head) > 0)
        {
            head = head.Contains('?', StringComparison.Ordinal) ? LostHan().Replace(head, Lost) : head;
            head = head.AsSpan().ContainsAny(HanEditions) ? HanEdition().Replace(head, " ") : head;
            head = head.AsSpan().ContainsAny(HanExtents) ? Extent().Replace(head, "") : head;
            head = head.AsSpan().ContainsAny(HanVolumeWords) ? HanVolume().Replace(head, match => Take(ref volumes, match)) : head;
            head = head.AsSpan().TrimEnd() is { Length: > 2 } edge && HanEdges.Contains(edge[^1]) ? HanEnd().Replace(head, match => Take(ref volumes, match)) : head;
        }

        head = head.Contains(" ed", StringComparison.OrdinalIgnoreCase) ? LatinEdition().Replace(head, " ") : head;
        head = head.AsSpan().ContainsAny(VolumeWords) ? LatinVolume().Replace(head, match => Take(ref volumes, match)) : head;
        string? last = null;
        if (EndsLikeNumber(head))
        {
            head = EndNumber().Replace(head, match =>
            {
                last = NumberOf(match.Groups["n"].Value);
                return " ";
            });
        }

        var core = NameOf(head);
        if (core.Length == 0)
        {
            core = TextFolding.Fold(title);
            volumes = part is null ? null : [Numerals.OfPart(part)];
            last = null;
        }

        var cut = SubtitleAt(head);
        var main = cut > 0 ? NameOf(head[..cut]) : core;
        return new TitleForm(core, main.Length == 0 ? core : main, tail, volumes is null ? None : [.. volumes], last) { About = corrected.Success ? AboutKind.Note : AboutWords.Of(core) };
    }

    /// <returns>The words from one place up to another, as if they were the title.</returns>
    public TitleForm Part(int from, int to)
    {
        var core = string.Join(' ', Words[from..to]);
        return new TitleForm(core, core, Tail, Volumes, Last) { About = About };
    }

    /// <summary>Latin letters and digits typed in full width are read as what they are.</summary>
    internal static string WithoutFullWidth(string text) =>
        text.AsSpan().ContainsAnyInRange('\uFF10', '\uFF5A') ? UnicodeText.WithoutInvalid(text).Normalize(NormalizationForm.FormKC) : text;

    /// <summary>Behind the title, in square brackets, an index or a cataloguer says what it is: "[Review] [31 refs]", "[electronic resource]", GB/T 7714's "[J]".</summary>
    private static string WithoutRemarks(string title)
    {
        while (title.LastIndexOf('[') is > 0 and var open && IsRemark(title.AsSpan(open + 1).TrimEnd(" .;:")) && !VolumeInBrackets().IsMatch(title, open))
        {
            title = title[..open].TrimEnd();
        }

        return title;
    }

    /// <summary>Short, in Latin letters, and nothing behind it; or of an erratum, which is cut where there is no room.</summary>
    private static bool IsRemark(ReadOnlySpan<char> text) =>
        (text.Length <= LongestRemark && text.IndexOf(']') == text.Length - 1 && !text.ContainsAnyExceptInRange('\0', '\u024F')) || text.StartsWith("Erratum", StringComparison.OrdinalIgnoreCase);

    private static int HanCount(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u33FF'))
        {
            return 0;
        }

        var count = 0;
        foreach (var c in text)
        {
            count += IsHanLetter(c) ? 1 : 0;
        }

        return count;
    }

    private static bool EndsLikeNumber(string title)
    {
        var end = title.AsSpan().TrimEnd(" .)");
        return end.Length > 1 && end[^1] is (>= '0' and <= '9') or 'I' or 'V' or 'X';
    }

    /// <summary>Where the title proper ends: at a colon, at a dash or a semicolon between blanks, before a bracket.</summary>
    private static int SubtitleAt(string title)
    {
        var from = 0;
        while (from < title.Length && title.AsSpan(from).IndexOfAny(Brackets) is >= 0 and var found)
        {
            var at = from + found;
            var before = at > 0 && char.IsWhiteSpace(title[at - 1]);
            var after = at + 1 < title.Length && char.IsWhiteSpace(title[at + 1]);
            if (title[at] switch
            {
                ':' or '：' => true,
                ';' or '；' or '=' => after,
                '(' => before,
                _ => (before && after) || (title[at] == '—' && at + 1 < title.Length && title[at + 1] == '—'),
            })
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    private static bool IsHanLetter(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' || char.IsSurrogate(c);

    /// <summary>A Chinese title between a catalogue's number and its romanisation stands alone; Latin words within it stay.</summary>
    private static (string Head, string Tail) SplitScripts(string title)
    {
        if (HanCount(title) < 2)
        {
            return (title, "");
        }

        var head = char.IsAsciiLetter(title.AsSpan().TrimStart()[0]) ? CatalogueNumber().Replace(title, "") : title;
        if (IsHanLetter(head[^1]) || !head.AsSpan().ContainsAnyInRange('A', 'z'))
        {
            return (head, "");
        }

        var tail = LatinTail().Match(head);
        return tail.Success ? (head[..tail.Index], tail.Value) : (head, "");
    }

    /// <summary>ISBD puts " / " before who made the work: creators are compared apart.</summary>
    private static string WithoutResponsibility(string title) =>
        title.IndexOf(" / ", StringComparison.Ordinal) is > 0 and var mark && title.AsSpan(0, mark).ContainsAnyExcept(" .,:;") ? title[..mark] : title;

    /// <summary>Folded, without what one catalogue writes in front and another leaves out.</summary>
    private static string NameOf(string title)
    {
        var core = TextFolding.Fold(title);
        foreach (var article in Articles)
        {
            // It tells "The trial" from nothing; in a longer title it hardly counts, or makes it telling: "The Oracle warehouse".
            if (core.Length > article.Length && core.StartsWith(article, StringComparison.Ordinal) && !core.AsSpan(article.Length).Contains(' '))
            {
                return core[article.Length..];
            }
        }

        return WithoutHonorific(core);
    }

    private static string WithoutHonorific(string core)
    {
        foreach (var honorific in Honorifics)
        {
            if (core.Length >= honorific.Length + 2 && core.StartsWith(honorific, StringComparison.Ordinal))
            {
                return core[honorific.Length..];
            }
        }

        return core;
    }

    private static string Take(ref SortedSet<string>? volumes, Match match)
    {
        volumes ??= new SortedSet<string>(StringComparer.Ordinal);
        volumes.Add(NumberOf(match.Groups["n"].Value));
        return " ";
    }

    /// <summary>Ordinals are numbers however they are written: "4th", "fourth".</summary>
    private static string[] NumbersIn(string core, bool isHan)
    {
        var numbers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var match in Digits().EnumerateMatches(core))
        {
            numbers.Add(core.Substring(match.Index, match.Length).TrimStart('0'));
        }

        if (!isHan)
        {
            foreach (var word in core.Split(' '))
            {
                if (Numerals.OfOrdinal(word) is { } number)
                {
                    numbers.Add(number.ToString(CultureInfo.InvariantCulture));
                }
            }
        }

        return numbers.Count == 0 ? None : [.. numbers];
    }

    private static string NumberOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        return Numerals.Of(text)?.ToString(CultureInfo.InvariantCulture) ?? text.ToUpperInvariant();
    }

    [GeneratedRegex(@"^\s*[A-Za-z]{1,4}[-_]?\d{1,6}[a-zA-Z*]?[\s.:]+(?=\p{IsCJKUnifiedIdeographs})")]
    private static partial Regex CatalogueNumber();

    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs}[^\s\w]?)[\s(=/\[:：]+[\p{IsBasicLatin}\p{IsLatin-1Supplement}\p{IsLatinExtended-A}\p{IsLatinExtended-B}\p{IsLatinExtendedAdditional}\p{M}’‘ʼ-[\d]]*[A-Za-z][\p{IsBasicLatin}\p{IsLatin-1Supplement}\p{IsLatinExtended-A}\p{IsLatinExtended-B}\p{IsLatinExtendedAdditional}\p{M}’‘ʼ-[\d]]*$")]
    private static partial Regex LatinTail();

    [GeneratedRegex(@"[\s,;:(\[]+(?:(?:\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|rev(?:ised)?\.?|new|updated|expanded|international)\s+)+ed(?:ition|n)?\b\.?[)\]]?", RegexOptions.IgnoreCase)]
    private static partial Regex LatinEdition();

    [GeneratedRegex(@"[（(\[\s]*(?:第[一二三四五六七八九十\d]+版|修订[版本]|修訂[版本]|增订[版本]|增訂[版本])[）)\]]?")]
    private static partial Regex HanEdition();

    [GeneratedRegex(@"(?<=\S)[\s　]*(?<!第|之)[（(]?[全共凡]?[〇零一二三四五六七八九十百\d]+[卷巻冊册](?:[附首末].{0,8})?[)）]?\s*$", RegexOptions.RightToLeft)]
    private static partial Regex Extent();

    [GeneratedRegex(@"[\s,;:.(\[-]+(?:vol(?:ume)?s?|part|pt|no|nr|number|band|bd|tome|issue|heft|teil)\b[\s.]*(?<n>\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)\b[)\]]?", RegexOptions.IgnoreCase)]
    private static partial Regex LatinVolume();

    [GeneratedRegex(@"[\s,，:：.·(（\[]*(?:第(?<n>[〇零一二三四五六七八九十百千\d]+)[卷巻册冊集辑輯部编編篇期回季讲講章届屆][)）\]]?|卷之?(?<n>[一二三四五六七八九十百上中下\d]+)[)）\]]?(?=\W|$))")]
    private static partial Regex HanVolume();

    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs}.+)(?:[\s(（\[·.,，]+(?<n>[上中下]|[一二三四五六七八九十]+)[册冊卷编編集部篇]?[)）\]]?|(?<n>[上中下])[册冊卷编編集部])\s*$", RegexOptions.RightToLeft)]
    private static partial Regex HanEnd();

    [GeneratedRegex(@"(?<=\w)[\s.,:;(]+(?<n>\d{1,3}|I{2,3}|IV|V|VI{1,3}|IX|X)[)]?[\s.]*$", RegexOptions.RightToLeft)]
    private static partial Regex EndNumber();

    [GeneratedRegex(@"(?<=^|[?\u3400-\u9FFF])\?(?=\?*[\u3400-\u9FFF])")]
    private static partial Regex LostHan();

    [GeneratedRegex(@"\G\[\W*(?:vol|part|pt|no|nr|number|band|bd|tome|issue|heft|teil|[\divxlc]+\b)", RegexOptions.IgnoreCase)]
    private static partial Regex VolumeInBrackets();

    // How indexes title an erratum: by the place of what it corrects.
    [GeneratedRegex(@"(?<=\S)\s*\(vol(?:ume)?\.? \d+, (?:pg|pp?|page)\.? [^()]*\)$", RegexOptions.IgnoreCase)]
    private static partial Regex CorrectedPlace();

    [GeneratedRegex(@"[0-9]+")]
    private static partial Regex Digits();
}
