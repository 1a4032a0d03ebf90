using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace IntegrationHub.Publishing.Checking;

/// <summary>How single values are to be written.</summary>
internal static partial class FeedSyntax
{
    /// <summary>A reference to something that is got by http or https.</summary>
    public static bool IsAddress(string? href) =>
        href is { Length: > 0 } && Uri.TryCreate(href, UriKind.RelativeOrAbsolute, out var url) && (!url.IsAbsoluteUri || url.Scheme is "http" or "https" || IsLocalPath(href, url))
        && Uri.IsWellFormedUriString(href, UriKind.RelativeOrAbsolute);

    /// <summary>RFC 6068.</summary>
    public static bool IsMailAddress(string href) => Uri.TryCreate(href, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeMailto && url.AbsoluteUri.Contains('@', StringComparison.Ordinal);

    /// <summary>An absolute IRI (RFC 3987), URNs too.</summary>
    public static bool IsIri(string? text) => text is not null && AbsoluteIri().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _);

    /// <summary>RFC 3339, date and time with offset.</summary>
    public static bool IsDateTime(string? text) => text is not null && Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>ISO 8601, a whole day.</summary>
    public static bool IsDate(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>A well-formed BCP 47 tag: as far as its grammar goes, not its registry.</summary>
    public static bool IsLanguage(string? text) => text is not null && Bcp47().IsMatch(text);

    public static bool IsMediaType(string? text) => MediaTypeHeaderValue.TryParse(text, out _);

    /// <summary>Whether two media types name the same kind of thing: type and subtype, and of what is given in both also profile, kind and type.</summary>
    public static bool Agree(string? promised, string? got)
    {
        if (!MediaTypeHeaderValue.TryParse(promised, out var a) || !MediaTypeHeaderValue.TryParse(got, out var b))
        {
            return false;
        }

        return a.MediaType.Equals(b.MediaType, StringComparison.OrdinalIgnoreCase)
            && new[] { "profile", "kind", "type" }.All(name => Parameter(a, name) is not { } left || Parameter(b, name) is not { } right || left == right);
    }

    /// <returns>Null: the media type has no such parameter.</returns>
    public static string? ParameterOf(string? mediaType, string name) => MediaTypeHeaderValue.TryParse(mediaType, out var parsed) ? Parameter(parsed, name) : null;

    public static string? BareOf(string? mediaType) => MediaTypeHeaderValue.TryParse(mediaType, out var parsed) ? parsed.MediaType.ToString().ToLowerInvariant() : null;

    private static string? Parameter(MediaTypeHeaderValue type, string name) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.ToString().Trim('"').ToLowerInvariant();

    /// <summary>"/all" is a path of the same host, though on Unix it parses as a file.</summary>
    private static bool IsLocalPath(string href, Uri url) => url.IsFile && href[0] == '/';

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>""{}|\\^`]+$")]
    private static partial Regex AbsoluteIri();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+\-]\d\d:\d\d)$")]
    private static partial Regex Rfc3339();

    [GeneratedRegex("^(([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*(-x(-[A-Za-z0-9]{1,8})+)?|x(-[A-Za-z0-9]{1,8})+|i-[A-Za-z]{3,8})$")]
    private static partial Regex Bcp47();
}
