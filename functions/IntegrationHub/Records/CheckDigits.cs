namespace IntegrationHub.Records;

/// <summary>The check digits of ISO 2108 (ISBN) and ISO 3297 (ISSN).</summary>
internal static class CheckDigits
{
    /// <summary>Takes the digits out of <paramref name="text"/>, hyphens (any dash) and spaces between them allowed, X allowed last.</summary>
    /// <param name="digits">As many as the longest number has; X in upper case, full-width digits made plain.</param>
    public static bool TryCollect(ReadOnlySpan<char> text, Span<char> digits, out int count)
    {
        count = 0;
        foreach (var given in text)
        {
            var c = given is >= '\uFF01' and <= '\uFF5E' ? (char)(given - 0xFEE0) : given;
            if (c is ' ' or '-' or '\u00AD' or (>= '\u2010' and <= '\u2015') or '\u2212')
            {
                continue;
            }

            if (count == digits.Length || !(char.IsAsciiDigit(c) || c is 'x' or 'X') || (count > 0 && digits[count - 1] == 'X'))
            {
                return false;
            }

            digits[count++] = c == 'x' ? 'X' : c;
        }

        return count > 0;
    }

    /// <summary>The sum weighted n…1 is a multiple of 11: ISBN-10 and ISSN. X counts ten and may only be last.</summary>
    public static bool Mod11(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == 'X' && i != digits.Length - 1)
            {
                return false;
            }

            sum += (digits.Length - i) * (digits[i] == 'X' ? 10 : digits[i] - '0');
        }

        return sum % 11 == 0;
    }

    public static char Ean13(ReadOnlySpan<char> twelve)
    {
        var sum = 0;
        for (var i = 0; i < twelve.Length; i++)
        {
            sum += (twelve[i] - '0') * ((i & 1) == 0 ? 1 : 3);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}

/// <summary>Words in front of an identifier that say what it is.</summary>
internal static class Labels
{
    /// <summary>Drops the first of <paramref name="labels"/> that the text starts with, in any case, and the colon and blanks after it.</summary>
    public static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text, params ReadOnlySpan<string> labels)
    {
        text = text.Trim();
        foreach (var label in labels)
        {
            if (text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            {
                return text[label.Length..].TrimStart(" :：=/.-\t");
            }
        }

        return text;
    }

    /// <summary>What stands before a qualification or a price: "7-02-000220-X (精装) : CNY 12.00".</summary>
    public static ReadOnlySpan<char> Number(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny("(（[［:：;；,，");
        return (end < 0 ? text : text[..end]).Trim();
    }
}
