using System.Text.Json;
using IntegrationHub.Storage;

namespace IntegrationHub.Records;

/// <summary>A record that is passed on from one line to another as the JSON that it came in, and parsed only for whoever looks into it.</summary>
internal sealed class WrittenRecord
{
    private readonly ReadOnlyMemory<byte> _json;
    private BibliographicRecord? _record;
    private bool? _free;

    public WrittenRecord(BibliographicRecord record) => _record = record;

    /// <param name="json">The object, UTF-8; kept, not copied.</param>
    public WrittenRecord(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary>Parsed once and kept.</summary>
    public BibliographicRecord Record => _record ??= Parse();

    /// <summary>Told without parsing: counters want it of every record.</summary>
    public bool IsFree => _free ??= _record?.Access.IsFree ?? StatusIn(_json.Span) >= AccessStatus.Free;

    /// <summary>Parsed for this once: a step that looks at each of its records must not keep them all.</summary>
    public BibliographicRecord Read()
    {
        var record = _record ?? Parse();
        _free = record.Access.IsFree;
        return record;
    }

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

    private BibliographicRecord Parse() => JsonSerializer.Deserialize(_json.Span, RecordsJson.Default.BibliographicRecord) ?? throw new JsonException("An empty record.");
}
