namespace IntegrationHub.Records;

/// <summary>The numbers of the US National Library of Medicine: a PMID is one to eight digits, a PMCID <c>PMC3531190</c>. Neither has a check digit.</summary>
internal static class PubMedId
{
    private const string Label = "PMC";

    /// <summary>A PMID: digits without leading zeros.</summary>
    /// <param name="text">Begins with the number.</param>
    public static Reading ReadPmid(ReadOnlySpan<char> text) => Number(text) is { Length: > 0 } number && Significant(text[..number.Length]) is { Length: > 0 and <= 8 } digits
        ? new Reading(digits.ToString(), Valid: true, number.Length)
        : Reading.None;

    /// <summary>A PMCID; a version behind it (<c>.1</c>) is left.</summary>
    /// <param name="text">Begins with <c>PMC</c> or with the digits.</param>
    public static Reading ReadPmcid(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith(Label, StringComparison.OrdinalIgnoreCase) ? Label.Length : 0;
        var number = Number(text[start..]);
        return Significant(number) is { Length: > 0 and <= 9 } digits ? new Reading(string.Concat(Label, digits), Valid: true, start + number.Length) : Reading.None;
    }

    private static ReadOnlySpan<char> Significant(ReadOnlySpan<char> digits) => digits.TrimStart('0');

    /// <summary>The digits at the beginning; nothing where letters follow.</summary>
    private static ReadOnlySpan<char> Number(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text : char.IsLetter(text[end]) ? [] : text[..end];
    }
}
