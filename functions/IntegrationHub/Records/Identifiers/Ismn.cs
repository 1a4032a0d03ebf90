namespace IntegrationHub.Records;

/// <summary>
/// International Standard Music Numbers (ISO 10957): 13 digits that begin with 979-0, or an M and nine digits as they were until 2008. Canonical are the
/// 13 digits; M counts 3 in the old check digit, so it is the new one's.
/// </summary>
internal static class Ismn
{
    private const string Prefix = "9790";

    /// <param name="text">Begins with the number.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[13];
        int length;
        if (text.Length > 0 && CheckDigits.Plain(text[0]) is 'M' or 'm')
        {
            var start = text.Length > 1 && (text[1] == ' ' || CheckDigits.IsDash(text[1])) ? 2 : 1;
            if (!CheckDigits.TryTake(text[start..], digits[4..], out length))
            {
                return Reading.None;
            }

            Prefix.CopyTo(digits);
            length += start;
        }
        else if (!CheckDigits.TryTake(text, digits, out length) || !digits.StartsWith(Prefix))
        {
            return Reading.None;
        }

        return digits[12] == 'X' ? Reading.None : new Reading(digits.ToString(), CheckDigits.Ean13(digits[..12]) == digits[12], length);
    }
}
