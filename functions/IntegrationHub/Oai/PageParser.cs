using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>ListRecords, ListIdentifiers, GetRecord. Names are compared by reference first: they are atoms of the reader's name table.</summary>
internal sealed class PageParser<T> : AnswerParser
{
    private const int DeepestWrapper = 8;

    private readonly MetadataReader<T> _readMetadata;
    private readonly string _record;
    private readonly string _header;
    private readonly string _metadata;
    private readonly string _identifier;
    private readonly string _datestamp;
    private readonly string _setSpec;
    private readonly SetSpecPool _setSpecs = new();

    // made once, not once a record
    private readonly Action<XmlReader> _readItem;
    private readonly Action<XmlReader> _readRecordChild;
    private readonly Action<XmlReader> _readHeaderChild;

    private bool _open;
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
        _readItem = ReadItem;
        _readRecordChild = ReadRecordChild;
        _readHeaderChild = ReadHeaderChild;
    }

    public List<OaiRecord<T>> Records { get; } = [];

    public List<OaiReject> Rejects { get; } = [];

    /// <summary>The element of the verb was there, be it empty.</summary>
    public bool ListSeen { get; private set; }

    protected override bool ReadChild(XmlReader reader)
    {
        if (Named(reader, nameof(OaiVerb.ListRecords)) || Named(reader, nameof(OaiVerb.ListIdentifiers)) || Named(reader, nameof(OaiVerb.GetRecord)))
        {
            ListSeen = true;
            ReadChildren(reader, _readItem);
            return true;
        }

        if (TryReadRecord(reader))
        {
            ListSeen = true;
            Repairs.Add(OaiRepair.MisplacedRecord);
            return true;
        }

        return false;
    }

    private bool TryReadRecord(XmlReader reader)
    {
        if (Is(reader, _record))
        {
            ReadRecord(reader);
            return true;
        }

        if (Is(reader, _header))
        {
            Open(reader);
            ReadHeader(reader);
            Close(_fault);
            reader.Read();
            return true;
        }

        return false;
    }

    private void ReadItem(XmlReader reader)
    {
        if (TryReadRecord(reader))
        {
            return;
        }

        if (reader.Depth > DeepestWrapper || Is(reader, _metadata) || Named(reader, "about"))
        {
            reader.Skip();
        }
        else if (!ReadCommon(reader))
        {
            // a wrapper that the protocol doesn't know is transparent: to pass over what it holds would lose records
            OpenRecord = Place(reader);
            var found = Records.Count + Rejects.Count;
            ReadChildren(reader, _readItem);
            Repairs.Add(OaiRepair.MisplacedRecord, Records.Count + Rejects.Count - found);
            OpenRecord = null;
        }
    }

    private void ReadRecord(XmlReader reader)
    {
        Open(reader);
        ReadInside(reader, _readRecordChild);
        CloseRecord();
        reader.Read();
    }

    private void CloseRecord()
    {
        if (_open)
        {
            Close(_deleted || _hasMetadata ? _fault : "there is no metadata");
        }
    }

    private void Open(XmlReader reader)
    {
        if (Records.Count + Rejects.Count >= OaiLimits.Records)
        {
            throw new PageLimitException($"The page holds more than {OaiLimits.Records:N0} records");
        }

        OpenRecord = Place(reader);
        (_open, _id, _stamp, _deleted, _hasMetadata, _value, _fault) = (true, null, "", false, false, default, null);
        _setSpecs.Begin();
    }

    private void Close(string? fault)
    {
        OpenRecord = null;
        _open = false;
        if (_id is { Length: > OaiLimits.Identifier })
        {
            // no name to keep or to withdraw anything by
            Rejects.Add(new OaiReject(null, $"the identifier has {_id.Length:N0} characters, {OaiLimits.Identifier:N0} at most are taken; it begins: {NotOai.Beginning(_id)}"));
        }
        else if (_id is null)
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
        else if (reader.Depth <= OaiLimits.Depth && Is(reader, _record))
        {
            // its end tag went missing, or the server's template is wrong: they are two records
            CloseRecord();
            Repairs.Add(OaiRepair.MisplacedRecord);
            ReadRecord(reader);
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
            var stamp = ReadText(reader);
            _stamp = stamp.Length <= OaiLimits.SetSpec ? stamp : "";
        }
        else if (Is(reader, _setSpec))
        {
            var setSpec = ReadText(reader);
            _fault ??= setSpec.Length > OaiLimits.SetSpec ? $"a setSpec has {setSpec.Length:N0} characters, {OaiLimits.SetSpec:N0} at most are taken"
                : !_setSpecs.TryAdd(setSpec) ? $"the header names more than {OaiLimits.SetSpecs:N0} sets" : null;
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadMetadata(XmlReader reader)
    {
        var (depth, name) = (reader.Depth, reader.LocalName);
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
            _fault ??= e.Message;
        }

        while (reader.Depth > depth)
        {
            reader.Skip();
        }

        if (reader.NodeType != XmlNodeType.EndElement || reader.Depth != depth || reader.LocalName != name)
        {
            throw new InvalidOperationException($"The metadata reader for {typeof(T).Name} read past the end of its payload.");
        }

        reader.Read();
    }

    private static OpenItem? Place(XmlReader reader) => reader is IXmlLineInfo place ? new OpenItem(reader.LocalName, place.LineNumber, place.LinePosition) : null;

    private bool Is(XmlReader reader, string atom) => ReferenceEquals(reader.LocalName, atom) || Named(reader, atom);
}
