using System.Text.RegularExpressions;

namespace IntegrationHub.Harvest;

/// <summary>What rejects of one kind have in common, so that they can be counted: their reason without what is each record's own.</summary>
internal static partial class RejectReason
{
    /// <summary>So many kinds are told apart.</summary>
    public const int MostKinds = 20;

    public const string Others = "(other reasons)";

    private const int LongestText = 200;

    /// <summary>Quoted texts and numbers are taken out, and what comes after "it begins:".</summary>
    public static string Of(string reason)
    {
        var kind = Beginning().Replace(reason, "");
        return Text.Cut(Number().Replace(Quoted().Replace(kind, "'…'"), "#"), LongestText);
    }

    /// <summary>The most frequent kinds; the rest together.</summary>
    public static IReadOnlyDictionary<string, long> Most(IReadOnlyDictionary<string, long> kinds)
    {
        if (kinds.Count <= MostKinds)
        {
            return kinds;
        }

        var order = kinds.Where(kind => kind.Key != Others).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToList();
        var most = new SortedDictionary<string, long>(order.Take(MostKinds - 1).ToDictionary(), StringComparer.Ordinal)
        {
            [Others] = kinds.GetValueOrDefault(Others) + order.Skip(MostKinds - 1).Sum(kind => kind.Value),
        };
        return most;
    }

    [GeneratedRegex("[,;] it begins:.*$", RegexOptions.Singleline)]
    private static partial Regex Beginning();

    [GeneratedRegex("""'[^']*'|"[^"]*"|“[^”]*”""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d[\d,.]*(?<=\d)")]
    private static partial Regex Number();
}
