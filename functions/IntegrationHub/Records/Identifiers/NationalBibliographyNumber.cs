namespace IntegrationHub.Records;

/// <summary>
/// Numbers of national bibliographies and national agencies (MARC 21 fields 015 and 016, UNIMARC 020), without blanks, behind the code of their source
/// where it is known: <c>bnb:GBA7D8393</c>, <c>dnb:980696216</c>, <c>06,A29,1122</c>. Only a record number of the German National Library has a check digit.
/// </summary>
internal static class NationalBibliographyNumber
{
    private const string German = "dnb";
    private const string GermanAgency = "(DE-101)";
    private const int Longest = 40;

    /// <param name="text">The number alone; a qualification in brackets behind it is left.</param>
    /// <param name="source">A code of the list of national bibliography number sources, in lower case.</param>
    public static Reading Read(ReadOnlySpan<char> text, string? source)
    {
        var start = 0;
        if (text.StartsWith(GermanAgency, StringComparison.OrdinalIgnoreCase))
        {
            (start, source) = (GermanAgency.Length, German);
        }

        while (source is null && IdentifierLabels.TryTake(text[start..], out var label, out var length) && label.Scheme == IdentifierScheme.NationalBibliography)
        {
            start += length;
            source = label.Source;
        }

        var bracket = text[start..].IndexOfAny('(', '（');
        var given = bracket < 0 ? text[start..] : text.Slice(start, bracket);
        Span<char> number = stackalloc char[Longest];
        var count = 0;
        foreach (var c in given)
        {
            if (c == ' ')
            {
                continue;
            }

            if (count == Longest || !(char.IsLetterOrDigit(c) || c is '-' or ',' or '.' or '/' or '*'))
            {
                return Reading.None;
            }

            number[count++] = c;
        }

        number = number[..count];
        return number.ContainsAnyInRange('0', '9')
            ? new Reading(source is null ? number.ToString() : string.Concat(source, ":", number), source != German || Holds(number), start + given.Length)
            : Reading.None;
    }

    /// <summary>A record number (IDN) at the beginning of the path of an address at d-nb.info.</summary>
    public static Reading ReadGermanRecord(ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny("/?#");
        var number = end < 0 ? path : path[..end];
        return IsGermanRecord(number) ? Read(number, German) : Reading.None;
    }

    /// <summary>Nine or ten digits, the last of which may be X: a record number (IDN).</summary>
    public static bool IsGermanRecord(ReadOnlySpan<char> number) =>
        number.Length is 9 or 10 && !number[..^1].ContainsAnyExceptInRange('0', '9') && (char.IsAsciiDigit(number[^1]) || number[^1] == 'X');

    private static bool Holds(ReadOnlySpan<char> number) => !IsGermanRecord(number) || CheckDigits.Mod11(number);
}
