using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace IntegrationHub.Oai;

/// <summary>Writes a provider's answers: the envelope and the six bodies (section 4). No value gets into markup but through the writer, save for payloads, which are XML.</summary>
internal sealed class GatewayAnswer(Uri baseUrl, DateTimeOffset now)
{
    private static readonly XmlWriterSettings s_settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false };

    /// <param name="request">Null where the arguments are wrong: then the request element has no attributes (section 3.2).</param>
    /// <param name="error">What is wrong.</param>
    public byte[] Error(GatewayArguments? request, OaiError error) => Write(request, writer =>
    {
        writer.WriteStartElement("error");
        writer.WriteAttributeString("code", error.Code);
        writer.WriteString(Printable(error.Message));
        writer.WriteEndElement();
    });

    /// <summary>A static repository's file speaks through this gateway.</summary>
    public byte[] Identify(GatewayArguments request, StaticRepository repository) =>
        Identify(request, repository.Identify with { Compression = [] }, OaiGranularity.Day, [.. repository.Descriptions, Describe(repository.Identify)]);

    /// <param name="request">What was asked.</param>
    /// <param name="identify">Its base URL and granularity are not looked at.</param>
    /// <param name="granularity">Of datestamps.</param>
    /// <param name="descriptions">Containers, as XML.</param>
    public byte[] Identify(GatewayArguments request, OaiIdentify identify, OaiGranularity granularity, IReadOnlyList<string> descriptions) => WriteVerb(request, writer =>
    {
        writer.WriteElementString("repositoryName", identify.RepositoryName);
        writer.WriteElementString("baseURL", baseUrl.AbsoluteUri);
        writer.WriteElementString("protocolVersion", identify.ProtocolVersion);
        foreach (var email in identify.AdminEmails)
        {
            writer.WriteElementString("adminEmail", email);
        }

        writer.WriteElementString("earliestDatestamp", identify.EarliestDatestamp);
        writer.WriteElementString("deletedRecord", identify.DeletedRecord switch
        {
            OaiDeletedRecord.Persistent => "persistent",
            OaiDeletedRecord.Transient => "transient",
            _ => "no",
        });
        writer.WriteElementString("granularity", granularity == OaiGranularity.Day ? "YYYY-MM-DD" : "YYYY-MM-DDThh:mm:ssZ");
        foreach (var compression in identify.Compression)
        {
            writer.WriteElementString("compression", compression);
        }

        foreach (var description in descriptions)
        {
            writer.WriteStartElement("description");
            writer.WriteRaw(description);
            writer.WriteEndElement();
        }
    });

    public byte[] Formats(GatewayArguments request, IEnumerable<OaiMetadataFormat> formats) => WriteVerb(request, writer =>
    {
        foreach (var format in formats)
        {
            writer.WriteStartElement("metadataFormat");
            writer.WriteElementString("metadataPrefix", format.Prefix);
            writer.WriteElementString("schema", format.Schema);
            writer.WriteElementString("metadataNamespace", format.Namespace);
            writer.WriteEndElement();
        }
    });

    public byte[] Sets(GatewayArguments request, IEnumerable<OaiSet> sets) => WriteVerb(request, writer =>
    {
        foreach (var set in sets)
        {
            writer.WriteStartElement("set");
            writer.WriteElementString("setSpec", set.Spec);
            writer.WriteElementString("setName", set.Name);
            writer.WriteEndElement();
        }
    });

    /// <summary>For GetRecord, ListRecords and ListIdentifiers.</summary>
    public byte[] Records(GatewayArguments request, IReadOnlyList<StaticRecord> records, (string Token, int? Size, int Cursor)? place) => WriteVerb(request, writer =>
    {
        foreach (var record in records)
        {
            if (request.Verb == OaiVerb.ListIdentifiers)
            {
                WriteHeader(writer, record.Header);
            }
            else
            {
                WriteRecord(writer, record);
            }
        }

        if (place is { } at)
        {
            writer.WriteStartElement("resumptionToken");
            if (at.Size is { } size)
            {
                writer.WriteAttributeString("completeListSize", size.ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteAttributeString("cursor", at.Cursor.ToString(CultureInfo.InvariantCulture));
            writer.WriteString(at.Token);
            writer.WriteEndElement();
        }
    });

    private byte[] WriteVerb(GatewayArguments request, Action<XmlWriter> body) => Write(request, writer =>
    {
        writer.WriteStartElement(request.Verb.ToString());
        body(writer);
        writer.WriteEndElement();
    });

    private byte[] Write(GatewayArguments? request, Action<XmlWriter> body)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, s_settings))
        {
            writer.WriteStartElement("OAI-PMH", OaiNames.Oai.NamespaceName);
            writer.WriteAttributeString("xsi", "schemaLocation", OaiNames.SchemaInstance, $"{OaiNames.Oai} {OaiNames.Schema}");
            writer.WriteElementString("responseDate", OaiDates.Format(now, OaiGranularity.Second));
            writer.WriteStartElement("request");
            if (request is not null)
            {
                writer.WriteAttributeString("verb", request.Verb.ToString());
                foreach (var (name, value) in request.Values.OrderBy(argument => argument.Key, StringComparer.Ordinal))
                {
                    writer.WriteAttributeString(name, Printable(value));
                }
            }

            writer.WriteString(baseUrl.AbsoluteUri);
            writer.WriteEndElement();
            body(writer);
            writer.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteRecord(XmlWriter writer, StaticRecord record)
    {
        writer.WriteStartElement("record");
        WriteHeader(writer, record.Header);
        if (record.Metadata.Length > 0)
        {
            writer.WriteStartElement("metadata");
            writer.WriteRaw(record.Metadata);
            writer.WriteEndElement();
        }

        foreach (var about in record.Abouts)
        {
            writer.WriteStartElement("about");
            writer.WriteRaw(about);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteHeader(XmlWriter writer, OaiHeader header)
    {
        writer.WriteStartElement("header");
        if (header.Deleted)
        {
            writer.WriteAttributeString("status", "deleted");
        }

        writer.WriteElementString("identifier", header.Identifier);
        writer.WriteElementString("datestamp", header.Datestamp);
        foreach (var set in header.SetSpecs)
        {
            writer.WriteElementString("setSpec", set);
        }

        writer.WriteEndElement();
    }

    /// <summary>Says that a gateway speaks for a file (guidelines for gateways, 4.4.1).</summary>
    private string Describe(OaiIdentify identify) => new XElement(
        OaiNames.Gateway + "gateway",
        new XAttribute(XNamespace.Get(OaiNames.SchemaInstance) + "schemaLocation", $"{OaiNames.Gateway} http://www.openarchives.org/OAI/2.0/gateway.xsd"),
        new XElement(OaiNames.Gateway + "source", identify.BaseUrl),
        new XElement(OaiNames.Gateway + "gatewayDescription", "http://www.openarchives.org/OAI/2.0/guidelines-static-repository.htm"),
        identify.AdminEmails.Select(email => new XElement(OaiNames.Gateway + "gatewayAdmin", email)),
        new XElement(OaiNames.Gateway + "gatewayURL", baseUrl.AbsoluteUri)).ToString(SaveOptions.DisableFormatting);

    /// <summary>What people type into an address need not be possible in XML.</summary>
    public static string Printable(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
}
