using System.Net;
using System.Text.RegularExpressions;

namespace IntegrationHub.Probing;

/// <summary>Where a provider may be when it isn't where it was said to be: few addresses, the likely ones first.</summary>
internal static partial class BaseUrlGuesses
{
    public const int Most = 18;

    private const int MostLinks = 4;

    /// <summary>Where the usual repository programs put it, below their own root.</summary>
    private static readonly string[] Below = ["oai", "oai/request", "oai2"];

    /// <summary>The same below a host's root.</summary>
    private static readonly string[] BelowRoot =
    [
        "oai", "oai/request", "server/oai/request", "oai2", "cgi/oai2", "oai-pmh", "index.php/index/oai", "do/oai/", "oai/oai.php", "oai2d",
        "oai/OAIHandler", "cgi-bin/koha/oai.pl", "OAI/Server", "ws/oai",
    ];

    /// <summary>The same address with http instead of https, or the other way round; at the same port, if one was named.</summary>
    public static Uri OtherScheme(Uri url) => new UriBuilder(url)
    {
        Scheme = url.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeHttp : Uri.UriSchemeHttps,
        Port = url.IsDefaultPort ? -1 : url.Port,
    }.Uri;

    /// <param name="tried">What answered, but not as a provider.</param>
    /// <param name="page">The HTML it answered with, or empty.</param>
    public static IReadOnlyList<Uri> After(Uri tried, string page)
    {
        var root = new Uri(tried.GetLeftPart(UriPartial.Authority) + "/");
        var guesses = Links(tried, page).Take(MostLinks).ToList();
        guesses.Add(WithPath(tried, tried.AbsolutePath.EndsWith('/') ? tried.AbsolutePath.TrimEnd('/') : tried.AbsolutePath + "/"));
        for (var folder = FolderOf(tried); folder != root && guesses.Count < Most; folder = new Uri(folder, ".."))
        {
            guesses.AddRange(Below.Select(path => new Uri(folder, path)));
        }

        guesses.AddRange(BelowRoot.Select(path => new Uri(root, path)));
        return [.. guesses.Where(guess => guess != tried).DistinctBy(guess => guess.AbsoluteUri).Take(Most)];
    }

    /// <summary>Addresses on a page that look like a base URL, on its own host or a relative of it.</summary>
    private static IEnumerable<Uri> Links(Uri page, string html) =>
        from Match link in Link().Matches(html)
        let text = WebUtility.HtmlDecode(link.Groups["url"].Value).Trim()
        where LooksLikeProvider().IsMatch(text) && Uri.TryCreate(page, text, out _)
        let url = BaseUrlText.WithoutArguments(new Uri(page, text))
        where BaseUrlText.IsWeb(url) && url.UserInfo.Length == 0 && AreRelated(url.Host, page.Host)
        orderby text.Contains("verb=", StringComparison.OrdinalIgnoreCase) descending
        select url;

    private static bool AreRelated(string host, string other) =>
        host == other || host.EndsWith('.' + other, StringComparison.Ordinal) || other.EndsWith('.' + host, StringComparison.Ordinal);

    /// <summary>A last segment without a dot may be a folder whose slash was left out.</summary>
    private static Uri FolderOf(Uri url) => url.Segments[^1].Contains('.', StringComparison.Ordinal) || url.AbsolutePath.EndsWith('/')
        ? new Uri(WithPath(url, url.AbsolutePath), ".")
        : WithPath(url, url.AbsolutePath + "/");

    private static Uri WithPath(Uri url, string path) => new(url.GetLeftPart(UriPartial.Authority) + (path.Length == 0 ? "/" : path));

    [GeneratedRegex("""<(?:a|link)\b[^<>]{0,500}?\bhref\s*=\s*["']?(?<url>[^"'\s<>]{1,500})""", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"verb=\w|\boai(?:2|2d|-pmh|_pmh|pmh)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex LooksLikeProvider();
}
