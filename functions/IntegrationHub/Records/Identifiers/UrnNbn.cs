using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>
/// National bibliography numbers as URNs (RFC 8458): <c>urn:nbn:de:kobv:83-opus4-39397</c>, the prefix before the first hyphen in lower case. Those of the
/// German-language resolver's <c>urn:nbn:de:</c> end with a check digit; other countries have none that all their numbers share.
/// </summary>
internal static class UrnNbn
{
    public const string Label = "urn:nbn:";

    private const int Longest = 200;

    // What a URN may hold (RFC 8141) and the German table can count, but for / ? #, which begin a path on a resolver's address.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-:._+()=@$!*'%~");

    /// <param name="text">Begins with <see cref="Label"/>, or with the country.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        var labelled = text.StartsWith(Label, StringComparison.OrdinalIgnoreCase);
        var name = labelled ? text[Label.Length..] : text;
        var end = name.IndexOfAnyExcept(Allowed);
        name = end < 0 ? name : name[..end];
        name = Reading.Token(name);
        var prefix = name.IndexOf('-');
        if (name.Length > Longest || prefix < 2 || prefix == name.Length - 1 || !char.IsAsciiLetter(name[0]) || !char.IsAsciiLetter(name[1]) || (prefix > 2 && name[2] != ':'))
        {
            return Reading.None;
        }

        Span<char> canonical = stackalloc char[Label.Length + name.Length];
        Label.CopyTo(canonical);
        name.CopyTo(canonical[Label.Length..]);
        name[..prefix].ToLowerInvariant(canonical[Label.Length..]);
        return new Reading(canonical.ToString(), !name.StartsWith("de:", StringComparison.OrdinalIgnoreCase) || Holds(canonical), (labelled ? Label.Length : 0) + name.Length);
    }

    /// <summary>
    /// Each character is replaced by a number of one or two digits, the digits are weighted by their places, and the sum is divided by the last of them: the
    /// quotient's last digit is the check digit (published by the German National Library for its URNs).
    /// </summary>
    private static bool Holds(ReadOnlySpan<char> urn)
    {
        var sum = 0;
        var place = 0;
        var last = 0;
        foreach (var c in urn[..^1])
        {
            var number = NumberOf(char.ToLowerInvariant(c));
            if (number == 0)
            {
                // Not in the table: nothing can be said.
                return true;
            }

            if (number > 9)
            {
                sum += ++place * (number / 10);
            }

            last = number % 10;
            sum += ++place * last;
        }

        return last == 0 || (char)('0' + (sum / last % 10)) == urn[^1];
    }

    private static int NumberOf(char c) => c switch
    {
        >= '0' and <= '8' => c - '0' + 1,
        '9' => 41,
        'a' => 18,
        'b' => 14,
        'c' => 19,
        'd' => 15,
        'e' => 16,
        >= 'f' and <= 'j' => c - 'f' + 21,
        'k' => 42,
        'l' => 26,
        'm' => 27,
        'n' => 13,
        'o' => 28,
        'p' => 29,
        'q' => 31,
        'r' => 12,
        's' => 32,
        't' => 33,
        'u' => 11,
        >= 'v' and <= 'z' => c - 'v' + 34,
        '-' => 39,
        ':' => 17,
        '_' => 43,
        '/' => 45,
        '.' => 47,
        '+' => 49,
        _ => 0,
    };
}
