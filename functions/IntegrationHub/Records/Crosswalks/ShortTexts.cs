namespace IntegrationHub.Records;

/// <summary>One object for each text of one ASCII character or three digits: indicators, subfield codes and tags of MARC.</summary>
internal static class ShortTexts
{
    private static readonly string[] Characters = [.. Enumerable.Range(0, 128).Select(static c => ((char)c).ToString())];
    private static readonly string[] Tags = [.. Enumerable.Range(0, 1000).Select(static n => n.ToString("D3", System.Globalization.CultureInfo.InvariantCulture))];

    /// <returns>Null where there is none for that text.</returns>
    public static string? Of(ReadOnlySpan<char> text) => text switch
    {
        [] => string.Empty,
        [< (char)128 and var only] => Characters[only],
        [>= '0' and <= '9' and var hundreds, >= '0' and <= '9' and var tens, >= '0' and <= '9' and var ones] => Tags[((hundreds - '0') * 100) + ((tens - '0') * 10) + ones - '0'],
        _ => null,
    };
}
