using System.Buffers;

namespace IntegrationHub.Sources;

/// <summary>Which HTTP headers a source may name for its secret.</summary>
internal static class HeaderRules
{
    private const int LongestName = 60;

    // RFC 9110, 5.6.2.
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Where a request goes, how long it is and how it is answered are the hub's to say.
    private static readonly string[] Own =
    [
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Connection", "Expect", "Forwarded", "From", "Host", "Keep-Alive", "Range", "Referer", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "User-Agent", "Via",
    ];

    private static readonly string[] OwnFamilies = ["Content-", "If-", "Proxy-", "Sec-", "X-Forwarded-"];

    public static bool MayCarrySecret(string? name) =>
        name is { Length: > 0 and <= LongestName } && !name.AsSpan().ContainsAnyExcept(Token)
        && !Own.Contains(name, StringComparer.OrdinalIgnoreCase) && !OwnFamilies.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase));
}
