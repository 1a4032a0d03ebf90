using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHub.Probing;

/// <summary>A base URL as people type and paste it, and what they mean.</summary>
public static partial class BaseUrlText
{
    private const int Longest = 2000;

    // what comes around an address in a mail, a table or a sentence, in Chinese and Western typing
    private const string Wrapping = "\"'`“”„‘’«»‹›<>《》〈〉()[]{}（）【】「」『』,;，；。、";

    private static readonly HashSet<string> Arguments = new(StringComparer.OrdinalIgnoreCase)
    {
        "verb", "metadataPrefix", "resumptionToken", "set", "from", "until", "identifier",
    };

    /// <summary>The address without what can't belong to a base URL: blanks, quotes, the protocol's own arguments in any case, a fragment. A missing scheme is https.</summary>
    /// <returns>Null where no http or https address can be made out.</returns>
    public static Uri? Clean(string? typed)
    {
        if (typed is null || typed.Length > Longest)
        {
            return null;
        }

        // full-width signs are what a Chinese input method makes of :/?=
        var text = typed.Normalize(NormalizationForm.FormKC);
        text = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter) && char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format));
        text = text.Trim(Wrapping.ToCharArray()).Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase);
        text = Scheme().Match(text) is { Success: true } scheme
            ? $"{(scheme.Groups["s"].Length > 0 ? "https" : "http")}://{text[scheme.Length..]}"
            : text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text.TrimStart('/')}";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && IsWeb(url) ? WithoutArguments(url) : null;
    }

    /// <summary>What of an address may be a base URL: no argument of the protocol, no fragment.</summary>
    internal static Uri WithoutArguments(Uri url)
    {
        var kept = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !Arguments.Contains(part.Split('=')[0]));
        var query = string.Join('&', kept);
        return new Uri(url.GetComponents(UriComponents.SchemeAndServer | UriComponents.UserInfo | UriComponents.Path, UriFormat.UriEscaped) + (query.Length > 0 ? $"?{query}" : ""));
    }

    internal static bool IsWeb(Uri url) => url.Scheme is "http" or "https" && url.Host.Length > 0;

    [GeneratedRegex(@"^h?ttp(?<s>s)?(?::/*|/{2,}|;/{2,})", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
