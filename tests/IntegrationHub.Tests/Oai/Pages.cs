using System.Text;
using System.Xml;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>Pages for tests, and a payload reader that keeps the payload's text.</summary>
internal static class Pages
{
    public const string Start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2024-05-01T10:00:00Z</responseDate><request verb=\"ListRecords\">http://a.example/oai</request>";

    public static string List(params string[] items) => Start + "<ListRecords>" + string.Concat(items) + "</ListRecords></OAI-PMH>";

    public static string Record(string id, string title, string attributes = "") =>
        $"<record><header{attributes}><identifier>{id}</identifier><datestamp>2024-01-02</datestamp><setSpec>a:b</setSpec></header><metadata>" +
        $"<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title></oai_dc:dc></metadata></record>";

    public static OaiPage<string> Read(string page, Encoding? encoding = null) => Read((encoding ?? new UTF8Encoding(false)).GetBytes(page));

    public static OaiPage<string> Read(byte[] page) => OaiPageReader.Read(page, Text);

    public static string Text(XmlReader reader)
    {
        var text = new StringBuilder();
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text.Append(reader.Value);
            }
        }

        return text.ToString();
    }
}
