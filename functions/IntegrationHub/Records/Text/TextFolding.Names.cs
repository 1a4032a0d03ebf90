namespace IntegrationHub.Records;

/// <content>Titles and names: what a catalogue writes around them goes before they are folded.</content>
public static partial class TextFolding
{
    private static readonly string[] Articles = ["the ", "an ", "a "];

    // Folded.
    private static readonly HashSet<string> Media =
    [
        "electronic resource", "electronic book", "computer file", "microform", "microfiche", "sound recording", "videorecording", "video recording", "text", "map", "manuscript",
        "电子资源", "电子图书", "缩微品", "录像制品", "录音制品", "专着", "普通图书", "汇编", "m", "j", "d", "c", "r", "ol", "eb", "db",
    ];

    private static readonly HashSet<string> Roles = ["著", "编", "編", "译", "譯", "撰", "注", "註", "辑", "輯", "绘", "繪", "等", "作", "校", "主编", "主編", "编著", "編著", "编译", "編譯"];

    // Folded; these end no name, so they need no blank before them.
    private static readonly string[] RoleEndings = ["等编着", "等主编", "编着", "主编", "编译", "译注", "校注", "选注", "点校", "编撰", "撰"];

    /// <summary><see cref="Fold"/> of a title proper: without a statement of responsibility (<c> / </c>), a medium in brackets, a leading English article.</summary>
    public static string FoldTitle(string title)
    {
        var proper = title;
        if (title.IndexOf(" / ", StringComparison.Ordinal) is > 0 and var responsibility)
        {
            proper = title[..responsibility];
        }

        proper = WithoutBrackets(proper, static content => Media.Contains(Fold(content)));
        var folded = Fold(proper);
        if (folded.Length == 0)
        {
            return Fold(title);
        }

        while (Array.Find(Articles, article => folded.StartsWith(article, StringComparison.Ordinal)) is { } leading)
        {
            folded = folded[leading.Length..];
        }

        return folded;
    }

    /// <summary>
    /// <see cref="Fold"/> of a person's or body's name, the words in alphabetical order so that "Eckert, Miriam" meets "Miriam Eckert";
    /// without what stands in brackets (dynasty, dates), years and roles ("曹雪芹 著").
    /// </summary>
    public static string FoldName(string name)
    {
        var bare = WithoutRole(WithoutBrackets(name, static _ => true));
        var folded = InOrder(WithoutRoleEnding(Fold(bare)));
        return folded.Length > 0 ? folded : InOrder(Fold(name));
    }

    /// <summary>Han in simplified form, every other character as it is: as long as <paramref name="text"/>.</summary>
    internal static ReadOnlySpan<char> HanOf(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (HanOf(text[i]) != text[i])
            {
                return string.Create(text.Length, text, static (han, given) =>
                {
                    for (var j = 0; j < given.Length; j++)
                    {
                        han[j] = HanOf(given[j]);
                    }
                });
            }
        }

        return text;
    }

    private static char HanOf(char c) =>
        UnicodeText.IsHan(c) && FoldingTable.Of(c) is var folded and not (FoldingTable.Expanded or FoldingTable.Separator or FoldingTable.Dropped) ? folded : c;

    private static string WithoutBrackets(string text, Func<string, bool> drops)
    {
        var from = 0;
        while (from < text.Length)
        {
            var open = text.AsSpan(from).IndexOfAny("[［【(（〔");
            var close = open < 0 ? -1 : text.AsSpan(from + open).IndexOfAny("]］】)）〕");
            if (close < 0)
            {
                break;
            }

            open += from;
            close += open;
            if (drops(text[(open + 1)..close]))
            {
                text = string.Concat(text.AsSpan(0, open), " ", text.AsSpan(close + 1));
                from = open;
            }
            else
            {
                from = close + 1;
            }
        }

        return text;
    }

    private static string WithoutRole(string name)
    {
        name = name.TrimEnd(' ', ',', '，', '.', ';', '；');
        var blank = name.AsSpan().LastIndexOfAny(" ,，\u3000");
        return blank > 0 && Roles.Contains(name[(blank + 1)..]) ? name[..blank] : name;
    }

    private static string WithoutRoleEnding(string folded)
    {
        while (Array.Find(RoleEndings, ending => folded.Length >= ending.Length + 2 && folded.EndsWith(ending, StringComparison.Ordinal)) is { } role)
        {
            folded = folded[..^role.Length];
        }

        return folded;
    }

    /// <summary>Words sorted, years left out where words remain.</summary>
    private static string InOrder(string folded)
    {
        if (!folded.Contains(' '))
        {
            return folded;
        }

        var words = folded.Split(' ');
        var named = Array.FindAll(words, static word => word.AsSpan().ContainsAnyExceptInRange('0', '9'));
        words = named.Length > 0 ? named : words;
        Array.Sort(words, StringComparer.Ordinal);
        // Sorting may have brought a word beside Han.
        var ordered = Fold(string.Join(' ', words));
        return ordered == folded ? folded : InOrder(ordered);
    }
}
