using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Sources;

/// <summary>A source's short name, chosen by the admin: 2 to 40 of a-z, 0-9 and inner hyphens. Part of table keys, blob names and feed addresses.</summary>
[JsonConverter(typeof(SourceIdJsonConverter))]
public readonly record struct SourceId : IComparable<SourceId>
{
    private readonly string? _value;

    private SourceId(string value) => _value = value;

    public string Value => _value ?? string.Empty;

    public static bool TryParse([NotNullWhen(true)] string? text, out SourceId id)
    {
        var valid = text is { Length: >= 2 and <= 40 }
            && text[0] != '-' && text[^1] != '-'
            && !text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");
        id = valid ? new SourceId(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a source id.</exception>
    public static SourceId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a source id: 2 to 40 of a-z, 0-9 and inner hyphens.");

    public int CompareTo(SourceId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

internal sealed class SourceIdJsonConverter : JsonConverter<SourceId>
{
    public override SourceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SourceId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A source id is 2 to 40 of a-z, 0-9 and inner hyphens.");

    public override void Write(Utf8JsonWriter writer, SourceId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override SourceId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, SourceId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
}
