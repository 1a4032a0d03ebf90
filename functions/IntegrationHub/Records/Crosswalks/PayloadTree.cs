using System.Text;
using System.Xml;

namespace IntegrationHub.Records;

/// <summary>
/// What stands within one record's metadata element: elements, attributes, texts. Read in one pass, cleared and filled again for the next record, so that a
/// crosswalk may look at it in any order and costs little more than the pass.
/// </summary>
internal sealed partial class PayloadTree
{
    /// <summary>What one huge record has needed is not kept for the rest of the run.</summary>
    private const int MostKept = 64 * 1024;

    /// <summary>Elements within elements; what goes deeper describes nothing, and must not exhaust the stack.</summary>
    private const int Deepest = 200;

    private Node[] _nodes = new Node[256];
    private PayloadAttribute[] _attributes = new PayloadAttribute[64];
    private int _count;
    private int _attributeCount;
    private StringBuilder? _texts;
    private char[] _value = new char[256];

    /// <summary>The node whose children are the payload's roots: one, or, where a provider forgot its container, several.</summary>
    public PayloadNode Top => new(this, 0);

    /// <summary>Reads the element that <paramref name="reader"/> stands on and its following siblings; leaves the reader on its parent's end tag, or at the end of the document.</summary>
    /// <exception cref="FormatException">It is nested too deep.</exception>
    public void Read(XmlReader reader)
    {
        if (_nodes.Length > MostKept)
        {
            _nodes = new Node[256];
            _attributes = new PayloadAttribute[64];
        }

        (_count, _attributeCount) = (0, 0);
        Begin(parent: -1, last: -1);
        var depth = reader.Depth;
        var parent = 0;
        var last = -1;
        while (reader.ReadState == ReadState.Interactive && reader.Depth >= depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth - depth > Deepest:
                    throw new FormatException($"The record's elements are nested more than {Deepest} deep.");
                case XmlNodeType.Element:
                    var element = Begin(parent, last);
                    ref var node = ref _nodes[element];
                    node.Name = reader.LocalName;
                    node.Uri = reader.NamespaceURI;
                    var empty = reader.IsEmptyElement;
                    if (reader.HasAttributes)
                    {
                        ReadAttributes(reader, ref node);
                    }

                    (parent, last) = empty ? (parent, element) : (element, -1);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    var text = Begin(parent, last);
                    _nodes[text].Text = reader.Value;
                    last = text;
                    break;
                case XmlNodeType.EndElement:
                    last = parent;
                    parent = _nodes[parent].Parent;
                    break;
            }

            reader.Read();
        }
    }

    private int Begin(int parent, int last)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count * 2);
        }

        _nodes[_count] = new Node { Parent = parent, FirstChild = -1, Next = -1, FirstAttribute = _attributeCount };
        if (last >= 0)
        {
            _nodes[last].Next = _count;
        }
        else if (parent >= 0)
        {
            _nodes[parent].FirstChild = _count;
        }

        return _count++;
    }

    private void ReadAttributes(XmlReader reader, ref Node node)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix is "xmlns" || (reader.Prefix.Length == 0 && reader.LocalName is "xmlns") || reader.LocalName is "schemaLocation")
            {
                continue;
            }

            if (_attributeCount == _attributes.Length)
            {
                Array.Resize(ref _attributes, _attributeCount * 2);
            }

            _attributes[_attributeCount++] = new PayloadAttribute(reader.LocalName, ValueOf(reader));
            node.Attributes++;
        }

        reader.MoveToElement();
    }

    /// <summary>Tags, indicators and codes of MARC come a hundred times with every record: short values are not made anew.</summary>
    private string ValueOf(XmlReader reader)
    {
        if (!reader.CanReadValueChunk)
        {
            return reader.Value;
        }

        var length = 0;
        while (true)
        {
            var wanted = _value.Length - length;
            var read = reader.ReadValueChunk(_value, length, wanted);
            length += read;

            // One less than wanted: half a surrogate pair is left for the next time.
            if (read < wanted - 1)
            {
                break;
            }

            Array.Resize(ref _value, _value.Length * 2);
        }

        var value = ShortTexts.Of(_value.AsSpan(0, length)) ?? new string(_value, 0, length);
        _value = _value.Length > MostKept ? new char[256] : _value;
        return value;
    }

    private int LastChildOf(int element)
    {
        var last = _nodes[element].FirstChild;
        while (last >= 0 && _nodes[last].Next >= 0)
        {
            last = _nodes[last].Next;
        }

        return last;
    }

    private void SetContents(int element, int first)
    {
        _nodes[element].FirstChild = first;
        for (var child = first; child >= 0; child = _nodes[child].Next)
        {
            _nodes[child].Parent = element;
        }
    }

    /// <summary>All text within an element, markup inside it ignored, as it was written.</summary>
    private string TextOf(int element)
    {
        var only = _nodes[element].FirstChild;
        if (only < 0)
        {
            return string.Empty;
        }

        if (_nodes[only] is { Text: { } text, Next: < 0 })
        {
            return text;
        }

        _texts ??= new StringBuilder();
        _texts.Clear();
        Append(element, _texts);
        return _texts.ToString();
    }

    /// <summary>Where elements stand beside one another without any text of their own between them, a space does: surname and given names, not H2O.</summary>
    private void Append(int element, StringBuilder texts)
    {
        var spaced = !new PayloadNode(this, element).HasAnyText;
        for (var child = _nodes[element].FirstChild; child >= 0; child = _nodes[child].Next)
        {
            if (_nodes[child].Text is { } text)
            {
                texts.Append(text);
            }
            else
            {
                if (spaced && texts.Length > 0)
                {
                    texts.Append(' ');
                }

                Append(child, texts);
            }
        }
    }

    /// <summary>
    /// Puts a label in the place of an address that stands for something described in the same payload (RDF: <c>rdf:resource</c> for what has that <c>rdf:about</c> and a
    /// <c>skos:prefLabel</c>).
    /// </summary>
    public void NameReferences()
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _count; i++)
        {
            if (_nodes[i] is { Name: "prefLabel", Parent: > 0 } label && new PayloadNode(this, label.Parent).Attribute("about") is { } about)
            {
                labels.TryAdd(about, TextOf(i));
            }
        }

        for (var i = 0; i < _attributeCount && labels.Count > 0; i++)
        {
            if (_attributes[i] is { Name: "resource" } reference && labels.TryGetValue(reference.Value, out var label))
            {
                _attributes[i] = reference with { Value = label };
            }
        }
    }


    private struct Node
    {
        /// <summary>Local name, an atom of the reader's name table; null for a text.</summary>
        public string? Name;
        public string? Uri;
        public string? Text;
        public int Parent;
        public int FirstChild;
        public int Next;
        public int FirstAttribute;
        public int Attributes;
    }
}
