using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace IntegrationHub.Oai;

/// <summary>Finds the resumption token in the last bytes of a page. Anything unusual there means: no answer, let the parser say.</summary>
internal static partial class TokenScan
{
    private const int Tail = 16 * 1024;

    public static string? Find(ReadOnlySpan<byte> body)
    {
        var tail = body[Math.Max(0, body.Length - Tail)..];
        var start = tail.LastIndexOf("<resumptionToken"u8);
        if (start < 0)
        {
            start = tail.LastIndexOf(":resumptionToken"u8) is var name && name > 0 ? tail[..name].LastIndexOf((byte)'<') : -1;
            start = start >= 0 && tail[start + 1] == '/' ? tail[..start].LastIndexOf((byte)'<') : start;
        }

        if (start < 0 || !Utf8.IsValid(tail[start..]))
        {
            return null;
        }

        var match = TokenAtEnd().Match(Encoding.UTF8.GetString(tail[start..]));
        var value = match.Groups["token"].Value;
        if (!match.Success || value.Length == 0 || UnknownReference().IsMatch(value) || !Reference().Matches(value).All(number => XmlText.IsLegal(number.Groups[1].ValueSpan)))
        {
            return null;
        }

        var token = WebUtility.HtmlDecode(value);
        return token.AsSpan().ContainsAnyInRange('\0', '\x1F') || token.AsSpan().ContainsAnyInRange('\uFFFE', '\uFFFF') ? null : token;
    }

    /// <summary>The element and the two end tags that may follow it: in any other place it is a payload's, or the page is unusual.</summary>
    [GeneratedRegex(@"^<(?<prefix>(?:[\w.-]+:)?)resumptionToken(?:\s[^<>]*)?>\s*(?<token>[^<>]*?)\s*</\k<prefix>resumptionToken\s*>\s*(?:</[\w.:-]+\s*>\s*){1,2}$")]
    private static partial Regex TokenAtEnd();

    [GeneratedRegex(@"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)")]
    private static partial Regex UnknownReference();

    [GeneratedRegex(@"&#(x?[0-9A-Fa-f]+);")]
    private static partial Regex Reference();
}
