using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Records;

public enum AgentScheme
{
    /// <summary>ISO 27729: 16 characters without blanks, <c>000000012150090X</c>.</summary>
    Isni,

    /// <summary>An ISNI out of the blocks that ORCID gives to researchers, with hyphens: <c>0000-0002-1825-0097</c>.</summary>
    Orcid,
}

/// <summary>The identifier of a person or body, whose check digit (ISO 7064 MOD 11-2) holds.</summary>
public readonly record struct AgentIdentifier
{
    private readonly string? _value;

    private AgentIdentifier(AgentScheme scheme, string value) => (Scheme, _value) = (scheme, value);

    public AgentScheme Scheme { get; }

    /// <summary>In the scheme's canonical form.</summary>
    public string Value => _value ?? string.Empty;

    public string Url => Scheme == AgentScheme.Orcid ? "https://orcid.org/" + Value : "https://isni.org/isni/" + Value;

    /// <summary>
    /// Reads one of 16 digits, hyphens and spaces allowed, with or without a label or resolver: <c>https://orcid.org/…</c>, <c>ISNI: 0000 0001 2150 090X</c>,
    /// <c>info:eu-repo/dai/nl/…</c> is none. Which of the two it is follows from the number, whatever the label says.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AgentIdentifier identifier)
    {
        identifier = default;
        var number = Number(text);
        Span<char> digits = stackalloc char[16];
        if (!CheckDigits.TryTake(number, digits, out _) || CheckDigits.Mod11Power2(digits[..15]) != digits[15])
        {
            return false;
        }

        identifier = IsOrcid(digits)
            ? new AgentIdentifier(AgentScheme.Orcid, $"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}")
            : new AgentIdentifier(AgentScheme.Isni, digits.ToString());
        return true;
    }

    public override string ToString() => Value;

    /// <summary>What stands behind the label or the address, from the first digit on.</summary>
    private static ReadOnlySpan<char> Number(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimEnd('/');
        text = text[(text.LastIndexOfAny("/:：)") + 1)..].TrimStart();
        foreach (var label in (ReadOnlySpan<string>)["orcid id", "orcid", "isni"])
        {
            if (text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            {
                return text[label.Length..].TrimStart();
            }
        }

        return text;
    }

    /// <summary>0000-0001-5000-0007 to 0000-0003-5000-0001, and 0009-0000-0000-0000 to 0009-0010-0000-0000: the blocks reserved for ORCID.</summary>
    private static bool IsOrcid(ReadOnlySpan<char> digits) =>
        (digits.SequenceCompareTo("0000000150000007") >= 0 && digits.SequenceCompareTo("0000000350000001") <= 0)
        || (digits.SequenceCompareTo("0009000000000000") >= 0 && digits.SequenceCompareTo("0009001000000000") <= 0);
}
