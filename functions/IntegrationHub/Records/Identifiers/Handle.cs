namespace IntegrationHub.Records;

/// <summary>
/// Handles (RFC 3650): <c>1765/899</c>, <c>20.500.12345/abc</c>, without label and resolver, letters as given. They have no check digit. A handle below 10.
/// is a DOI and read as one.
/// </summary>
internal static class Handle
{
    private const int LongestPrefix = 40;

    /// <param name="text">Begins with the handle.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        var token = Reading.Token(text);
        var slash = token.IndexOf('/');
        if (slash is < 1 or > LongestPrefix || slash == token.Length - 1 || !(char.IsAsciiDigit(token[0]) || token[..slash].Contains('.')) || !Reading.IsPrintable(token))
        {
            return Reading.None;
        }

        foreach (var c in token[..slash])
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            {
                return Reading.None;
            }
        }

        return token.StartsWith("10.") ? Reading.None : new Reading(token.ToString(), Valid: true, token.Length);
    }
}
