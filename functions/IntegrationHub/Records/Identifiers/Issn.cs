using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Records;

/// <summary>An ISSN whose check digit holds, with its hyphen: <c>0378-5955</c> (ISO 3297). A linking ISSN (ISSN-L) is one of them.</summary>
public readonly record struct Issn
{
    private readonly string? _value;

    private Issn(string value) => _value = value;

    /// <summary>Nine characters.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Reads one number of eight digits, with or without hyphen and label (<c>ISSN</c>, <c>eISSN</c>, <c>urn:issn:</c>).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Issn issn)
    {
        var valid = TryScan(text, out var canonical, out var holds) && holds;
        issn = valid ? new Issn(canonical!) : default;
        return valid;
    }

    public override string ToString() => Value;

    /// <summary>Reads what has the shape of an ISSN.</summary>
    internal static bool TryScan(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? canonical, out bool valid)
    {
        text = IdentifierLabels.Skip(text, IdentifierScheme.Issn);
        (canonical, valid, var length) = Read(text);
        return canonical is not null && (length == text.Length || !char.IsAsciiLetter(text[length]));
    }

    /// <param name="text">Begins with the number.</param>
    internal static Reading Read(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[8];
        return CheckDigits.TryTake(text, digits, out var length)
            ? new Reading(string.Concat(digits[..4], "-", digits[4..]), CheckDigits.Mod11(digits), length)
            : Reading.None;
    }

    /// <summary>The ISSN within a bar code of 13 digits that begins with 977; the two digits behind it name the variant.</summary>
    internal static Reading ReadBarCode(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[13];
        if (!CheckDigits.TryTake(text, digits, out var length) || !digits.StartsWith("977") || CheckDigits.Ean13(digits[..12]) != digits[12])
        {
            return Reading.None;
        }

        var seven = digits[3..10];
        return new Reading(string.Concat(seven[..4], "-", seven[4..], [CheckDigits.Mod11Digit(seven)]), Valid: true, length);
    }
}
