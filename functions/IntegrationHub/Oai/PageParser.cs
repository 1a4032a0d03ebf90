using System.Runtime.InteropServices;
using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>ListRecords, ListIdentifiers, GetRecord. Names are compared by reference first: they are atoms of the reader's name table.</summary>
internal sealed class PageParser<T> : AnswerParser
{
    private readonly MetadataReader<T> _readMetadata;
    private readonly string _record;
    private readonly string _header;
    private readonly string _metadata;
    private readonly string _identifier;
    private readonly string _datestamp;
    private readonly string _setSpec;
    private readonly SetSpecPool _setSpecs = new();

    // made once, not once a record
    private readonly Action<XmlReader> _readRecordChild;
    private readonly Action<XmlReader> _readHeaderChild;

    private string? _id;
    private string _stamp = "";
    private bool _deleted;
    private bool _hasMetadata;
    private T? _value;
    private string? _fault;

    public PageParser(MetadataReader<T> readMetadata, XmlNameTable names)
    {
        _readMetadata = readMetadata;
        _record = names.Add("record");
        _header = names.Add("header");
        _metadata = names.Add("metadata");
        _identifier = names.Add("identifier");
        _datestamp = names.Add("datestamp");
        _setSpec = names.Add("setSpec");
        _readRecordChild = ReadRecordChild;
        _readHeaderChild = ReadHeaderChild;
    }

    public List<OaiRecord<T>> Records { get; } = [];

    public List<OaiReject> Rejects { get; } = [];

    /// <summary>The element of the verb was there, be it empty.</summary>
    public bool ListSeen { get; private set; }

    protected override bool ReadChild(XmlReader reader)
    {
        if (!Named(reader, nameof(OaiVerb.ListRecords)) && !Named(reader, nameof(OaiVerb.ListIdentifiers)) && !Named(reader, nameof(OaiVerb.GetRecord)))
        {
            return false;
        }

        ListSeen = true;
        ReadChildren(reader, ReadItem);
        return true;
    }

    private void ReadItem(XmlReader reader)
    {
        if (Is(reader, _record))
        {
            Open(reader);
            ReadInside(reader, _readRecordChild);
            Close(_deleted || _hasMetadata ? _fault : "there is no metadata");
            reader.Read();
        }
        else if (Is(reader, _header))
        {
            Open(reader);
            ReadHeader(reader);
            Close(_fault);
            reader.Read();
        }
        else if (!ReadCommon(reader))
        {
            reader.Skip();
        }
    }

    private void Open(XmlReader reader)
    {
        OpenRecord = reader is IXmlLineInfo place ? (place.LineNumber, place.LinePosition) : null;
        (_id, _stamp, _deleted, _hasMetadata, _value, _fault) = (null, "", false, false, default, null);
        _setSpecs.Begin();
    }

    private void Close(string? fault)
    {
        OpenRecord = null;
        if (_id is null)
        {
            Rejects.Add(new OaiReject(null, "the header has no identifier"));
        }
        else if (fault is not null)
        {
            Rejects.Add(new OaiReject(_id, fault));
        }
        else
        {
            Records.Add(new OaiRecord<T>(new OaiHeader(_id, _stamp, _setSpecs.End(), _deleted), _value));
        }
    }

    private void ReadRecordChild(XmlReader reader)
    {
        if (Is(reader, _header))
        {
            ReadHeader(reader);
            reader.Read();
        }
        else if (Is(reader, _metadata) && !_deleted)
        {
            ReadMetadata(reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadHeader(XmlReader reader)
    {
        _deleted = reader.HasAttributes && "deleted".Equals(reader.GetAttribute("status")?.Trim(), StringComparison.OrdinalIgnoreCase);
        ReadInside(reader, _readHeaderChild);
    }

    private void ReadHeaderChild(XmlReader reader)
    {
        if (Is(reader, _identifier))
        {
            var id = ReadText(reader);
            _id = id.Length > 0 ? id : _id;
        }
        else if (Is(reader, _datestamp))
        {
            _stamp = ReadText(reader);
        }
        else if (Is(reader, _setSpec))
        {
            _setSpecs.Add(ReadText(reader));
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadMetadata(XmlReader reader)
    {
        var depth = reader.Depth;
        var empty = reader.IsEmptyElement;
        reader.Read();
        while (!empty && reader.NodeType != XmlNodeType.Element && reader.Depth > depth)
        {
            reader.Read();
        }

        if (empty || reader.Depth <= depth)
        {
            if (!empty)
            {
                reader.Read();
            }

            return;
        }

        _hasMetadata = true;
        try
        {
            _value = _readMetadata(reader);
        }
        catch (Exception e) when (e is XmlException or FormatException && reader.ReadState == ReadState.Interactive)
        {
            _fault = e.Message;
        }

        while (reader.Depth > depth)
        {
            reader.Skip();
        }

        if (reader.NodeType != XmlNodeType.EndElement || !Is(reader, _metadata))
        {
            throw new InvalidOperationException($"The metadata reader for {typeof(T).Name} read past the end of its payload.");
        }

        reader.Read();
    }

    private static bool Is(XmlReader reader, string atom) =>
        ReferenceEquals(reader.LocalName, atom) || reader.LocalName.Equals(atom, StringComparison.OrdinalIgnoreCase);

    /// <summary>Thousands of headers name the same few sets: one list for all of them.</summary>
    private sealed class SetSpecPool
    {
        private const int Kept = 32;
        private readonly List<string> _current = [];
        private readonly List<string[]> _known = [];

        public void Begin() => _current.Clear();

        public void Add(string setSpec) => _current.Add(setSpec);

        public IReadOnlyList<string> End()
        {
            if (_current.Count == 0)
            {
                return [];
            }

            foreach (var known in _known)
            {
                if (_current.Count == known.Length && known.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(_current)))
                {
                    return known;
                }
            }

            string[] list = [.. _current];
            if (_known.Count < Kept)
            {
                _known.Add(list);
            }

            return list;
        }
    }
}
