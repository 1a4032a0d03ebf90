namespace IntegrationHub.Records;

/// <summary>
/// China science and technology resource identifiers (GB/T 32843): five characters for the registrar, two digits for the kind of resource, and the
/// registrar's own name: <c>31253.11.sciencedb.08044</c>, without label and resolver. They have no check digit. That letter case says nothing is inferred from
/// how they are written; it is kept, and folded in match keys.
/// </summary>
internal static class Cstr
{
    public const string Label = "CSTR:";

    /// <param name="text">Begins with the identifier, its label or not.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith(Label, StringComparison.OrdinalIgnoreCase) ? Label.Length : 0;
        var token = Reading.Token(text[start..]);
        if (token.Length < 10 || token[5] != '.' || token[8] != '.' || !char.IsAsciiDigit(token[6]) || !char.IsAsciiDigit(token[7]) || token.Length > 200)
        {
            return Reading.None;
        }

        for (var i = 0; i < token.Length; i++)
        {
            if (!(char.IsAsciiLetterOrDigit(token[i]) || (i >= 5 && token[i] is '.' or '-' or '_' or '/' or ':')))
            {
                return Reading.None;
            }
        }

        return new Reading(token.ToString(), Valid: true, start + token.Length);
    }
}
