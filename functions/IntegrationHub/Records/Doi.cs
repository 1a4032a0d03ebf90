using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>A DOI (ISO 26324) in lower case without resolver: <c>10.1000/xyz123</c>. DOIs have no check digit: the shape is all that is checked.</summary>
public readonly record struct Doi
{
    private static readonly SearchValues<char> EndsText = SearchValues.Create(" \t\r\n\"，。；、（）《》");
    private static readonly SearchValues<char> NeedsEscape = SearchValues.Create("%#?\"<>[]\\^`{|} ");

    private readonly string? _value;

    private Doi(string value) => _value = value;

    public string Value => _value ?? string.Empty;

    /// <summary>The address where the DOI system leads to the thing.</summary>
    public string Url => "https://doi.org/" + Escape(Value);

    /// <summary>Reads <c>10.…</c>, <c>doi:10.…</c>, <c>info:doi/10.…</c>, <c>https://doi.org/10.…</c> and their kin; what follows it in the text is left.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Doi doi)
    {
        doi = default;
        if (!TryScan(text, out var canonical))
        {
            return false;
        }

        doi = new Doi(canonical);
        return true;
    }

    public override string ToString() => Value;

    internal static bool TryScan(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? canonical)
    {
        canonical = null;
        text = text.Trim();
        var encoded = false;
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            if (!TrySkipResolver(text, out text))
            {
                return false;
            }

            encoded = true;
        }
        else
        {
            text = Labels.Skip(text, "urn:doi:", "info:doi/", "info:hdl/", "doi");
            if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            {
                // "DOI: https://doi.org/10.…"
                return TryScan(text, out canonical);
            }
        }

        var end = text.IndexOfAny(EndsText);
        text = end < 0 ? text : text[..end];
        if (!text.StartsWith("10."))
        {
            return false;
        }

        var value = encoded && text.Contains('%') ? Uri.UnescapeDataString(text) : null;
        text = value is null ? text : value.AsSpan();
        text = TrimEnd(text);
        if (!HasShape(text))
        {
            return false;
        }

        canonical = text.ToString().ToLowerInvariant();
        return true;
    }

    private static bool TrySkipResolver(ReadOnlySpan<char> url, out ReadOnlySpan<char> rest)
    {
        rest = default;
        var start = url.IndexOf("://");
        if (start < 0)
        {
            return false;
        }

        var afterScheme = url[(start + 3)..];
        var slash = afterScheme.IndexOf('/');
        if (slash < 0)
        {
            return false;
        }

        var host = afterScheme[..slash];
        var path = afterScheme[(slash + 1)..];
        if (host.EndsWith("doi.org", StringComparison.OrdinalIgnoreCase))
        {
            // "http://dx.doi.org/doi:10.…" is common.
            rest = Labels.Skip(path, "doi:");
            return true;
        }

        // Publishers' addresses: …/doi/10.…, …/doi/abs/10.…, …/doi/full/10.…; a resolver's query is too free to trust.
        var doi = afterScheme.IndexOf("/doi/", StringComparison.OrdinalIgnoreCase);
        if (doi < 0)
        {
            return false;
        }

        path = afterScheme[(doi + 5)..];
        var ten = path.IndexOf("10.");
        if (ten < 0 || (ten > 0 && path[ten - 1] != '/'))
        {
            return false;
        }

        rest = path[ten..];
        var query = rest.IndexOfAny('?', '#');
        rest = query < 0 ? rest : rest[..query];
        return true;
    }

    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var last = text[^1];
            // A bracket that the DOI itself opened belongs to it: 10.1016/0370-2693(83)90177-3, 10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o
            var unopened = last switch
            {
                ')' => !text[..^1].Contains('('),
                ']' => !text[..^1].Contains('['),
                _ => last is '.' or ',' or ';' or ':' or '\'' or '/' or '?',
            };
            if (!unopened)
            {
                break;
            }

            text = text[..^1];
        }

        return text;
    }

    /// <summary>10., a registrant of four to nine digits with optional subdivisions, a slash, and something printable.</summary>
    private static bool HasShape(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        if (slash < 7 || slash == text.Length - 1 || text.Length > 300 || text[^1] > 0xFFEF)
        {
            return false;
        }

        var registrant = text[3..slash];
        var dot = registrant.IndexOf('.');
        var first = dot < 0 ? registrant : registrant[..dot];
        if (first.Length is < 4 or > 9 || registrant.ContainsAnyExcept("0123456789.") || registrant[^1] == '.')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }

    private static string Escape(string value)
    {
        if (!value.AsSpan().ContainsAny(NeedsEscape))
        {
            return value;
        }

        return string.Concat(value.Select(static c =>
            NeedsEscape.Contains(c) ? "%" + ((int)c).ToString("X2", CultureInfo.InvariantCulture) : c.ToString()));
    }
}
