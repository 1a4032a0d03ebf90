namespace IntegrationHub.Records;

/// <summary>Identifiers out of the texts that hide them.</summary>
internal static class IdentifierText
{
    private const int Longest = 300;

    private static readonly string[] IsbnLabels = ["urn:isbn:", "isbn", "国际标准书号", "國際標準書號"];
    private static readonly string[] IssnLabels = ["urn:issn:", "issn", "eissn", "e-issn", "pissn", "p-issn", "国际标准刊号", "國際標準刊號"];
    private static readonly string[] DoiLabels = ["10.", "doi", "info:doi/", "urn:doi:"];
    private static readonly string[] UriSchemes = ["urn:", "ark:", "hdl:", "info:", "oai:", "tag:"];

    /// <summary>Every identifier of a field that may hold a list: "ISBN 7-…; ISBN 978-…". A DOI may hold semicolons itself.</summary>
    public static IEnumerable<Identifier> ReadAll(string text)
    {
        if (!text.AsSpan().ContainsAny(';', '；') || text.Contains("10.", StringComparison.Ordinal) || WebAddress.Is(text))
        {
            return Read(text) is { } one ? [one] : [];
        }

        return text.Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<Identifier>();
    }

    /// <summary>A value whose scheme is said beside it: doi, isbn, issn, or one that we keep as it is.</summary>
    public static Identifier? ReadLabelled(string scheme, string value) => scheme.ToLowerInvariant() switch
    {
        "doi" or "isbn" or "issn" or "eissn" or "pissn" => Read($"{scheme}:{value}"),
        "urn" or "ark" or "hdl" => Read(value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || WebAddress.Is(value) ? value : $"{scheme}:{value}"),
        _ => Read(value),
    };

    /// <returns>The identifier, Invalid where a check digit fails; null where the text is none.</returns>
    public static Identifier? Read(string text)
    {
        if (text.Length is < 2 or > Longest)
        {
            return null;
        }

        if (WebAddress.Is(text))
        {
            return Doi.TryScan(text, out var resolved) ? new Identifier(IdentifierScheme.Doi, resolved) : new Identifier(IdentifierScheme.Uri, text);
        }

        if (StartsWithAny(text, DoiLabels) && Doi.TryScan(text, out var doi))
        {
            return new Identifier(IdentifierScheme.Doi, doi);
        }

        if (StartsWithAny(text, IsbnLabels))
        {
            return Isbn.TryScan(text, out var isbn, out var valid) ? new Identifier(IdentifierScheme.Isbn, isbn, !valid) : Mislabelled(IdentifierScheme.Isbn, text);
        }

        if (StartsWithAny(text, IssnLabels))
        {
            return Issn.TryScan(text, out var issn, out var valid) ? new Identifier(IdentifierScheme.Issn, issn, !valid) : Mislabelled(IdentifierScheme.Issn, text);
        }

        return Unlabelled(text) ?? (StartsWithAny(text, UriSchemes)
            ? new Identifier(IdentifierScheme.Uri, text)
            : text.AsSpan().ContainsAnyExcept("-–—._/ ?") ? new Identifier(IdentifierScheme.Other, text) : null);
    }

    /// <summary>A number that says what it is by its shape: 978…, ten digits with hyphens, four and four with a hyphen that are no years.</summary>
    private static Identifier? Unlabelled(string text)
    {
        if (!char.IsAsciiDigit(text[0]))
        {
            return null;
        }

        if (Isbn.TryScan(text, out var isbn, out var valid))
        {
            var hyphens = text.AsSpan().CountAny("- ‐‑–");
            var thirteen = isbn.Length == 13 && text.StartsWith("97", StringComparison.Ordinal);
            if (valid && (thirteen || hyphens >= 2))
            {
                return new Identifier(IdentifierScheme.Isbn, isbn);
            }

            if (!valid && thirteen && hyphens >= 3)
            {
                return new Identifier(IdentifierScheme.Isbn, isbn, Invalid: true);
            }
        }

        return text.Length >= 9 && text[4] is '-' or '–' && Issn.TryScan(text, out var issn, out valid) && valid && !IsYears(issn)
            ? new Identifier(IdentifierScheme.Issn, issn)
            : null;
    }

    private static Identifier? Mislabelled(IdentifierScheme scheme, string text) =>
        text.AsSpan().ContainsAnyInRange('0', '9') ? new Identifier(scheme, text, Invalid: true) : null;

    /// <summary>"1998-2001" has one chance in eleven to pass for an ISSN.</summary>
    private static bool IsYears(string issn) =>
        DateText.YearOf(issn.AsSpan(0, 4)) is { } first && DateText.YearOf(issn.AsSpan(5)) is { } last && first <= last;

    private static bool StartsWithAny(string text, string[] starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
