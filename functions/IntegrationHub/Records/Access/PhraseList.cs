using System.Buffers;
using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>Whether a text has a phrase.</summary>
internal enum Mention
{
    None,

    /// <summary>With a word before it that denies it: "not freely available", 不免费.</summary>
    Denied,
    Said,
}

/// <summary>Phrases looked for in folded texts, where they stand as words and nothing denies them. They are folded like the texts: 著 is 着 there.</summary>
internal sealed class PhraseList(params string[] phrases)
{
    // Words that may stand between "not" and what it denies.
    private static readonly FrozenSet<string> Between = FrozenSet.Create(
        StringComparer.Ordinal,
        "yet", "currently", "be", "a", "an", "the", "made", "longer", "fully", "freely", "publicly", "openly", "generally", "available", "accessible", "offered", "provided", "in", "under", "any", "usually", "always");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsBetween = Between.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] ChineseDenials =
    [
        "不", "非", "未", "无", "免", "没有", "并非", "不是", "尚未", "暂未", "暂不", "不能", "不可", "不得", "不予", "不再", "不提供", "不支持", "不对外", "不会", "无需", "不需", "不需要", "无须", "毋须", "不必", "不用", "无法", "禁止", "不存在", "不设",
    ];

    private readonly SearchValues<string> _phrases = SearchValues.Create([.. phrases.Select(TextFolding.Fold)], StringComparison.Ordinal);

    /// <returns>Denied where no mention is undenied.</returns>
    public Mention Find(ReadOnlySpan<char> folded)
    {
        var found = Mention.None;
        for (var from = 0; from < folded.Length;)
        {
            var at = folded[from..].IndexOfAny(_phrases);
            if (at < 0)
            {
                break;
            }

            at += from;
            from = at + 1;
            var before = folded[..at];
            if (char.IsAsciiLetter(folded[at]) && !before.IsEmpty && char.IsAsciiLetter(before[^1]))
            {
                // "unrestricted access" is no "restricted access".
                continue;
            }

            if (!IsDenied(before, UnicodeText.IsHan(folded[at])))
            {
                return Mention.Said;
            }

            found = Mention.Denied;
        }

        return found;
    }

    private static bool IsDenied(ReadOnlySpan<char> before, bool isHan)
    {
        if (isHan)
        {
            foreach (var denial in ChineseDenials)
            {
                if (before.EndsWith(denial))
                {
                    return true;
                }
            }

            return false;
        }

        while (true)
        {
            before = before.TrimEnd(' ');
            var start = before.LastIndexOf(' ') + 1;
            var word = before[start..];
            if (word is "not" or "no" or "non" or "never" or "without" or "isnt" or "arent" or "cannot" or "neither" or "nor")
            {
                return true;
            }

            if (word.IsEmpty || !IsBetween.Contains(word))
            {
                return false;
            }

            before = before[..start];
        }
    }
}
