using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Records;

/// <summary>A DOI (ISO 26324) in lower case without resolver: <c>10.1000/xyz123</c>. DOIs have no check digit: the shape is all that is checked.</summary>
public readonly record struct Doi
{
    private const int Longest = 300;

    private static readonly SearchValues<string> Next = SearchValues.Create([";10.", ",10.", ";doi:", ",doi:", ";http", ",http"], StringComparison.OrdinalIgnoreCase);
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

    /// <summary>Reads a DOI with or without label or resolver.</summary>
    internal static bool TryScan(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? canonical)
    {
        text = text.Trim();
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            canonical = null;
            if (!TrySkipResolver(text, out text))
            {
                return false;
            }

            canonical = (text.Contains('%') ? Read(Uri.UnescapeDataString(text)) : Read(text)).Value;
            return canonical is not null;
        }

        if (!text.StartsWith("10."))
        {
            var prefix = text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? 4 : text.StartsWith("info:", StringComparison.OrdinalIgnoreCase) ? 5 : 0;
            if (IdentifierLabels.TryTake(text[prefix..], out var label, out var length) && label.Scheme is IdentifierScheme.Doi or IdentifierScheme.Handle)
            {
                text = text[(prefix + length)..];
                if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
                {
                    // "DOI: https://doi.org/10.…"
                    return TryScan(text, out canonical);
                }
            }
        }

        canonical = Read(text).Value;
        return canonical is not null;
    }

    /// <param name="text">Begins with <c>10.</c>; what follows the DOI is left.</param>
    internal static Reading Read(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("10."))
        {
            return Reading.None;
        }

        text = Reading.Token(WithoutNext(text));
        if (!HasShape(text))
        {
            return Reading.None;
        }

        Span<char> canonical = stackalloc char[Longest];
        return new Reading(canonical[..text.ToLowerInvariant(canonical)].ToString(), Valid: true, text.Length);
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
        if (host.EndsWith("doi.org", StringComparison.OrdinalIgnoreCase) || host.EndsWith("chinadoi.cn", StringComparison.OrdinalIgnoreCase))
        {
            // "http://dx.doi.org/doi:10.…" is common.
            rest = path.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) ? path[4..] : path;
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

    /// <summary>Ends before another one that follows without a blank: "10.1000/a;10.1000/b".</summary>
    private static ReadOnlySpan<char> WithoutNext(ReadOnlySpan<char> text)
    {
        var next = text.IndexOfAny(Next);
        return next < 0 ? text : text[..next];
    }

    /// <summary>10., a registrant of four to nine digits with optional subdivisions, a slash, and something printable.</summary>
    private static bool HasShape(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        if (slash < 7 || slash == text.Length - 1 || text.Length > Longest)
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

        return Reading.IsPrintable(text);
    }

    /// <summary>For the path of an address.</summary>
    internal static string Escape(string value)
    {
        if (Ascii.IsValid(value) && !value.AsSpan().ContainsAny(NeedsEscape))
        {
            return value;
        }

        var escaped = new StringBuilder(value.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (octet < 0x80 && !NeedsEscape.Contains((char)octet))
            {
                escaped.Append((char)octet);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return escaped.ToString();
    }
}
