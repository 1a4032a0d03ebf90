using System.Text.RegularExpressions;
using IntegrationHub.Harvest;

namespace IntegrationHub.Operations;

/// <summary>What an exception tells an admin: its kind and its first line, without what may be a secret.</summary>
internal static partial class FailureText
{
    private const string Hidden = "(hidden)";
    private const int LongestText = 500;

    /// <summary>Shorter ones occur in texts by chance.</summary>
    private const int ShortestSecret = 6;

    /// <param name="failure">Storage's exceptions go on with headers and addresses: only the first line is for people.</param>
    /// <param name="secrets">What must not be told, besides everything that looks like a key, a signature or a password.</param>
    public static string Of(Exception failure, IEnumerable<string> secrets)
    {
        var text = failure.Message.AsSpan().Trim();
        var line = text[..(text.IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length)].ToString();
        foreach (var secret in secrets.Where(secret => secret.Length >= ShortestSecret))
        {
            line = line.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        line = UserOf().Replace(line, $"://{Hidden}@");
        line = QueryOf().Replace(line, $"$1?{Hidden}");
        line = Assigned().Replace(line, $"$1$2{Hidden}");
        return Text.Cut($"{failure.GetType().Name}: {line}", LongestText);
    }

    [GeneratedRegex(@"://[^/@\s]+@")]
    private static partial Regex UserOf();

    // Signatures of shared access, and whatever else addresses carry.
    [GeneratedRegex(@"(https?://[^\s?'""]+)\?[^\s'""]+")]
    private static partial Regex QueryOf();

    [GeneratedRegex(@"(\w*(?:key|sig|signature|password|pwd|secret|token|authorization)\w*)(\s*[=:]\s*(?:(?:Bearer|Basic)\s+)?)[^\s;&,'""]+", RegexOptions.IgnoreCase)]
    private static partial Regex Assigned();
}
