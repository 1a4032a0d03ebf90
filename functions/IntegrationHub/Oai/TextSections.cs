namespace IntegrationHub.Oai;

/// <summary>Finds what a text keeps as it is: its CDATA sections and comments. Asked from the text's beginning on.</summary>
internal sealed class TextSections(string text)
{
    private const string CdataStart = "<![CDATA[";
    private const string CdataEnd = "]]>";
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";

    // known beforehand, so that a page full of sections that never end is not searched to its end for each of them
    private readonly int _lastCdata = text.LastIndexOf(CdataEnd, StringComparison.Ordinal);
    private readonly int _lastComment = text.LastIndexOf(CommentEnd, StringComparison.Ordinal);

    /// <summary>How many more sections without end are told from others: each costs a search, and a page with more is broken for good.</summary>
    private int _unclosed = 50;

    /// <summary>The length of the section that begins there; 0: none does. A section without its end is text: the parser has to see what comes behind it.</summary>
    /// <param name="at">Of a less-than sign.</param>
    /// <param name="isText">The sign begins nothing.</param>
    public int LengthAt(int at, out bool isText)
    {
        isText = false;
        var rest = text.AsSpan(at);
        if (at < _lastComment && rest.StartsWith(CommentStart))
        {
            return rest[2..].IndexOf(CommentEnd) + 2 + CommentEnd.Length;
        }

        if (at >= _lastCdata || !rest.StartsWith(CdataStart))
        {
            return 0;
        }

        var length = rest.IndexOf(CdataEnd);
        isText = _unclosed > 0 && UnclosedSection.Swallows(rest[..length].ToString());
        _unclosed -= isText ? 1 : 0;
        return isText ? 0 : length + CdataEnd.Length;
    }
}
