using System.Text;
using System.Xml;

namespace IntegrationHub.Records;

/// <summary>The text of an element, the usual single text node without a copy.</summary>
internal static class XmlText
{
    /// <summary>All text within the element that the reader stands on, markup inside it ignored; leaves the reader behind its end tag.</summary>
    public static string Read(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return string.Empty;
        }

        var depth = reader.Depth;
        var text = string.Empty;
        StringBuilder? more = null;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
            {
                continue;
            }

            if (text.Length == 0)
            {
                text = reader.Value;
            }
            else
            {
                (more ??= new StringBuilder(text)).Append(reader.Value);
            }
        }

        reader.Read();
        return more?.ToString() ?? text;
    }
}
