namespace IntegrationHub.Records;

/// <summary>Numbers with check digits: how they are taken out of a text, and whether they hold.</summary>
internal static class CheckDigits
{
    /// <summary>" - " between two groups of digits.</summary>
    private const int LongestBreak = 3;

    /// <summary>
    /// Takes a number of exactly so many digits as <paramref name="digits"/> has room for from the text's beginning, with hyphens (any dash) and spaces
    /// between them. Where the number goes on after them it is another one.
    /// </summary>
    /// <param name="digits">X in upper case, which may only be last; full-width digits made plain.</param>
    /// <param name="length">How much of the text it takes.</param>
    public static bool TryTake(ReadOnlySpan<char> text, Span<char> digits, out int length)
    {
        length = 0;
        var count = 0;
        var sinceDigit = 0;
        for (var i = 0; i < text.Length && count < digits.Length; i++)
        {
            var c = Plain(text[i]);
            if (char.IsAsciiDigit(c) || (c is 'x' or 'X' && count == digits.Length - 1))
            {
                digits[count++] = c == 'x' ? 'X' : c;
                sinceDigit = 0;
                length = i + 1;
            }
            else if (count == 0 || ++sinceDigit > LongestBreak || !(c == ' ' || IsDash(c)))
            {
                return false;
            }
        }

        return count == digits.Length && !GoesOn(text[length..]);
    }

    /// <summary>The sum weighted n…1 is a multiple of 11: ISBN-10 (ISO 2108), ISSN (ISO 3297), record numbers of the German National Library. X counts ten and may only be last.</summary>
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

    /// <summary>The digit that makes <see cref="Mod11"/> hold.</summary>
    public static char Mod11Digit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits.Length + 1 - i) * (digits[i] - '0');
        }

        var check = (11 - (sum % 11)) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
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

    /// <summary>ISO 7064 MOD 11-2 over all but the last character: ORCID, ISNI (ISO 27729).</summary>
    public static char Mod11Power2(ReadOnlySpan<char> digits)
    {
        var total = 0;
        foreach (var digit in digits)
        {
            total = (total + digit - '0') * 2 % 11;
        }

        var check = (12 - total) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }

    /// <summary>Any of the hyphens and dashes that stand between digits.</summary>
    public static bool IsDash(char c) => c is '-' or '\u00AD' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFF0D';

    /// <summary>A full-width character as the ASCII one that it stands for.</summary>
    public static char Plain(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    public static bool IsDigit(char c) => char.IsAsciiDigit(Plain(c));

    private static bool GoesOn(ReadOnlySpan<char> rest) =>
        rest.Length > 0 && (IsDigit(rest[0]) || rest[0] is 'x' or 'X' || (rest.Length > 1 && IsDash(rest[0]) && IsDigit(rest[1])));
}
