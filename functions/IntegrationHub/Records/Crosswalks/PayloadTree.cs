using System.Text;
using System.Xml;

namespace IntegrationHub.Records;

/// <summary>
/// What stands within one record's metadata element: elements, attributes, texts. Read in one pass, cleared and filled again for the next record, so that a
/// crosswalk may look at it in any order and costs little more than the pass.
/// </summary>
internal sealed class PayloadTree
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

    internal readonly record struct PayloadAttribute(string Name, string Value);

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

    /// <summary>An element of a <see cref="PayloadTree"/>, valid until the tree reads the next record.</summary>
    internal readonly struct PayloadNode(PayloadTree tree, int index)
    {
        /// <summary>Local name; after <see cref="Rename"/> the new one.</summary>
        public string Name => tree._nodes[index].Name ?? string.Empty;

        public string Uri => tree._nodes[index].Uri ?? string.Empty;

        public bool IsTop => index == 0;

        public PayloadNode Parent => new(tree, tree._nodes[index].Parent);

        /// <summary>All text within, as it was written; empty without any.</summary>
        public string Text => tree.TextOf(index);

        public bool HasElements
        {
            get
            {
                for (var child = tree._nodes[index].FirstChild; child >= 0; child = tree._nodes[child].Next)
                {
                    if (tree._nodes[child].Text is null)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Whether it has any text directly in it, be it white space.</summary>
        public bool HasAnyText
        {
            get
            {
                for (var child = tree._nodes[index].FirstChild; child >= 0; child = tree._nodes[child].Next)
                {
                    if (tree._nodes[child].Text is not null)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Whether it has any text directly in it that says something.</summary>
        public bool HasText
        {
            get
            {
                for (var child = tree._nodes[index].FirstChild; child >= 0; child = tree._nodes[child].Next)
                {
                    if (tree._nodes[child].Text is { } text && !string.IsNullOrWhiteSpace(text))
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        public ReadOnlySpan<PayloadAttribute> Attributes => tree._attributes.AsSpan(tree._nodes[index].FirstAttribute, tree._nodes[index].Attributes);

        /// <param name="name">Local name; the first attribute of that name in whatever namespace.</param>
        public string? Attribute(string name)
        {
            foreach (var attribute in Attributes)
            {
                if (attribute.Name == name)
                {
                    return attribute.Value;
                }
            }

            return null;
        }

        /// <summary>Child elements in their order.</summary>
        public Children Elements => new(tree, tree._nodes[index].FirstChild);

        public void Rename(string name) => tree._nodes[index].Name = name;

        public void RenameAttribute(string name, string to)
        {
            foreach (ref var attribute in tree._attributes.AsSpan(tree._nodes[index].FirstAttribute, tree._nodes[index].Attributes))
            {
                if (attribute.Name == name)
                {
                    attribute = attribute with { Name = to };
                }
            }
        }

        /// <summary>Each gets what was in the other.</summary>
        public void SwapContents(PayloadNode other)
        {
            var first = tree._nodes[index].FirstChild;
            tree.SetContents(index, tree._nodes[other.Index].FirstChild);
            tree.SetContents(other.Index, first);
        }

        /// <summary>What is in <paramref name="other"/> goes into a new last child of that name.</summary>
        public void Adopt(PayloadNode other, string name)
        {
            var child = tree.Begin(index, tree.LastChildOf(index));
            tree._nodes[child].Name = name;
            tree.SetContents(child, tree._nodes[other.Index].FirstChild);
            tree._nodes[other.Index].FirstChild = -1;
        }

        /// <summary>The siblings that follow go into it, up to <paramref name="next"/>, in place of what was in it.</summary>
        public void Enclose(PayloadNode? next)
        {
            var first = tree._nodes[index].Next;
            var end = next?.Index ?? -1;
            tree._nodes[index].Next = end;
            if (first == end)
            {
                tree._nodes[index].FirstChild = -1;
                return;
            }

            var last = first;
            while (tree._nodes[last].Next != end)
            {
                last = tree._nodes[last].Next;
            }

            tree._nodes[last].Next = -1;
            tree.SetContents(index, first);
        }

        private int Index => index;
    }

    internal struct Children(PayloadTree tree, int next)
    {
        private int _at = -1;
        private int _next = next;

        public readonly PayloadNode Current => new(tree, _at);

        public readonly Children GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_next >= 0)
            {
                _at = _next;
                _next = tree._nodes[_at].Next;
                if (tree._nodes[_at].Text is null)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
