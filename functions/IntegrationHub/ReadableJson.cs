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

    public static byte[] Write<T>(T answer, JsonTypeInfo<T> json) => Write(writer => JsonSerializer.Serialize(writer, answer, json));

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        using var writer = new Utf8JsonWriter(buffer, Readable);
        write(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
