using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>ListMetadataFormats (section 4.4).</summary>
public sealed record OaiMetadataFormats(IReadOnlyList<OaiMetadataFormat> Formats, IReadOnlyList<OaiError> Errors)
{
    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiMetadataFormats Read(ReadOnlyMemory<byte> body)
    {
        var parser = TolerantXml.Parse(body, static _ => new Parser());
        return new OaiMetadataFormats(parser.Formats, parser.Errors);
    }

    private sealed class Parser : AnswerParser
    {
        public List<OaiMetadataFormat> Formats { get; } = [];

        protected override bool ReadChild(XmlReader reader)
        {
            if (!Named(reader, nameof(OaiVerb.ListMetadataFormats)))
            {
                return false;
            }

            ReadChildren(reader, child =>
            {
                if (Named(child, "metadataFormat"))
                {
                    ReadFormat(child);
                }
                else if (!ReadCommon(child))
                {
                    child.Skip();
                }
            });
            return true;
        }

        private void ReadFormat(XmlReader reader)
        {
            string prefix = "", schema = "", ns = "";
            ReadChildren(reader, child =>
            {
                if (Named(child, "metadataPrefix"))
                {
                    prefix = ReadText(child);
                }
                else if (Named(child, "schema"))
                {
                    schema = ReadText(child);
                }
                else if (Named(child, "metadataNamespace"))
                {
                    ns = ReadText(child);
                }
                else
                {
                    child.Skip();
                }
            });
            if (prefix.Length > 0)
            {
                Formats.Add(new OaiMetadataFormat(prefix, schema, ns));
            }
        }
    }
}

public sealed record OaiMetadataFormat(string Prefix, string Schema, string Namespace);
