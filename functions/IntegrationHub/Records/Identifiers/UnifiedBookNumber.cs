namespace IntegrationHub.Records;

/// <summary>
/// Unified book numbers (统一书号), which books of the People's Republic bore from 1956 until ISBNs came in 1987: class (1 to 17), publisher (three digits), a dot
/// in the middle, and a running number: <c>10019·1234</c>. A letter before it (K, R, T, …: school books, books for the young, …) is part of it. No check digit.
/// </summary>
internal static class UnifiedBookNumber
{
    public const char Dot = '·';

    private const int Classes = 17;

    /// <param name="text">Begins with the number.</param>
    /// <param name="labelled">A full stop or a hyphen passes for the dot only where the text says what it is.</param>
    public static Reading Read(ReadOnlySpan<char> text, bool labelled)
    {
        var start = text.Length > 0 && char.IsAsciiLetter(text[0]) ? 1 : 0;
        var first = Digits(text[start..]);
        var dot = start + first;
        if (first is not (4 or 5) || dot >= text.Length || !(IsDot(text[dot]) || (labelled && (text[dot] == '.' || CheckDigits.IsDash(text[dot])))))
        {
            return Reading.None;
        }

        var subject = first == 4 ? text[start] - '0' : ((text[start] - '0') * 10) + text[start + 1] - '0';
        var running = Digits(text[(dot + 1)..]);
        var end = dot + 1 + running;
        return subject is >= 1 and <= Classes && text[start] != '0' && running is >= 1 and <= 5 && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]))
            ? new Reading(string.Concat(start == 0 ? [] : [char.ToUpperInvariant(text[0])], text[start..dot], [Dot], text[(dot + 1)..end]), Valid: true, end)
            : Reading.None;
    }

    /// <summary>The many dots that stand in the middle of a line.</summary>
    public static bool IsDot(char c) => c is Dot or '•' or '‧' or '∙' or '⋅' or '・' or '･' or '．';

    private static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
}
