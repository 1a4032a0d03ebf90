using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationHub.Storage;

/// <summary>JSON Lines in gzip: what <c>zcat | jq</c> reads.</summary>
public static class JsonLines
{
    // A line is data, not a page: Chinese as it is, instead of six characters for one.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Packs <paramref name="items"/>, a line each.</summary>
    public static byte[] Write<T>(IEnumerable<T> items, JsonTypeInfo<T> json)
    {
        using var writer = new Utf8JsonWriter(Stream.Null, Writing);
        using var pack = new JsonLinesPack<T>((item, line) =>
        {
            writer.Reset(line);
            JsonSerializer.Serialize(writer, item, json);
            writer.Flush();
        });
        pack.Add(items);
        return pack.Finish().ToArray();
    }

    /// <summary>Unpacks a blob to its lines' bytes.</summary>
    public static byte[] Unpack(ReadOnlyMemory<byte> packed)
    {
        using var source = new MemoryStream(packed.ToArray(), writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        using var plain = new MemoryStream(packed.Length * 4);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> packed.</summary>
    /// <exception cref="JsonException">A line is not a <typeparamref name="T"/>.</exception>
    public static IEnumerable<T> Read<T>(ReadOnlyMemory<byte> packed, JsonTypeInfo<T> json) =>
        Lines(packed).Select(line => JsonSerializer.Deserialize(line.Span, json) ?? throw new JsonException("An empty line."));

    /// <summary>The lines, without their line feeds: slices of one array, which lives as long as any of them.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> packed)
    {
        var plain = Unpack(packed);
        var start = 0;
        while (start < plain.Length)
        {
            var end = Array.IndexOf(plain, (byte)'\n', start);
            end = end < 0 ? plain.Length : end;
            if (end > start)
            {
                yield return plain.AsMemory(start, end - start);
            }

            start = end + 1;
        }
    }
}
