using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Records;

/// <summary>An ISSN whose check digit holds, with its hyphen: <c>0378-5955</c> (ISO 3297).</summary>
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
        canonical = null;
        valid = false;
        text = Labels.Skip(text, "urn:issn:", "issn-l", "e-issn", "p-issn", "eissn", "pissn", "issn", "国际标准刊号", "國際標準刊號");
        text = Labels.Number(text);
        Span<char> digits = stackalloc char[8];
        if (!CheckDigits.TryCollect(text, digits, out var count) || count != 8)
        {
            return false;
        }

        valid = CheckDigits.Mod11(digits);
        canonical = string.Concat(digits[..4], "-", digits[4..]);
        return true;
    }
}
