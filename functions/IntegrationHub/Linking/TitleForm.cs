using System.Globalization;
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

    private static readonly string[] Honorifics = ["佛说", "钦定", "御制", "御定", "御纂", "御批", "新刊", "重刊", "新编", "增订"];

    private static readonly string[] Articles = ["the ", "an ", "a "];

    // Folded. One author may well have written several works of these names.
    private static readonly HashSet<string> Generic =
    [
        "introduction", "preface", "foreword", "editorial", "review", "reviews", "letter", "letters", "notes", "poems", "essays", "works", "selected works", "collected works",
        "selected poems", "collected poems", "contents", "index", "abstract", "conclusion", "discussion", "代序", "自序", "前言", "引言", "后记", "导言", "编者按", "全集", "文集", "选集", "诗集", "诗选", "作品集",
    ];

    private TitleForm(string core, string main, string tail, IReadOnlySet<string> volumes, IReadOnlySet<string> numbers)
    {
        Core = core;
        Main = main;
        Tail = tail;
        Volumes = volumes;
        Numbers = numbers;
        Words = core.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        IsHan = core.Any(IsHanLetter);
    }

    /// <summary>Folded: see <see cref="TextFolding.Fold"/>.</summary>
    public string Core { get; }

    /// <summary>The core before its subtitle; the core itself where there is none.</summary>
    public string Main { get; }

    /// <summary>What was cut off behind a Chinese title: its romanisation or translation.</summary>
    public string Tail { get; }

    /// <summary>Numbers that say which volume, part or issue: "2" for Vol. 2, part II, 第二卷, 卷二 and for 下 of two.</summary>
    public IReadOnlySet<string> Volumes { get; }

    /// <summary>Other numbers in the title, years among them.</summary>
    public IReadOnlySet<string> Numbers { get; }

    public IReadOnlyList<string> Words { get; }

    public bool IsHan { get; }

    /// <summary>True for an erratum, a comment, a reply or a review, which bear their object's title.</summary>
    public bool About => AboutAnother().IsMatch(Core);

    /// <summary>False for titles that many works bear: "Introduction", 文集. They need more than creators to be told apart.</summary>
    public bool IsDistinctive => IsHan ? Core.Length >= 4 : Words.Count >= 3 && Core.Length >= 15;

    /// <summary>True for a title that an author gives once, however short: Ulysses, 梅溪詞.</summary>
    public bool IsName => !Generic.Contains(Core) && Core.Length >= (IsHan ? 3 : 5);

    public static TitleForm Of(string title)
    {
        title = title.Length <= Longest ? title : title[..Longest];
        var (head, tail) = SplitScripts(WithoutResponsibility(title));
        var volumes = new SortedSet<string>(StringComparer.Ordinal);
        if (head.Any(IsHanLetter))
        {
            head = HanEdition().Replace(head, " ");
            head = Extent().Replace(head, "");
            head = HanVolume().Replace(head, match => Take(volumes, match));
            head = HanEnd().Replace(head, match => Take(volumes, match));
        }

        head = LatinEdition().Replace(head, " ");
        head = LatinVolume().Replace(head, match => Take(volumes, match));
        head = EndNumber().Replace(head, match => Take(volumes, match));

        var core = NameOf(head);
        if (core.Length == 0)
        {
            core = TextFolding.Fold(title);
            volumes.Clear();
        }

        var cut = Subtitle().Match(head);
        var main = cut.Success ? NameOf(head[..cut.Index]) : core;
        return new TitleForm(core, main.Length == 0 ? core : main, TextFolding.Fold(tail), volumes, NumbersIn(core));
    }

    private static bool IsHanLetter(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' || char.IsSurrogate(c);

    /// <summary>A Chinese title between a catalogue's number and its romanisation stands alone; Latin words within it stay.</summary>
    private static (string Head, string Tail) SplitScripts(string title)
    {
        if (title.Count(IsHanLetter) < 2)
        {
            return (title, "");
        }

        var head = CatalogueNumber().Replace(title, "");
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

    private static string Take(SortedSet<string> volumes, Match match)
    {
        volumes.Add(NumberOf(match.Groups["n"].Value));
        return " ";
    }

    private static SortedSet<string> NumbersIn(string core)
    {
        var numbers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var match in Digits().EnumerateMatches(core))
        {
            numbers.Add(core.Substring(match.Index, match.Length).TrimStart('0'));
        }

        return numbers;
    }

    private static string NumberOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var value = Numerals.OfHan(text) ?? Numerals.OfRoman(text) ?? Numerals.OfWord(text);
        return value?.ToString(CultureInfo.InvariantCulture) ?? text.ToUpperInvariant();
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

    [GeneratedRegex(@"\s*[:：;；=]\s+|[:：]|\s[-–—/]\s|——|\s+\(")]
    private static partial Regex Subtitle();

    [GeneratedRegex(@"^(?:errat(?:um|a)|corrigend(?:um|a)|corrections? to|comments? (?:on|to)|repl(?:y|ies) to|response to|reviews? of|retract(?:ion|ed))\b|^(?:勘误|更正)|(?:书评|勘误|book review)$")]
    private static partial Regex AboutAnother();

    [GeneratedRegex(@"[0-9]+")]
    private static partial Regex Digits();
}
