using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>
/// National serial numbers of China (国内统一刊号, GB/T 9999.1): region, running number and, but for newspapers, a class of the Chinese Library Classification:
/// <c>11-2746/G2</c>, <c>31-0070</c>. Invalid where no region has the code or no serial the number. Match keys leave the class out.
/// </summary>
internal static class CnSerialNumber
{
    private static readonly SearchValues<char> MainClasses = SearchValues.Create("ABCDEFGHIJKNOPQRSTUVXZ");

    /// <param name="text">Begins with <c>CN</c> or with the region.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith("CN", StringComparison.OrdinalIgnoreCase) ? 2 : 0;
        while (start < text.Length && text[start] is ' ' or ':' or '：')
        {
            start++;
        }

        Span<char> form = stackalloc char[16];
        var at = start;
        // Two digits, a dash, four digits.
        for (var i = 0; i < 7; i++, at++)
        {
            if (at == text.Length)
            {
                return Reading.None;
            }

            var c = i == 2 && CheckDigits.IsDash(text[at]) ? '-' : CheckDigits.Plain(text[at]);
            if (i == 2 ? c != '-' : !char.IsAsciiDigit(c))
            {
                return Reading.None;
            }

            form[i] = c;
        }

        if (at < text.Length && (CheckDigits.IsDigit(text[at]) || CheckDigits.IsDash(text[at])))
        {
            return Reading.None;
        }

        var length = 7;
        var end = Class(text, at, form, ref length);
        return new Reading(form[..length].ToString(), IsRegion(form) && !form[3..7].SequenceEqual("0000"), end);
    }

    /// <summary>True where the number tells its class: a form that nothing else has.</summary>
    public static bool HasClass(string number) => number.Length > 8 && number[7] == '/';

    private static int Class(ReadOnlySpan<char> text, int at, Span<char> form, ref int length)
    {
        var slash = at;
        while (slash < text.Length && text[slash] == ' ')
        {
            slash++;
        }

        if (slash == text.Length || CheckDigits.Plain(text[slash]) != '/')
        {
            return at;
        }

        var next = slash + 1;
        while (next < text.Length && text[next] == ' ')
        {
            next++;
        }

        var first = next;
        form[length] = '/';
        for (; next < text.Length && next - first < 6; next++)
        {
            var c = char.ToUpperInvariant(CheckDigits.Plain(text[next]));
            if (!(char.IsAsciiLetterUpper(c) || (char.IsAsciiDigit(c) && next > first)) || (next == first && !MainClasses.Contains(c)))
            {
                break;
            }

            form[length + 1 + next - first] = c;
        }

        if (next == first)
        {
            return at;
        }

        length += 1 + next - first;
        return next;
    }

    /// <summary>The first two digits of GB/T 2260, and 10, which serials of Beijing are given since 11 is full.</summary>
    private static bool IsRegion(ReadOnlySpan<char> number) => (((number[0] - '0') * 10) + number[1] - '0')
        is (>= 10 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or 81 or 82;
}
