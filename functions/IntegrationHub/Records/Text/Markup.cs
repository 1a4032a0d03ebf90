using System.Text;

namespace IntegrationHub.Records;

/// <summary>Takes out HTML and JATS tags that a provider left in a text. "a &lt; b and c &gt; d" is no tag and stays.</summary>
internal static class Markup
{
    private static readonly HashSet<string> Inline = new(
        ["a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "italic", "inf", "mark", "o", "q", "s", "sc", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "bold", "scp", "wbr"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Block = new(
        ["article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "img", "label", "li", "ol", "p", "pre", "script", "sec", "section", "style", "table", "tbody", "td", "th", "title", "tr", "ul"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> InlineNames = Inline.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> BlockNames = Block.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>No tag is longer; without an end every "&lt;" would be looked behind to the end of the text.</summary>
    private const int LongestTag = 4_000;

    public static string Strip(string text)
    {
        StringBuilder? stripped = null;
        var copied = 0;
        for (var open = text.IndexOf('<'); open >= 0; open = text.IndexOf('<', open + 1))
        {
            var length = TagLength(text.AsSpan(open, Math.Min(LongestTag, text.Length - open)), out var block);
            if (length == 0)
            {
                continue;
            }

            stripped ??= new StringBuilder(text.Length);
            stripped.Append(text, copied, open - copied);
            if (block)
            {
                stripped.Append(' ');
            }

            copied = open + length;
            open = copied - 1;
        }

        return stripped is null ? text : stripped.Append(text, copied, text.Length - copied).ToString();
    }

    /// <returns>Characters of the tag or comment that <paramref name="text"/> begins with; 0 if it begins with none.</returns>
    private static int TagLength(ReadOnlySpan<char> text, out bool block)
    {
        block = true;
        if (text.StartsWith("<!--"))
        {
            var end = text.IndexOf("-->");
            return end < 0 ? 0 : end + 3;
        }

        var close = text.IndexOf('>');
        // A "<" inside begins the real tag.
        if (close < 2 || text[1..close].Contains('<'))
        {
            return 0;
        }

        var inner = text[1..close].Trim('/');
        var nameEnd = inner.IndexOfAny(' ', '\t', '\n');
        var name = nameEnd < 0 ? inner : inner[..nameEnd];
        var prefix = name.IndexOf(':');
        name = prefix < 0 ? name : name[(prefix + 1)..];
        block = BlockNames.Contains(name);
        if (!block && !InlineNames.Contains(name))
        {
            return 0;
        }

        // "<b and c>" has a tag's name but no attribute.
        var attributes = nameEnd < 0 ? default : inner[nameEnd..].Trim();
        return attributes.IsEmpty || attributes.Contains('=') ? close + 1 : 0;
    }
}
