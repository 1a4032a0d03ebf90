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

    [GeneratedRegex("[,;] it begins:.*$", RegexOptions.Singleline)]
    private static partial Regex Beginning();

    [GeneratedRegex("""'[^']*'|"[^"]*"|“[^”]*”""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d[\d,.]*(?<=\d)")]
    private static partial Regex Number();
}
