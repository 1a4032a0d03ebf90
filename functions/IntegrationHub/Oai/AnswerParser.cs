using System.Globalization;
using System.Text;
using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>The envelope that all answers share (section 3.2). One instance reads one document once.</summary>
internal abstract class AnswerParser
{
    public DateTimeOffset? ResponseDate { get; private set; }

    public List<OaiError> Errors { get; } = [];

    public OaiResumptionToken? Token { get; private set; }

    public long? CompleteListSize { get; private set; }

    /// <summary>The root was an OAI-PMH element: whatever follows, this is an answer.</summary>
    public bool RootSeen { get; private set; }

    /// <summary>What was wrong with the envelope and could be read all the same.</summary>
    public OaiRepairs Repairs { get; } = new();

    /// <summary>Where the start tag of the record being read stands; null between records.</summary>
    public OpenItem? OpenRecord { get; protected set; }

    /// <summary>Reads up to the end of the root: what some servers print after it is nobody's concern.</summary>
    public void Parse(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || !Named(reader, "OAI-PMH"))
        {
            throw new OaiFormatException(reader.NodeType == XmlNodeType.Element ? $"the root element is '{reader.Name}'" : "there is no root element");
        }

        RootSeen = true;
        Repairs.Add(OaiRepair.WrongNamespace, reader.NamespaceURI == OaiNames.Oai.NamespaceName ? 0 : 1);
        ReadInside(reader, child =>
        {
            if (!ReadCommon(child) && !ReadChild(child))
            {
                child.Skip();
            }
        });
    }

    /// <summary>Reads an element of the root that belongs to this verb and moves past it, or leaves it alone and says false.</summary>
    protected abstract bool ReadChild(XmlReader reader);

    /// <summary>What can stand anywhere in an answer, wherever a server puts it.</summary>
    protected bool ReadCommon(XmlReader reader)
    {
        if (Named(reader, "responseDate"))
        {
            ResponseDate = OaiDates.Parse(ReadText(reader));
        }
        else if (Named(reader, "error"))
        {
            var code = reader.GetAttribute("code")?.Trim() ?? "";
            var error = new OaiError(code, ReadText(reader));
            if (Errors.Count < OaiLimits.Errors)
            {
                Errors.Add(error);
            }
        }
        else if (Named(reader, "resumptionToken"))
        {
            ReadToken(reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>An element of the protocol, be it in other letters.</summary>
    protected bool Named(XmlReader reader, string localName)
    {
        if (reader.LocalName == localName)
        {
            return true;
        }

        var same = reader.LocalName.Equals(localName, StringComparison.OrdinalIgnoreCase);
        Repairs.Add(OaiRepair.WrongCase, same ? 1 : 0);
        return same;
    }

    /// <summary>Calls back for each child element (the callback moves past it) and moves past the end of the parent.</summary>
    protected static void ReadChildren(XmlReader reader, Action<XmlReader> readChild)
    {
        ReadInside(reader, readChild);
        reader.Read();
    }

    /// <summary>The same, but stops on the parent's end: what is complete counts even where the page breaks off right behind it.</summary>
    protected static void ReadInside(XmlReader reader, Action<XmlReader> readChild)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                readChild(reader);
            }
            else
            {
                reader.Read();
            }
        }
    }

    /// <summary>The trimmed text of an element, markup inside it ignored; moves past it.</summary>
    protected static string ReadText(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        var depth = reader.Depth;
        string text = "";
        StringBuilder? more = null;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                if (text.Length == 0)
                {
                    text = reader.Value;
                }
                else
                {
                    (more ??= new StringBuilder(text)).Append(reader.Value);
                }
            }
        }

        reader.Read();
        return (more?.ToString() ?? text).Trim();
    }

    private void ReadToken(XmlReader reader)
    {
        var size = Number(reader.GetAttribute("completeListSize"));
        var cursor = Number(reader.GetAttribute("cursor"));
        var expires = OaiDates.Parse(reader.GetAttribute("expirationDate"));
        CompleteListSize = size ?? CompleteListSize;
        var value = ReadText(reader);
        if (value.Length > 0)
        {
            Token = new OaiResumptionToken(value, size, cursor, expires);
        }
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The start tag of a record, of a header that stands for one, or of what stands in a record's place.</summary>
internal readonly record struct OpenItem(string Name, int Line, int Position);

/// <summary>An answer beyond <see cref="OaiLimits"/>, which no repair makes smaller.</summary>
internal sealed class PageLimitException(string message) : Exception(message);
