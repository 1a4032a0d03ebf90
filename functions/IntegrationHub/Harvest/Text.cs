namespace IntegrationHub.Harvest;

/// <summary>Strangers' texts, cut to what a table row has room for.</summary>
internal static class Text
{
    public static string Or(string text, string otherwise) => text.Length == 0 ? otherwise : text;

    /// <summary>Ended as a sentence is, so that another one may follow.</summary>
    public static string Sentence(string text) => text.Length > 0 && text.TrimEnd()[^1] is '.' or '!' or '?' or '。' or '…' or '>' ? text.TrimEnd() : $"{text.TrimEnd()}.";

    /// <summary>At most <paramref name="length"/> characters, never half of one, without control characters.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length > length)
        {
            text = text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";
        }

        return string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        });
    }
}
