namespace IntegrationHub.Records;

/// <summary>Numbers of WorldCat: digits without leading zeros and without <c>ocm</c>, <c>ocn</c>, <c>on</c> or <c>(OCoLC)</c> before them. No check digit.</summary>
internal static class OclcNumber
{
    private const string Agency = "(OCoLC)";
    private const int MostDigits = 14;

    /// <param name="text">Begins with the number, its prefix or the agency.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith(Agency, StringComparison.OrdinalIgnoreCase) ? Agency.Length : 0;
        start += PrefixOf(text[start..]);
        var end = text[start..].IndexOfAnyExceptInRange('0', '9');
        var number = end < 0 ? text[start..] : text.Slice(start, end);
        var digits = number.TrimStart('0');
        var follows = end < 0 ? ' ' : text[start + end];
        return digits.Length is > 0 and <= MostDigits && !char.IsLetter(follows) && !CheckDigits.IsDash(follows)
            ? new Reading(digits.ToString(), Valid: true, start + number.Length)
            : Reading.None;
    }

    /// <summary>ocm and eight digits, ocn and nine, on and more: nothing else looks so.</summary>
    public static bool IsControlNumber(ReadOnlySpan<char> text)
    {
        var prefix = PrefixOf(text);
        var digits = text[prefix..].TrimEnd();
        var fewest = prefix == 2 ? 10 : prefix > 0 && text[2] is 'n' or 'N' ? 9 : 8;
        return prefix > 0 && digits.Length >= fewest && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static int PrefixOf(ReadOnlySpan<char> text) =>
        text.StartsWith("ocm", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ocn", StringComparison.OrdinalIgnoreCase) ? 3
        : text.StartsWith("on", StringComparison.OrdinalIgnoreCase) && text.Length > 2 && char.IsAsciiDigit(text[2]) ? 2
        : 0;
}
