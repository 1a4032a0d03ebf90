using System.Text.RegularExpressions;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// A creator's name taken apart for comparing: Chinese characters without dynasty, dates and role ("(宋)李邦献撰" is 李邦献), or Latin words in whatever
/// order, of which some may be initials.
/// </summary>
internal sealed partial class PersonForm
{
    /// <summary>Longer is no name, and must not cost time without end.</summary>
    private const int Longest = 300;

    private PersonForm(string han, string[] words, string? family)
    {
        Han = han;
        Words = words;
        Family = family;
    }

    /// <summary>Folded; empty for a name in Latin script.</summary>
    public string Han { get; }

    /// <summary>Folded; empty for a name in Chinese.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The family name where a comma tells it; null: the first or the last word.</summary>
    public string? Family { get; }

    /// <summary>What stands for the person in a match key: spellings of one name in both orders and with initials share it.</summary>
    public string Key => Han.Length > 0 ? Han : Family ?? Words[^1];

    /// <returns>Null where nobody is named: 佚名, anonymous, et al.</returns>
    public static PersonForm? Of(string name)
    {
        var plain = Brackets().Replace(name.Length <= Longest ? name : name[..Longest], " ");
        plain = Dates().Replace(plain, " ");
        var han = Han2().Match(plain);
        if (han.Success)
        {
            var whole = han.Value.Length >= 4 ? Bodhisattva().Replace(han.Value, "") : han.Value;
            var bare = Roles().Replace(whole, "");
            bare = TextFolding.Fold(bare.Length >= 2 ? bare : whole);
            return Nobody().IsMatch(bare) ? null : new PersonForm(bare, [], null);
        }

        var comma = plain.IndexOf(',', StringComparison.Ordinal);
        var family = comma > 0 ? TextFolding.Fold(plain[..comma]) : null;
        var words = TextFolding.Fold(plain).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || Nobody().IsMatch(string.Join(' ', words)) ? null : new PersonForm("", words, family is { Length: > 1 } ? family.Split(' ')[^1] : null);
    }

    /// <returns>True, false, or null where the scripts differ and nothing can be said.</returns>
    public bool? IsSame(PersonForm other)
    {
        if (Han.Length > 0 != other.Han.Length > 0)
        {
            return null;
        }

        return Han.Length > 0
            ? Han == other.Han || (Math.Min(Han.Length, other.Han.Length) >= 2 && (Han.EndsWith(other.Han, StringComparison.Ordinal) || other.Han.EndsWith(Han, StringComparison.Ordinal)))
            : IsSameLatin(other);
    }

    private bool IsSameLatin(PersonForm other)
    {
        foreach (var mine in Families())
        {
            foreach (var theirs in other.Families())
            {
                if (Words[mine].Length > 1 && Similar(Words[mine], other.Words[theirs]) && GivenAgree(mine, other, theirs))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private IEnumerable<int> Families()
    {
        if (Family is not null)
        {
            return Enumerable.Range(0, Words.Count).Where(i => Words[i] == Family).Take(1);
        }

        return Words.Count == 1 ? [0] : [Words.Count - 1, 0];
    }

    /// <summary>One of the given names agrees, at least by its initial; a name without any agrees with all.</summary>
    private bool GivenAgree(int mine, PersonForm other, int theirs)
    {
        if (Words.Count == 1 || other.Words.Count == 1)
        {
            return true;
        }

        for (var i = 0; i < Words.Count; i++)
        {
            for (var j = 0; j < other.Words.Count; j++)
            {
                if (i != mine && j != theirs && Words[i][0] == other.Words[j][0]
                    && (Words[i].Length <= 2 || other.Words[j].Length <= 2 || Words[i][..3] == other.Words[j][..3] || Similar(Words[i], other.Words[j])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Similar(string a, string b) => a == b || (Math.Min(a.Length, b.Length) >= 5 && Similarity.Distance(a, b, 1) <= 1);

    [GeneratedRegex(@"[（(\[〔【][^）)\]〕】]*[）)\]〕】]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\b(?:ca|fl|b|d)\.\s*\d+|\d{3,4}\??\s*[-–~]?\s*(?:\d{3,4}\??)?|\bet al\b\.?|\[?等\]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Dates();

    [GeneratedRegex(@"[\u3400-\u9FFF\uF900-\uFAFF\uD800-\uDFFF]{2,}")]
    private static partial Regex Han2();

    [GeneratedRegex("菩[薩萨]$")]
    private static partial Regex Bodhisattva();

    [GeneratedRegex(@"(?:等)?(?:编著|編著|主编|主編|编译|編譯|编纂|編纂|纂修|校注|校註|撰|著|编|編|注|註|译|譯|辑|輯|修|述|疏|校|绘|繪)+$")]
    private static partial Regex Roles();

    [GeneratedRegex(@"^(?:佚名|失译|无名氏|不著撰人|阙名|未详|anon(?:ymous)?|unknown|various(?: authors)?|n a|none|null)$")]
    private static partial Regex Nobody();
}
