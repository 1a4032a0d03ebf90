namespace IntegrationHub.Records;

/// <summary>Headings and keywords as they are shown: without the marks that cataloguing puts at their end, subdivisions apart by two dashes.</summary>
internal static class SubjectHeading
{
    /// <summary>Longer texts are sentences and keep their stop.</summary>
    private const int LongestHeading = 200;

    /// <summary>A stop after a short word belongs to it: Jr., Inc., etc.</summary>
    private const int LongestAbbreviation = 3;

    public static string Clean(string text)
    {
        if (text.Length is 0 or > LongestHeading)
        {
            return text;
        }

        if (text.Contains("--", StringComparison.Ordinal) && (text.Contains(" --", StringComparison.Ordinal) || text.Contains("-- ", StringComparison.Ordinal) || text[0] == '-' || text[^1] == '-'))
        {
            text = string.Join("--", text.Split("--", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        var end = text.AsSpan().TrimEnd();
        for (var length = -1; length != end.Length;)
        {
            length = end.Length;
            end = end.TrimEnd(" ,;:/=、，；：");
            if (end.EndsWith(".") && !IsAbbreviation(end))
            {
                end = end[..^1];
            }
        }

        return end.Length == text.Length ? text : end.ToString();
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> text)
    {
        var word = text[(text.LastIndexOfAny(" -") + 1)..^1];
        return word.Length <= LongestAbbreviation || word.Contains('.');
    }
}
