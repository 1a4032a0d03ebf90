using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Records;

/// <summary>An ISBN whose check digit holds, as ISBN-13 without hyphens (ISO 2108). An ISMN (979-0) is none.</summary>
public readonly record struct Isbn
{
    private readonly string? _value;

    private Isbn(string value) => _value = value;

    /// <summary>13 digits.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Reads one number of 10 or 13 digits, hyphens and spaces allowed, with or without a label (<c>ISBN</c>, <c>urn:isbn:</c>).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Isbn isbn)
    {
        var valid = TryScan(text, out var canonical, out var holds) && holds;
        isbn = valid ? new Isbn(canonical!) : default;
        return valid;
    }

    public override string ToString() => Value;

    /// <summary>Reads what has the shape of an ISBN.</summary>
    /// <param name="canonical">13 digits; where the check digit fails, the digits as given.</param>
    internal static bool TryScan(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? canonical, out bool valid)
    {
        text = IdentifierLabels.Skip(text, IdentifierScheme.Isbn);
        (canonical, valid, var length) = Read(text);
        return canonical is not null && (length == text.Length || !char.IsAsciiLetter(text[length]));
    }

    /// <param name="text">Begins with the number.</param>
    internal static Reading Read(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[13];
        if (CheckDigits.TryTake(text, digits, out var length))
        {
            var book = digits[12] != 'X' && (digits.StartsWith("978") || (digits.StartsWith("979") && digits[3] != '0'));
            return book ? new Reading(digits.ToString(), CheckDigits.Ean13(digits[..12]) == digits[12], length) : Reading.None;
        }

        digits = digits[..10];
        if (!CheckDigits.TryTake(text, digits, out length))
        {
            return Reading.None;
        }

        var valid = CheckDigits.Mod11(digits);
        return new Reading(valid ? To13(digits) : digits.ToString(), valid, length);
    }

    private static string To13(ReadOnlySpan<char> isbn10)
    {
        Span<char> digits = stackalloc char[13];
        "978".CopyTo(digits);
        isbn10[..9].CopyTo(digits[3..]);
        digits[12] = CheckDigits.Ean13(digits[..12]);
        return digits.ToString();
    }
}
