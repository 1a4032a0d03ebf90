using System.Collections.Frozen;
using System.Text.RegularExpressions;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

internal enum ContainerKind
{
    Unknown,
    Journal,
    Meeting,
}

internal enum Agreement
{
    Unknown,
    Agree,
    Differ,
}

/// <summary>What a work is part of, taken apart for comparing: the words of its title, whether it is a journal or a meeting's papers, and the place in it.</summary>
internal sealed partial class ContainerForm
{
    private const int Longest = 300;

    private static readonly char[] Edges = [' ', '.', ',', ';', ':', '(', ')'];

    private static readonly FrozenSet<string> Journals = FrozenSet.ToFrozenSet(
        "journal j jnl transactions trans record letters magazine bulletin quarterly annals zeitschrift revue revista rivista".Split(' '), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Meetings = FrozenSet.ToFrozenSet("conference conf workshop symposium symp congress".Split(' '), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Little = FrozenSet.ToFrozenSet(
        "the of on in and for a an to at de des la le les und der die das fur proceedings proc international intl int acm ieee annual conference conf journal j th st nd rd".Split(' '), StringComparer.Ordinal);

    private ContainerForm(Container container)
    {
        var title = container.Title ?? string.Empty;
        title = title.Length <= Longest ? title : title[..Longest];
        IsCut = title.AsSpan().TrimEnd(" ,.;").EndsWith("…") || title.Contains("...", StringComparison.Ordinal) || title.Contains("hellip", StringComparison.Ordinal);
        Core = TextFolding.Fold(title.Contains('&', StringComparison.Ordinal) ? title.Replace("&mdash;", " ", StringComparison.Ordinal) : title);
        Skeleton = WithoutNumbers(Core);
        IsHan = Core.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF');
        Words = IsHan ? [] : Skeleton.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in Words)
        {
            Kind = Kind != ContainerKind.Unknown ? Kind : Journals.Contains(word) ? ContainerKind.Journal : Meetings.Contains(word) ? ContainerKind.Meeting : Kind;
        }

        (Volume, Issue) = NumbersOf(container.Volume, container.Issue);
        (FirstPage, LastPage) = PagesOf(container.Pages);
        Issn = container.Issn;
    }

    /// <summary>Folded.</summary>
    public string Core { get; }

    /// <summary>The core without what has digits in it.</summary>
    public string Skeleton { get; }

    public string[] Words { get; }

    public bool IsHan { get; }

    /// <summary>It ends, or begins, in dots: a part of the title is missing.</summary>
    public bool IsCut { get; }

    public ContainerKind Kind { get; }

    public string? Volume { get; }

    public string? Issue { get; }

    public string? FirstPage { get; }

    public string? LastPage { get; }

    /// <summary>From one page to another, neither with a letter: nothing left out.</summary>
    public bool HasPageRange => FirstPage is not null && LastPage is not null && char.IsAsciiDigit(FirstPage[0]) && char.IsAsciiDigit(LastPage[0]);

    public string? Issn { get; }

    public static ContainerForm Of(Container container) => new(container);

    /// <summary>Whether both name one journal, one meeting, one book; abbreviated and by initials too ("Trans." is Transactions, "VLDB" very large data bases).</summary>
    public Agreement TitleAgreement(ContainerForm other)
    {
        if (Issn is not null && Issn == other.Issn)
        {
            return Agreement.Agree;
        }

        if (Skeleton.Length == 0 || other.Skeleton.Length == 0)
        {
            return Agreement.Unknown;
        }

        if (Kind != other.Kind && Kind != ContainerKind.Unknown && other.Kind != ContainerKind.Unknown)
        {
            return Agreement.Differ;
        }

        if (Skeleton == other.Skeleton)
        {
            return Agreement.Agree;
        }

        if (IsHan != other.IsHan)
        {
            return Agreement.Unknown;
        }

        if (IsHan)
        {
            return Skeleton.Contains(other.Skeleton, StringComparison.Ordinal) || other.Skeleton.Contains(Skeleton, StringComparison.Ordinal) || Similarity.Of(Skeleton, other.Skeleton) > 0.7 ? Agreement.Agree : Agreement.Differ;
        }

        // Where one does not say whether it is a meeting or the journal named after it ("VLDB"), it may be either.
        var words = SharedWords(other);
        return words != Agreement.Agree && !IsAcronymOf(this, other) && !IsAcronymOf(other, this)
            ? IsCut || other.IsCut ? Agreement.Unknown : words
            : Kind == other.Kind ? Agreement.Agree : Agreement.Unknown;
    }

    /// <summary>Whether both stand in one place of one container: its volume and issue, the page that they begin on.</summary>
    public Agreement PlaceAgreement(ContainerForm other)
    {
        if (FirstPage is not null && other.FirstPage is not null)
        {
            if (FirstPage != other.FirstPage && LastPage is not null && other.LastPage is not null && DigitsOf(LastPage).SequenceEqual(DigitsOf(other.LastPage)) && (Volume is null || other.Volume is null || Volume == other.Volume))
            {
                // "C37-C42" and "37-42" are the same; and of pages that end alike the first may be a slip.
                return DigitsOf(FirstPage).SequenceEqual(DigitsOf(other.FirstPage)) ? Agreement.Agree : Agreement.Unknown;
            }

            return FirstPage != other.FirstPage || (LastPage is not null && other.LastPage is not null && LastPage != other.LastPage && Volume != other.Volume) ? Agreement.Differ : Agreement.Agree;
        }

        // Numbers written into the title: the volume and page of a collection.
        return Skeleton == other.Skeleton && Skeleton.Length > 0 && HasPlace(Core) && HasPlace(other.Core)
            ? Core == other.Core ? Agreement.Agree : Agreement.Differ
            : Agreement.Unknown;
    }

    /// <summary>The year or the number of a meeting is no place in it.</summary>
    private static bool HasPlace(string core)
    {
        for (var at = 0; at < core.Length;)
        {
            if (!char.IsAsciiDigit(core[at]))
            {
                at++;
                continue;
            }

            var from = at;
            while (at < core.Length && char.IsAsciiDigit(core[at]))
            {
                at++;
            }

            var isYear = at - from == 4 && core[from] is '1' or '2' && (from == 0 || core[from - 1] == ' ') && (at == core.Length || core[at] == ' ');
            if (!isYear && !(at + 1 < core.Length && core.AsSpan(at, 2) is "st" or "nd" or "rd" or "th"))
            {
                return true;
            }
        }

        return false;
    }

    public Agreement VolumeAgreement(ContainerForm other)
    {
        if (Volume is null || other.Volume is null)
        {
            return Agreement.Unknown;
        }

        return Volume != other.Volume || (Issue is not null && other.Issue is not null && !AreOneIssue(Issue, other.Issue)) ? Agreement.Differ : Agreement.Agree;
    }

    /// <returns>Unknown where one has no word that tells: "Proceedings of the".</returns>
    private Agreement SharedWords(ContainerForm other)
    {
        var least = Math.Min(TellingOf(Words), TellingOf(other.Words));
        return least == 0 ? Agreement.Unknown : Math.Min(CommonOf(Words, other.Words), CommonOf(other.Words, Words)) * 5 >= least * 3 ? Agreement.Agree : Agreement.Differ;

        static int TellingOf(string[] words)
        {
            var count = 0;
            foreach (var word in words)
            {
                count += Little.Contains(word) ? 0 : 1;
            }

            return count;
        }

        static int CommonOf(string[] words, string[] others)
        {
            var count = 0;
            foreach (var word in words)
            {
                count += !Little.Contains(word) && Array.Exists(others, theirs => theirs == word || IsShortFor(word, theirs) || IsShortFor(theirs, word)) ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>"Suppl" is "Suppl 2", where one index says no more.</summary>
    private static bool AreOneIssue(string a, string b) =>
        a == b || (!a.AsSpan().ContainsAnyInRange('0', '9') && b.StartsWith(a, StringComparison.Ordinal)) || (!b.AsSpan().ContainsAnyInRange('0', '9') && a.StartsWith(b, StringComparison.Ordinal));

    private static bool IsShortFor(string part, string whole) => part.Length >= 3 && part.Length < whole.Length && whole.StartsWith(part, StringComparison.Ordinal);

    /// <summary>A word that ends with the initials of the last words of the other title, or begins with those of its first.</summary>
    private static bool IsAcronymOf(ContainerForm brief, ContainerForm full)
    {
        if (full.Words.Length < 3)
        {
            return false;
        }

        Span<char> all = stackalloc char[full.Words.Length];
        Span<char> content = stackalloc char[full.Words.Length];
        var length = 0;
        for (var i = 0; i < full.Words.Length; i++)
        {
            all[i] = full.Words[i][0];
            if (full.Words[i].Length > 3)
            {
                content[length++] = full.Words[i][0];
            }
        }

        foreach (var word in brief.Words)
        {
            if (word.Length is >= 3 and <= 10 && !Little.Contains(word) && (EndsAlike(word, all) || EndsAlike(word, content[..length])))
            {
                return true;
            }
        }

        return false;

        static bool EndsAlike(ReadOnlySpan<char> word, ReadOnlySpan<char> initials)
        {
            var common = 0;
            while (common < word.Length && common < initials.Length && word[^(common + 1)] == initials[^(common + 1)])
            {
                common++;
            }

            return common >= 3;
        }
    }

    /// <summary>Without runs of digits and the single letter behind them ("446b"), and without the "v" or "p" before them.</summary>
    private static string WithoutNumbers(string core)
    {
        if (!core.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return core;
        }

        var kept = new System.Text.StringBuilder(core.Length);
        for (var i = 0; i < core.Length; i++)
        {
            if (!char.IsAsciiDigit(core[i]))
            {
                if (!(core[i] is >= 'a' and <= 'z' && i > 0 && char.IsAsciiDigit(core[i - 1]) && (i + 1 == core.Length || !char.IsAsciiLetter(core[i + 1]))))
                {
                    kept.Append(core[i]);
                }
            }
        }

        return kept.ToString().Trim();
    }

    /// <summary>"Vol. 6, no. 1," and "6(1)" are volume 6, issue 1.</summary>
    private static (string? Volume, string? Issue) NumbersOf(string? volume, string? issue)
    {
        if (volume is not null && volume.AsSpan().ContainsAnyExceptInRange('0', '9') && Numbers().Match(volume) is { Success: true } numbers)
        {
            volume = numbers.Groups["volume"].Value;
            issue ??= numbers.Groups["issue"] is { Success: true } found ? found.Value : null;
        }

        return (NumberOf(volume), NumberOf(issue));
    }

    private static ReadOnlySpan<char> DigitsOf(string page) => char.IsAsciiLetter(page[0]) ? page.AsSpan(1) : page;

    private static string? NumberOf(string? text) => text?.Trim(Edges).TrimStart('0') is { Length: > 0 } number ? number.ToUpperInvariant() : null;

    private static (string? First, string? Last) PagesOf(string? pages)
    {
        if (pages is null)
        {
            return default;
        }

        var runs = new List<string>(2);
        var span = pages.AsSpan();
        for (var at = span.IndexOfAnyInRange('0', '9'); at >= 0 && runs.Count < 2;)
        {
            var rest = span[at..];
            var length = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
            // Letters before a page's number tell it from others: e12, S12.
            var from = at > 0 && char.IsAsciiLetter(span[at - 1]) && (at == 1 || !char.IsLetter(span[at - 2])) && span[at - 1] is not ('p' or 'P') ? at - 1 : at;
            runs.Add(span[from..(at + length)].ToString().TrimStart('0').ToUpperInvariant());
            span = span[(at + length)..];
            at = span.IndexOfAnyInRange('0', '9');
        }

        return (runs.Count > 0 ? runs[0] : null, runs.Count > 1 ? runs[1] : null);
    }

    // A year in brackets is no issue.
    [GeneratedRegex(@"^\s*(?:v(?:ol(?:ume)?)?|b(?:an)?d)?[\s.]*(?<volume>\d+)[\s.,:]*(?:\((?:1[5-9]|20)\d\d\)|\(?(?:no|nr|number|issue)?[\s.]*(?<issue>\d{1,3}(?:[-–/]\d{1,3})?)\)?)?[\s.,:;]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();
}
