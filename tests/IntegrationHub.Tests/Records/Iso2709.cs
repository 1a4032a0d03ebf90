using System.Globalization;
using System.Text;
using System.Xml;

namespace IntegrationHub.Tests.Records;

/// <summary>
/// Records in ISO 2709, the format of tapes, as MARCXML: a leader of 24 characters, a directory of twelve for each field (tag, length, beginning), the fields. Takes the broken ones
/// too: a field that the directory has wrong is left out.
/// </summary>
internal static class Iso2709
{
    private const string Slim = "http://www.loc.gov/MARC21/slim";
    private const byte EndOfRecord = 0x1D;
    private const char EndOfField = '\u001E';
    private const char Delimiter = '\u001F';

    public static IEnumerable<string> ReadAll(byte[] file)
    {
        for (var start = 0; start < file.Length;)
        {
            var end = Array.IndexOf(file, EndOfRecord, start);
            end = end < 0 ? file.Length : end;
            if (end - start > 40)
            {
                yield return ToXml(file.AsSpan(start, end - start));
            }

            start = end + 1;
        }
    }

    private static string ToXml(ReadOnlySpan<byte> record)
    {
        while (record.Length > 24 && record[0] is (byte)'\r' or (byte)'\n')
        {
            record = record[1..];
        }

        var xml = new StringBuilder();
        using var writer = XmlWriter.Create(xml, new XmlWriterSettings { OmitXmlDeclaration = true });
        writer.WriteStartElement("record", Slim);
        var leader = Encoding.Latin1.GetString(record[..24]);
        writer.WriteElementString("leader", Slim, Clean(leader));
        var directory = record.IndexOf((byte)EndOfField);

        // What is not in UTF-8 is in MARC-8, of which only ASCII is read here.
        var encoding = leader[9] == 'a' ? Encoding.UTF8 : Encoding.ASCII;
        for (var entry = 24; entry + 12 <= directory; entry += 12)
        {
            var text = Encoding.Latin1.GetString(record.Slice(entry, 12));
            if (int.TryParse(text.AsSpan(3, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                && int.TryParse(text.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                && directory + 1 + start + length <= record.Length)
            {
                WriteField(writer, text[..3], encoding.GetString(record.Slice(directory + 1 + start, length)).TrimEnd(EndOfField));
            }
        }

        writer.WriteEndElement();
        writer.Flush();
        return xml.ToString();
    }

    private static void WriteField(XmlWriter writer, string tag, string text)
    {
        var subfields = text.Split(Delimiter);
        writer.WriteStartElement(subfields.Length == 1 ? "controlfield" : "datafield", Slim);
        writer.WriteAttributeString("tag", Clean(tag));
        if (subfields.Length == 1)
        {
            writer.WriteString(Clean(text));
        }
        else
        {
            writer.WriteAttributeString("ind1", Clean(subfields[0].PadRight(2)[..1]));
            writer.WriteAttributeString("ind2", Clean(subfields[0].PadRight(2)[1..2]));
            foreach (var subfield in subfields.Skip(1).Where(static subfield => subfield.Length > 0))
            {
                writer.WriteStartElement("subfield", Slim);
                writer.WriteAttributeString("code", Clean(subfield[..1]));
                writer.WriteString(Clean(subfield[1..]));
                writer.WriteEndElement();
            }
        }

        writer.WriteEndElement();
    }

    private static string Clean(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));
}
