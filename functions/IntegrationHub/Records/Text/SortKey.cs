using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>
/// Keys that put titles and names into the order of a Chinese catalogue: Han by pinyin, Latin letters without regard to case and accents, numbers first and Latin behind Han, as ICU's collation for zh-CN has
/// it; punctuation and a leading article don't count. Keys compare byte by byte. A newer ICU may sort a character elsewhere, so keys of two machines or two years don't compare: stored only beside their <see cref="Collation"/>.
/// </summary>
internal static class SortKey
{
    private const CompareOptions Options = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth | CompareOptions.IgnoreSymbols;

    /// <summary>Longer texts differ before this.</summary>
    private const int Longest = 200;

    private static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>Articles that stand alone at the beginning, in the languages where few titles begin with the same word as something else.</summary>
    private static readonly string[] Articles = ["the ", "a ", "an ", "le ", "la ", "les ", "l'", "l’", "der ", "die ", "das ", "el ", "los ", "las "];

    /// <summary>Version of the ICU data that made the keys.</summary>
    public static int Collation => Pinyin.Version.FullVersion;

    public static byte[] Of(string text)
    {
        var rest = text.AsSpan().TrimStart(" \"'“”‘’«»《》〈〉「」『』【】[]()（）.…¿¡");
        foreach (var article in Articles)
        {
            if (rest.Length > article.Length && rest.StartsWith(article, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[article.Length..].TrimStart();
                break;
            }
        }

        rest = rest.IsEmpty ? text : rest;
        return Pinyin.GetSortKey(rest[..Math.Min(rest.Length, Longest)].ToString(), Options).KeyData;
    }

    public static int Compare(byte[] one, byte[] other) => one.AsSpan().SequenceCompareTo(other);
}
