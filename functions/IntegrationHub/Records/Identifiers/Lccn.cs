namespace IntegrationHub.Records;

/// <summary>
/// Control numbers of the Library of Congress, normalised as https://www.loc.gov/marc/lccn-namespace.html says: no blanks, nothing from a slash on, the
/// number behind a hyphen filled with zeros to six digits; a prefix of letters in lower case. <c>n 79-18774</c> is <c>n79018774</c>. No check digit.
/// </summary>
internal static class Lccn
{
    private const int MostLetters = 3;
    private const int SerialDigits = 6;

    /// <param name="text">Begins with the number.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        Span<char> form = stackalloc char[MostLetters + 10];
        var at = Blanks(text, 0);
        var letters = 0;
        for (; at < text.Length && char.IsAsciiLetter(text[at]); at++)
        {
            if (letters == MostLetters)
            {
                return Reading.None;
            }

            form[letters++] = char.ToLowerInvariant(text[at]);
        }

        at = Blanks(text, at);
        var length = Digits(text, ref at, form, letters, 10);
        var year = length - letters;
        if (year is 2 or 4 && at < text.Length)
        {
            var serial = CheckDigits.IsDash(text[at]) ? at + 1 : Blanks(text, at);
            var filled = CheckDigits.IsDash(text[at]);
            var start = serial;
            length = Digits(text, ref serial, form, length, SerialDigits);
            var missing = SerialDigits - (serial - start);
            if (serial == start || (missing > 0 && !filled))
            {
                return Reading.None;
            }

            form.Slice(letters + year, serial - start).CopyTo(form[(letters + year + missing)..]);
            form.Slice(letters + year, missing).Fill('0');
            length = letters + year + SerialDigits;
            at = serial;
        }

        var digits = form[letters..length];
        // Two digits of the year until 2000, four since, and then no third letter.
        var fits = digits.Length == 8 || (digits.Length == 10 && letters < MostLetters && digits.StartsWith("20"));
        return fits && !GoesOn(text[at..]) ? new Reading(form[..length].ToString(), Valid: true, at) : Reading.None;
    }

    private static int Blanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static int Digits(ReadOnlySpan<char> text, ref int at, Span<char> form, int length, int most)
    {
        for (var end = length + most; at < text.Length && char.IsAsciiDigit(text[at]) && length < end && length < form.Length; at++)
        {
            form[length++] = text[at];
        }

        return length;
    }

    private static bool GoesOn(ReadOnlySpan<char> rest) =>
        rest.Length > 0 && (char.IsAsciiLetterOrDigit(rest[0]) || (rest.Length > 1 && CheckDigits.IsDash(rest[0]) && char.IsAsciiDigit(rest[1])));
}
