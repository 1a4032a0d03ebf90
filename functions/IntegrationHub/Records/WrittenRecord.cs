using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IntegrationHub.Storage;

namespace IntegrationHub.Records;

/// <summary>A record that is passed on from one line to another as the JSON that it came in, and parsed only for whoever looks into it.</summary>
internal sealed class WrittenRecord
{
    private static readonly JsonTypeInfo<BibliographicRecord> Compared = ComparedInfo();

    private readonly ReadOnlyMemory<byte> _json;
    private BibliographicRecord? _record;
    private bool? _free;

    public WrittenRecord(BibliographicRecord record) => _record = record;

    /// <param name="json">The object, UTF-8; kept, not copied.</param>
    public WrittenRecord(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary>Parsed once and kept.</summary>
    public BibliographicRecord Record => _record ??= Parse(RecordsJson.Default.BibliographicRecord);

    /// <summary>Told without parsing: counters want it of every record.</summary>
    public bool IsFree => _free ??= _record?.Access.IsFree ?? StatusIn(_json.Span) >= AccessStatus.Free;

    /// <summary>
    /// Parsed for this once, as far as records are compared: without abstract, subjects, rights, access and picture. A step that looks at each of its records
    /// must neither read nor keep what it does not look at.
    /// </summary>
    public BibliographicRecord ReadCompared() => _record ?? Parse(Compared);

    public void WriteTo(JsonText json)
    {
        if (_json.IsEmpty)
        {
            RecordLine.Write(Record, json);
        }
        else
        {
            json.Value(_json.Span);
        }
    }

    private static AccessStatus StatusIn(ReadOnlySpan<byte> record)
    {
        var json = new Utf8JsonReader(record);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var sought = json.CurrentDepth == 1 ? json.ValueTextEquals("access"u8) : json.ValueTextEquals("status"u8);
            json.Read();
            if (!sought)
            {
                json.Skip();
            }
            else if (json.TokenType == JsonTokenType.String)
            {
                return Compact.ValueOf<AccessStatus>(json.GetString());
            }
        }

        return AccessStatus.Unknown;
    }

    private static JsonTypeInfo<BibliographicRecord> ComparedInfo()
    {
        var options = new JsonSerializerOptions(RecordsJson.Default.Options)
        {
            TypeInfoResolver = RecordsJson.Default.WithAddedModifier(static info =>
            {
                if (info.Type == typeof(BibliographicRecord))
                {
                    foreach (var property in info.Properties)
                    {
                        property.CustomConverter = property.Name switch
                        {
                            "abstract" or "thumbnail" => new Skipping<string?>(null),
                            "subjects" => new Skipping<IReadOnlyList<Subject>>([]),
                            "rights" => new Skipping<IReadOnlyList<string>>([]),
                            "access" => new Skipping<Access>(Access.Unknown),
                            _ => property.CustomConverter,
                        };
                    }
                }
            }),
        };
        return (JsonTypeInfo<BibliographicRecord>)options.GetTypeInfo(typeof(BibliographicRecord));
    }

    private BibliographicRecord Parse(JsonTypeInfo<BibliographicRecord> info) => JsonSerializer.Deserialize(_json.Span, info) ?? throw new JsonException("An empty record.");

    private sealed class Skipping<T>(T instead) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return instead;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
