namespace IntegrationHub.Records;

/// <summary>What the reader of one scheme finds at the beginning of a text.</summary>
/// <param name="Value">The canonical form; null where the text begins otherwise.</param>
/// <param name="Valid">False where it has the scheme's shape and its check digit fails.</param>
/// <param name="Length">How much of the text it takes.</param>
internal readonly record struct Reading(string? Value, bool Valid, int Length)
{
    public static readonly Reading None;

    /// <summary>
    /// An identifier without blanks at the beginning of a text: ends before the first blank, quotation mark or Chinese punctuation mark, and without the
    /// punctuation that belongs to the sentence. A bracket that it opened itself is its own.
    /// </summary>
    public static ReadOnlySpan<char> Token(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(IdentifierLabels.EndsToken);
        text = end < 0 ? text : text[..end];
        while (text.Length > 0)
        {
            // 10.1016/0370-2693(83)90177-3, 10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o
            var foreign = text[^1] switch
            {
                ')' => !text[..^1].Contains('('),
                ']' => !text[..^1].Contains('['),
                var last => last is '.' or ',' or ';' or ':' or '\'' or '/' or '?',
            };
            if (!foreign)
            {
                break;
            }

            text = text[..^1];
        }

        return text;
    }

    /// <summary>No control character, blank, lone surrogate or trace of a lost character.</summary>
    public static bool IsPrintable(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or (>= '\u007F' and <= '\u00A0') or '\uFFFD' || (c > '\u00FF' && (char.IsWhiteSpace(c) || char.IsSurrogate(c) || c >= '\uFFF0')))
            {
                return false;
            }
        }

        return true;
    }
}
