using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Records;

/// <summary>
/// Licences and rights marks with an address: Creative Commons in its many spellings to one URI, rightsstatements.org. A statement that a thing is in copyright
/// says nothing about who may read it.
/// </summary>
internal static class Licences
{
    private const string CreativeCommons = "https://creativecommons.org/";
    private const string RightsStatements = "http://rightsstatements.org/vocab/";

    public static bool TryRead(string text, [NotNullWhen(true)] out AccessEvidence? evidence)
    {
        var uri = OfUri(text, "creativecommons.org/", CreativeCommons) ?? OfCode(text);
        if (uri is not null)
        {
            evidence = new AccessEvidence(EvidenceKind.Licence, AccessStatus.Open, uri);
            return true;
        }

        uri = OfUri(text, "rightsstatements.org/", RightsStatements);
        evidence = uri is null ? null : new AccessEvidence(EvidenceKind.Licence, SaidBy(uri), uri);
        return uri is not null;
    }

    /// <summary>"No copyright" and "no known copyright" let everybody read; in copyright, undetermined and orphan say nothing.</summary>
    private static AccessStatus SaidBy(string uri)
    {
        var mark = uri.AsSpan(RightsStatements.Length);
        return mark.StartsWith("noc-", StringComparison.Ordinal) || mark.StartsWith("nkc/", StringComparison.Ordinal) ? AccessStatus.Free : AccessStatus.Unknown;
    }

    /// <summary>licenses/by-nc/4.0/legalcode.zh → licenses/by-nc/4.0/; page/InC/1.0/?language=en → vocab/inc/1.0/.</summary>
    private static string? OfUri(string text, string host, string canonical)
    {
        var at = text.IndexOf(host, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var path = text.AsSpan(at + host.Length);
        var end = path.IndexOfAny(" \t?#\"'<>，。；)）");
        path = end < 0 ? path : path[..end];
        var parts = path.ToString().ToLowerInvariant().TrimEnd('.', ',', ';').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["licenses" or "publicdomain", var name, var version, ..] when IsVersion(version) => Ported(canonical, parts, name, version),
            ["licenses" or "publicdomain", var name, ..] when IsName(name) => $"{canonical}{parts[0]}/{name}/",
            ["vocab" or "page", var name, var version, ..] when IsVersion(version) => $"{canonical}{name}/{version}/",
            ["vocab" or "page", var name, ..] => $"{canonical}{name}/",
            _ => null,
        };
    }

    /// <summary>With the jurisdiction of a ported licence: licenses/by/3.0/cn/.</summary>
    private static string Ported(string canonical, string[] parts, string name, string version) =>
        parts is [_, _, _, { Length: 2 } country, ..] && !country.AsSpan().ContainsAnyExceptInRange('a', 'z')
            ? $"{canonical}{parts[0]}/{name}/{version}/{country}/"
            : $"{canonical}{parts[0]}/{name}/{version}/";

    private static bool IsVersion(string text) => text is [>= '0' and <= '9', '.', >= '0' and <= '9'];

    private static bool IsName(string text) => text is "by" or "by-sa" or "by-nc" or "by-nd" or "by-nc-sa" or "by-nc-nd" or "zero" or "mark" or "cc0";

    /// <summary>"CC BY-NC 4.0", "cc-by", "CC0 1.0", "CC BY NC ND": only where the code stands by itself as a word.</summary>
    private static string? OfCode(string text)
    {
        for (var at = text.IndexOf("cc", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("cc", at + 2, StringComparison.OrdinalIgnoreCase))
        {
            if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            var rest = text.AsSpan(at + 2);
            if (rest.StartsWith("0") && (rest.Length == 1 || !char.IsAsciiLetterOrDigit(rest[1])))
            {
                return CreativeCommons + "publicdomain/zero/1.0/";
            }

            if (TakeElement(ref rest, "by"))
            {
                return Compose(rest);
            }
        }

        return null;
    }

    private static string Compose(ReadOnlySpan<char> rest)
    {
        var nc = TakeElement(ref rest, "nc");
        var nd = TakeElement(ref rest, "nd");
        var sa = !nd && TakeElement(ref rest, "sa");
        rest = rest.TrimStart(" -_");
        var name = string.Concat("by", nc ? "-nc" : string.Empty, nd ? "-nd" : string.Empty, sa ? "-sa" : string.Empty);
        var version = rest is [>= '1' and <= '4', '.', >= '0' and <= '9', ..] ? rest[..3].ToString() + "/" : string.Empty;
        return $"{CreativeCommons}licenses/{name}/{version}";
    }

    private static bool TakeElement(ref ReadOnlySpan<char> text, string element)
    {
        var rest = text.TrimStart(" -_:");
        if (rest.Length == text.Length || !rest.StartsWith(element, StringComparison.OrdinalIgnoreCase)
            || (rest.Length > element.Length && char.IsAsciiLetter(rest[element.Length])))
        {
            return false;
        }

        text = rest[element.Length..];
        return true;
    }
}
