using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace IntegrationHub;

/// <summary>JSON as people read it too: Chinese as it is, markup escaped.</summary>
internal static class ReadableJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write<T>(T answer, JsonTypeInfo<T> json)
    {
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        using var writer = new Utf8JsonWriter(buffer, Readable);
        JsonSerializer.Serialize(writer, answer, json);
        return buffer.WrittenSpan.ToArray();
    }
}
