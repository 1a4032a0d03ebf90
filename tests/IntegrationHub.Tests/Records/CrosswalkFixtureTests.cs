using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>
/// Golden files: every <c>Crosswalks/FORMAT/NAME.xml</c> becomes what <c>NAME.json</c> beside it says. A document whose root is <c>fixtures</c> holds several payloads. To write the
/// golden files anew after a change that is meant, run the tests with UPDATE_GOLDEN=1 and read the difference before committing it.
/// </summary>
public class CrosswalkFixtureTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "IntegrationHub.Tests", "Records", "Crosswalks");
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static TheoryData<string> Fixtures() =>
        [.. Directory.EnumerateFiles(Folder, "*.xml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Becomes_What_Its_Golden_File_Says(string fixture)
    {
        var read = Read(Path.Combine(Folder, fixture));
        var golden = Path.ChangeExtension(Path.Combine(Folder, fixture), ".json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null)
        {
            File.WriteAllText(golden, read);
        }

        Assert.True(File.Exists(golden), $"There is no golden file {golden}.");
        Assert.Equal(File.ReadAllText(golden), read);
    }

    [Fact]
    public void Every_Crosswalk_Has_A_Fixture_Of_Its_Own_Format()
    {
        var read = Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .SelectMany(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray())
            .Select(record => record.TryGetProperty("format", out var format) ? format.GetString() : null);
        Assert.Empty(MetadataFormats.Names.Except(read));
    }

    private static string Read(string file)
    {
        var formats = new MetadataFormats();
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartArray();
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            reader.MoveToContent();
            if (reader.LocalName == "fixtures")
            {
                reader.Read();
                while (reader.MoveToContent() == XmlNodeType.Element)
                {
                    using (var payload = reader.ReadSubtree())
                    {
                        payload.Read();
                        Write(formats, payload, json);
                    }

                    reader.Read();
                }
            }
            else
            {
                Write(formats, reader, json);
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(MetadataFormats formats, XmlReader payload, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        try
        {
            var read = formats.Read(payload);
            json.WriteString("format", read.Format);
            json.WritePropertyName("record");
            JsonSerializer.Serialize(json, read.Record, RecordsJson.Default.BibliographicRecord);
            json.WriteStartArray("dropped");
            foreach (var path in read.Dropped)
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
        }
        catch (FormatException e)
        {
            json.WriteString("rejected", e.Message);
        }

        json.WriteEndObject();
    }
}
