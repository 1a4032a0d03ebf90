using System.Text;
using System.Xml;

namespace IntegrationHub.Publishing;

/// <summary>Tells OPDS 1.2 readers and browsers how to search: OpenSearch 1.1 (https://github.com/dewitt/opensearch).</summary>
internal static class OpenSearchDescription
{
    public const string MediaType = "application/opensearchdescription+xml";

    public const string Namespace = "http://a9.com/-/spec/opensearch/1.1/";

    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The specification allows no more in a short name, in a long one and in a description.</summary>
    private const int ShortName = 16, LongName = 48, Description = 1024;

    public static byte[] Write(FeedUrls urls, Label title)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            xml.WriteStartElement("OpenSearchDescription", Namespace);
            xml.WriteAttributeString("xmlns", "atom", null, Atom);
            xml.WriteElementString("ShortName", Namespace, Cut(title.Chinese, ShortName));
            xml.WriteElementString("Description", Namespace, Cut($"{title.Chinese}：题名、责任者、主题检索。Search titles, names and subjects.", Description));
            Url(xml, Opds1Writer.MediaType(acquisition: true), urls.OpenSearchTemplate(FeedFormat.Opds1));
            Url(xml, Opds2Writer.MediaType, urls.OpenSearchTemplate(FeedFormat.Opds2));
            Url(xml, "application/json", urls.OpenSearchTemplate(format: null));
            xml.WriteElementString("LongName", Namespace, Cut(title.Text, LongName));
            xml.WriteElementString("Language", Namespace, "*");
            xml.WriteElementString("InputEncoding", Namespace, "UTF-8");
            xml.WriteElementString("OutputEncoding", Namespace, "UTF-8");
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Url(XmlWriter xml, string type, string template)
    {
        xml.WriteStartElement("Url", Namespace);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("template", template);
        xml.WriteEndElement();
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)].TrimEnd();
}
