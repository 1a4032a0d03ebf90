using System.Xml;
using System.Xml.Linq;

namespace IntegrationHub.Oai;

/// <summary>Reads one file once, and goes on after a mistake to find the others.</summary>
internal sealed class StaticRepositoryReader
{
    private const int MaxMistakes = 100;

    /// <summary>Elements are copied one inside the other: a file of nothing but start tags would use up the stack.</summary>
    private const int MaxDepth = 100;

    private readonly List<string> _mistakes = [];
    private readonly SortedDictionary<string, string> _sets = new(StringComparer.Ordinal);
    private bool _setsListed;

    public IReadOnlyList<string> Mistakes =>
        _mistakes.Count <= MaxMistakes ? _mistakes : [.. _mistakes.Take(MaxMistakes), $"… and {_mistakes.Count - MaxMistakes} more"];

    public StaticRepository? Read(ReadOnlyMemory<byte> file)
    {
        if (Load(file) is not { } root)
        {
            return null;
        }

        var identify = ReadIdentify(root.Element(OaiNames.Static + "Identify"), root, out var descriptions);
        var formats = ReadFormats(root.Element(OaiNames.Static + "ListMetadataFormats"), root);
        ReadSets(root.Element(OaiNames.Static + "ListSets"));
        var records = new Dictionary<string, StaticRecord[]>();
        foreach (var list in root.Elements(OaiNames.Static + "ListRecords"))
        {
            var prefix = list.Attribute("metadataPrefix")?.Value ?? "";
            if (formats.FirstOrDefault(format => format.Prefix == prefix) is not { } format)
            {
                Mistake(list, $"ListRecords has the metadataPrefix '{prefix}', which ListMetadataFormats does not list");
            }
            else if (!records.TryAdd(prefix, ReadRecords(list, format, identify)))
            {
                Mistake(list, $"there is a second ListRecords with the metadataPrefix '{prefix}'");
            }
        }

        foreach (var format in formats.Where(format => !records.ContainsKey(format.Prefix)))
        {
            Mistake(root, $"there is no ListRecords for the metadataPrefix '{format.Prefix}'");
        }

        AddParentSets();
        // the specification's own example is wrong here, and a harvester that trusts it would miss records
        var earliest = records.Values.SelectMany(list => list.Take(1)).Select(record => record.Header.Datestamp).Append(identify.EarliestDatestamp).Min(StringComparer.Ordinal)!;
        OaiSet[] sets = [.. _sets.Select(set => new OaiSet(set.Key, set.Value))];
        return _mistakes.Count > 0 ? null : new StaticRepository(file.Span, identify with { EarliestDatestamp = earliest }, descriptions, formats, sets, records);
    }

    private XElement? Load(ReadOnlyMemory<byte> file)
    {
        if (file.Length > StaticRepository.MaxBytes)
        {
            _mistakes.Add($"The file has {file.Length:N0} bytes; at most {StaticRepository.MaxBytes:N0} are served");
            return null;
        }

        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };
            using var depths = XmlReader.Create(new MemoryStream(file.ToArray()), settings);
            while (depths.Read())
            {
                if (depths.Depth > MaxDepth)
                {
                    _mistakes.Add($"Line {((IXmlLineInfo)depths).LineNumber}: elements are nested deeper than {MaxDepth}");
                    return null;
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(file.ToArray()), settings);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!;
            if (root.Name == OaiNames.Static + "Repository")
            {
                return root;
            }

            Mistake(root, $"the root element is {root.Name} and not {OaiNames.Static + "Repository"}");
        }
        catch (XmlException e)
        {
            _mistakes.Add($"The file is not well-formed XML: {e.Message}");
        }

        return null;
    }

    private OaiIdentify ReadIdentify(XElement? identify, XElement root, out IReadOnlyList<string> descriptions)
    {
        descriptions = [];
        if (identify is null)
        {
            Mistake(root, "there is no Identify");
            return new OaiIdentify();
        }

        descriptions = [.. identify.Elements(OaiNames.Oai + "description").SelectMany(d => d.Elements().Take(1)).Select(Payload.Write)];
        var emails = identify.Elements(OaiNames.Oai + "adminEmail").Select(email => email.Value.Trim()).ToList();
        if (emails.Count == 0 || !emails.TrueForAll(email => OaiNames.Email().IsMatch(email)))
        {
            Mistake(identify, "adminEmail must be there, each one a mail address");
        }

        One(identify, "protocolVersion", value => value == "2.0", "must be 2.0");
        One(identify, "granularity", value => value == "YYYY-MM-DD", "must be YYYY-MM-DD in a static repository");
        var deleted = One(identify, "deletedRecord", value => value is "no" or "transient" or "persistent", "must be no, transient or persistent");
        return new OaiIdentify
        {
            RepositoryName = One(identify, "repositoryName", value => value.Length > 0, "must not be empty"),
            BaseUrl = One(identify, "baseURL", OaiNames.IsUri, "must be an address"),
            ProtocolVersion = "2.0",
            AdminEmails = emails,
            EarliestDatestamp = One(identify, "earliestDatestamp", OaiNames.IsDay, "must be a day (YYYY-MM-DD)"),
            DeletedRecord = deleted switch { "persistent" => OaiDeletedRecord.Persistent, "transient" => OaiDeletedRecord.Transient, _ => OaiDeletedRecord.No },
            Granularity = OaiGranularity.Day,
        };
    }

    private List<OaiMetadataFormat> ReadFormats(XElement? list, XElement root)
    {
        var formats = new List<OaiMetadataFormat>();
        foreach (var element in list?.Elements(OaiNames.Oai + "metadataFormat") ?? [])
        {
            var format = new OaiMetadataFormat(
                One(element, "metadataPrefix", value => OaiNames.MetadataPrefix().IsMatch(value), "has characters that a metadataPrefix can't have"),
                One(element, "schema", OaiNames.IsUri, "must be an address"),
                One(element, "metadataNamespace", OaiNames.IsUri, "must be a URI"));
            if (formats.Exists(other => other.Prefix == format.Prefix))
            {
                Mistake(element, $"the metadataPrefix '{format.Prefix}' is listed twice");
            }

            formats.Add(format);
        }

        if (formats.Count == 0)
        {
            Mistake(list ?? root, "ListMetadataFormats must list at least one metadataFormat");
        }

        return formats;
    }

    private void ReadSets(XElement? list)
    {
        _setsListed = list is not null;
        foreach (var set in list?.Elements(OaiNames.Oai + "set") ?? [])
        {
            var spec = One(set, "setSpec", value => OaiNames.SetSpec().IsMatch(value), "has characters that a setSpec can't have");
            if (!_sets.TryAdd(spec, One(set, "setName", value => value.Length > 0, "must not be empty")))
            {
                Mistake(set, $"the set '{spec}' is listed twice");
            }
        }
    }

    private StaticRecord[] ReadRecords(XElement list, OaiMetadataFormat format, OaiIdentify identify)
    {
        var records = new Dictionary<string, StaticRecord>();
        foreach (var element in list.Elements(OaiNames.Oai + "record"))
        {
            if (element.Element(OaiNames.Oai + "header") is not { } header)
            {
                Mistake(element, "a record has no header");
                continue;
            }

            var read = ReadHeader(header, identify);
            var payload = element.Element(OaiNames.Oai + "metadata")?.Elements().ToList() ?? [];
            if (read.Deleted != (payload.Count == 0) || payload.Count > 1)
            {
                Mistake(element, $"the record '{read.Identifier}' must have {(read.Deleted ? "no metadata, being deleted" : "metadata of exactly one element")}");
            }
            else if (payload.Count == 1 && payload[0].Name.NamespaceName != format.Namespace)
            {
                Mistake(payload[0], $"the metadata of '{read.Identifier}' is in the namespace '{payload[0].Name.NamespaceName}' and not in '{format.Namespace}'");
            }

            var abouts = element.Elements(OaiNames.Oai + "about").SelectMany(about => about.Elements().Take(1)).Select(Payload.Write);
            if (!records.TryAdd(read.Identifier, new StaticRecord(read, payload.Count == 1 ? Payload.Write(payload[0]) : "", [.. abouts])))
            {
                Mistake(element, $"the record '{read.Identifier}' occurs twice with the metadataPrefix '{format.Prefix}'");
            }
        }

        return [.. records.Values
            .OrderBy(record => record.Header.Datestamp, StringComparer.Ordinal)
            .ThenBy(record => record.Header.Identifier, StringComparer.Ordinal)];
    }

    private OaiHeader ReadHeader(XElement header, OaiIdentify identify)
    {
        var identifier = One(header, "identifier", OaiNames.IsUri, "must be a URI");
        var datestamp = One(header, "datestamp", OaiNames.IsDay, "must be a day (YYYY-MM-DD)");
        string[] sets = [.. header.Elements(OaiNames.Oai + "setSpec").Select(set => set.Value.Trim()).Distinct()];
        foreach (var spec in sets)
        {
            UseSet(header, spec);
        }

        var deleted = header.Attribute("status")?.Value == "deleted";
        if (deleted && identify.DeletedRecord == OaiDeletedRecord.No)
        {
            Mistake(header, $"'{identifier}' is deleted, but deletedRecord is 'no'");
        }

        return new OaiHeader(identifier, datestamp, sets, deleted);
    }

    private void UseSet(XElement header, string spec)
    {
        if (!_sets.TryAdd(spec, spec))
        {
            return;
        }

        if (!OaiNames.SetSpec().IsMatch(spec))
        {
            Mistake(header, $"the setSpec '{spec}' has characters that it can't have");
        }
        else if (_setsListed)
        {
            Mistake(header, $"the set '{spec}' is not in ListSets");
        }
    }

    /// <summary>A set's parents are sets too (OAI-PMH 2.0, section 2.6).</summary>
    private void AddParentSets()
    {
        foreach (var spec in _sets.Keys.ToList())
        {
            for (var end = spec.LastIndexOf(':'); end > 0; end = spec.LastIndexOf(':', end - 1))
            {
                _sets.TryAdd(spec[..end], spec[..end]);
            }
        }
    }

    private string One(XElement parent, string name, Func<string, bool> valid, string rule)
    {
        var elements = parent.Elements(OaiNames.Oai + name).ToList();
        var value = elements.Count == 0 ? "" : elements[0].Value.Trim();
        if (elements.Count != 1)
        {
            Mistake(parent, $"{parent.Name.LocalName} must have exactly one {name}, not {elements.Count}");
        }
        else if (!valid(value))
        {
            Mistake(elements[0], $"{name} '{value}' {rule}");
        }

        return value;
    }

    private void Mistake(XElement place, string what) => _mistakes.Add($"Line {((IXmlLineInfo)place).LineNumber}: {what}");
}
